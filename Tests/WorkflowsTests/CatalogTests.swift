import Documents
import Expressions
import Readings
import Rules
import Testing
import Values

@testable import Workflows

@Suite("Catalogs")
struct CatalogTests {
  @Test("Fields are found in a document, days by their parts, own columns by name")
  func fields() throws {
    var document = Document(type: .invoice)
    document.number = "2026-7"
    document.issueDate = Day(year: 2026, month: 3, day: 4)
    document.seller.name = "Kessel"
    document.totals.gross = ExactDecimal("1190.00")
    document.extra = ["card": "1234"]
    let paths = [
      "type", "number", "issueDate", "issueDate.year", "issueDate.month", "issueDate.day",
      "seller.name", "totals.gross", "card",
    ]
    #expect(
      paths.map { FieldCatalog.text(of: $0, in: document) } == [
        "invoice", "2026-7", "2026-03-04", "2026", "03", "04", "Kessel", "1190.00", "1234",
      ]
    )
    for path in ["dueDate.year", "totals.net", "number.year", "issueDate.week", ""] {
      #expect(FieldCatalog.text(of: path, in: document) == nil)
    }
  }

  @Test("Names are unique and every amount is a total")
  func names() {
    let names = FieldCatalog.document.map(\.name)
    #expect(Set(names).count == names.count)
    for field in FieldCatalog.document {
      #expect((field.type == .amount) == field.name.hasPrefix("totals."))
    }
    #expect(Set(CheckCatalog.ids).count == 16)
  }

  @Test("Built-in checks have the severities that a bookkeeper expects")
  func checks() {
    let blocking = CheckCatalog.checks.filter { $0.severity == .block }.map(\.id)
    #expect(blocking == ["totals-foot", "iban-valid", "iban-changed"])
    #expect(CheckCatalog.check("duplicate-exact")?.severity == .info)
    #expect(CheckCatalog.check("nonsense") == nil)
  }

  @Test(
    "Sizes, times and amounts are read exactly",
    arguments: [
      ("25 MB", 25_000_000), ("25MB", 25_000_000), ("1 KiB", 1_024), ("1.5 kB", 1_500),
      ("16 GiB", 17_179_869_184), ("7 B", 7),
    ] as [(String, Int64)]
  )
  func sizes(_ text: String, _ bytes: Int64) throws {
    let workflow = try plan(
      """
      { "format": 1, "workflow": "w", "document": "invoice",
        "watch": { "folder": "w", "maxBytes": "\(text)" } }
      """
    )
    #expect(workflow.watch.maximumBytes == bytes)
    #expect(workflow.read.limits.bytes == bytes)
  }

  @Test(
    "What is no size is refused",
    arguments: ["0 B", "1.0001 kB", "-1 MB", "MB", "1  MB", "1 mb", "99999999999999 GB", "17 GiB"]
  )
  func noSizes(_ text: String) throws {
    let definition = """
      { "format": 1, "workflow": "w", "document": "invoice",
        "watch": { "folder": "w", "maxBytes": "\(text)" } }
      """
    #expect(try load(["w.json": definition]).errors.count == 1)
  }

  @Test(
    "Day formats name day, month and year once each",
    arguments: [
      ("dd.MM.yyyy", true), ("d/M/yy", true), ("yyyyMMdd", true), ("yyyy-MM-dd'T'HH:mm:ss", true),
      ("d. MMMM yyyy", true), ("excel", true), ("dd.MM", false), ("YYYY-MM-DD", false),
      ("dd.dd.yyyy", false), ("yyyy-MM-dd EEE", false), ("", false),
    ]
  )
  func dayFormats(_ format: String, _ isGood: Bool) throws {
    let text = Definitions.bank.replacing("yyyy-MM-dd", with: format)
    #expect(brief(try load(["w.json": text])).isEmpty == isGood)
  }

  @Test("Rules see every field that columns and paths may name, and no others but the lists")
  func ruleFields() {
    let seen = Set(DocumentFields.standard.type.fields.map(\.path))
    let lists = ["lines", "taxes", "allowancesAndCharges", "notes"]
    #expect(seen == Set(FieldCatalog.document.map(\.name) + lists))
  }
}

import Books
import Documents
import FoundationEssentials
import Matching
import Testing
import Values
import Workflows

/// The synthetic books of `../shared/corpora`, where they are there: a guard against confident mistakes.
@Suite(.enabled(if: SyntheticBooks.isThere, "no ../shared/corpora/reconciliation/small"))
struct SyntheticBooksTests {
  @Test func `what is settled without a person is right in 98 of 100 cases`() throws {
    let books = try SyntheticBooks()
    let plan = Fixtures.plan { $0.costs = .negative }
    let solved = Matcher.solve(documents: books.documents, entries: books.entries, plan: plan)
    let links = solved.values.flatMap(\.allocations).map { [$0.document.number, $0.entry.number] }
    let right = links.filter(books.truth.contains).count
    #expect(links.count >= 250)
    #expect(right * 100 >= links.count * 98, "\(right) of \(links.count) are right")
    for document in books.documents {
      let outcome = try #require(solved[document.id])
      try Fixtures.balance(outcome, document, books.entries)
    }
  }
}

/// Documents, lines and true links of the small books.
struct SyntheticBooks {
  var documents: [OpenDocument] = []
  var entries: [OpenEntry] = []
  /// Pairs of document and entry number.
  var truth: Set<[Int64]> = []

  static let folder: String = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(root)/../shared/corpora/reconciliation/small/"
  }()

  static var isThere: Bool {
    FileManager.default.fileExists(atPath: folder + "truth_groups.jsonl")
  }

  init() throws {
    documents = try Self.rows("documents.csv").compactMap(Self.document)
    entries = try Self.rows("entries.csv").compactMap(Self.entry)
    for line in try Self.text("truth_groups.jsonl").split(separator: "\n") {
      let group = try JSONDecoder().decode(Group.self, from: Data(line.utf8))
      for link in group.links { truth.insert([Self.number(link.doc), Self.number(link.entry)]) }
    }
  }

  private struct Group: Decodable {
    struct Link: Decodable {
      var doc: String
      var entry: String
    }
    var links: [Link]
  }

  private static func document(_ row: [String: String]) -> OpenDocument? {
    // A sales invoice brings money in, as a credit note does.
    let types = ["credit_note": DocumentType.creditNote, "sales_invoice": .creditNote]
    let isSale = row["kind"] == "sales_invoice"
    var document = Document(
      type: types[row["kind"] ?? ""] ?? (row["kind"] == "receipt" ? .receipt : .invoice)
    )
    document.seller.name = row["vendor_name"]
    document.payment.iban = isSale ? nil : row["vendor_iban"]
    document.number = row["number"]
    document.references.purchaseOrder = row["po_number"]
    document.issueDate = Day(row["issue_date"] ?? "")
    document.dueDate = Day(row["due_date"] ?? "")
    document.currency = Currency(row["currency"] ?? "")
    document.totals.gross = ExactDecimal(row["total"] ?? "")
    return OpenDocument(id: DocumentID(number(row["doc_id"] ?? "")), document: document)
  }

  private static func entry(_ row: [String: String]) throws -> OpenEntry? {
    guard let day = Day(row["booking_date"] ?? ""), let amount = ExactDecimal(row["amount"] ?? ""),
      let currency = Currency(row["currency"] ?? "")
    else { return nil }
    var entry = Entry(day: day, amount: try Money(amount, currency))
    entry.counterparty = row["counterparty"]
    entry.counterpartyIBAN = row["counterparty_iban"]
    entry.reference = row["reference"]
    entry.memo = row["memo"]
    return OpenEntry(id: EntryID(number(row["entry_id"] ?? "")), entry: entry)
  }

  private static func number(_ id: String) -> Int64 { Int64(id.dropFirst()) ?? 0 }

  private static func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder + name, encoding: .utf8)
  }

  /// Rows by column name; empty cells are left out.
  private static func rows(_ name: String) throws -> [[String: String]] {
    let lines = try text(name).split(whereSeparator: \.isNewline).map(cells)
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { cells in
      Dictionary(uniqueKeysWithValues: zip(header, cells).filter { !$0.1.isEmpty })
    }
  }

  private static func cells(_ line: Substring) -> [String] {
    var result = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        result.append("")
      } else {
        result[result.count - 1].append(character)
      }
    }
    return result
  }
}

import Books
import Documents
import Values

/// One entry of `tests`.
enum TestKeys {
  static let name = Key("name", "What it shows, in a sentence.", Shape.text, isRequired: true)
  static let text = Key("text", "The paper's whole text: XML, or a table.", paperText)
  static let csv = Key("csv", "A table's text: header and rows.", paperText)
  static let file = Key("file", "A sample paper of the workspace.", Shape.samplePath)
  static let before = Key(
    "before",
    "Papers that came before, oldest first.",
    Shape<[WorkflowTest.Paper]>.list(of: PaperKeys.shape)
  )
  static let tables = Key("tables", "Rows of lookup tables, by table.", TestTables.tables)
  static let ledgers = Key("ledgers", "Rows of ledgers, by ledger.", TestLedgers.ledgers)
  static let today = Key("today", "The day of the test: 2026-03-20.", Shape.day)
  static let expect = Key(
    "expect",
    "What must come out; a list has one for each document. Only what is named is compared.",
    Shape<[ExpectationDraft]>.oneOrMore(ExpectKeys.shape),
    isRequired: true
  )

  static let declared = [
    name.declared, text.declared, csv.declared, file.declared, before.declared, tables.declared,
    ledgers.declared, today.declared, expect.declared,
  ]

  static let list: Shape<[TestDraft]> = Shape<[TestDraft?]>.list(of: shape)
    .map { $0.compactMap(\.self) }

  fileprivate static let paperText = Shape<String>.checked(
    "a text",
    schema: [("minLength", .number("1"))]
  ) {
    text throws(TextFault) in
    guard !text.isEmpty, text.utf8.count <= 256 << 10 else {
      throw TextFault(code: .outOfRange, reason: "a test's paper has 1 byte to 256 KiB")
    }
    return text
  }

  private static let shape = Shape<TestDraft?>.object("a test", keys: declared) { fields in
    let name = fields.read(name)
    let paper = PaperKeys.paper(
      fields.read(text),
      fields.read(csv),
      fields.read(file),
      fields
    )
    let before = fields.read(before)
    let tables = fields.read(tables)
    let ledgers = fields.read(ledgers)
    let today = fields.read(today)
    let expect = fields.read(expect)
    // What is refused is not there for what is wrong in the rest of the test.
    let none = WorkflowTest.Paper.inline("", fileName: "test.txt")
    var test = WorkflowTest(
      name: name ?? "without a name",
      paper: paper ?? none,
      expect: (expect ?? []).map(\.expectation)
    )
    test.before = before ?? []
    test.tables = Dictionary(
      (tables ?? []).map { ($0.name.key, $0.rows.map(TestTables.texts)) },
      uniquingKeysWith: { first, _ in first }
    )
    test.ledgers = Dictionary(
      (ledgers ?? []).map { ($0.name.key, $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
    test.today = today
    test.line = fields.context.source.line(at: fields.node.range.lowerBound)
    return TestDraft(
      test: test,
      expect: expect ?? [],
      tables: tables ?? [],
      ledgers: (ledgers ?? []).map(\.name)
    )
  }
}

/// One entry of `tests` as written, with the places of the names in it.
struct TestDraft: Sendable {
  var test: WorkflowTest
  var expect: [ExpectationDraft]
  var tables: [TestTables.Table]
  var ledgers: [JSONMember]
}

/// What a test expects of one document, as written.
struct ExpectationDraft: Sendable {
  var expectation: WorkflowTest.Expectation
  var rule: Located<String>?
  var findings: [Located<String>]
  var fields: [JSONMember]
}

/// A paper of a test: `text`, `csv` or `file`.
enum PaperKeys {
  static let text = Key("text", "The paper's whole text.", TestKeys.paperText)
  static let csv = Key("csv", "A table's text.", TestKeys.paperText)
  static let file = Key("file", "A sample paper of the workspace.", Shape.samplePath)
  static let declared = [text.declared, csv.declared, file.declared]

  static let shape = Shape<WorkflowTest.Paper>.object("a paper", keys: declared) { fields in
    paper(fields.read(text), fields.read(csv), fields.read(file), fields)
  }

  /// Exactly one of the three.
  static func paper(
    _ text: String?,
    _ csv: String?,
    _ file: String?,
    _ fields: Fields
  ) -> WorkflowTest.Paper? {
    let count = ["text", "csv", "file"].count { fields.placeIfPresent($0) != nil }
    if count != 1, !fields.node.isDamaged {
      fields.context.report(
        count == 0 ? .missingKey : .badCombination,
        at: fields.node.range.lowerBound,
        count == 0 ? "there is no paper to test with" : "one paper is given in one way",
        expected: "one of `text`, `csv` or `file`"
      )
      return nil
    }
    if let text { return .inline(text, fileName: text.contains("<?xml") ? "test.xml" : "test.txt") }
    if let csv { return .inline(csv, fileName: "test.csv") }
    return file.map { .file($0) }
  }
}

/// Rows of lookup tables in a test.
enum TestTables {
  typealias Row = [(name: JSONMember, value: String)]

  struct Table: Sendable {
    var name: JSONMember
    var rows: [Row]
  }

  static let tables: Shape<[Table]> = Shape<[(name: JSONMember, value: [Row])]>
    .names("an object of tables", of: .list(of: row, minimum: 0)) { _, _ in true }
    .map { tables in tables.map { Table(name: $0.name, rows: $0.value) } }

  private static let row: Shape<Row> = Shape<Row>
    .names("a row: column to text", of: .anyText) { _, _ in true }

  @Sendable static func texts(_ row: Row) -> [String: String] {
    Dictionary(row.map { ($0.name.key, $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}

/// Rows of ledgers in a test.
enum TestLedgers {
  static let ledgers: Shape<[(name: JSONMember, value: [Entry])]> =
    Shape<[(name: JSONMember, value: [Entry])]>
    .names("an object of ledgers", of: .list(of: TestEntryKeys.shape, minimum: 0)) { _, _ in true }
}

/// One ledger row of a test.
enum TestEntryKeys {
  static let id = Key("id", "The row's own id.", Shape.text)
  static let day = Key("day", "The booking day.", Shape.day, isRequired: true)
  static let amount = Key(
    "amount",
    "Signed, with its currency: -1190.00 EUR.",
    Shape.signedMoney,
    isRequired: true
  )
  static let counterparty = Key("counterparty", "The other side's name.", Shape.text)
  static let counterpartyIBAN = Key("counterpartyIBAN", "The other side's account.", Shape.text)
  static let reference = Key("reference", "The reference.", Shape.text)
  static let memo = Key("memo", "The text.", Shape.text)
  static let account = Key("account", "Our own account.", Shape.text)

  static let declared = [
    id.declared, day.declared, amount.declared, counterparty.declared, counterpartyIBAN.declared,
    reference.declared, memo.declared, account.declared,
  ]

  static let shape = Shape<Entry>.object("a ledger row", keys: declared) { fields in
    let id = fields.read(id)
    let day = fields.read(day)
    let amount = fields.read(amount)
    let texts = [counterparty, counterpartyIBAN, reference, memo, account].map { fields.read($0) }
    guard let day, let amount else { return nil }
    var entry = Entry(day: day, amount: amount)
    entry.id = id
    entry.counterparty = texts[0]
    entry.counterpartyIBAN = texts[1]
    entry.reference = texts[2]
    entry.memo = texts[3]
    entry.account = texts[4]
    return entry
  }
}

extension Shape where Value == String {
  /// Any text, also an empty one.
  static var anyText: Shape {
    checked("a text") { text throws(TextFault) in text }
  }

  /// A file of the workspace that a test reads.
  fileprivate static var samplePath: Shape {
    checked("a file inside the workspace", schema: RelativePath.schema) { text throws(TextFault) in
      try RelativePath.checked(text)
    }
  }
}

extension Shape where Value == Day {
  fileprivate static var day: Shape {
    formed("a day such as 2026-03-20", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$") { Day($0) }
  }
}

extension Shape where Value == Money {
  fileprivate static var signedMoney: Shape {
    formed(
      "a signed amount with its currency such as -1190.00 EUR",
      pattern: "^-?[0-9]+(\\.[0-9]+)? [A-Z]{3}$"
    ) { text in
      let parts = text.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 2, let amount = ExactDecimal(parts[0]), let currency = Currency(parts[1])
      else { return nil }
      do throws(ArithmeticError) { return try Money(amount, currency) } catch { return nil }
    }
  }
}

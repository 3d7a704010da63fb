import Readings
import Values

/// A table of random layout whose truth is known.
struct RandomTable {
  /// One row as it really is.
  struct Row {
    var day: Day
    /// In hundredths; of a ledger what moves the account, of a paper the whole amount.
    var cents: Int
    var fields: [String: String]
  }

  /// One column of the file.
  struct Column {
    var header: String
    /// The field that it is; nil for what nobody needs.
    var field: String?
    var cells: [String]
  }

  var random: SeededRandom
  var target: ReadInstructions.Target
  var currency = "EUR"
  var rows: [Row] = []
  var columns: [Column] = []
  var words: TableWords
  var hasHeader = true
  var dayFormat = ""
  var isComma = false
  var bytes: [UInt8] = []
  var layout: [String] = []

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
    target = [.ledger, .expense, .invoice, .table].randomElement(using: &random) ?? .ledger
    words = TableWords.all.randomElement(using: &random) ?? TableWords.all[0]
    makeRows()
    if target == .table {
      makeSuppliers()
    } else {
      makeDays()
      makeAmounts()
      makeTexts()
    }
    makeJunk()
    columns.shuffle(using: &random)
    write()
  }

  mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  mutating func pick<Element>(_ all: [Element]) -> Element {
    all[Int.random(in: 0..<all.count, using: &random)]
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  /// Where the truth's field stands: by header, or by number.
  func stand(of field: String) -> (header: String, number: Int)? {
    columns.firstIndex { $0.field == field }.map { (columns[$0].header, $0 + 1) }
  }
}

// The truth.
extension RandomTable {
  private mutating func makeRows() {
    let count = chance(15) ? number(1...4) : number(5...40)
    var day = Day(number: Int32(number(19_800...20_500)))
    let isSlow = chance(20)
    if isSlow { day = Day(year: day.year, month: day.month, day: 1) ?? day }
    for index in 0..<count {
      day = day.adding(days: isSlow ? (index % 4 == 0 ? 1 : 0) : number(0...4))
      let isNegative = target == .ledger ? chance(65) : target == .expense && chance(8)
      let cents = number(100...400_000)
      var row = Row(day: day, cents: isNegative ? -cents : cents, fields: [:])
      row.fields["name"] = pick(Self.names) + " \(pick(["GmbH", "Ltd", "SA", "BV"]))"
      row.fields["memo"] = "\(pick(Self.memos)) \(number(100...9_999))"
      row.fields["reference"] = "REF-\(number(1_000...9_999))"
      row.fields["number"] = "R\(20_000 + index)/26"
      row.fields["iban"] = pick(Self.ibans)
      row.fields["vatID"] = pick(Self.vatIDs)
      rows.append(row)
    }
  }

  private static let names = [
    "Müller", "Acme", "Birch Homes", "Café Noir", "Kessel", "Nørd", "Øst",
  ]
  private static let memos = ["Invoice", "Rent", "Order, part", "Lieferung", "Achat; divers"]
  private static let ibans = [
    "DE75512108001245126199", "DE89370400440532013000", "NO9386011117947", "GB29NWBK60161331926819",
  ]
  private static let vatIDs = ["DE811907980", "DE136695976", "NL004495445B01", "ATU13585627"]

  private mutating func add(_ field: String, _ header: String, _ cell: (Row) -> String) {
    columns.append(Column(header: header, field: field, cells: rows.map(cell)))
  }

  private mutating func makeSuppliers() {
    add("name", words.supplier) { $0.fields["name"] ?? "" }
    add("vatID", words.vatID) { $0.fields["vatID"] ?? "" }
    if chance(70) { add("iban", "IBAN") { $0.fields["iban"] ?? "" } }
  }

  private mutating func makeDays() {
    dayFormat = pick([
      "yyyy-MM-dd", "dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "dd-MM-yyyy", "dd.MM.yy",
      "d MMM yyyy",
      "MM/dd/yy", "yyyyMMdd",
    ])
    let format = dayFormat
    add("day", target == .ledger ? words.day : words.issueDate) { Self.written($0.day, format) }
    if target == .ledger, chance(30) {
      columns.append(
        Column(
          header: words.valueDay,
          field: "valueDay",
          cells: rows.map { Self.written($0.day.adding(days: 1), format) }
        )
      )
    }
    if target == .invoice {
      columns.append(
        Column(
          header: words.dueDate,
          field: "dueDate",
          cells: rows.map { Self.written($0.day.adding(days: 30), format) }
        )
      )
    }
    layout.append(dayFormat)
  }

  private static func written(_ day: Day, _ format: String) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return format.replacing("yyyy", with: String(day.year))
      .replacing("yy", with: two(day.year % 100)).replacing("MMM", with: "\u{1}")
      .replacing("MM", with: two(day.month)).replacing("dd", with: two(day.day))
      .replacing("d", with: String(day.day)).replacing("\u{1}", with: months[day.month - 1])
  }

  private mutating func makeTexts() {
    switch target {
    case .ledger:
      if chance(80) { add("counterparty", words.counterparty) { $0.fields["name"] ?? "" } }
      if chance(70) { add("memo", words.memo) { $0.fields["memo"] ?? "" } }
      if chance(40) { add("reference", words.reference) { $0.fields["reference"] ?? "" } }
      if chance(40) { add("counterpartyIBAN", "IBAN") { $0.fields["iban"] ?? "" } }
    case .expense:
      add("seller.name", words.merchant) { $0.fields["name"] ?? "" }
      if chance(50) {
        columns.append(
          Column(
            header: words.category,
            field: "category",
            cells: rows.map { $0.cents % 2 == 0 ? "Travel" : "Meals" }
          )
        )
      }
    default:
      add("seller.name", words.supplier) { $0.fields["name"] ?? "" }
      add("number", words.number) { $0.fields["number"] ?? "" }
      if chance(50) { add("seller.vatID", words.vatID) { $0.fields["vatID"] ?? "" } }
    }
  }

  private mutating func makeJunk() {
    let count = number(0...2)
    for index in 0..<count {
      let cells: [String] =
        switch number(0...3) {
        case 0: rows.map { _ in "" }
        case 1: rows.map { "\(abs($0.cents) % 24):15:00" }
        case 2: rows.map { _ in "done" }
        default: rows.map { String(7_000 + abs($0.cents) % 90) }
        }
      columns.append(Column(header: "X\(index) info", field: nil, cells: cells))
    }
  }
}

/// Reads cells of one table by column name and notes what cannot be read.
struct TableWalk {
  var table: ByteTable
  var problems: TableProblems
  private var amounts = AmountReading()
  private let amountColumns: [String]
  private var dayOrders: [Int: DayOrder] = [:]
  private var currencies: [UInt32: CurrencyCode] = [:]
  private(set) var isRowGood = true

  static let maximumBytes = 2_000_000_000

  init(_ bytes: consuming [UInt8], name: String, amountColumns: [String]) {
    var problems = TableProblems(table: name)
    if bytes.count > Self.maximumBytes {
      problems.tooLarge()
      table = ByteTable([])
    } else {
      table = ByteTable(bytes)
    }
    self.problems = problems
    self.amountColumns = amountColumns
    learnAmounts(all: false)
  }

  /// True when all are there.
  mutating func require(_ columns: [String]) -> Bool {
    var isComplete = true
    for column in columns where table.column(column) == nil {
      problems.missingColumn(column)
      isComplete = false
    }
    return isComplete
  }

  mutating func next() -> Bool {
    isRowGood = true
    return table.next()
  }

  func bytes(_ cell: Slice) -> ArraySlice<UInt8> { table.bytes[cell.range] }

  /// An amount that must be there.
  mutating func amount(
    _ column: Int?,
    _ name: String,
    _ currency: CurrencyCode
  ) -> Int64 {
    let cell = table.cell(column)
    guard !cell.isEmpty else {
      bad("There is no amount", cell, name, "Write an amount such as 1190.00.")
      return 0
    }
    if isAmbiguous(cell, currency) {
      bad(Self.ambiguous, cell, name, Self.ambiguousRemedy)
      return 0
    }
    do throws(AmountReading.Failure) {
      return try amounts.minor(bytes(cell), exponent: currency.exponent)
    } catch {
      refuse(error, cell, name, currency)
      return 0
    }
  }

  /// An amount, or 0 when the cell is empty; 0 with a problem when it says nothing usable.
  mutating func amountIfAny(_ column: Int?, _ name: String, _ currency: CurrencyCode) -> Int64 {
    let cell = table.cell(column)
    guard !cell.isEmpty else { return 0 }
    if isAmbiguous(cell, currency) {
      leaveOut(Self.ambiguous, cell, name, Self.ambiguousRemedy)
      return 0
    }
    return number(cell, name, exponent: currency.exponent)
  }

  /// A percentage or a number of days in hundredths: a single mark stands before decimals.
  mutating func hundredthsIfAny(_ column: Int?, _ name: String) -> Int64 {
    let cell = table.cell(column)
    return cell.isEmpty ? 0 : number(cell, name, exponent: 2)
  }

  private mutating func number(_ cell: Slice, _ name: String, exponent: UInt8) -> Int64 {
    do throws(AmountReading.Failure) {
      return try amounts.minor(bytes(cell), exponent: exponent)
    } catch {
      leaveOut("This is no number", cell, name, "Write a number such as 1190.00.")
      return 0
    }
  }

  private static let ambiguous =
    "Thousands or decimals: nothing in this file shows what the mark before three figures is"
  private static let ambiguousRemedy =
    "Write the amount with two decimals, such as 2500.00 or 2.50."

  /// All rows are asked before it is said that they do not show how amounts are written.
  private mutating func isAmbiguous(_ cell: Slice, _ currency: CurrencyCode) -> Bool {
    guard amounts.isAmbiguous(bytes(cell), exponent: currency.exponent) else { return false }
    guard !amounts.isComplete else { return true }
    learnAmounts(all: true)
    return amounts.isAmbiguous(bytes(cell), exponent: currency.exponent)
  }

  private mutating func leaveOut(_ what: String, _ cell: Slice, _ name: String, _ remedy: String) {
    guard isRowGood else { return }
    problems.leftOut(what, line: table.line, column: name, raw: table.text(cell), remedy: remedy)
  }

  private mutating func refuse(
    _ failure: AmountReading.Failure,
    _ cell: Slice,
    _ name: String,
    _ currency: CurrencyCode
  ) {
    switch failure {
    case .notANumber:
      bad("This is no amount", cell, name, "Write an amount such as 1190.00 or -1190.00.")
    case .tooManyDecimals:
      bad(
        "\(currency.text) has \(currency.exponent) decimals, not more",
        cell,
        name,
        "Round the amount in the program that wrote the file."
      )
    case .tooLarge: bad("The amount is too large", cell, name, "Write at most 15 digits.")
    }
  }

  mutating func currency(_ column: Int?, _ name: String) -> CurrencyCode {
    let cell = table.cell(column)
    if let known = currencyIfAny(cell) { return known }
    bad(
      cell.isEmpty ? "There is no currency" : "This is no currency",
      cell,
      name,
      "Write a code of three letters such as EUR; none is assumed."
    )
    return .none
  }

  /// What stands in these columns of the row, as one number.
  func hash(_ columns: [Int?]) -> UInt64 {
    var hash = TextHash()
    for column in columns {
      for byte in bytes(table.cell(column)) { hash.add(byte) }
      hash.add(0)
    }
    return hash.value
  }

  mutating func currencyIfAny(_ cell: Slice) -> CurrencyCode? {
    guard cell.count == 3 else { return nil }
    let key = bytes(cell).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    if let known = currencies[key] { return known }
    guard let code = CurrencyCode(bytes(cell)) else { return nil }
    currencies[key] = code
    return code
  }

  /// A day; `noDay` when the cell is empty, or cannot be read, which is a problem.
  ///
  /// Where the year stands last, all cells of the column together show whether day or month stands first.
  mutating func day(_ column: Int?, _ name: String, isRequired: Bool) -> Int32 {
    let cell = table.cell(column)
    if let day = DayText.number(bytes(cell)) { return day }
    if cell.isEmpty, !isRequired { return noDay }
    var what = cell.isEmpty ? "There is no day" : "This is no day"
    if let column, DayText.parts(bytes(cell)) != nil {
      switch order(of: column) {
      case .known(let order):
        if let day = DayText.number(bytes(cell), order) { return day }
      case .unknown: what = "Day or month first: nothing in this column shows which"
      case .contradictory:
        what =
          "Day or month first: this column has days that can only be the one and others only the other"
      }
    }
    if isRequired {
      bad(what, cell, name, "Write days as 2026-03-14.")
    } else {
      leaveOut(what, cell, name, "Write days as 2026-03-14.")
    }
    return noDay
  }

  private mutating func order(of column: Int) -> DayOrder {
    if let known = dayOrders[column] { return known }
    var copy = table.rewound()
    let cells = sequence(state: ()) { _ -> ArraySlice<UInt8>? in
      copy.next() ? copy.bytes[copy.cell(column).range] : nil
    }
    let order = DayOrder(cells)
    dayOrders[column] = order
    return order
  }

  /// The id of the row, which must be there and not stand in an earlier row.
  mutating func id(_ column: Int?, _ name: String, seen: inout Set<UInt64>) -> Slice {
    let cell = table.cell(column)
    guard !cell.isEmpty else {
      bad("The row has no \(name)", cell, name, "Give each row its own \(name).")
      return cell
    }
    if isRowGood, !seen.insert(TextHash.of(bytes(cell))).inserted {
      isRowGood = false
      problems.twice(table.text(cell), line: table.line, column: name)
    }
    return cell
  }

  mutating func bad(_ what: String, _ cell: Slice, _ name: String, _ remedy: String) {
    guard isRowGood else { return }
    isRowGood = false
    problems.badCell(
      what,
      line: table.line,
      column: name,
      raw: table.text(cell),
      remedy: remedy
    )
  }

  /// Hash of letters and digits only, upper case; 0 for an empty cell.
  func identifier(_ column: Int?) -> UInt64 {
    let cell = table.cell(column)
    guard !cell.isEmpty else { return 0 }
    var hash = TextHash()
    var count = 0
    for byte in bytes(cell) {
      let upper = byte.upper
      guard upper.isLetter || upper.isDigit else { continue }
      hash.add(upper)
      count += 1
    }
    return count < 4 ? 0 : hash.value
  }

  /// Looks for how the file writes decimals: in the first rows, or in all.
  private mutating func learnAmounts(all: Bool) {
    var copy = table.rewound()
    let columns = amountColumns.compactMap { copy.column($0) }
    var rows = 0
    while all || rows < 5_000, copy.next() {
      rows += 1
      for column in columns {
        let cell = copy.cell(column)
        if !cell.isEmpty { amounts.learn(copy.bytes[cell.range]) }
      }
      if !all, amounts.isSeen { return }
    }
    amounts.isComplete = amounts.isComplete || all
  }
}

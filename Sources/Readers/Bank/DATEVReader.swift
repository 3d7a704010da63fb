import Books
import Documents
import Readings
import Values

/// DATEV's booking batch (EXTF or DTVF, category 21) to entries of a general ledger.
///
/// One row, one entry on its account (`Konto`); a debit (`S`) is positive, as in a ledger. Source: DATEV
/// format, booking batch, header versions 510 and 700.
struct DATEVReader<Input: FileInput> {
  private let instructions: ReadInstructions
  private let sink: (ReadingItem) -> Void
  private var summary = ReadingSummary(kind: .datev)
  private var tokenizer: CSVTokenizer<Input>

  static func read(
    _ input: Input,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    withoutActuallyEscaping(sink) { sink in
      let found = EncodingDetection.detect(input, names: [], pieceBytes: CSVLimits.pieceBytes)
      switch found {
      case .failure(let failure):
        sink(.problem(CSVProblems.problem(failure, input)))
        var summary = ReadingSummary(kind: .datev)
        summary.isRefused = true
        return summary
      case .success(let encoding):
        var reader = DATEVReader(input, encoding, instructions, sink)
        reader.read()
        return reader.summary
      }
    }
  }

  private init(
    _ input: Input,
    _ encoding: EncodingDetection,
    _ instructions: ReadInstructions,
    _ sink: @escaping (ReadingItem) -> Void
  ) {
    (self.instructions, self.sink) = (instructions, sink)
    tokenizer = CSVTokenizer(
      EncodingFeed(input, encoding, pieceBytes: CSVLimits.pieceBytes),
      separator: UInt8(ascii: ";"),
      limits: CSVTokenizerLimits(instructions.limits)
    )
  }

  private mutating func read() {
    guard nextRow(), let batch = DATEVBatch(tokenizer.row.texts) else {
      return refuse(tokenizerProblem() ?? BankProblems.noStatement("a DATEV export"))
    }
    guard batch.category == "21" else { return refuse(BankProblems.datevCategory(batch.title)) }
    guard nextRow() else {
      return refuse(tokenizerProblem() ?? BankProblems.noStatement("a DATEV booking batch"))
    }
    let columns = DATEVColumns(tokenizer.row.texts)
    if let missing = columns.missing {
      return refuse(BankProblems.datevColumn(missing, line: tokenizer.row.line))
    }
    while !summary.isRefused, nextRow() { take(columns, batch) }
    if !summary.isRefused, let problem = tokenizerProblem() { refuse(problem) }
    if !summary.isRefused, summary.rows == 0 { sink(.problem(BankProblems.noEntries)) }
  }

  private mutating func nextRow() -> Bool {
    while tokenizer.next() { if !tokenizer.row.isBlank { return true } }
    return false
  }

  private func tokenizerProblem() -> Problem? {
    tokenizer.failure.map { CSVProblems.problem($0, instructions.limits) }
  }

  private mutating func refuse(_ problem: Problem) {
    summary.isRefused = true
    sink(.problem(problem))
  }

  private mutating func refuse(_ what: String, _ text: String) {
    refuse(BankProblems.badEntry(what, text, line: tokenizer.row.line))
  }

  private mutating func take(_ columns: DATEVColumns, _ batch: DATEVBatch) {
    let row = tokenizer.row
    summary.rows += 1
    guard summary.rows <= instructions.limits.rows else {
      return refuse(BankProblems.tooManyEntries(instructions.limits.rows, row.line))
    }
    let value = { (column: DATEVColumns.Column) in columns.text(column, row) }
    guard let day = batch.day(value(.day)) else { return refuse("day (Belegdatum)", value(.day)) }
    let side = value(.side).uppercased()
    guard side == "S" || side == "H" else { return refuse("S/H mark", side) }
    let code = value(.currency)
    guard let currency = code.isEmpty ? batch.currency ?? instructions.currency : Currency(code)
    else {
      return code.isEmpty
        ? refuse(BankProblems.noCurrency(line: row.line)) : refuse("currency (WKZ)", code)
    }
    guard let amount = Self.money(value(.amount), side, currency) else {
      return refuse("amount (Umsatz)", value(.amount))
    }
    guard !value(.account).isEmpty else { return refuse("account (Konto)", "") }
    var entry = Entry(day: day, amount: amount)
    // A foreign booking states its worth in the books' currency beside it.
    if let base = Currency(value(.baseCurrency)), base != currency,
      let worth = Self.money(value(.baseAmount), side, base)
    {
      (entry.amount, entry.originalAmount) = (worth, amount)
    }
    fill(&entry, value)
    summary.entries += 1
    sink(.entry(entry))
  }

  private func fill(_ entry: inout Entry, _ value: (DATEVColumns.Column) -> String) {
    entry.line = tokenizer.row.line
    entry.account = value(.account)
    entry.reference = Self.filled(value(.reference))
    entry.memo = Self.filled(value(.memo))
    var extra: [String: String] = [:]
    let kept: [(String, DATEVColumns.Column)] = [
      ("contraAccount", .contraAccount), ("taxKey", .taxKey), ("secondReference", .secondReference),
      ("costCentre", .costCentre),
    ]
    for (name, column) in kept { extra[name] = Self.filled(value(column)) }
    entry.extra = extra.isEmpty ? nil : extra
  }

  private static func money(_ text: String, _ side: String, _ currency: Currency) -> Money? {
    let bytes = Array(text.utf8)
    guard case .success(let reading) = NumberParser.parse(bytes.span, .decimalComma),
      reading.currency == nil, !reading.value.isNegative
    else { return nil }
    return try? Money(side == "H" ? reading.value.negated : reading.value, currency)
  }

  private static func filled(_ text: String) -> String? { text.isEmpty ? nil : text }
}

/// The first row of a DATEV file: what it holds, for which year.
struct DATEVBatch {
  var category: String
  /// `Buchungsstapel`, `Debitoren/Kreditoren`, ...
  var title: String
  var currency: Currency?
  private var yearStart: Day?
  private var from: Day?
  private var to: Day?

  init?(_ cells: [String]) {
    guard cells.count >= 4, ["EXTF", "DTVF"].contains(cells[0].uppercased()) else { return nil }
    (category, title) = (cells[2], cells[3])
    // Programs leave out or add cells before the year, so it is found by its form: a day, the length
    // of the account numbers, and the batch's first and last day.
    let days = cells.indices.dropFirst(6).filter {
      BankAmount.eightDigitDay(cells[$0]) != nil && cells[$0].utf8.count == 8
    }
    guard let start = days.first else { return }
    yearStart = BankAmount.eightDigitDay(cells[start])
    if start + 3 < cells.count {
      from = BankAmount.eightDigitDay(cells[start + 2])
      to = BankAmount.eightDigitDay(cells[start + 3])
    }
    currency = cells[start...].lazy.compactMap { $0.utf8.count == 3 ? Currency($0) : nil }.first
  }

  /// `Belegdatum` is day and month (`1501`, `103`): the year is the batch's.
  func day(_ text: String) -> Day? {
    let digits = text.utf8.count == 3 ? "0" + text : text
    guard digits.utf8.count == 4, digits.utf8.allSatisfy(BankAmount.isDigit),
      let day = Int(digits.prefix(2)), let month = Int(digits.suffix(2)),
      let first = from ?? yearStart
    else { return nil }
    let candidates = (first.year...first.year + 1).compactMap {
      Day(year: $0, month: month, day: day)
    }
    if let to, let inside = candidates.first(where: { $0 >= first && $0 <= to }) { return inside }
    let start = yearStart ?? first
    return candidates.first { $0 >= start }
  }
}

/// Where DATEV's columns stand.
struct DATEVColumns {
  enum Column: CaseIterable {
    case amount
    case side
    case currency
    case baseAmount
    case baseCurrency
    case account
    case contraAccount
    case taxKey
    case day
    case reference
    case secondReference
    case memo
    case costCentre
  }

  private var indexes: [Column: Int] = [:]

  init(_ header: [String]) {
    for (index, text) in header.enumerated() {
      let name = text.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "/" }
      if let column = Self.names[name], indexes[column] == nil { indexes[column] = index }
    }
  }

  /// The first column that is not there and without which no row is an entry, in DATEV's own word.
  var missing: String? {
    let needed: [(Column, String)] = [
      (.amount, "Umsatz"), (.side, "Soll/Haben-Kennzeichen"), (.account, "Konto"),
      (.day, "Belegdatum"),
    ]
    return needed.first { indexes[$0.0] == nil }?.1
  }

  func text(_ column: Column, _ row: CSVRow) -> String { indexes[column].map(row.text) ?? "" }

  private static let names: [String: Column] = [
    "umsatz": .amount, "umsatzohnesoll/habenkz": .amount, "soll/habenkennzeichen": .side,
    "s/h": .side, "wkzumsatz": .currency, "wkz": .currency, "basisumsatz": .baseAmount,
    "wkzbasisumsatz": .baseCurrency, "konto": .account, "gegenkonto": .contraAccount,
    "gegenkontoohnebuschlüssel": .contraAccount, "buschlüssel": .taxKey, "belegdatum": .day,
    "belegfeld1": .reference, "belegfeld2": .secondReference, "buchungstext": .memo,
    "kost1kostenstelle": .costCentre,
  ]
}

import Books
import Documents
import Readings
import Values

/// QIF exports of bank, cash and card accounts to ledger entries.
///
/// The format says neither currency nor how days and amounts are written: the workflow names the first, the
/// second is found by evidence over the whole file, and what stays open is a problem.
struct QIFReader<Input: FileInput> {
  private let input: Input
  private let instructions: ReadInstructions
  private let sink: (ReadingItem) -> Void
  private var draft: BankStatementDraft

  static func read(
    _ input: Input,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    withoutActuallyEscaping(sink) { sink in
      var reader = QIFReader(input, instructions, sink)
      reader.read()
      return reader.draft.summary
    }
  }

  private init(
    _ input: Input,
    _ instructions: ReadInstructions,
    _ sink: @escaping (ReadingItem) -> Void
  ) {
    (self.input, self.instructions, self.sink) = (input, instructions, sink)
    draft = BankStatementDraft(.qif, limits: instructions.limits)
  }

  private mutating func read() {
    guard let currency = instructions.currency else {
      draft.refuse(BankProblems.noCurrency(line: 1), sink)
      return
    }
    guard let format = decidedFormat() else { return }
    var records = QIFRecords(input, limits: instructions.limits)
    var statement = Statement(entryCount: 0)
    var count = 0
    while !draft.isRefused, let record = records.next() {
      // Each account of the file is a statement of its own.
      if count > 0, record.account != statement.account { close(&statement, record.line) }
      statement.account = record.account
      count += 1
      take(record, format, currency, &statement)
    }
    guard !draft.isRefused else { return }
    finish(records, &statement, count)
  }

  private mutating func finish(
    _ records: QIFRecords<Input>,
    _ statement: inout Statement,
    _ count: Int
  ) {
    let line = records.lines.number
    if records.lines.isTooLong {
      let limit = instructions.limits.fieldBytes
      draft.refuse(BankProblems.lineTooLong(line, limit: limit), sink)
    } else if records.isOpenAtEnd {
      draft.refuse(BankProblems.truncated("a record", line: line), sink)
    } else if count == 0 {
      draft.refuse(BankProblems.noStatement("a QIF export"), sink)
    } else {
      for skipped in records.skipped {
        sink(.problem(BankProblems.skippedList(skipped.type, line: skipped.line)))
      }
      close(&statement, line)
    }
  }

  private mutating func close(_ statement: inout Statement, _ line: Int) {
    let remedy =
      "QIF carries no balances: prefer CAMT.053, MT940 or a CSV export with a balance column."
    let note = BankProblems.noBalances(line: line, remedy: remedy)
    draft.close(statement, line: line, noBalances: note, sink)
    statement = Statement(entryCount: 0)
  }

  private mutating func take(
    _ record: QIFRecord,
    _ format: Format,
    _ currency: Currency,
    _ statement: inout Statement
  ) {
    let dayText = record.values["D"] ?? ""
    guard let day = format.day(dayText) else { return refuse("day", dayText, record, "D") }
    let amountText = record.values["T"] ?? record.values["U"] ?? ""
    guard let amount = format.amount(amountText, currency) else {
      return refuse("amount", amountText, record, "T")
    }
    // Quicken's first record of an account is what was there before: no movement.
    if record.values["P"]?.lowercased() == "opening balance" {
      statement.opening = amount
      return
    }
    var entry = Entry(day: day, amount: amount)
    entry.line = record.line
    entry.account = record.account
    entry.counterparty = Self.filled(record.values["P"])
    entry.memo = Self.filled(record.values["M"])
    entry.reference = Self.filled(record.values["N"])
    if let category = Self.filled(record.values["L"]) { entry.extra = ["category": category] }
    draft.add(entry, sink)
  }

  private mutating func refuse(
    _ what: String,
    _ text: String,
    _ record: QIFRecord,
    _ letter: Character
  ) {
    let line = record.lines[letter] ?? record.line
    draft.refuse(BankProblems.badEntry(what, text, line: line), sink)
  }

  private static func filled(_ text: String?) -> String? {
    text.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// How the file's days and amounts are written.
  private struct Format {
    var days: DayFormat
    var numbers: NumberStyle

    func day(_ text: String) -> Day? {
      let cell = Self.plainDay(text)
      return days.day(cell.span)
    }

    func amount(_ text: String, _ currency: Currency) -> Money? {
      let bytes = Array(text.utf8)
      guard case .success(let reading) = NumberParser.parse(bytes.span, numbers),
        reading.currency == nil
      else { return nil }
      return try? Money(reading.value, currency)
    }

    /// `1/ 2'26` is `1/2/26`: programs pad with blanks, and an apostrophe says that the year is of this century.
    static func plainDay(_ text: String) -> [UInt8] {
      Array(text.filter { $0 != " " }.map { $0 == "'" ? "/" : String($0) }.joined().utf8)
    }
  }

  private mutating func decidedFormat() -> Format? {
    var days = DayFormatEvidence()
    var numbers = NumberEvidence()
    var records = QIFRecords(input, limits: instructions.limits)
    while let record = records.next() {
      let day = Format.plainDay(record.values["D"] ?? "")
      days.weigh(day.span, line: record.lines["D"] ?? record.line)
      let amount = Array((record.values["T"] ?? record.values["U"] ?? "").utf8)
      numbers.weigh(amount.span, line: record.lines["T"] ?? record.line)
    }
    guard let style = decided(numbers.verdict), let format = decided(days) else { return nil }
    return Format(days: format, numbers: style)
  }

  private mutating func decided(_ verdict: NumberEvidence.Verdict) -> NumberStyle? {
    switch verdict {
    case .style(let style): return style
    case .either: return .decimalPoint
    case .open(let line, let text):
      if let style = instructions.locale.flatMap({ NumberStyle(locale: $0) }) { return style }
      draft.refuse(BankProblems.openAmounts(text, line: line), sink)
    case .contradiction(let point, let comma):
      draft.refuse(BankProblems.badEntry("decimal mark", "", line: max(point, comma)), sink)
    }
    return nil
  }

  private mutating func decided(_ days: DayFormatEvidence) -> DayFormat? {
    switch days.verdict(locale: instructions.locale) {
    case .format(let format): return format
    case .none: draft.refuse(BankProblems.noStatement("a QIF export"), sink)
    case .open(let formats, let line, let text):
      draft.refuse(BankProblems.openDays(formats, text, line: line), sink)
    case .contradiction(_, let line):
      draft.refuse(BankProblems.badEntry("day", "", line: line), sink)
    }
    return nil
  }
}

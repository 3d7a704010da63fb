import Books
import Documents
import Readings
import Values

/// BAI2 balance reports to ledger entries, one statement an account and group.
struct BAI2Reader {
  private var draft: BankStatementDraft
  private var group: Group?
  private var account: Account?
  private var isClosed = false
  private var interimLine: Int?
  private let fallback: Currency?
  private let sink: (ReadingItem) -> Void

  private struct Group {
    var day: Day
    var currency: Currency?
  }

  private struct Account {
    var number: String
    var currency: Currency
    /// Amounts of the record's own, by type code: `010` opening ledger, `015` closing ledger.
    var balances: [String: Money] = [:]
    var line: Int
    /// Of all amounts, as `49` states it.
    var total: Int128 = 0
  }

  static func read(
    _ input: some FileInput,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    withoutActuallyEscaping(sink) { sink in
      var reader = BAI2Reader(instructions, sink)
      var records = BAI2Records(input, limits: instructions.limits)
      while !reader.draft.isRefused, let record = records.next() { reader.take(record) }
      if !reader.draft.isRefused {
        let limit = instructions.limits.fieldBytes
        if records.lines.isTooLong {
          reader.draft.refuse(BankProblems.lineTooLong(records.lines.number, limit: limit), sink)
        } else if let strange = records.strange {
          let problem = BankProblems.badEntry("record code", strange.text, line: strange.line)
          reader.draft.refuse(problem, sink)
        }
      }
      reader.finish(line: records.lines.number)
      return reader.draft.summary
    }
  }

  private init(_ instructions: ReadInstructions, _ sink: @escaping (ReadingItem) -> Void) {
    draft = BankStatementDraft(.bai2, limits: instructions.limits)
    fallback = instructions.currency
    self.sink = sink
  }

  private mutating func take(_ record: BAI2Record) {
    switch record.code {
    case "02": takeGroup(record)
    case "03": takeAccount(record)
    case "16": takeMovement(record)
    case "49": closeAccount(record)
    case "99": isClosed = true
    default: break
    }
  }

  private mutating func finish(line: Int) {
    guard !draft.isRefused else { return }
    if account != nil || !isClosed {
      draft.refuse(BankProblems.truncated("the BAI2 file", line: line), sink)
    } else if draft.statements == 0 {
      draft.refuse(BankProblems.noStatement("a BAI2 report"), sink)
    } else if let interimLine {
      var note = BankProblems.interim("an interim BAI2 report")
      note.place.line = interimLine
      sink(.problem(note))
    }
  }

  private mutating func takeGroup(_ record: BAI2Record) {
    guard let day = BankAmount.sixDigitDay(record.field(3)) else {
      draft.refuse(BankProblems.badEntry("as-of date", record.field(3), line: record.line), sink)
      return
    }
    // As-of modifiers 1 and 3: interim, of the day before or the same day.
    if ["1", "3"].contains(record.field(6)) { interimLine = interimLine ?? record.line }
    group = Group(day: day, currency: Currency(record.field(5)))
  }

  private mutating func takeAccount(_ record: BAI2Record) {
    let code = record.field(1)
    let stated = code.isEmpty ? group?.currency : Currency(code)
    guard let currency = stated ?? (code.isEmpty ? fallback : nil) else {
      draft.refuse(
        code.isEmpty
          ? BankProblems.noCurrency(line: record.line)
          : BankProblems.badEntry("currency", code, line: record.line),
        sink
      )
      return
    }
    var open = Account(number: record.field(0), currency: currency, line: record.line)
    var index = 2
    while index < record.fields.count {
      let (type, text) = (record.field(index), record.field(index + 1))
      if !text.isEmpty {
        guard let money = money(text, currency) else {
          draft.refuse(BankProblems.badBalance(text, line: record.line), sink)
          return
        }
        if !type.isEmpty { open.balances[type] = open.balances[type] ?? money }
        open.total += Int128(money.minorUnits)
      }
      index += 3 + Self.fundsFields(record, at: index + 3)
    }
    account = open
  }

  /// Fields of the funds type that stands at `index`, itself among them.
  private static func fundsFields(_ record: BAI2Record, at index: Int) -> Int {
    switch record.field(index).uppercased() {
    case "V": 3
    case "S": 4
    case "D": Int(record.field(index + 1)).map { 2 + 2 * max(0, min($0, 100)) } ?? 1
    default: 1
    }
  }

  /// Amounts are whole minor units of the currency, with a sign or none.
  private func money(_ text: String, _ currency: Currency) -> Money? {
    let digits = text.first == "+" ? text.dropFirst() : text[...]
    return Int64(digits).map { Money(minorUnits: $0, currency: currency) }
  }

  private mutating func takeMovement(_ record: BAI2Record) {
    guard let open = account, let group else {
      draft.refuse(BankProblems.badEntry("account", "16", line: record.line), sink)
      return
    }
    let type = record.field(0)
    let text = record.field(1)
    guard let magnitude = text.isEmpty ? Money.zero(open.currency) : money(text, open.currency)
    else {
      draft.refuse(BankProblems.badEntry("amount", text, line: record.line), sink)
      return
    }
    account?.total += Int128(magnitude.minorUnits)
    guard let isCredit = BAI2Movement.isCredit(type) else {
      // `890`: information without money.
      if magnitude.isZero { return }
      draft.refuse(BankProblems.badEntry("type code", type, line: record.line), sink)
      return
    }
    guard let amount = isCredit ? magnitude : try? magnitude.negated() else {
      draft.refuse(BankProblems.badEntry("amount", text, line: record.line), sink)
      return
    }
    draft.add(entry(record, open, group, amount), sink)
  }

  private func entry(
    _ record: BAI2Record,
    _ account: Account,
    _ group: Group,
    _ amount: Money
  ) -> Entry {
    var entry = Entry(day: group.day, amount: amount)
    entry.line = record.line
    entry.account = account.number.isEmpty ? nil : account.number
    var extra = ["transactionCode": record.field(0)]
    if record.field(2).uppercased() == "V" {
      entry.valueDay = BankAmount.sixDigitDay(record.field(3))
    }
    if let index = BAI2Movement.referenceIndex(record.fields) {
      entry.id = Self.filled(record.field(index))
      entry.reference = Self.filled(record.field(index + 1))
      let own = record.fields.dropFirst(index + 2).joined(separator: ",")
      entry.memo = Self.filled(([own] + record.text).joined(separator: " "))
      for piece in record.text {
        // Some banks name their values in the continuations: `EREF: 4711`.
        let parts = piece.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, parts[0].count == 4, parts[0].allSatisfy(\.isUppercase) else {
          continue
        }
        extra[String(parts[0])] = Self.filled(String(parts[1]))
      }
    }
    entry.extra = extra
    return entry
  }

  private mutating func closeAccount(_ record: BAI2Record) {
    guard let open = account else { return }
    account = nil
    let stated = record.field(0)
    if let total = money(stated, open.currency), Int128(total.minorUnits) != open.total {
      sink(.problem(BankProblems.controlTotal(open.total, stated, line: record.line)))
    }
    var statement = Statement(entryCount: 0)
    statement.account = open.number
    statement.opening = open.balances["010"]
    statement.closing = open.balances["015"]
    (statement.from, statement.to) = (group?.day, group?.day)
    let remedy = "Ask the bank to report the opening and the closing ledger balance (010, 015)."
    let note = BankProblems.noBalances(line: record.line, remedy: remedy)
    draft.close(statement, line: record.line, noBalances: note, sink)
  }

  private static func filled(_ text: String) -> String? {
    let folded = MT940Details.folded(text)
    return folded.isEmpty ? nil : folded
  }
}

import Books
import Documents
import Readings
import Values

/// SWIFT MT940 statements and MT942 interim reports to ledger entries.
///
/// Each message of the file is a statement and is proved by itself; a movement that cannot be read refuses the
/// file, for a statement with a hole is none.
struct MT940Reader {
  private var draft: BankStatementDraft
  private var message = Message()
  private var field: MT940Field?
  /// The movement that waits for its `:86:`.
  private var movement: (MT940Movement, line: Int)?
  private var interimLine: Int?
  private let fallback: Currency?
  private let sink: (ReadingItem) -> Void

  /// One message: what stands around its movements.
  private struct Message {
    var reference: String?
    var account: String?
    var number: String?
    var currency: Currency?
    var opening: Money?
    var closing: Money?
    var from: Day?
    var to: Day?
    var closingLine: Int?
    var hasFields = false
    var isInterim = false
    var pending = 0
    var firstPendingLine = 0
    var booked: [Money] = []
    /// `:90D:`, `:90C:`: how many debits and credits, and their sums.
    var totals: [Total] = []
  }

  private struct Total {
    var isDebit: Bool
    var count: Int
    var sum: Money
    var line: Int
  }

  static func read(
    _ input: some FileInput,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    withoutActuallyEscaping(sink) { sink in
      var reader = MT940Reader(instructions, sink)
      var lines = BankLines(input, limits: instructions.limits)
      while !reader.draft.isRefused, lines.next() { reader.take(lines.text, lines.number) }
      if lines.isTooLong {
        let limit = instructions.limits.fieldBytes
        reader.draft.refuse(BankProblems.lineTooLong(lines.number, limit: limit), sink)
      }
      reader.finish(line: lines.number)
      return reader.draft.summary
    }
  }

  private init(_ instructions: ReadInstructions, _ sink: @escaping (ReadingItem) -> Void) {
    draft = BankStatementDraft(.mt940, limits: instructions.limits)
    fallback = instructions.currency
    self.sink = sink
  }

  private mutating func take(_ text: String, _ line: Int) {
    switch MT940Line(text, isOpen: field != nil) {
    case .field(let tag, let rest):
      closeField()
      if tag == "20" { closeMessage(line) }
      message.hasFields = true
      field = MT940Field(tag: tag, lines: [rest], line: line)
    case .continuation(let text):
      // Bounded like a single line: a field is a few hundred characters.
      if (field?.lines.count ?? 0) < 200, !text.isEmpty { field?.lines.append(text) }
    case .end:
      closeField()
      closeMessage(line)
    }
  }

  private mutating func finish(line: Int) {
    guard !draft.isRefused else { return }
    closeField()
    closeMessage(line)
    if !draft.isRefused, draft.statements == 0 {
      draft.refuse(BankProblems.noStatement("an MT940 bank statement"), sink)
    }
    if let interimLine {
      var note = BankProblems.interim("an MT942 interim report")
      note.place.line = interimLine
      sink(.problem(note))
    }
  }

  private mutating func closeField() {
    guard let closed = field else { return }
    field = nil
    let first = (closed.lines.first ?? "").trimmingSpaces()
    if closed.tag != "86" { flush(details: nil) }
    switch closed.tag {
    case "20": message.reference = first
    case "25", "25P": takeAccount(first)
    case "28", "28C": message.number = first
    case "60F", "60M": takeBalance(closed, first, \.opening)
    case "62F", "62M":
      takeBalance(closed, first, \.closing)
      message.closingLine = closed.line
    case "34F": takeFloor(first, closed.line)
    case "90D", "90C": takeTotal(closed, first)
    case "61": takeMovement(closed)
    case "86":
      // Behind the closing balance `:86:` speaks of the whole statement.
      if movement != nil { flush(details: MT940Details(closed.lines)) }
    default: break
    }
  }

  private mutating func takeAccount(_ text: String) {
    var account = text
    // `.../HUF`, `...EUR`: the account's currency, where no balance names it yet.
    let tail = text.suffix(3)
    if text.count > 8, let currency = Currency(tail), tail.allSatisfy(\.isUppercase) {
      if message.currency == nil { message.currency = currency }
      account = String(text.dropLast(3))
      if account.hasSuffix("/") || account.hasSuffix(" ") { account.removeLast() }
    }
    if message.account == nil, !account.isEmpty { message.account = account }
  }

  /// `C100722EUR3,47`.
  private mutating func takeBalance(
    _ field: MT940Field,
    _ text: String,
    _ target: WritableKeyPath<Message, Money?>
  ) {
    let mark = text.first
    let day = BankAmount.sixDigitDay(text.dropFirst().prefix(6))
    let rest = text.dropFirst(7)
    // Old programs leave the currency out of the closing balance.
    let hasCurrency = rest.first?.isNumber == false
    let stated = hasCurrency ? Currency(rest.prefix(3)) : message.currency ?? fallback
    guard mark == "C" || mark == "D", let day, let currency = stated,
      let amount = BankAmount.swift(hasCurrency ? rest.dropFirst(3) : rest),
      let money = try? Money(mark == "D" ? amount.negated : amount, currency)
    else {
      draft.refuse(BankProblems.badBalance(text, line: field.line), sink)
      return
    }
    message.currency = currency
    message[keyPath: target] = money
    if target == \Message.opening { message.from = day } else { message.to = day }
  }

  /// `PLN0`, `EURD0,`: the smallest amount that an interim report tells of; its currency is the report's.
  private mutating func takeFloor(_ text: String, _ line: Int) {
    message.isInterim = true
    interimLine = interimLine ?? line
    if message.currency == nil { message.currency = Currency(text.prefix(3)) }
  }

  /// `3PLN0,03`.
  private mutating func takeTotal(_ field: MT940Field, _ text: String) {
    let count = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(count.count)
    guard let number = Int(count), let currency = Currency(rest.prefix(3)),
      let amount = BankAmount.swift(rest.dropFirst(3)), let sum = try? Money(amount, currency)
    else {
      draft.refuse(BankProblems.badBalance(text, line: field.line), sink)
      return
    }
    let isDebit = field.tag == "90D"
    message.totals.append(Total(isDebit: isDebit, count: number, sum: sum, line: field.line))
  }

  private mutating func takeMovement(_ field: MT940Field) {
    switch MT940Movement.parse(field.lines) {
    case .success(let found): movement = (found, field.line)
    case .failure(let failure):
      let text = field.lines.joined(separator: " ")
      draft.refuse(BankProblems.badEntry(failure.words, text, line: field.line), sink)
    }
  }

  /// Hands the waiting movement over, with what its `:86:` says.
  private mutating func flush(details: MT940Details?) {
    guard let (found, line) = movement, !draft.isRefused else { return }
    movement = nil
    if found.isExpected {
      if message.pending == 0 { message.firstPendingLine = line }
      message.pending += 1
      return
    }
    guard let currency = message.currency ?? fallback else {
      draft.refuse(BankProblems.noCurrency(line: line), sink)
      return
    }
    let signed = found.isNegative ? found.amount.negated : found.amount
    guard let amount = try? Money(signed, currency) else {
      let text = "\(found.amount) \(currency.code)"
      draft.refuse(BankProblems.badEntry("amount", text, line: line), sink)
      return
    }
    message.booked.append(amount)
    draft.add(entry(found, details ?? MT940Details([]), amount, line), sink)
  }

  private func entry(
    _ found: MT940Movement,
    _ details: MT940Details,
    _ amount: Money,
    _ line: Int
  ) -> Entry {
    var entry = Entry(day: found.entryDay ?? found.valueDay, amount: amount)
    entry.valueDay = found.valueDay
    entry.line = line
    entry.id = found.bankReference
    entry.account = message.account
    entry.counterparty = details.counterparty
    let supplement = found.supplement
    let supplementIBAN = supplement.flatMap { IBAN($0.filter { $0 != " " }) }?.compact
    // Some banks give the other account in the reference's place.
    let referenceIBAN = found.customerReference.flatMap { IBAN($0) }?.compact
    entry.counterpartyIBAN = details.iban ?? supplementIBAN ?? referenceIBAN
    entry.reference = details.reference ?? (referenceIBAN == nil ? found.customerReference : nil)
    entry.memo = details.memo ?? supplement
    var extra = details.extra
    if let type = found.type { extra["transactionType"] = type }
    if let bic = details.bic { extra["counterpartyBIC"] = bic }
    if let own = found.customerReference, referenceIBAN == nil, own != entry.reference {
      extra["customerReference"] = own
    }
    if let supplement, supplementIBAN == nil, supplement != entry.memo {
      extra["supplement"] = supplement
    }
    entry.extra = extra.isEmpty ? nil : extra
    return entry
  }

  private mutating func closeMessage(_ line: Int) {
    flush(details: nil)
    defer { message = Message() }
    guard message.hasFields, !draft.isRefused else { return }
    guard message.account != nil || message.opening != nil || draft.entryCount > 0 else { return }
    proveTotals()
    guard !draft.isRefused else { return }
    if message.pending > 0 {
      sink(.problem(BankProblems.pending(message.pending, line: message.firstPendingLine)))
    }
    var statement = Statement(entryCount: 0)
    statement.id = [message.reference, message.number].compactMap(\.self).joined(separator: " ")
    statement.account = message.account
    (statement.opening, statement.closing) = (message.opening, message.closing)
    (statement.from, statement.to) = (message.from, message.to)
    let at = message.closingLine ?? line
    if message.isInterim, message.totals.count == 2 {
      closeProvedByTotals(statement, at)
    } else {
      let remedy = "Prefer the end-of-day statement (MT940, CAMT.053), which carries both."
      let note = BankProblems.noBalances(line: at, remedy: remedy)
      draft.close(statement, line: at, noBalances: note, sink)
    }
  }

  /// An interim report has sums in place of balances; they have been compared, so nothing needs to be said.
  private mutating func closeProvedByTotals(_ statement: Statement, _ line: Int) {
    let kept = sink
    draft.close(statement, line: line, noBalances: BankProblems.noStatement("")) { item in
      if case .problem(let problem) = item, problem.code == "bank.no-statement" { return }
      kept(item)
    }
  }

  private mutating func proveTotals() {
    for total in message.totals {
      let amounts = message.booked.filter { $0.isNegative == total.isDebit }
      let sum = amounts.reduce(into: Int128(0)) { $0 += Int128($1.minorUnits) }.magnitude
      guard amounts.count == total.count, sum == total.sum.minorUnits.magnitude else {
        let exponent = total.sum.currency.exponent
        let computed = ExactDecimal(coefficient: Int128(sum), scale: exponent)
        draft.refuse(
          BankProblems.wrongTotal(
            "\(amounts.count) \(total.isDebit ? "debits" : "credits")",
            computed: "\(computed) \(total.sum.currency.code)",
            stated: "\(total.count) of together \(total.sum)",
            line: total.line
          ),
          sink
        )
        return
      }
    }
  }
}

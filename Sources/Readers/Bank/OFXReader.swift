import Books
import Documents
import Readings
import Values

/// OFX 1 and 2 (also QFX, QBO) bank and card statements to ledger entries.
///
/// Source: OFX 1.0.3 and 2.3, chapter 11. An OFX statement names its closing balance only, so it cannot be proved.
struct OFXReader {
  private var draft: BankStatementDraft
  /// The open statement's values around its movements, nil outside of statements.
  private var statement: [String: String]?
  private var movement: [String: String]?
  private var movementLine = 0
  private var balanceLine = 0
  /// The tags that are open at the current place; in OFX 1 also values without a text.
  private var path: [String] = []
  private var isClosed = false
  private var pending = 0
  private var firstPendingLine = 0
  private let fallback: Currency?
  private let sink: (ReadingItem) -> Void

  static func read(
    _ input: some FileInput,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    withoutActuallyEscaping(sink) { sink in
      var reader = OFXReader(instructions, sink)
      var scanner = OFXScanner(input, limits: instructions.limits)
      while !reader.draft.isRefused, let token = scanner.next() {
        reader.take(token, scanner.line, depth: instructions.limits.xmlDepth)
      }
      if scanner.isTooLong {
        let limit = instructions.limits.fieldBytes
        reader.draft.refuse(BankProblems.lineTooLong(scanner.line, limit: limit), sink)
      }
      reader.finish(line: scanner.line)
      return reader.draft.summary
    }
  }

  private init(_ instructions: ReadInstructions, _ sink: @escaping (ReadingItem) -> Void) {
    draft = BankStatementDraft(.ofx, limits: instructions.limits)
    fallback = instructions.currency
    self.sink = sink
  }

  private mutating func take(_ token: OFXToken, _ line: Int, depth: Int) {
    switch token {
    case .open(let name):
      guard path.count < depth else {
        draft.refuse(BankProblems.tooDeep(line: line, limit: depth), sink)
        return
      }
      path.append(name)
      opened(name, line)
    case .text(let text):
      guard let leaf = path.popLast() else { return }
      keep(leaf, text, line)
    case .close(let name):
      // The end tag of a value that has given its text already finds nothing to close.
      guard let index = path.lastIndex(of: name) else { return }
      path.removeLast(path.count - index)
      closed(name, line)
    }
  }

  private mutating func opened(_ name: String, _ line: Int) {
    switch name {
    case "STMTRS", "CCSTMTRS", "INVSTMTRS": statement = [:]
    case "STMTTRN", "STMTTRNP":
      // A movement whose end tag is missing ends where the next begins.
      closeMovement()
      movement = [:]
      movementLine = line
    case "LEDGERBAL": balanceLine = line
    default: break
    }
  }

  private mutating func closed(_ name: String, _ line: Int) {
    switch name {
    case "STMTTRN": closeMovement()
    case "STMTTRNP":
      movement = nil
      if pending == 0 { firstPendingLine = movementLine }
      pending += 1
    case "STMTRS", "CCSTMTRS", "INVSTMTRS": closeStatement(line)
    case "OFX": isClosed = true
    default: break
    }
  }

  private mutating func keep(_ leaf: String, _ text: String, _ line: Int) {
    let group = path.last { Self.groups.contains($0) }
    let name = group.map { "\($0).\(leaf)" } ?? leaf
    if movement != nil {
      if movement?[name] == nil { movement?[name] = text }
    } else if statement?[name] == nil {
      statement?[name] = text
    }
  }

  private mutating func closeMovement() {
    guard let values = movement else { return }
    movement = nil
    guard let day = values["DTPOSTED"].flatMap({ BankAmount.eightDigitDay($0) }) else {
      return refuse("posting date", values["DTPOSTED"])
    }
    let code = values["CURRENCY.CURSYM"] ?? statement?["CURDEF"]
    guard let currency = code.map({ Currency($0) }) ?? fallback else {
      if code == nil {
        draft.refuse(BankProblems.noCurrency(line: movementLine), sink)
      } else {
        refuse("currency", code)
      }
      return
    }
    guard let decimal = values["TRNAMT"].flatMap(BankAmount.ofx),
      let amount = try? Money(decimal, currency)
    else { return refuse("amount", values["TRNAMT"]) }
    draft.add(entry(values, day, amount), sink)
  }

  private mutating func refuse(_ what: String, _ text: String?) {
    draft.refuse(BankProblems.badEntry(what, text ?? "", line: movementLine), sink)
  }

  private func entry(_ values: [String: String], _ day: Day, _ amount: Money) -> Entry {
    var entry = Entry(day: day, amount: amount)
    entry.line = movementLine
    entry.id = values["FITID"]
    entry.valueDay = values["DTAVAIL"].flatMap { BankAmount.eightDigitDay($0) }
    entry.account = Self.account(statement ?? [:])
    entry.counterparty = values["NAME"] ?? values["PAYEE.NAME"]
    let other = values["BANKACCTTO.ACCTID"] ?? values["CCACCTTO.ACCTID"]
    entry.counterpartyIBAN = other.flatMap { IBAN($0) }?.compact
    entry.reference = values["REFNUM"] ?? values["CHECKNUM"]
    entry.memo = values["MEMO"]
    var extra: [String: String] = [:]
    for (name, key) in Self.kept { if let value = values[key] { extra[name] = value } }
    if let other, entry.counterpartyIBAN == nil { extra["counterpartyAccount"] = other }
    entry.extra = extra.isEmpty ? nil : extra
    return entry
  }

  private mutating func closeStatement(_ line: Int) {
    closeMovement()
    guard let values = statement, !draft.isRefused else { return }
    statement = nil
    var closed = Statement(entryCount: 0)
    closed.account = Self.account(values)
    closed.from = values["DTSTART"].flatMap { BankAmount.eightDigitDay($0) }
    closed.to = values["DTEND"].flatMap { BankAmount.eightDigitDay($0) }
    if let text = values["LEDGERBAL.BALAMT"] {
      let currency = (values["CURDEF"].flatMap { Currency($0) }) ?? fallback
      let money = currency.flatMap { currency in
        BankAmount.ofx(text).flatMap { try? Money($0, currency) }
      }
      guard let money else {
        draft.refuse(BankProblems.badBalance(text, line: balanceLine), sink)
        return
      }
      closed.closing = money
    }
    if pending > 0 { sink(.problem(BankProblems.pending(pending, line: firstPendingLine))) }
    pending = 0
    let remedy =
      "OFX carries no opening balance: prefer CAMT.053 or MT940 where the bank offers it."
    let note = BankProblems.noBalances(line: line, remedy: remedy)
    draft.close(closed, line: line, noBalances: note, sink)
  }

  private mutating func finish(line: Int) {
    guard !draft.isRefused else { return }
    if statement != nil || !isClosed {
      draft.refuse(BankProblems.truncated("the OFX file", line: line), sink)
    } else if draft.statements == 0 {
      draft.refuse(BankProblems.noStatement("an OFX bank export"), sink)
    }
  }

  private static func account(_ values: [String: String]) -> String? {
    values["BANKACCTFROM.ACCTID"] ?? values["CCACCTFROM.ACCTID"] ?? values["INVACCTFROM.ACCTID"]
  }

  private static let groups: Set<String> = [
    "BANKACCTFROM", "CCACCTFROM", "INVACCTFROM", "BANKACCTTO", "CCACCTTO", "PAYEE", "CURRENCY",
    "ORIGCURRENCY", "LEDGERBAL", "AVAILBAL", "BAL",
  ]

  private static let kept = [
    ("transactionType", "TRNTYPE"), ("checkNumber", "CHECKNUM"), ("sic", "SIC"),
    ("originalCurrency", "ORIGCURRENCY.CURSYM"), ("exchangeRate", "ORIGCURRENCY.CURRATE"),
  ]
}

import Books
import Documents
import Values

/// The values of one `Stmt` around its entries: account, period and balances.
struct CAMTStatementValues {
  private struct Balance {
    var code = ""
    var amount = ""
    var currency: String?
    var direction = ""
    var line = 0
  }

  private var id: String?
  private var account: String?
  private var from: Day?
  private var to: Day?
  private var balances: [Balance] = []

  /// Set when a balance that the proof needs cannot be read.
  private(set) var problem: Problem?
  private(set) var lastLine = 1

  mutating func take(_ field: CAMTField, _ text: String, _ currency: String?, line: Int) {
    lastLine = max(lastLine, line)
    switch field {
    case .statementID: id = id ?? text
    case .accountIBAN, .accountOther: account = account ?? text
    case .fromDay: from = from ?? XMLText.day(text)
    case .toDay: to = to ?? XMLText.day(text)
    case .balance:
      // Its own line stays where it has no amount.
      balances.append(Balance(line: line))
    case .balanceCode: update { $0.code = text }
    case .balanceAmount:
      update {
        $0.amount = text
        $0.currency = currency
        $0.line = line
      }
    case .balanceDirection: update { $0.direction = text }
    default: break
    }
  }

  /// Line of the balance that closes the statement.
  var closingLine: Int? { closing?.line }

  mutating func statement() -> Statement {
    var statement = Statement(entryCount: 0)
    statement.id = id
    statement.account = account
    statement.from = from
    statement.to = to
    statement.opening = money(opening)
    statement.closing = money(closing)
    return statement
  }

  /// Booked opening balance; previous closing; of a later page the first interim balance.
  private var opening: Balance? {
    first("OPBD") ?? first("PRCD") ?? first("ITBD")
  }

  /// Booked closing balance; of an early page the last interim balance, when it is not the opening.
  private var closing: Balance? {
    if let closing = first("CLBD") { return closing }
    let interim = balances.filter { $0.code == "ITBD" }
    let opensItself = first("OPBD") == nil && first("PRCD") == nil
    return interim.count > (opensItself ? 1 : 0) ? interim.last : nil
  }

  private func first(_ code: String) -> Balance? {
    balances.first { $0.code == code }
  }

  private mutating func update(_ change: (inout Balance) -> Void) {
    guard let last = balances.indices.last else { return }
    change(&balances[last])
  }

  private mutating func money(_ balance: Balance?) -> Money? {
    guard let balance else { return nil }
    if let decimal = XMLText.decimal(balance.amount),
      let currency = balance.currency.flatMap({ Currency($0) }),
      balance.direction == "CRDT" || balance.direction == "DBIT",
      let money = try? Money(balance.direction == "DBIT" ? decimal.negated : decimal, currency)
    {
      return money
    }
    problem = CAMTProblems.badBalance(
      "\(balance.amount) \(balance.currency ?? "") \(balance.direction)",
      code: balance.code,
      line: balance.line
    )
    return nil
  }
}

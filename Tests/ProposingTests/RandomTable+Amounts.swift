import Readings
import Values

// Amounts, as programs write them.
extension RandomTable {
  /// How the figures of one file are written.
  struct Figures {
    var isComma: Bool
    var grouping: String
    var isWhole: Bool
    var minus: Int
    var mark: String

    func text(_ cents: Int) -> String {
      var whole = String(abs(cents) / 100)
      var groups: [String] = []
      while whole.count > 3, !grouping.isEmpty {
        groups.insert(String(whole.suffix(3)), at: 0)
        whole = String(whole.dropLast(3))
      }
      whole = ([whole] + groups).joined(separator: grouping)
      let rest = abs(cents) % 100
      let decimals = (isComma ? "," : ".") + (rest < 10 ? "0\(rest)" : "\(rest)")
      let figure = whole + (isWhole ? "" : decimals)
      let signed =
        cents >= 0
        ? figure : minus == 0 ? "-\(figure)" : minus == 1 ? "\(figure)-" : "(\(figure))"
      return mark.isEmpty ? signed : "\(signed) \(mark)"
    }
  }

  mutating func makeAmounts() {
    isComma = chance(50)
    let isWhole = chance(8)
    if isWhole { for index in rows.indices { rows[index].cents = rows[index].cents / 100 * 100 } }
    for index in rows.indices where rows[index].cents == 0 { rows[index].cents = 100 }
    currency = pick(["EUR", "EUR", "USD", "CHF"])
    let way = number(0...4)
    let figures = Figures(
      isComma: isComma,
      grouping: pick(["", isComma ? "." : ",", " "]),
      isWhole: isWhole,
      minus: number(0...9) < 8 ? 0 : number(1...2),
      mark: way == 0 ? currency : way == 1 && currency == "USD" ? "$" : ""
    )
    let suffix = way == 2 ? pick([" (\(currency))", " \(currency)"]) : ""
    if way == 3 { addColumn("currency", words.currency, rows.map { _ in currency }) }
    layout.append("currency way \(way), whole \(isWhole), \(figures)")
    if target == .ledger { makeLedger(figures, suffix) } else { makePapers(figures, suffix) }
  }

  private mutating func addColumn(_ field: String?, _ header: String, _ cells: [String]) {
    columns.append(Column(header: header, field: field, cells: cells))
  }

  private mutating func makeLedger(_ figures: Figures, _ suffix: String) {
    let hasBalance = chance(40)
    let way = number(0...3)
    layout.append("amount way \(way), balance \(hasBalance)")
    switch way {
    case 0, 1:
      // Some programs write what goes out as positive; only a balance can tell.
      let isTurned = hasBalance && chance(25)
      addColumn(
        "amount",
        words.amount + suffix,
        rows.map { figures.text(isTurned ? -$0.cents : $0.cents) }
      )
    case 2:
      let isBooks = words.isNeutral && hasBalance && chance(40)
      let out = rows.map { $0.cents < 0 ? figures.text(-$0.cents) : "" }
      let income = rows.map { $0.cents > 0 ? figures.text($0.cents) : "" }
      addColumn("debit", words.debit + suffix, isBooks ? income : out)
      addColumn("credit", words.credit + suffix, isBooks ? out : income)
    default:
      addColumn("amount", words.amount + suffix, rows.map { figures.text(abs($0.cents)) })
      addColumn("side", words.side, rows.map { $0.cents < 0 ? "D" : "C" })
    }
    guard hasBalance else { return }
    if chance(40) { reverse() }
    addBalance(figures)
  }

  /// Newest first, as many banks export.
  private mutating func reverse() {
    rows.reverse()
    for index in columns.indices { columns[index].cells.reverse() }
    layout.append("newest first")
  }

  private mutating func addBalance(_ figures: Figures) {
    let isNewestFirst = layout.contains("newest first")
    var balance = number(100_000...900_000) / 100 * 100
    var cells: [String] = []
    for row in isNewestFirst ? rows.reversed() : rows {
      balance += row.cents
      cells.append(figures.text(balance))
    }
    addColumn("balance", words.balance, isNewestFirst ? cells.reversed() : cells)
  }

  private mutating func makePapers(_ figures: Figures, _ suffix: String) {
    let isTurned = target == .expense && chance(40)
    layout.append("turned \(isTurned)")
    addColumn(
      "totals.gross",
      words.gross + suffix,
      rows.map { figures.text(isTurned ? -$0.cents : $0.cents) }
    )
    guard target == .invoice, !figures.isWhole, chance(60) else { return }
    let taxes = rows.map { $0.cents / 6 }
    addColumn("totals.tax", words.tax + suffix, taxes.map(figures.text))
    addColumn(
      "totals.net",
      words.net + suffix,
      zip(rows, taxes).map { figures.text($0.cents - $1) }
    )
  }
}

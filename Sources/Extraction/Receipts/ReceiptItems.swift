import Documents
import Values

/// The articles of a receipt: the rows above the first sum, when they add up to one.
struct ReceiptItems {
  struct Item {
    var description: Range<Int>?
    var amount: ReceiptAmount
  }

  let items: [Item]
  /// What they add up to.
  let sum: Amount

  /// Nil when the rows add up to no sum that the receipt prints: then they were read wrongly, or are none.
  init?(_ rows: [ReceiptRow], _ facts: PaperFacts) {
    let end = rows.firstIndex { row in
      guard let meaning = row.meaning, row.last != nil else { return false }
      return meaning.isTotal || meaning == .subtotal || meaning == .net
    }
    guard let end else { return nil }
    var found: [Item] = []
    for (index, row) in rows[..<end].enumerated() {
      guard row.meaning == nil || row.meaning == .discount, let amount = row.last,
        !row.isJoined
      else { continue }
      found.append(Item(description: Self.description(index, rows, facts), amount: amount))
    }
    let sums = Set(
      rows[end...].filter { row in
        row.meaning.map { $0.isTotal || $0 == .subtotal || $0 == .net } ?? false
      }.flatMap(\.amounts).map(\.amount)
    )
    // The rows of a head (a fare, an order's amount) may come first: the items begin behind them.
    var sum = Amount.zero
    var start: Int?
    for index in found.indices.reversed() {
      sum = sum + found[index].amount.amount
      if sums.contains(sum) { start = index }
    }
    guard let start else { return nil }
    items = Array(found[start...])
    self.sum = items.reduce(.zero) { $0 + $1.amount.amount }
  }

  /// The words of the row, or of the row above where this one only multiplies.
  private static func description(
    _ index: Int,
    _ rows: [ReceiptRow],
    _ facts: PaperFacts
  ) -> Range<Int>? {
    if let words = words(rows[index].label, facts) { return words }
    guard index > 0, rows[index - 1].amounts.isEmpty, rows[index - 1].meaning == nil else {
      return nil
    }
    return words(rows[index - 1].label, facts)
  }

  private static func words(_ label: Range<Int>, _ facts: PaperFacts) -> Range<Int>? {
    let text = facts.layout.text(label)
    return text.count(where: \.isLetter) >= 3 ? label : nil
  }
}

/// Entries by currency and amount.
struct AmountIndex: Sendable {
  private var amounts: [CurrencyCode: [(amount: Int64, row: Int32)]] = [:]
  private var originals: [CurrencyCode: [(amount: Int64, row: Int32)]] = [:]

  init(_ entries: EntryColumns, isOpen: (Int) -> Bool) {
    for row in 0..<entries.count where isOpen(row) {
      amounts[entries.currency[row], default: []].append((entries.gross[row], Int32(row)))
      let currency = entries.originalCurrency[row]
      if currency != .none, currency != entries.currency[row] {
        let original = abs(entries.originalAmount[row])
        let signed = entries.gross[row] < 0 ? -original : original
        originals[currency, default: []].append((signed, Int32(row)))
      }
    }
    for key in amounts.keys { amounts[key]?.sort { ($0.amount, $0.row) < ($1.amount, $1.row) } }
    for key in originals.keys { originals[key]?.sort { ($0.amount, $0.row) < ($1.amount, $1.row) } }
  }

  func rows(
    _ currency: CurrencyCode,
    _ range: ClosedRange<Int64>
  ) -> ArraySlice<(amount: Int64, row: Int32)> {
    Self.find(amounts[currency] ?? [], range)
  }

  func rows(
    original currency: CurrencyCode,
    _ range: ClosedRange<Int64>
  ) -> ArraySlice<(amount: Int64, row: Int32)> {
    Self.find(originals[currency] ?? [], range)
  }

  /// How many entries are of an amount within a quarter of this one, at the density of an equal share of it.
  func near(_ currency: CurrencyCode, _ amount: Int64) -> Int {
    let (low, high) = (min(amount / 5 * 4, amount / 4 * 5), max(amount / 5 * 4, amount / 4 * 5))
    return rows(currency, low...high).count * 20 / 9
  }

  func count(_ currency: CurrencyCode, _ amount: Int64) -> Int {
    rows(currency, amount...amount).count
  }

  private static func find(
    _ list: [(amount: Int64, row: Int32)],
    _ range: ClosedRange<Int64>
  ) -> ArraySlice<(amount: Int64, row: Int32)> {
    let first = bound(list) { $0 < range.lowerBound }
    return list[first..<max(first, bound(list) { $0 <= range.upperBound })]
  }

  private static func bound(
    _ list: [(amount: Int64, row: Int32)],
    _ isBefore: (Int64) -> Bool
  ) -> Int {
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(list[middle].amount) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Sizes of amounts by party, in order.
struct PartyAmounts: Sendable {
  private var amounts: [[Int64]]

  init(_ rows: [[Int32]], amount: (Int) -> Int64) {
    amounts = rows.map { rows in rows.map { abs(amount(Int($0))) }.sorted() }
  }

  func count(_ party: Int, _ amount: Int64) -> Int {
    Self.bound(amounts[party], amount + 1) - Self.bound(amounts[party], amount)
  }

  /// As `AmountIndex.near`.
  func near(_ party: Int, _ amount: Int64) -> Int {
    let (low, high) = (amount / 5 * 4, amount / 4 * 5)
    return (Self.bound(amounts[party], high + 1) - Self.bound(amounts[party], low)) * 20 / 9
  }

  private static func bound(_ list: [Int64], _ amount: Int64) -> Int {
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < amount { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

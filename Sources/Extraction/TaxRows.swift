/// A row that says a rate and its tax, and its base where that is printed.
struct TaxRow {
  var rate: Amount
  var base: Amount?
  var tax: Amount
  var baseNumber: Int?
  var taxNumber: Int
  var rateNumber: Int?
  var line: Int
  /// Right edge of the tax, in points: rows of one table stand flush.
  var edge: Double
}

/// Tax rows that are taken together: their taxes add up to the paper's tax.
struct TaxRowSet {
  var rows: [TaxRow]
  var tax: Amount
  /// The sum of the bases; nil where some are not printed.
  var net: Amount?

  init(_ rows: [TaxRow]) {
    self.rows = rows
    tax = rows.reduce(.zero) { $0 + $1.tax }
    let bases = rows.compactMap(\.base)
    net = bases.count == rows.count ? bases.reduce(.zero, +) : nil
  }

  /// Ways to take the rows: each table, all of them; and taxes of several rates without their bases.
  static func sets(_ rows: [TaxRow], _ shares: [TaxRow], maximum: Int) -> [TaxRowSet] {
    var tables = tables(rows)
    if tables.count > 1 { tables = tables.suffix(maximum) + [rows] }
    let split = self.tables(shares).filter { table in
      table.count > 1 && Set(table.map(\.rate)).count == table.count
    }
    return (tables + split.suffix(maximum)).map(Self.init)
  }

  /// Rows that stand close together, their taxes one under the other.
  private static func tables(_ rows: [TaxRow]) -> [[TaxRow]] {
    var tables: [[TaxRow]] = []
    for row in rows {
      if let last = tables.last?.last, row.line - last.line <= 3, abs(row.edge - last.edge) < 25 {
        tables[tables.count - 1].append(row)
      } else {
        tables.append([row])
      }
    }
    return tables
  }

  /// Rows that stand in a table with others: none of them is the whole paper's.
  static func parts(_ rows: [TaxRow]) -> [TaxRow] {
    tables(rows).filter { Set($0.map(\.rate)).count > 1 }.flatMap { $0 }
  }

  /// True when `net` is what is taxed here: the sum of the bases, or what the taxes make of their rates.
  func isProved(by net: Amount) -> Bool {
    if let own = self.net { return own == net }
    // Half a cent of each tax, and one more for taxes that are rounded line by line.
    var (sum, slack) = (0, 0)
    for row in rows {
      guard row.rate.units > 0 else { return false }
      sum += row.tax.units * 1_000_000 / row.rate.units
      slack += 100 * 1_000_000 / row.rate.units
    }
    return abs(sum - net.units) <= slack
  }

  /// The rows with the bases that are printed elsewhere, where they add up to `net`.
  func based(on net: Amount, _ finder: AmountFinder) -> [TaxRow] {
    guard self.net == nil else { return rows }
    var based = rows
    for (index, row) in rows.enumerated() where row.base == nil {
      let fitting = finder.printed.keys.filter { $0.isTaxed(row.rate, gives: row.tax, slack: 60) }
      guard fitting.count == 1, let base = fitting.first else { return rows }
      based[index].base = base
      based[index].baseNumber = finder.printed[base]?.last
    }
    return based.reduce(.zero) { $0 + ($1.base ?? .zero) } == net ? based : rows
  }
}

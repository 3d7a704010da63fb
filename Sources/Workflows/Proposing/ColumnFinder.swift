import Readings

/// Gives the columns of a table to fields, each column once.
struct ColumnFinder {
  /// A column for a field, and how sure that is.
  struct Found {
    var column: ColumnSurvey
    /// The header is a name of the field.
    var isExact: Bool
    /// Columns that could be it as well.
    var rivals: [ColumnSurvey] = []
  }

  let table: TableSurvey
  private(set) var taken: Set<Int> = []

  init(_ table: TableSurvey) {
    self.table = table
  }

  var free: [ColumnSurvey] { table.columns.filter { !taken.contains($0.number) } }

  func column(_ number: Int) -> ColumnSurvey? { table.columns.first { $0.number == number } }

  mutating func take(_ column: ColumnSurvey) { taken.insert(column.number) }

  /// Takes the best column that is named so and holds what the field needs.
  mutating func take(
    _ field: String,
    _ family: HeaderMeaning.Family,
    partial: Bool = true,
    where fits: (ColumnSurvey) -> Bool
  ) -> Found? {
    let exact = named(field, family, isExact: true).filter(fits)
    if let first = exact.first {
      take(first)
      // A text by a lesser name is no rival; which of two days counts is a question nevertheless.
      let isSettled = first.isOwnName(field, family) && first.holdsWords
      let rivals = exact.dropFirst().filter { !isSettled || $0.isOwnName(field, family) }
      return Found(column: first, isExact: true, rivals: Array(rivals))
    }
    let near = partial ? named(field, family, isExact: false).filter(fits) : []
    guard let first = near.first else { return nil }
    take(first)
    return Found(column: first, isExact: false, rivals: Array(near.dropFirst()))
  }

  /// Free columns with such a name, the better name first.
  func named(
    _ field: String,
    _ family: HeaderMeaning.Family,
    isExact: Bool
  ) -> [ColumnSurvey] {
    let ranked = free.compactMap { column -> (rank: Int, column: ColumnSurvey)? in
      // A header that is exactly one field's name is not a part of another's.
      if !isExact, column.meanings.contains(where: { $0.family == family && $0.isExact }) {
        return nil
      }
      let meaning = column.meanings.first {
        $0.family == family && $0.field == field && $0.isExact == isExact
      }
      return meaning.map { ($0.rank, column) }
    }
    return ranked.sorted { ($0.rank, $0.column.number) < ($1.rank, $1.column.number) }
      .map(\.column)
  }
}

extension TableSurvey {
  /// Balances that are called so, or that follow in so many steps that it is no accident.
  var likelyBalances: [BalanceFinding] {
    balances.filter { finding in
      let balance = columns.first { $0.number == finding.balance }
      return finding.steps >= 3 || balance?.means("balance", .ledger) == true
    }
  }
}

// What a column's cells may be.
extension ColumnSurvey {
  /// Most cells are days, or the column is empty.
  var holdsDays: Bool {
    guard let days else { return filled == 0 }
    return days.count * 10 >= filled * 8
  }

  /// Cells that are days and nothing else that is likely.
  var holdsCertainDays: Bool { filled > 0 && holdsDays && days?.isPacked == false }

  /// Most cells are numbers, or the column is empty.
  var holdsNumbers: Bool {
    guard let numbers else { return filled == 0 }
    return numbers.count * 10 >= filled * 8 && !holdsCertainDays
  }

  /// Numbers that look like money: with decimals, a currency or a sign.
  var looksLikeMoney: Bool {
    guard filled > 0, holdsNumbers, let numbers, numbers.withLeadingZeros == 0 else { return false }
    return numbers.decimals > 0 || numbers.style == .open || numbers.style == .contradiction
      || !numbers.marks.isEmpty || !numbers.sharedMarks.isEmpty || numbers.negative > 0
  }

  var holdsCurrencies: Bool { currencies * 10 >= filled * 8 }
  var holdsIBANs: Bool { ibans * 2 >= filled }
  var holdsVATIDs: Bool { vatIDs * 2 >= filled }

  /// Words: no days, numbers or accounts.
  var holdsWords: Bool {
    let others = (numbers?.count ?? 0) + (days?.count ?? 0) + ibans + currencies
    return filled == 0 || others * 2 < filled
  }

  /// A name that the readers themselves know for the field.
  func isOwnName(_ field: String, _ family: HeaderMeaning.Family) -> Bool {
    meanings.contains { $0.family == family && $0.field == field && $0.isOwnName }
  }

  func means(_ field: String, _ family: HeaderMeaning.Family) -> Bool {
    meanings.contains { $0.family == family && $0.field == field && $0.isExact }
  }
}

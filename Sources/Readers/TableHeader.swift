import Readings

/// Where the rows of an unknown table begin, and which row above them names the columns.
struct TableHeader {
  /// Nil: there is no header row.
  var index: Int?
  /// The first data row.
  var first: Int
  /// Cells of a row.
  var width: Int
  var evidence: TableSurvey.HeaderEvidence

  /// Looks among the first rows of a sample, of which there is at least one.
  static func find(_ rows: [CSVRow]) -> TableHeader {
    let candidates = Array(rows.prefix(CSVLimits.headerSearchRows))
    let facts = candidates.map(RowFacts.init)
    if let named = named(candidates, facts) { return named }
    let width = usualWidth(candidates)
    let first = candidates.firstIndex { $0.filledCount == width || $0.count == width } ?? 0
    guard !facts[first].hasValue else {
      return TableHeader(index: nil, first: first, width: width, evidence: .noHeader)
    }
    // Texts above columns of values: each row below has one.
    let below = facts.dropFirst(first + 1)
    let isProved = !below.isEmpty && below.count { $0.hasValue } * 5 >= below.count * 4
    return TableHeader(
      index: first,
      first: first + 1,
      width: max(1, candidates[first].filledCount),
      evidence: isProved ? .content : .position
    )
  }

  /// The first row with the most names that programs give to columns; two are needed.
  private static func named(_ rows: [CSVRow], _ facts: [RowFacts]) -> TableHeader? {
    let most = facts.filter { !$0.hasValue }.map(\.names).max() ?? 0
    guard most >= 2,
      let index = facts.firstIndex(where: { !$0.hasValue && $0.names == most })
    else { return nil }
    return TableHeader(
      index: index,
      first: index + 1,
      width: max(1, rows[index].filledCount),
      evidence: .names
    )
  }

  /// The number of cells that most cells stand in rows of, so that a few odd lines do not count.
  private static func usualWidth(_ rows: [CSVRow]) -> Int {
    var tally: [Int: Int] = [:]
    for row in rows { tally[row.count, default: 0] += row.count }
    return max(1, tally.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1)
  }

  private struct RowFacts {
    var names = 0
    var hasValue = false

    init(_ row: CSVRow) {
      for text in row.texts where !text.isEmpty {
        if TableCell(text).isValue { hasValue = true }
        if HeaderMeanings.of(text).first?.isExact == true { names += 1 }
      }
    }
  }
}

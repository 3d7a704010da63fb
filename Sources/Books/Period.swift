package import Values

/// A month, a quarter or a year of the books: `2026-03`, `2026-Q1`, `2026`.
package struct Period: Hashable, Sendable, CustomStringConvertible {
  package let description: String
  package let first: Day
  package let last: Day

  /// nil for what is no such period.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let head = parts.first, head.count == 4, let year = Int(head),
      (1...2).contains(parts.count)
    else { return nil }
    var months = 1...12
    if parts.count == 2 {
      let part = parts[1]
      if part.count == 2, part.first == "Q", let quarter = Int(part.dropFirst()),
        (1...4).contains(quarter)
      {
        months = (3 * quarter - 2)...(3 * quarter)
      } else if part.count == 2, let month = Int(part), (1...12).contains(month) {
        months = month...month
      } else {
        return nil
      }
    }
    let isLastOfYear = months.upperBound == 12
    guard let first = Day(year: year, month: months.lowerBound, day: 1),
      let next = Day(
        year: isLastOfYear ? year + 1 : year,
        month: isLastOfYear ? 1 : months.upperBound + 1,
        day: 1
      )
    else { return nil }
    description = text
    self.first = first
    last = next.adding(days: -1)
  }
}

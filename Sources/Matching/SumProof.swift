/// Counts the ways in which some of a few amounts come to a sum, so that "no other does" is a fact and not a hope.
enum SumProof {
  /// More amounts are not looked at: nothing is proved then.
  static let maximumItems = 30

  /// True when exactly one set of the amounts has the sum; false also when there are too many to know.
  ///
  /// `required` amounts are in every set. Amounts may be negative.
  static func isOnly(_ amounts: [Int64], required: [Int64], sum: Int64) -> Bool {
    guard amounts.count <= maximumItems else { return false }
    var rest = sum
    for amount in required {
      let (next, overflow) = rest.subtractingReportingOverflow(amount)
      guard !overflow else { return false }
      rest = next
    }
    let middle = amounts.count / 2
    guard let left = sums(amounts[..<middle]), let right = sums(amounts[middle...]) else {
      return false
    }
    var counts: [Int64: Int] = [:]
    for sum in left { counts[sum, default: 0] += 1 }
    var found = 0
    for sum in right {
      let (need, overflow) = rest.subtractingReportingOverflow(sum)
      guard !overflow else { continue }
      found += counts[need] ?? 0
      if found > 1 { return false }
    }
    return found == 1
  }

  /// The sum of each set; nil beyond 64 bits.
  private static func sums(_ amounts: ArraySlice<Int64>) -> [Int64]? {
    var sums: [Int64] = [0]
    for amount in amounts {
      var more: [Int64] = []
      for sum in sums {
        let (next, overflow) = sum.addingReportingOverflow(amount)
        guard !overflow else { return nil }
        more.append(next)
      }
      sums += more
    }
    return sums
  }
}

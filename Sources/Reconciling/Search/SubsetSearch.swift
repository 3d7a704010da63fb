/// Finds all sets of amounts with a given sum, within bounds.
struct SubsetSearch {
  /// At most so many amounts are looked at, so many sets found and so many steps made.
  static let maximumItems = 24
  static let fewItems = 13
  static let maximumSize = 12
  static let maximumFound = 24
  static let maximumSteps = 40_000

  /// Sets as bit masks over `amounts`, in the order of the search.
  private(set) var found: [UInt32] = []
  /// False when a bound was reached: there may be more.
  private(set) var isComplete = true
  private var steps = 0
  private let amounts: [Int64]
  /// Sums of what is positive and negative from each place on.
  private var most: [Int64]
  private var least: [Int64]

  /// `required` must be in each set; amounts may be negative.
  init(_ amounts: [Int64], sum: Int64, required: UInt32 = 0, sizes: ClosedRange<Int>) {
    self.amounts = amounts
    most = [Int64](repeating: 0, count: amounts.count + 1)
    least = most
    guard amounts.count <= Self.maximumItems else {
      isComplete = false
      return
    }
    for index in amounts.indices.reversed() {
      most[index] = most[index + 1] + max(0, amounts[index])
      least[index] = least[index + 1] + min(0, amounts[index])
    }
    search(0, sum, 0, 0, required, sizes)
  }

  private mutating func search(
    _ index: Int,
    _ rest: Int64,
    _ mask: UInt32,
    _ size: Int,
    _ required: UInt32,
    _ sizes: ClosedRange<Int>
  ) {
    steps += 1
    guard steps <= Self.maximumSteps, found.count < Self.maximumFound else {
      isComplete = false
      return
    }
    guard index < amounts.count, size < sizes.upperBound, rest <= most[index],
      rest >= least[index]
    else { return }
    let bit = UInt32(1) << UInt32(index)
    if rest == amounts[index], sizes.contains(size + 1), (mask | bit) & required == required {
      found.append(mask | bit)
    }
    search(index + 1, rest - amounts[index], mask | bit, size + 1, required, sizes)
    guard required & bit == 0 else { return }
    search(index + 1, rest, mask, size, required, sizes)
  }
}

/// Pairs and triples of a few amounts by their sums.
struct SumTable {
  private var sets: [Int64: [UInt32]] = [:]

  init(_ amounts: [Int64]) {
    for i in amounts.indices {
      for j in amounts.indices where j > i {
        let pair = UInt32(1) << UInt32(i) | 1 << UInt32(j)
        sets[amounts[i] + amounts[j], default: []].append(pair)
        for k in amounts.indices where k > j {
          sets[amounts[i] + amounts[j] + amounts[k], default: []].append(pair | 1 << UInt32(k))
        }
      }
    }
  }

  subscript(sum: Int64) -> [UInt32]? { sets[sum] }
}

/// How many sets of some size there are, as far as a `Double` can say.
enum Combinations {
  static func choose(_ items: Int, _ size: Int) -> Double {
    guard size >= 0, size <= items else { return 0 }
    var result = 1.0
    for step in 0..<size { result = result * Double(items - step) / Double(step + 1) }
    return result
  }
}

import Values

/// Whole numbers of any size with the methods taught at school: slow, plain, and independent of
/// `ExactDecimal`'s arithmetic, which is tested against it.
struct SchoolInteger: Equatable {
  /// Least significant first, without leading zeros; empty for zero.
  private(set) var digits: [Int]
  private(set) var isNegative: Bool

  init(_ digits: [Int], isNegative: Bool = false) {
    self.digits = digits
    while self.digits.last == 0 { self.digits.removeLast() }
    self.isNegative = isNegative && !self.digits.isEmpty
  }

  init(_ text: String) {
    self.init(text.reversed().compactMap(\.wholeNumberValue), isNegative: text.hasPrefix("-"))
  }

  /// The decimal's digits at `scale`, which must not be below its own.
  init(_ decimal: ExactDecimal, atScale scale: Int) {
    let zeros = Array(repeating: 0, count: scale - decimal.scale)
    let own = SchoolInteger(String(decimal.coefficient))
    self.init(zeros + own.digits, isNegative: own.isNegative)
  }

  var negated: SchoolInteger { SchoolInteger(digits, isNegative: !isNegative) }

  /// As `ExactDecimal` writes it, for a number that fits.
  func decimalText(scale: Int) -> String {
    var text = digits.reversed().map(String.init).joined()
    if text.count <= scale {
      text = String(repeating: "0", count: scale + 1 - text.count) + text
    }
    let sign = isNegative ? "-" : ""
    return scale == 0 ? sign + text : sign + text.dropLast(scale) + "." + text.suffix(scale)
  }

  /// How many digits are left when zeros behind the point are dropped.
  func significantDigits(scale: Int) -> Int {
    digits.count - min(scale, digits.prefix { $0 == 0 }.count)
  }

  static func + (left: SchoolInteger, right: SchoolInteger) -> SchoolInteger {
    if left.isNegative == right.isNegative {
      var (sum, carry): ([Int], Int) = ([], 0)
      for place in 0...max(left.digits.count, right.digits.count) {
        let total = left[place] + right[place] + carry
        sum.append(total % 10)
        carry = total / 10
      }
      return SchoolInteger(sum, isNegative: left.isNegative)
    }
    let (large, small) = left.isSmaller(than: right) ? (right, left) : (left, right)
    var (difference, borrow): ([Int], Int) = ([], 0)
    for place in 0..<large.digits.count {
      let rest = large[place] - small[place] - borrow
      borrow = rest < 0 ? 1 : 0
      difference.append(rest + borrow * 10)
    }
    return SchoolInteger(difference, isNegative: large.isNegative)
  }

  static func * (left: SchoolInteger, right: SchoolInteger) -> SchoolInteger {
    var product = Array(repeating: 0, count: left.digits.count + right.digits.count + 1)
    for (place, digit) in left.digits.enumerated() {
      for (other, factor) in right.digits.enumerated() { product[place + other] += digit * factor }
    }
    for place in product.indices.dropLast() {
      product[place + 1] += product[place] / 10
      product[place] %= 10
    }
    return SchoolInteger(product, isNegative: left.isNegative != right.isNegative)
  }

  static func < (left: SchoolInteger, right: SchoolInteger) -> Bool {
    let difference = left + right.negated
    return difference.isNegative
  }

  private subscript(place: Int) -> Int { place < digits.count ? digits[place] : 0 }

  private func isSmaller(than other: SchoolInteger) -> Bool {
    digits.count != other.digits.count
      ? digits.count < other.digits.count
      : digits.reversed().lexicographicallyPrecedes(other.digits.reversed())
  }
}

extension SeededRandom {
  /// Decimals as files bring them, and the extremes: every count of digits and scale, runs of nines and zeros.
  mutating func decimal() -> ExactDecimal {
    let count = Int.random(in: 1...38, using: &self)
    var text = ""
    switch Int.random(in: 0..<4, using: &self) {
    case 0: text = String(repeating: "9", count: count)
    case 1: text = "1" + String(repeating: "0", count: count - 1)
    default:
      for _ in 0..<count { text += String(Int.random(in: 0...9, using: &self)) }
    }
    guard let coefficient = Int128(Bool.random(using: &self) ? text : "-" + text) else {
      return .zero
    }
    let scale = Bool.random(using: &self) ? 2 : Int.random(in: 0...38, using: &self)
    return ExactDecimal(coefficient: coefficient, scale: scale)
  }
}

package import Values

/// All that a number of a field can be: a confidence is 0 to 1, a count 0 or more.
package final class NumberRange: Sendable {
  package let least: ExactDecimal
  /// Nil: there is no greatest.
  package let most: ExactDecimal?
  /// What the ends mean, where that is not plain: `1 is Monday`.
  package let meaning: String?

  package init(from least: ExactDecimal, to most: ExactDecimal? = nil, meaning: String? = nil) {
    self.least = least
    self.most = most
    self.meaning = meaning
  }

  /// Whole numbers.
  convenience init(_ numbers: ClosedRange<Int>, meaning: String? = nil) {
    self.init(
      from: ExactDecimal(numbers.lowerBound),
      to: ExactDecimal(numbers.upperBound),
      meaning: meaning
    )
  }

  func contains(_ number: ExactDecimal) -> Bool {
    number >= least && most.map { number <= $0 } != false
  }

  /// For messages: `0 to 1`, `1 to 7 (1 is Monday)`.
  var words: String {
    (most.map { "\(least) to \($0)" } ?? "\(least) or more") + (meaning.map { " (\($0))" } ?? "")
  }

  /// What each number of the range comes to when it is compared so with this one; nil: that hangs on the number.
  func outcome(_ relation: Relation, _ number: ExactDecimal) -> Bool? {
    switch relation {
    case .equal, .isIn: contains(number) ? nil : false
    case .notEqual: contains(number) ? nil : true
    case .less: isAllBelow(number) ? true : least >= number ? false : nil
    case .greaterOrEqual: least >= number ? true : isAllBelow(number) ? false : nil
    case .greater: least > number ? true : isAllUpTo(number) ? false : nil
    case .lessOrEqual: isAllUpTo(number) ? true : least > number ? false : nil
    }
  }

  private func isAllBelow(_ number: ExactDecimal) -> Bool { most.map { $0 < number } ?? false }
  private func isAllUpTo(_ number: ExactDecimal) -> Bool { most.map { $0 <= number } ?? false }

  /// What was meant by percent; nil where the number is no percent of this range.
  func share(of percent: ExactDecimal) -> ExactDecimal? {
    let one = ExactDecimal(1)
    guard most == one, percent > one, percent <= ExactDecimal(100) else { return nil }
    return percent.hundredth
  }
}

extension ExactDecimal {
  /// `0.19` of `19`; nil where it has too many digits.
  var hundredth: ExactDecimal? {
    do throws(ArithmeticError) {
      return try multiplied(by: ExactDecimal(coefficient: 1, scale: 2))
    } catch {
      return nil
    }
  }
}

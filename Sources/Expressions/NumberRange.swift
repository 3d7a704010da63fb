package import Values

/// All that a number of a field can be: a confidence is 0 to 1, a count 0 or more.
package struct NumberRange: Hashable, Sendable {
  package let least: ExactDecimal
  /// Nil: there is no greatest.
  package let most: ExactDecimal?

  package init(from least: ExactDecimal, to most: ExactDecimal? = nil) {
    self.least = least
    self.most = most
  }

  func contains(_ number: ExactDecimal) -> Bool {
    number >= least && most.map { number <= $0 } != false
  }

  /// For messages: `0 to 1`.
  var words: String { most.map { "\(least) to \($0)" } ?? "\(least) or more" }

  /// What was meant by percent; nil where the number is no percent of this range.
  func share(of percent: ExactDecimal) -> ExactDecimal? {
    let one = ExactDecimal(1)
    guard most == one, percent > one, percent <= ExactDecimal(100) else { return nil }
    do throws(ArithmeticError) {
      return try percent.multiplied(by: ExactDecimal(coefficient: 1, scale: 2))
    } catch {
      return nil
    }
  }
}

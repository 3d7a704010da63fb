import Values

/// One comparison of figures that must agree, with the words for when they do not.
struct Comparison {
  enum Verdict: Equatable {
    case agrees
    case differs(by: ExactDecimal)
    /// The figures need more digits than are kept: not a paper that anybody should pay unseen.
    case tooLarge
  }

  static func of(
    _ stated: ExactDecimal,
    within tolerance: ExactDecimal,
    _ computed: () throws(ArithmeticError) -> ExactDecimal
  ) -> Verdict {
    do throws(ArithmeticError) {
      let difference = try stated.subtracting(computed()).magnitude
      return difference <= tolerance ? .agrees : .differs(by: difference)
    } catch {
      return .tooLarge
    }
  }
}

/// A comparison as a line of figures, for `explain`.
enum SumText {
  /// More terms than this are counted.
  static let maximumTerms = 4

  /// `1000.00 + 190.00 - 1190.00 = 0.00 <= 0.01: true`; nil where the figures are too large.
  static func of(
    _ terms: [ExactDecimal],
    _ stated: ExactDecimal,
    within tolerance: ExactDecimal
  ) -> String? {
    do throws(ArithmeticError) {
      return try comparison(text(terms), try terms.sum(), stated, tolerance)
    } catch {
      return nil
    }
  }

  /// The same of figures that are no sum: `10 x 85.00 - 850.00 = 0.00 <= 0.02: true`.
  static func of(
    _ figures: String,
    _ computed: ExactDecimal,
    _ stated: ExactDecimal,
    within tolerance: ExactDecimal
  ) -> String? {
    do throws(ArithmeticError) {
      return try comparison(figures, computed, stated, tolerance)
    } catch {
      return nil
    }
  }

  private static func comparison(
    _ figures: String,
    _ computed: ExactDecimal,
    _ stated: ExactDecimal,
    _ tolerance: ExactDecimal
  ) throws(ArithmeticError) -> String {
    let rest = try computed.subtracting(stated)
    let isWithin = rest.magnitude <= tolerance
    let bound = rest.isNegative ? ">= \(tolerance.negated)" : "<= \(tolerance)"
    return "\(figures)\(signed(stated.negated)) = \(rest) \(bound): \(isWithin)"
  }

  private static func text(_ terms: [ExactDecimal]) -> String {
    guard let first = terms.first else { return "0" }
    // What is not stated is a bare zero.
    let more = terms.dropFirst().filter { !$0.isZero || $0.scale > 0 }
    let shown = more.prefix(maximumTerms - 1).map(signed).joined()
    let left = more.count - (maximumTerms - 1)
    return "\(first)\(shown)" + (left > 0 ? " + \(left) more" : "")
  }

  private static func signed(_ term: ExactDecimal) -> String {
    term.isNegative ? " - \(term.negated)" : " + \(term)"
  }
}

extension Sequence where Element == ExactDecimal {
  func sum() throws(ArithmeticError) -> ExactDecimal {
    var total = ExactDecimal.zero
    for amount in self { total = try total.adding(amount) }
    return total
  }
}

/// Slack of the arithmetic checks, in units of the document's currency.
enum Tolerance {
  /// Totals: EN 16931 wants equality of rounded sums; one hundredth forgives a sum rounded late.
  static let totals = ExactDecimal(coefficient: 1, scale: 2)
  /// Lines: the slack of PEPPOL-EN16931-R120; forints are invoiced in whole numbers.
  static func lines(_ currency: Currency?) -> ExactDecimal {
    currency?.code == "HUF"
      ? ExactDecimal(coefficient: 5, scale: 1) : ExactDecimal(coefficient: 2, scale: 2)
  }
  /// The base of one rate: BR-S-08 forgives one unit.
  static let taxBase = ExactDecimal(1)
  /// Tax of one rate: up to here it is rounding line by line.
  static let tax = ExactDecimal(coefficient: 2, scale: 2)
  /// Tax of one rate: BR-CO-17 forgives one unit, so more cannot be lawful.
  static let taxAtMost = ExactDecimal(1)
}

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

/// An amount of one currency in whole minor units (cents): never a binary fraction.
package struct Money: Hashable, Sendable, Codable {
  /// Signed count of minor units: 119000 for EUR 1190.00, 1190 for JPY 1190.
  package let minorUnits: Int64
  package let currency: Currency

  package init(minorUnits: Int64, currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  /// The amount of `decimal` in `currency`.
  ///
  /// Throws `.inexact` when it has a fraction of a minor unit, `.overflow` beyond 64 bits (and for the one amount that then has no opposite).
  package init(_ decimal: ExactDecimal, _ currency: Currency) throws(ArithmeticError) {
    let atScale = try decimal.rounded(to: currency.exponent, .down)
    guard atScale == decimal else { throw .inexact }
    guard let minor = Int64(exactly: atScale.coefficient), minor != .min else { throw .overflow }
    self.init(minorUnits: minor, currency: currency)
  }

  /// The amount rounded to the minor unit by a named rule.
  package init(
    rounding decimal: ExactDecimal,
    _ currency: Currency,
    _ rule: RoundingRule
  ) throws(ArithmeticError) {
    try self.init(try decimal.rounded(to: currency.exponent, rule), currency)
  }

  package static func zero(_ currency: Currency) -> Money {
    Money(minorUnits: 0, currency: currency)
  }

  package var decimal: ExactDecimal {
    ExactDecimal(coefficient: Int128(minorUnits), scale: currency.exponent)
  }

  package var isZero: Bool { minorUnits == 0 }
  package var isNegative: Bool { minorUnits < 0 }

  package func adding(_ other: Money) throws(ArithmeticError) -> Money {
    guard currency == other.currency else { throw .mixedCurrencies(currency, other.currency) }
    let (sum, overflow) = minorUnits.addingReportingOverflow(other.minorUnits)
    guard !overflow, sum != .min else { throw .overflow }
    return Money(minorUnits: sum, currency: currency)
  }

  package func subtracting(_ other: Money) throws(ArithmeticError) -> Money {
    guard currency == other.currency else { throw .mixedCurrencies(currency, other.currency) }
    let (difference, overflow) = minorUnits.subtractingReportingOverflow(other.minorUnits)
    guard !overflow, difference != .min else { throw .overflow }
    return Money(minorUnits: difference, currency: currency)
  }

  package func negated() throws(ArithmeticError) -> Money {
    try Money.zero(currency).subtracting(self)
  }
}

extension Money: CustomStringConvertible {
  /// `1190.00 EUR`.
  package var description: String { "\(decimal) \(currency.code)" }
}

/// What arithmetic on exact values may refuse.
package enum ArithmeticError: Error, Equatable, Sendable {
  /// The result needs more than 38 significant digits, or money more than 64 bits of minor units.
  case overflow
  /// Two amounts in different currencies were combined.
  case mixedCurrencies(Currency, Currency)
  /// The value has more decimals than asked for and no rounding was named.
  case inexact
  case divisionByZero
}

/// How digits beyond the wanted scale are dropped.
///
/// There is no default: the caller names it.
package enum RoundingRule: String, Sendable, Codable, CaseIterable {
  /// Half away from zero: what invoices and EN 16931 validators use.
  case halfUp
  /// Half to the even neighbour ("banker's rounding").
  case halfEven
  /// Toward zero.
  case down
}

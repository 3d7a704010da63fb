package import Values

/// One sum per currency, exact and never too large to hold.
///
/// Kept in 128 bits of minor units, so that no number of 64-bit amounts can overflow a control total.
/// A currency whose sum is zero stands for nothing: `Sums([0 EUR]) == Sums()`.
package struct Sums: Hashable, Sendable {
  private var minorUnits: [Currency: Int128] = [:]

  package init() {}

  package init(_ amounts: some Sequence<Money>) {
    for amount in amounts { add(amount) }
  }

  /// The amounts without their signs: how much is at stake, where refunds must not hide payments.
  init(magnitudesOf amounts: some Sequence<Money>) {
    for amount in amounts { add(Int128(amount.minorUnits.magnitude), amount.currency) }
  }

  package mutating func add(_ amount: Money) {
    add(Int128(amount.minorUnits), amount.currency)
  }

  package mutating func add(_ other: Sums) {
    for (currency, units) in other.minorUnits { add(units, currency) }
  }

  package mutating func subtract(_ other: Sums) {
    for (currency, units) in other.minorUnits { add(-units, currency) }
  }

  /// The currencies that have a sum other than zero, by code.
  package var currencies: [Currency] { minorUnits.keys.sorted() }

  package var isZero: Bool { minorUnits.isEmpty }

  /// The sum in `currency`, at its own number of decimals.
  package func decimal(_ currency: Currency) -> ExactDecimal {
    ExactDecimal(coefficient: minorUnits[currency] ?? 0, scale: currency.exponent)
  }

  /// Adds what `sum` says in `currency`; digits below its minor unit do not occur in stored amounts.
  package mutating func add(_ sum: ExactDecimal, _ currency: Currency) {
    precondition(sum.scale == currency.exponent, "a sum of stored amounts is in minor units")
    add(sum.coefficient, currency)
  }

  private mutating func add(_ units: Int128, _ currency: Currency) {
    let sum = (minorUnits[currency] ?? 0) + units
    minorUnits[currency] = sum == 0 ? nil : sum
  }
}

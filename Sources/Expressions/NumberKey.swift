package import Values

/// A number as a key: `1` and `1.0` are one key.
package struct NumberKey: Hashable, Sendable {
  package let number: ExactDecimal
  package init(_ number: ExactDecimal) { self.number = number.normalized }
}

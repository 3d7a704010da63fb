/// The bounds of one expression and of one evaluation.
package enum ExpressionLimits {
  /// Bytes of an expression's text.
  package static let sourceBytes = 64 << 10
  /// Levels of brackets, calls, selections and operators inside one another.
  ///
  /// Parser, checker and evaluation call themselves once a level; so many levels fit the 512 KiB stack of a thread.
  package static let depth = 40
  /// Parts of one expression: literals, names, operators, calls.
  package static let nodes = 20_000
  /// Faults reported of one expression.
  package static let faults = 20
  /// Steps of one evaluation: about one a part evaluated, one for each element or 16 bytes of text touched.
  package static let cost = 1_000_000
  /// Bytes of UTF-8 that one step of cost pays for.
  package static let bytesPerStep = 16
  /// Bytes of a text or of bytes that an expression makes.
  package static let textBytes = 1 << 20
  /// Elements of a list or entries of a map that an expression makes.
  package static let elements = 100_000
  /// Decimals of a quotient that does not end.
  package static let quotientScale = 20
}

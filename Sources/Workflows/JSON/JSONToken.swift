/// The smallest piece of a definition file.
struct JSONToken: Sendable {
  enum Kind: Hashable, Sendable {
    case openBrace
    case closeBrace
    case openBracket
    case closeBracket
    case colon
    case comma
    case text(String)
    case number(String)
    case flag(Bool)
    case null
    /// A value that cannot be read; that has been said.
    case broken
    case end
  }

  var kind: Kind
  var range: Range<Int>

  /// True for what a value can begin with.
  var beginsValue: Bool {
    switch kind {
    case .openBrace, .openBracket, .text, .number, .flag, .null, .broken: true
    case .closeBrace, .closeBracket, .colon, .comma, .end: false
    }
  }
}

extension JSONToken {
  /// True when this bracket is of the kind that closes `opening`.
  func closes(_ opening: JSONToken) -> Bool {
    (kind == .closeBrace && opening.kind == .openBrace)
      || (kind == .closeBracket && opening.kind == .openBracket)
  }
}

/// Something wrong at a byte of one file; becomes a `Diagnostic` with line and column.
struct Fault: Sendable {
  var code: DiagnosticCode
  var offset: Int
  var reason: String
  var expected: String?
  var suggestion: String?
}

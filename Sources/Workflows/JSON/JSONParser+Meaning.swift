// Brackets that are not there, or of the wrong kind: what follows them tells.
extension JSONParser {
  /// Ends this object when a key is indented as the keys of an outer one: its bracket is missing.
  mutating func belongsToParent(_ token: JSONToken) -> Bool {
    guard suspicion == .lostBracket, case .text = token.kind,
      source.isFirstInLine(token.range.lowerBound), let own = open.last
    else { return false }
    let indentation = source.indentation(at: token.range.lowerBound)
    // An object whose keys stand in the line of its bracket has no indentation of its own.
    let isOutside =
      own.keyIndentation.map { indentation < $0 } ?? (lastEnd > own.token.range.upperBound)
    guard isOutside, open.dropLast().contains(where: { $0.keyIndentation == indentation })
    else { return false }
    reportUnclosed(own.token)
    return true
  }

  /// Ends this list when a key follows: its bracket is missing.
  mutating func isKeyOfParent(_ token: JSONToken) -> Bool {
    guard case .text = token.kind, scanner.peekByte() == UInt8(ascii: ":"),
      open.dropLast().last?.isObject == true, let own = open.last
    else { return false }
    reportUnclosed(own.token)
    return true
  }

  /// Ends this object, an element of a list, when the next element begins: its bracket is missing.
  mutating func isNextElement(_ token: JSONToken) -> Bool {
    guard token.kind == .openBrace, open.dropLast().last?.isObject == false, let own = open.last,
      lastEnd > own.token.range.upperBound
    else { return false }
    reportUnclosed(own.token)
    return true
  }

  /// The object whose keys follow in a deeper indentation though its `{` is missing.
  mutating func objectWithoutBracket(of key: JSONToken, before value: JSONToken) -> JSONNode? {
    guard suspicion == .spareBracket, case .text = value.kind,
      source.indentation(at: value.range.lowerBound) > source.indentation(at: key.range.lowerBound)
    else { return nil }
    scanner.report(.missingValue, at: lastEnd, "the `{` of this object is missing", expected: "`{`")
    let brace = JSONToken(kind: .openBrace, range: lastEnd..<lastEnd)
    return nested(brace) { $0.parseObject(brace) }
  }

  /// The list whose elements follow in a deeper indentation though its `[` is missing.
  mutating func listWithoutBracket(of key: JSONToken, before value: JSONToken) -> JSONNode? {
    guard suspicion == .spareBracket,
      source.line(at: value.range.lowerBound) > source.line(at: lastEnd),
      source.indentation(at: value.range.lowerBound) > source.indentation(at: key.range.lowerBound)
    else { return nil }
    scanner.report(.missingValue, at: lastEnd, "the `[` of this list is missing", expected: "`[`")
    let bracket = JSONToken(kind: .openBracket, range: lastEnd..<lastEnd)
    return nested(bracket) { $0.parseArray(bracket) }
  }

  /// A `{` in whose place a list was meant: an element follows and no key.
  mutating func listInstead(_ brace: JSONToken) -> JSONToken? {
    let first = peekInside(asKey: true)
    guard first.kind == .openBrace || first.kind == .openBracket else { return nil }
    return otherBracket(brace, .openBracket, "elements follow and no keys", expected: "`[`")
  }

  /// A `[` in whose place an object was meant: a key follows.
  mutating func objectInstead(_ bracket: JSONToken) -> JSONToken? {
    let first = peekInside(asKey: false)
    guard case .text = first.kind, scanner.peekByte() == UInt8(ascii: ":") else { return nil }
    let (place, own) = (first.range.lowerBound, bracket.range.lowerBound)
    guard
      source.line(at: place) == source.line(at: own)
        || source.indentation(at: place) > source.indentation(at: own)
    else { return nil }
    return otherBracket(bracket, .openBrace, "keys follow and no elements", expected: "`{`")
  }

  private mutating func otherBracket(
    _ bracket: JSONToken,
    _ kind: JSONToken.Kind,
    _ reason: String,
    expected: String
  ) -> JSONToken {
    hasOddBrackets = true
    scanner.report(.wrongBracket, at: bracket.range.lowerBound, reason, expected: expected)
    let meant = JSONToken(kind: kind, range: bracket.range)
    open[open.count - 1].token = meant
    return meant
  }

  mutating func noteIndentation(_ key: JSONToken) {
    guard source.isFirstInLine(key.range.lowerBound), let last = open.indices.last,
      open[last].keyIndentation == nil
    else { return }
    let line = source.line(at: key.range.lowerBound)
    open[last].keyIndentation = source.indentation(ofLine: line)
  }
}

// Brackets.
extension JSONParser {
  /// True when the object or list ends here; says what is wrong where its end does not fit.
  mutating func closes(_ opening: JSONToken, _ token: JSONToken) -> Bool {
    guard token.kind != .end else {
      reportEndOfFile(opening)
      return true
    }
    guard token.closes(opening) else { return closesOddly(opening, token) }
    switch suspicion {
    case .none: break
    case .lostBracket:
      if isAlignedWithOuter(token) {
        reportUnclosed(opening)
        return true
      }
    case .spareBracket:
      if !hasFoundSpare, isOutOfLine(token, opening) {
        passOverSpare(token)
        return false
      }
    }
    drop()
    return true
  }

  private mutating func closesOddly(_ opening: JSONToken, _ token: JSONToken) -> Bool {
    hasOddBrackets = true
    if suspicion == .spareBracket, !hasFoundSpare, isOutOfLine(token, opening) {
      passOverSpare(token)
      return false
    }
    if belongsToOuter(token) {
      reportUnclosed(opening)
      return true
    }
    drop()
    let isObject = opening.kind == .openBrace
    let line = source.line(at: opening.range.lowerBound)
    scanner.report(
      .wrongBracket,
      at: token.range.lowerBound,
      "the wrong bracket closes the `\(isObject ? "{" : "[")` of line \(line)",
      expected: isObject ? "`}`" : "`]`"
    )
    return true
  }

  private mutating func passOverSpare(_ token: JSONToken) {
    hasFoundSpare = true
    drop()
    scanner.report(.wrongBracket, at: token.range.lowerBound, "this bracket is one too many")
  }

  private mutating func reportEndOfFile(_ opening: JSONToken) {
    hasOddBrackets = true
    // Behind a comment that is never closed everything is lost, not only the bracket.
    if !isStopped, !scanner.faults.contains(where: { $0.code == .unclosedComment }) {
      let reason = "this `\(opening.kind == .openBrace ? "{" : "[")` is never closed"
      scanner.report(.unclosedBracket, at: opening.range.lowerBound, reason)
    }
    isStopped = true
  }

  /// Whether a bracket of the right kind stands in line with an outer one of its kind, and not with its own.
  private func isAlignedWithOuter(_ closer: JSONToken) -> Bool {
    guard let own = open.last, source.isFirstInLine(closer.range.lowerBound) else { return false }
    let indentation = source.indentation(at: closer.range.lowerBound)
    guard indentation < source.indentation(at: own.token.range.lowerBound) else { return false }
    return open.dropLast().contains {
      $0.isObject == own.isObject
        && source.indentation(at: $0.token.range.lowerBound) == indentation
    }
  }

  /// Whether a bracket stands deeper than the line in which its object or list begins.
  private func isOutOfLine(_ closer: JSONToken, _ opening: JSONToken) -> Bool {
    source.line(at: closer.range.lowerBound) != source.line(at: opening.range.lowerBound)
      && source.indentation(at: closer.range.lowerBound)
        > source.indentation(at: opening.range.lowerBound)
  }

  /// Whether a bracket of the other kind was meant for an outer object or list.
  ///
  /// If so, its own is missing; if not, it is a slip of the finger. Indentation tells.
  private func belongsToOuter(_ closer: JSONToken) -> Bool {
    let wantsObject = closer.kind == .closeBrace
    guard let own = open.last,
      let outer = open.dropLast().last(where: { $0.isObject == wantsObject })
    else { return false }
    let closerLine = source.line(at: closer.range.lowerBound)
    let ownLine = source.line(at: own.token.range.lowerBound)
    let outerLine = source.line(at: outer.token.range.lowerBound)
    if closerLine == outerLine {
      let place = closer.range.lowerBound
      let rest = source.bytes[place..<source.endOfLine(at: place)].prefix(Self.lookAhead)
      let mark = UInt8(ascii: wantsObject ? "}" : "]")
      let opened = open.filter {
        $0.isObject == wantsObject && source.line(at: $0.token.range.lowerBound) == outerLine
      }
      return rest.count(where: { $0 == mark }) <= opened.count
    }
    guard source.isFirstInLine(closer.range.lowerBound) else { return false }
    let indentation = source.indentation(ofLine: closerLine)
    return indentation == source.indentation(ofLine: outerLine)
      && (indentation != source.indentation(ofLine: ownLine) || ownLine == outerLine)
  }

  mutating func reportUnclosed(_ opening: JSONToken) {
    hasOddBrackets = true
    let (openMark, closeMark) = opening.kind == .openBrace ? ("{", "}") : ("[", "]")
    let line = source.line(at: opening.range.lowerBound)
    scanner.report(
      .unclosedBracket,
      at: lastEnd,
      "the `\(openMark)` of line \(line) is not closed",
      expected: "`\(closeMark)`"
    )
  }
}

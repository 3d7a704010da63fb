// Brackets.
extension JSONParser {
  /// Says what is wrong with a bracket that does not fit, or with the end of the file.
  ///
  /// True when the object or list ends here.
  mutating func closes(_ opening: JSONToken, _ token: JSONToken) -> Bool {
    let isObject = opening.kind == .openBrace
    let (openMark, closeMark) = isObject ? ("{", "}") : ("[", "]")
    let line = source.line(at: opening.range.lowerBound)
    guard token.kind != .end else {
      // Behind a comment that is never closed everything is lost, not only the bracket.
      if !isStopped, !scanner.faults.contains(where: { $0.code == .unclosedComment }) {
        let reason = "this `\(openMark)` is never closed"
        scanner.report(.unclosedBracket, at: opening.range.lowerBound, reason)
      }
      isStopped = true
      return true
    }
    if belongsToOuter(token) {
      scanner.report(
        .unclosedBracket,
        at: lastEnd,
        "the `\(openMark)` of line \(line) is not closed",
        expected: "`\(closeMark)`"
      )
      return true
    }
    drop()
    scanner.report(
      .wrongBracket,
      at: token.range.lowerBound,
      "the wrong bracket closes the `\(openMark)` of line \(line)",
      expected: "`\(closeMark)`"
    )
    return true
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

  /// Ends this object when a key is indented as the keys of an outer one: its bracket is missing.
  mutating func belongsToParent(_ token: JSONToken) -> Bool {
    guard trustsIndentation, case .text = token.kind,
      source.isFirstInLine(token.range.lowerBound), let own = open.last,
      let ownIndentation = own.keyIndentation
    else { return false }
    let line = source.line(at: token.range.lowerBound)
    let indentation = source.indentation(ofLine: line)
    guard indentation < ownIndentation,
      open.dropLast().contains(where: { $0.keyIndentation == indentation })
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

  private mutating func reportUnclosed(_ opening: JSONToken) {
    let (openMark, closeMark) = opening.kind == .openBrace ? ("{", "}") : ("[", "]")
    let line = source.line(at: opening.range.lowerBound)
    scanner.report(
      .unclosedBracket,
      at: lastEnd,
      "the `\(openMark)` of line \(line) is not closed",
      expected: "`\(closeMark)`"
    )
  }

  mutating func noteIndentation(_ key: JSONToken) {
    guard source.isFirstInLine(key.range.lowerBound), let last = open.indices.last,
      open[last].keyIndentation == nil
    else { return }
    let line = source.line(at: key.range.lowerBound)
    open[last].keyIndentation = source.indentation(ofLine: line)
  }
}

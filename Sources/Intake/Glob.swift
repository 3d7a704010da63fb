/// A pattern over file names: `*.pdf`, `scan-??.tif`, `[a-f]*`, `**/archive/*`.
///
/// Case and Unicode form do not count. A pattern with a slash is compared with the path inside the
/// watched folder, where `*` and `?` stop at a slash and `**` does not; one without is compared
/// with the name alone. `\` takes the next character literally. Work is bounded by the product of
/// both lengths.
package struct Glob: Hashable, Sendable {
  private enum Token: Hashable {
    case one(Character)
    case any
    case manyInName
    case manyInPath
    case set([ClosedRange<Character>], isNegated: Bool)
  }

  package let pattern: String
  private let tokens: [Token]
  private var hasSlash: Bool { pattern.contains("/") }

  package init(_ pattern: String) {
    self.pattern = pattern
    tokens = Self.parse(Array(pattern.lowercased()))
  }

  /// `path` is relative to the watched folder.
  package func matches(_ path: InboxPath) -> Bool {
    let text = hasSlash ? FileName(bytes: path.bytes).folded : path.name.folded
    return matches(Array(text))
  }

  /// One row for each token: `reached[n]` says that the tokens so far can use up n characters.
  private func matches(_ text: [Character]) -> Bool {
    var reached = [Bool](repeating: false, count: text.count + 1)
    reached[0] = true
    for token in tokens {
      var next = [Bool](repeating: false, count: text.count + 1)
      for index in 0...text.count {
        switch token {
        case .manyInName, .manyInPath:
          let extends = index > 0 && next[index - 1] && Self.takes(token, text[index - 1])
          next[index] = reached[index] || extends
        case .one, .any, .set:
          next[index] = index > 0 && reached[index - 1] && Self.takes(token, text[index - 1])
        }
      }
      reached = next
    }
    return reached[text.count]
  }

  private static func takes(_ token: Token, _ character: Character) -> Bool {
    switch token {
    case .one(let wanted): character == wanted
    case .any, .manyInName: character != "/"
    case .manyInPath: true
    case .set(let ranges, let isNegated):
      character != "/" && ranges.contains { $0.contains(character) } != isNegated
    }
  }

  private static func parse(_ text: [Character]) -> [Token] {
    var tokens: [Token] = []
    var rest = text[...]
    while let first = rest.popFirst() {
      switch first {
      case "*" where rest.first == "*":
        rest.removeFirst()
        // `**/` also stands for no folder at all.
        if rest.first == "/" { rest.removeFirst() }
        tokens.append(.manyInPath)
      case "*": tokens.append(.manyInName)
      case "?": tokens.append(.any)
      case "[": tokens.append(parseSet(&rest) ?? .one("["))
      case "\\": tokens.append(.one(rest.popFirst() ?? "\\"))
      default: tokens.append(.one(first))
      }
    }
    return tokens
  }

  /// The rest of `[a-z]` or `[!a]`; nil, and nothing used up, where no `]` follows.
  private static func parseSet(_ rest: inout ArraySlice<Character>) -> Token? {
    var inner = rest
    let isNegated = inner.first == "!" || inner.first == "^"
    if isNegated { inner.removeFirst() }
    var ranges: [ClosedRange<Character>] = []
    while let low = inner.popFirst() {
      if low == "]" && !ranges.isEmpty {
        rest = inner
        return .set(ranges, isNegated: isNegated)
      }
      if inner.first == "-", let high = inner.dropFirst().first, high != "]", low <= high {
        inner = inner.dropFirst(2)
        ranges.append(low...high)
      } else {
        ranges.append(low...low)
      }
    }
    return nil
  }
}

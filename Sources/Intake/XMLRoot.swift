/// The first element's name, as far as the beginning of a file shows it.
struct XMLRoot {
  let name: [UInt8]
  /// `<a/>`, or all of a small file: nothing more can be missing.
  let isClosedInHead: Bool

  /// Nil: not XML, or not to be told from the beginning (then nothing is claimed about it).
  init?(head: [UInt8]) {
    var rest = head[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    if rest.starts(with: [0xFF, 0xFE]) || rest.starts(with: [0xFE, 0xFF]) {
      rest = rest.dropFirst(2)
    }
    rest = rest.drop(while: Self.isSpace)
    while rest.starts(with: Array("<?".utf8)) || rest.starts(with: Array("<!".utf8)) {
      guard let after = Self.afterProlog(rest) else { return nil }
      rest = after.drop(while: Self.isSpace)
    }
    guard rest.popFirst() == UInt8(ascii: "<") else { return nil }
    name = Array(rest.prefix { !Self.isSpace($0) && $0 != UInt8(ascii: ">") && $0 != Self.slash })
    // HTML need not close anything.
    let folded = String(decoding: name, as: UTF8.self).lowercased()
    guard let first = name.first, first > 0x40, folded != "html" else { return nil }
    let end = rest.firstIndex(of: UInt8(ascii: ">"))
    isClosedInHead = end.map { $0 > rest.startIndex && rest[$0 - 1] == Self.slash } ?? false
  }

  /// True when the end tag is the last thing in the file but for space and comments.
  func isClosed(by tail: [UInt8]) -> Bool {
    guard let start = tail.lastStart(of: Array("</".utf8) + name) else { return false }
    var rest = tail[(start + 2 + name.count)...].drop(while: Self.isSpace)
    guard rest.popFirst() == UInt8(ascii: ">") else { return false }
    rest = rest.drop { Self.isSpace($0) || $0 == 0 }
    return rest.isEmpty || rest.starts(with: Array("<!--".utf8))
      || rest.starts(with: Array("<?".utf8))
  }

  private static let slash = UInt8(ascii: "/")

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// What follows a `<?...?>`, `<!--...-->` or `<!DOCTYPE ...>`; nil when it does not end here.
  private static func afterProlog(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let end =
      text.starts(with: Array("<?".utf8))
      ? "?>" : text.starts(with: Array("<!--".utf8)) ? "-->" : text.doctypeEnd
    let pattern = Array(end.utf8)
    var index = text.startIndex
    while index + pattern.count <= text.endIndex {
      if text[index...].starts(with: pattern) { return text[(index + pattern.count)...] }
      index += 1
    }
    return nil
  }
}

extension ArraySlice<UInt8> {
  /// A DOCTYPE with an internal part in brackets ends after the bracket.
  fileprivate var doctypeEnd: String {
    let bracket = firstIndex(of: UInt8(ascii: "["))
    let close = firstIndex(of: UInt8(ascii: ">"))
    guard let bracket, let close, bracket < close else { return ">" }
    return "]>"
  }
}

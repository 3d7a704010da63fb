/// One field of a SWIFT statement message: `:61:` and what stands in it, over one or more lines.
struct MT940Field {
  /// `20`, `25`, `28C`, `60F`, `61`, `86`, ...
  var tag: String
  var lines: [String]
  /// Of the tag, from 1.
  var line: Int
}

/// What a line of the file is to the message around it.
enum MT940Line {
  case field(tag: String, rest: String)
  case continuation(String)
  /// `-`, `-}`: the end of a message's text block.
  case end

  /// Sorts a line; `isOpen` says that a field stands before it in the message.
  init(_ text: String, isOpen: Bool) {
    if let (tag, rest) = Self.field(text[...]) {
      self = .field(tag: tag, rest: rest)
    } else if text.hasPrefix("{"), let block = text.range(of4: "{4:") {
      // The envelope's last block opens the text, on the same line in some exports.
      let rest = text[block...]
      self = Self.field(rest).map { .field(tag: $0.0, rest: $0.1) } ?? .end
    } else if text.hasPrefix("-"), Self.isEnd(text) {
      self = .end
    } else {
      self = isOpen ? .continuation(text) : .end
    }
  }

  /// `-`, `-}{5:...}`, and the trailers that some banks write behind the hyphen (`-XXX`).
  private static func isEnd(_ text: String) -> Bool {
    let rest = text.dropFirst()
    return rest.isEmpty || rest.first == "}" || rest.allSatisfy { $0 == "X" || $0 == " " }
  }

  private static func field(_ text: Substring) -> (String, String)? {
    let bytes = Array(text.utf8.prefix(6))
    guard bytes.count >= 4, bytes[0] == UInt8(ascii: ":") else { return nil }
    guard let end = bytes.dropFirst().firstIndex(of: UInt8(ascii: ":")), (3...4).contains(end)
    else {
      return nil
    }
    let tag = bytes[1..<end]
    // `:NS:` is the one field that begins with letters (German and Hungarian banks' own subfields).
    let isKnown = tag.elementsEqual("NS".utf8) || tag.prefix(2).allSatisfy(BankAmount.isDigit)
    guard isKnown else { return nil }
    return (String(decoding: tag, as: UTF8.self), String(text.dropFirst(end + 1)))
  }
}

extension String {
  /// Where the text behind `mark` begins, nil when it does not stand in the string.
  fileprivate func range(of4 mark: String) -> String.Index? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(mark) { return self.index(index, offsetBy: mark.count) }
      index = self.index(after: index)
    }
    return nil
  }
}

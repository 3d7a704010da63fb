/// Whether a file's end is there, judged by a few bytes of its beginning and its end.
///
/// This is not parsing: nothing is decoded, and whatever is not clearly cut off counts as whole.
package enum FormatEnd {
  package static let headBytes = 4096
  /// A ZIP's end record has 22 bytes and at most 65,535 of comment.
  package static let tailBytes = 22 + 65_535

  /// Nil: complete, or a format without an end mark.
  package static func gap(head: [UInt8], tail: [UInt8]) -> FormatGap? {
    if head.prefix(1024).contains(text: "%PDF-") {
      return tail.contains(text: "%%EOF") ? nil : .pdfEnd
    }
    if head.starts(with: Array("PK\u{3}\u{4}".utf8)) {
      return hasZipEnd(tail) ? nil : .zipEnd
    }
    guard let root = XMLRoot(head: narrowed(head)), !root.isClosedInHead else { return nil }
    return root.isClosed(by: narrowed(tail)) ? nil : .xmlEnd
  }

  /// Whether files that begin so have an end that can be missing; saves reading the end of others.
  static func hasEnd(_ head: [UInt8]) -> Bool { gap(head: head, tail: []) != nil }

  private static func hasZipEnd(_ tail: [UInt8]) -> Bool {
    guard let start = tail.lastStart(of: Array("PK\u{5}\u{6}".utf8)), start + 22 <= tail.count
    else { return false }
    let comment = Int(tail[start + 20]) | Int(tail[start + 21]) << 8
    return start + 22 + comment <= tail.count
  }

  /// UTF-16 cut down to its ASCII bytes, which is all that is looked at.
  private static func narrowed(_ bytes: [UInt8]) -> [UInt8] {
    let zeros = bytes.prefix(64).count { $0 == 0 }
    return zeros * 3 > bytes.prefix(64).count ? bytes.filter { $0 != 0 } : bytes
  }
}

extension [UInt8] {
  /// Start of the last occurrence.
  func lastStart(of pattern: [UInt8]) -> Int? {
    guard count >= pattern.count, let first = pattern.first else { return nil }
    var start = count - pattern.count
    while start >= 0 {
      if self[start] == first && self[start...].starts(with: pattern) { return start }
      start -= 1
    }
    return nil
  }
}

extension Collection<UInt8> {
  func contains(text: String) -> Bool {
    Array(self).lastStart(of: Array(text.utf8)) != nil
  }
}

import Readings

/// Finds journals of hledger, ledger and beancount by their lines.
enum JournalKind {
  /// What is looked at: a journal may begin with pages of comments and declarations.
  static let sampleBytes = 64 << 10

  /// Nil for any other text.
  static func detect(_ text: String) -> FileDetection? {
    // The last line of a long file may be cut.
    let lines = text.split(whereSeparator: \.isNewline)
      .dropLast(text.utf8.count >= sampleBytes ? 1 : 0)
    if isBeancount(lines) {
      return FileDetection(kind: .beancount, description: "a beancount journal")
    }
    if isJournal(lines) {
      return FileDetection(kind: .journal, description: "a journal of hledger or ledger")
    }
    return nil
  }

  /// True for a text that may turn out to be a journal behind its first comments.
  static func mayBegin(_ text: String) -> Bool {
    guard let first = text.split(whereSeparator: \.isNewline).first(where: { !isBlank($0) }) else {
      return false
    }
    let line = first.drop { $0 == "\u{FEFF}" }
    return line.first.map { ";#*%|".contains($0) } ?? false
      || JournalLine.directive(String(line)) != nil
      || BeancountLine.isUndated(String(line)) || JournalLine.day(String(line)) != nil
  }

  private static func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }

  /// Every line that stands at the margin is one of beancount's, and one of them is no other program's.
  private static func isBeancount(_ lines: ArraySlice<Substring>) -> Bool {
    var isSure = false
    for line in lines where !isBlank(line) {
      let text = String(line.drop { $0 == "\u{FEFF}" })
      guard let first = text.first, !first.isWhitespace, first.isLetter || first.isNumber else {
        continue
      }
      if BeancountLine.isUndated(text) || BeancountLine.dated(text) != nil {
        isSure = isSure || BeancountLine.isUnlikeOthers(text)
      } else if !isSure {
        return false
      }
    }
    return isSure
  }

  /// Bookings of a day line and lines that are set in, or declarations and nothing else.
  private static func isJournal(_ lines: ArraySlice<Substring>) -> Bool {
    var (bookings, directives, isInBooking) = (0, 0, false)
    for line in lines where !isBlank(line) {
      let text = String(line.drop { $0 == "\u{FEFF}" })
      guard let first = text.first else { continue }
      if first.isWhitespace {
        if isInBooking, !text.allSatisfy({ ",;|\t".contains($0) }) { bookings += 1 }
        isInBooking = false
        continue
      }
      isInBooking = false
      if JournalLine.day(text) != nil {
        isInBooking = true
      } else if JournalLine.directive(text) != nil {
        directives += 1
      } else if !JournalLine.isComment(text), bookings == 0 {
        return false
      }
    }
    return bookings > 0 || directives > 1
  }
}

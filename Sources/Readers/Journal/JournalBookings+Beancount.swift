import Values

/// Lines of beancount.
extension JournalBookings {
  /// Line ends that one text in quotes may hold.
  private static var maximumTextLines: Int { 200 }

  mutating func takeBeancount(_ written: String, _ isAtMargin: Bool) throws(JournalFault) {
    let text = try whole(written)
    guard isAtMargin else { return try takeSetIn(text.trimmingSpaces()) }
    if BeancountLine.isUndated(text) {
      if text.hasPrefix("include"), let path = Self.texts(text).texts.first { include(path) }
      return
    }
    guard let (day, word, rest) = BeancountLine.dated(text) else {
      // Headings and comments have a mark at the margin; a day at the margin is a booking that would be lost.
      guard let first = text.first, first.isLetter || first.isNumber else { return }
      throw JournalLine.day(text) == nil ? .badLine(text) : .badDay(text)
    }
    guard let day else { throw .badDay(text) }
    if word == "pad", facts.padded.count < Self.maximumFacts {
      facts.padded.append((String(rest.prefix { !$0.isWhitespace }), line))
    }
    if BeancountLine.isFlag(word) { open(day, word, rest) }
  }

  private mutating func open(_ day: Day, _ flag: String, _ rest: String) {
    var new = JournalBooking(day: day, line: line)
    new.isPending = flag == "!"
    let (texts, bare) = Self.texts(rest)
    if texts.count > 1 { new.payee = Self.filled(texts[0]) }
    new.note = texts.last.flatMap { Self.filled($0) }
    takeMarks(bare, &new)
    booking = new
  }

  /// `#tag` and `^link`.
  private func takeMarks(_ text: String, _ booking: inout JournalBooking) {
    for word in text.split(whereSeparator: \.isWhitespace) {
      if word.first == ";" { return }
      guard word.count > 1, booking.tags.count < JournalBooking.maximumTags else { continue }
      if word.first == "#" { booking.tags[String(word.dropFirst())] = "" }
      if word.first == "^", booking.code == nil { booking.code = String(word.dropFirst()) }
    }
  }

  private mutating func takeSetIn(_ text: String) throws(JournalFault) {
    guard var open = booking, let first = text.first, first != ";" else { return }
    defer { booking = open }
    if first == "#" && text.dropFirst().first?.isWhitespace == false || first == "^" {
      return takeMarks(text, &open)
    }
    if let (key, value) = Self.metadata(text) {
      if var posting = open.postings.popLast() {
        if posting.tags.count < JournalBooking.maximumTags { posting.tags[key] = value }
        open.postings.append(posting)
      } else if open.tags.count < JournalBooking.maximumTags {
        open.tags[key] = value
      }
      return
    }
    open.postings.append(try beancountPosting(text))
  }

  private func beancountPosting(_ text: String) throws(JournalFault) -> JournalPosting {
    let parts = Self.parted(text)
    var words = parts.text[...]
    let flag = words.prefix { !$0.isWhitespace }
    if flag.count == 1 { words = words.dropFirst().drop { $0.isWhitespace } }
    let account = words.prefix { !$0.isWhitespace }
    guard account.contains(":") else { throw .badLine(text) }
    var posting = JournalPosting(account: String(account), line: line)
    if let comment = parts.comment.flatMap({ Self.filled($0) }) { posting.comments = [comment] }
    var scanner = JournalScanner(String(words.dropFirst(account.count)))
    try scanner.fill(&posting)
    return posting
  }

  /// `key: value`, the key in small letters.
  private static func metadata(_ text: String) -> (key: String, value: String)? {
    guard let first = text.first, first.isLowercase, let colon = text.firstIndex(of: ":") else {
      return nil
    }
    let key = text[..<colon]
    guard key.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) else {
      return nil
    }
    let behind = text[text.index(after: colon)...]
    guard behind.isEmpty || behind.first?.isWhitespace == true else { return nil }
    let value = behind.trimmingSpaces()
    return (String(key), value.hasPrefix("\"") ? texts(value).texts.first ?? "" : value)
  }

  /// A line with those that follow while a text in quotes is open.
  private mutating func whole(_ written: String) throws(JournalFault) -> String {
    var text = written
    var more = 0
    while Self.isOpen(text) {
      guard more < Self.maximumTextLines, text.utf8.count < 1 << 20, let next = nextLine() else {
        throw .badLine(written)
      }
      text += " " + next
      more += 1
    }
    return text
  }

  private static func isOpen(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: "\"")) else { return false }
    var (isQuoted, isEscaped) = (false, false)
    for byte in text.utf8 {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\"), isQuoted {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: ";"), !isQuoted {
        return false
      }
    }
    return isQuoted
  }

  /// The texts in quotes, and what stands outside of them.
  static func texts(_ text: String) -> (texts: [String], rest: String) {
    var (found, rest, current) = ([String](), "", "")
    var (isQuoted, isEscaped) = (false, false)
    for character in text {
      if isEscaped {
        current.append(character == "n" ? " " : character)
        isEscaped = false
      } else if isQuoted, character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        if isQuoted { found.append(current) }
        current = ""
        isQuoted.toggle()
      } else if isQuoted {
        current.append(character)
      } else {
        rest.append(character)
      }
    }
    return (found, rest)
  }
}

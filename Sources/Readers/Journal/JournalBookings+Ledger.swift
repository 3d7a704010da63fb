import Values

/// Lines of hledger and ledger.
extension JournalBookings {
  mutating func take(_ text: String, _ isAtMargin: Bool) throws(JournalFault) {
    if let block = settings.block {
      if text.trimmingSpaces() == "end \(block)" { settings.block = nil }
      return
    }
    guard isAtMargin else { return try takeIndented(text.trimmingSpaces()) }
    isInAutomatic = false
    if JournalLine.isComment(text) { return }
    if let (day, end) = JournalLine.day(text, year: settings.year) {
      return try open(text, day, end)
    }
    guard let directive = JournalLine.directive(text) else { throw .badLine(text) }
    try obey(directive)
  }

  private mutating func open(
    _ text: String,
    _ day: Day?,
    _ end: String.Index
  ) throws(JournalFault) {
    guard let day else { throw .badDay(text) }
    var new = JournalBooking(day: day, line: line)
    var rest = text[end...]
    if rest.first == "=" {
      let second = rest.dropFirst().prefix { !$0.isWhitespace }
      new.secondDay = try self.day(String(second), day.year)
      rest = rest[second.endIndex...]
    }
    let parts = Self.parted(String(rest))
    var words = parts.text[...]
    if let mark = words.first, mark == "*" || mark == "!" {
      new.isPending = mark == "!"
      words = words.dropFirst().drop { $0.isWhitespace }
    }
    if words.first == "(", let close = words.firstIndex(of: ")") {
      new.code = Self.filled(words[words.index(after: words.startIndex)..<close])
      words = words[words.index(after: close)...].drop { $0.isWhitespace }
    }
    let sides = words.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    new.payee = Self.filled(sides.first ?? "")
    if sides.count == 2 { new.note = Self.filled(sides[1]) }
    booking = new
    if let comment = parts.comment { try take(JournalComment(comment)) }
  }

  private mutating func takeIndented(_ text: String) throws(JournalFault) {
    guard let first = text.first else { return }
    if first == ";" || first == "#" && booking == nil {
      if booking != nil { try take(JournalComment(text.dropFirst())) }
      return
    }
    if booking == nil {
      if isInAutomatic {
        noteAutomatic(JournalLine.name(text))
      } else if text.hasPrefix("format ") {
        takeSample(String(text.dropFirst(7)), isDefault: false)
      }
      return
    }
    let posting = try posting(text)
    booking?.postings.append(posting)
    if let comment = Self.parted(text).comment { try take(JournalComment(comment)) }
  }

  private func posting(_ text: String) throws(JournalFault) -> JournalPosting {
    var words = Self.parted(text).text[...]
    if let mark = words.first, mark == "*" || mark == "!" {
      words = words.dropFirst().drop { $0.isWhitespace }
    }
    let written = JournalLine.name(String(words))
    guard !written.isEmpty else { throw .badLine(text) }
    var name = written
    var isVirtual = false
    for (open, close) in [("(", ")"), ("[", "]")] where name.hasPrefix(open) {
      guard name.hasSuffix(close), name.count > 2 else { throw .badLine(text) }
      name = String(name.dropFirst().dropLast())
      isVirtual = true
    }
    var posting = JournalPosting(account: settings.account(name), line: line)
    posting.isVirtual = isVirtual
    var scanner = JournalScanner(String(words.dropFirst(written.count)))
    try scanner.fill(&posting)
    return posting
  }

  /// A comment belongs to the posting above it, and to the booking before the first.
  private mutating func take(_ comment: JournalComment) throws(JournalFault) {
    guard var open = booking else { return }
    defer { booking = open }
    let year = open.day.year
    guard var posting = open.postings.popLast() else {
      open.tags.merge(comment.tags) { $1 }
      if !comment.words.isEmpty, open.comments.count < JournalBooking.maximumComments {
        open.comments.append(comment.words)
      }
      if let text = comment.day, let other = try day(text, year) { open.day = other }
      return
    }
    posting.tags.merge(comment.tags) { $1 }
    if !comment.words.isEmpty, posting.comments.count < JournalBooking.maximumComments {
      posting.comments.append(comment.words)
    }
    if let text = comment.day { posting.day = try day(text, year) }
    if let text = comment.secondDay { posting.secondDay = try day(text, year) }
    open.postings.append(posting)
  }

  private func day(_ text: String, _ year: Int) throws(JournalFault) -> Day? {
    guard let (day, end) = JournalLine.day(text, year: year), let day, end == text.endIndex else {
      throw .badDay(text)
    }
    return day
  }

  private mutating func obey(_ directive: JournalLine.Directive) throws(JournalFault) {
    switch directive {
    case .passed, .account: break
    case .include(let path): include(path)
    case .applyAccount(let name):
      guard settings.prefixes.count < JournalLimits.prefixes else { throw .badLine(name) }
      settings.prefixes.append(name)
    case .endApply: _ = settings.prefixes.popLast()
    case .alias(let from, let to):
      guard settings.aliases.count < JournalLimits.aliases else { throw .badLine(from) }
      settings.aliases.append((from, to))
    case .year(let year): settings.year = year
    case .decimalMark(let mark): facts.decimalMark = mark
    case .sample(let text, let isDefault): takeSample(text, isDefault: isDefault)
    case .block(let word): settings.block = word
    case .automatic: isInAutomatic = true
    case .planned: facts.plannedLine = facts.plannedLine ?? line
    case .unsupported(let what): throw .notSupported(what, lines.text)
    }
  }

  /// A declaration without figures only names a commodity.
  private mutating func takeSample(_ text: String, isDefault: Bool) {
    var scanner = JournalScanner(text)
    do throws(JournalFault) {
      let amount = try scanner.onlyAmount()
      if isDefault { facts.defaultCommodity = amount.commodity }
      guard facts.samples.count < Self.maximumFacts else { return }
      facts.samples.append((amount, line))
    } catch {
      return
    }
  }

  private mutating func noteAutomatic(_ name: String) {
    guard facts.automatic.count < Self.maximumFacts else { return }
    let bare = String(name.drop { "([".contains($0) }.prefix { !")]".contains($0) })
    facts.automatic.append((settings.account(bare), line))
  }

  /// The text before a `;` and what stands behind it; inside quotes it is a mark like others.
  static func parted(_ text: String) -> (text: String, comment: String?) {
    var isQuoted = false
    // A quote that is never closed is no quote.
    let last = text.lastIndex(of: "\"") ?? text.startIndex
    for index in text.indices {
      if text[index] == "\"" { isQuoted.toggle() }
      guard text[index] == ";", !isQuoted || index > last else { continue }
      return (text[..<index].trimmingSpaces(), String(text[text.index(after: index)...]))
    }
    return (text.trimmingSpaces(), nil)
  }

  static func filled(_ text: some StringProtocol) -> String? {
    let trimmed = String(text).trimmingSpaces()
    return trimmed.isEmpty ? nil : trimmed
  }
}

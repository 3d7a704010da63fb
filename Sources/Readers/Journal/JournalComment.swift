import Values

/// The comment behind a `;`: words for people, tags, and days of its posting.
struct JournalComment {
  private(set) var words = ""
  private(set) var tags: [String: String] = [:]
  private(set) var day: String?
  private(set) var secondDay: String?

  init(_ text: some StringProtocol) {
    let line = text.trimmingSpaces()
    if takeBareTags(line) { return }
    takeDays(line)
    var kept: [String] = []
    for part in line.split(separator: ",", omittingEmptySubsequences: false) {
      if let before = takeTag(part) {
        if !before.isEmpty { kept.append(before) }
      } else {
        kept.append(String(part))
      }
    }
    words = kept.joined(separator: ",").trimmingSpaces()
  }

  /// Ledger's `:one:two:`.
  private mutating func takeBareTags(_ line: String) -> Bool {
    guard line.count > 2, line.first == ":", line.last == ":",
      !line.contains(where: \.isWhitespace)
    else { return false }
    for name in line.split(separator: ":") { note(String(name), "") }
    return true
  }

  /// `[2026-03-15]`, `[=2026-03-16]`, `[2026-03-15=2026-03-16]`.
  private mutating func takeDays(_ line: String) {
    guard let start = line.firstIndex(of: "["),
      let end = line[start...].firstIndex(of: "]")
    else { return }
    let inside = line[line.index(after: start)..<end]
    guard !inside.isEmpty, inside.allSatisfy({ $0.isNumber || "-/.=".contains($0) }) else { return }
    let parts = inside.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if let first = parts.first, !first.isEmpty { day = String(first) }
    if parts.count == 2 { secondDay = String(parts[1]) }
  }

  /// `paid by: card`: what stands before the tag's name; nil when there is no tag.
  private mutating func takeTag(_ part: Substring) -> String? {
    guard let colon = part.firstIndex(of: ":") else { return nil }
    let before = part[..<colon]
    let name = before.split(separator: " ").last.map(String.init) ?? ""
    let value = part[part.index(after: colon)...]
    // `https://...` and `at 10:30` are words.
    guard !name.isEmpty, before.last?.isWhitespace == false, !value.hasPrefix("//"),
      !name.allSatisfy(\.isNumber)
    else { return nil }
    note(name, value.drop { $0 == ":" }.trimmingSpaces())
    return before.dropLast(name.count).trimmingSpaces()
  }

  private mutating func note(_ name: String, _ value: String) {
    switch name {
    case "date": day = value
    case "date2": secondDay = value
    default: if tags.count < JournalBooking.maximumTags { tags[name] = value }
    }
  }
}

extension StringProtocol {
  fileprivate func trimmingSpaces() -> String { String(self).trimmingSpaces() }
}

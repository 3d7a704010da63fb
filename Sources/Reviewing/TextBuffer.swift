/// Lines of text for a terminal, wrapped by what characters take in columns.
///
/// Text from papers is made visible first, so that no paper can send commands to the terminal.
struct TextBuffer {
  enum Style: String {
    case plain = ""
    case strong = "1"
    case muted = "2"
    case bad = "31"
    case good = "32"
    case warn = "33"
  }

  private(set) var text = ""
  private let inColour: Bool
  private let width: Int

  init(inColour: Bool, width: Int) {
    self.inColour = inColour
    self.width = width
  }

  mutating func line(_ content: String, _ style: Style = .plain) {
    wrapped(content, indent: content.prefix { $0 == " " }.count, style)
  }

  /// Words in lines of at most `width` columns; the first line begins with `first`, the others with `indent` blanks.
  mutating func wrapped(
    _ content: String,
    first: String? = nil,
    indent: Int,
    _ style: Style = .plain
  ) {
    let blanks = String(repeating: " ", count: indent)
    var current = VisibleText.of(first ?? blanks)
    var column = Self.columns(current)
    var isEmpty = true
    for word in Self.words(VisibleText.of(content), limit: max(8, width - indent)) {
      let size = Self.columns(word)
      if !isEmpty, column + 1 + size > width {
        emit(current, style)
        (current, column, isEmpty) = (blanks, indent, true)
      } else if isEmpty, column + size > width, column > indent {
        emit(current, style)
        (current, column) = (blanks, indent)
      }
      if !isEmpty { current += " " }
      current += word
      column += size + (isEmpty ? 0 : 1)
      isEmpty = false
    }
    emit(current, style)
  }

  /// One line: `lead`, a coloured tag, the middle cut to fit, and `right` at the right edge.
  mutating func columns(
    _ lead: String,
    tag: String,
    style: Style,
    _ middle: String,
    right: String
  ) {
    let lead = VisibleText.of(lead)
    let room = width - Self.columns(lead) - 8 - Self.columns(right) - 2
    let cut = Self.cut(VisibleText.of(middle), room)
    let gap = String(repeating: " ", count: max(2, room - Self.columns(cut) + 2))
    text += lead + styled(Self.padded(tag, 8), style) + cut + gap + right + "\n"
  }

  static func padded(_ text: String, _ size: Int) -> String {
    text + String(repeating: " ", count: max(0, size - columns(text)))
  }

  private mutating func emit(_ line: String, _ style: Style) {
    let end = line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex
    text += styled(String(line[..<end]), style) + "\n"
  }

  private func styled(_ text: String, _ style: Style) -> String {
    guard inColour, style != .plain, !text.isEmpty else { return text }
    return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
  }

  private static func cut(_ text: String, _ size: Int) -> String {
    guard columns(text) > size else { return text }
    var result = ""
    var used = 1
    for character in text {
      used += columns(character)
      if used > size { break }
      result.append(character)
    }
    return result + "…"
  }

  /// Words, the too long ones in pieces.
  private static func words(_ text: String, limit: Int) -> [String] {
    text.split(separator: " ").flatMap { word -> [String] in
      guard columns(word) > limit else { return [String(word)] }
      var pieces = [""]
      var used = 0
      for character in word {
        let size = columns(character)
        if used + size > limit {
          pieces.append("")
          used = 0
        }
        pieces[pieces.count - 1].append(character)
        used += size
      }
      return pieces
    }
  }

  static func columns(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + columns($1) }
  }

  /// Two columns for the scripts and pictures that terminals draw wide (Unicode Standard Annex 11).
  private static func columns(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default:
      return scalar.properties.generalCategory == .nonspacingMark ? 0 : 1
    }
  }
}

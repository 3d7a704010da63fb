import Values

/// A word, or the part of one that stands for itself: `Datum:` and `5.3.2026` of `Datum:5.3.2026`.
struct Token {
  var text: String
  /// Capitals and digits only; `NO` for `#`.
  var folded: String
  var box: Box
  /// Index of the page.
  var page: Int
  var confidence: Int
  var line = 0
  var segment = 0

  /// A colon or the like ends a label.
  var endsLabel: Bool { text.hasSuffix(":") }
  var hasDigit: Bool { folded.utf8.contains { (0x30...0x39).contains($0) } }
  var hasLetter: Bool { folded.utf8.contains { (0x41...0x5A).contains($0) } }

  init(text: String, box: Box, page: Int, confidence: Int) {
    self.text = text
    folded = Self.fold(text)
    self.box = box
    self.page = page
    self.confidence = confidence
  }

  static func fold(_ text: String) -> String {
    if text == "#" || text == "#:" || text == "№" { return "NO" }
    let folded = TextFolding.folded(text)
    let isPlain = folded.utf8.allSatisfy { isFolded($0) }
    if isPlain { return folded }
    return String(decoding: folded.utf8.filter { isFolded($0) }, as: UTF8.self)
  }

  private static func isFolded(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
  }

  /// The parts of `word`, each with its share of the box.
  static func tokens(of word: PaperWord, page: Int) -> [Token] {
    let text = word.text.filter { !$0.isWhitespace }
    guard !text.isEmpty else { return [] }
    let pieces = split(text)
    guard pieces.count > 1 else {
      return [Token(text: text, box: word.box, page: page, confidence: word.confidence)]
    }
    let share = word.box.width / Double(max(1, text.count))
    var start = word.box.x0
    return pieces.map { piece in
      var box = word.box
      box.x0 = start
      start += share * Double(piece.count)
      box.x1 = start
      return Token(text: piece, box: box, page: page, confidence: word.confidence)
    }
  }

  /// After a colon behind letters, and after `n°` before digits.
  private static func split(_ text: String) -> [String] {
    guard text.count > 2 else { return [text] }
    for mark: Character in [":", "°", "º", "#"] {
      guard let index = text.firstIndex(of: mark) else { continue }
      let left = text[...index]
      let right = text[text.index(after: index)...]
      guard !right.isEmpty, right.first != "/", right.first != ".",
        left.dropLast().contains(where: \.isLetter), !left.dropLast().contains(where: \.isNumber)
      else { continue }
      if mark != ":", right.first?.isNumber != true { continue }
      return [String(left)] + split(String(right))
    }
    return [text]
  }
}

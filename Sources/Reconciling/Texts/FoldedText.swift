import Values

/// A run of letters or of digits in a folded text.
struct TextRun {
  /// How it hangs on the run before it.
  enum Gap: UInt8 {
    /// Nothing stands between them: `RE2024`.
    case none
    /// One of `-`, `/`, `.`, `_`.
    case joined
    case apart
  }

  var start: Int32
  var end: Int32
  var isDigits: Bool
  var gap: Gap
  /// The separator before it, where it is one of the joining ones.
  var mark: UInt8

  var count: Int { Int(end - start) }
}

/// Letters and digits of a text, upper case and without accents, cut into runs.
///
/// Made to be reused.
struct FoldedText {
  /// Letters and digits only.
  private(set) var bytes: [UInt8] = []
  private(set) var runs: [TextRun] = []

  static let maximumRuns = 64

  /// Takes `slice` of `source` in place of what was there.
  mutating func set(_ source: [UInt8], _ slice: Slice) {
    bytes.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    append(source, slice)
  }

  /// Adds a second text, which begins apart from the first.
  mutating func append(_ source: [UInt8], _ slice: Slice) {
    let text = source.span
    for index in slice.range where text[index] >= 0x80 {
      let folded = TextFolding.folded(String(decoding: source[slice.range], as: UTF8.self))
      let utf8 = Array(folded.utf8)
      take(utf8.span, 0..<utf8.count)
      return
    }
    take(text, slice.range)
  }

  private mutating func take(_ text: Span<UInt8>, _ range: Range<Int>) {
    var gap = TextRun.Gap.apart
    var mark: UInt8 = 0
    var isOpen = false
    var separators = 2
    for index in range {
      let byte = text[index].upper
      let isDigit = byte.isDigit
      guard isDigit || byte.isLetter else {
        isOpen = false
        separators += 1
        mark = byte
        continue
      }
      if !isOpen || runs[runs.count - 1].isDigits != isDigit {
        guard runs.count < Self.maximumRuns else { return }
        gap = isOpen ? .none : Self.gap(separators, mark)
        let start = Int32(bytes.count)
        runs.append(
          TextRun(start: start, end: start, isDigits: isDigit, gap: gap, mark: mark)
        )
        isOpen = true
      }
      separators = 0
      bytes.append(byte)
      runs[runs.count - 1].end += 1
    }
  }

  private static func gap(_ separators: Int, _ mark: UInt8) -> TextRun.Gap {
    guard separators == 1 else { return .apart }
    switch mark {
    case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"): return .joined
    default: return .apart
    }
  }

  func hash(_ start: Int32, _ end: Int32) -> UInt64 {
    TextHash.of(bytes[Int(start)..<Int(end)])
  }
}

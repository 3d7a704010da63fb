/// The bytes of one definition file, with their lines.
///
/// Offsets are bytes from the start of the file; lines end with LF, CRLF or CR; columns count
/// characters as a person sees them, from 1.
struct SourceText: Sendable {
  let fileName: String
  let bytes: [UInt8]
  /// Where the text begins: after a byte order mark if there is one.
  let start: Int
  private let lineStarts: [Int]

  /// Longest piece of a line that a diagnostic shows.
  static let maximumExcerpt = 160
  /// So much of a line is decoded on each side for the excerpt.
  private static let maximumExcerptBytes = 2_048

  init(fileName: String, bytes: [UInt8]) {
    self.fileName = fileName
    self.bytes = bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var starts = [start]
    for offset in bytes.indices where offset >= start {
      let isReturn = bytes[offset] == UInt8(ascii: "\r")
      let isFeed = bytes[offset] == UInt8(ascii: "\n")
      let feedFollows = offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\n")
      if isFeed || (isReturn && !feedFollows) { starts.append(offset + 1) }
    }
    lineStarts = starts
  }

  /// The line of a byte, from 1.
  func line(at offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The column of a byte in characters, from 1.
  func column(at offset: Int) -> Int {
    let lineStart = lineStarts[line(at: offset) - 1]
    let end = min(max(offset, lineStart), bytes.count)
    return String(decoding: bytes[lineStart..<end], as: UTF8.self).count + 1
  }

  /// The line without its end, and the characters of it that come before `offset`.
  ///
  /// Cut around the place when it is longer than `maximumExcerpt`.
  func excerpt(at offset: Int) -> (line: String, before: String) {
    let range = lineRange(line(at: offset))
    let place = min(max(offset, range.lowerBound), range.upperBound)
    let from = beginOfCharacter(max(range.lowerBound, place - Self.maximumExcerptBytes))
    let to = beginOfCharacter(min(range.upperBound, place + Self.maximumExcerptBytes))
    let before = String(decoding: bytes[from..<place], as: UTF8.self)
    let after = String(decoding: bytes[place..<max(place, to)], as: UTF8.self)
    let shownBefore = String(before.suffix(Self.maximumExcerpt / 2))
    let shownAfter = String(after.prefix(Self.maximumExcerpt / 2))
    return (shownBefore + shownAfter, shownBefore)
  }

  /// The white space that a line begins with, in bytes.
  func indentation(ofLine line: Int) -> Int {
    let range = lineRange(line)
    return bytes[range].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
  }

  /// The white space that the line of this byte begins with, in bytes.
  func indentation(at offset: Int) -> Int { indentation(ofLine: line(at: offset)) }

  /// True when only white space stands before this byte in its line.
  func isFirstInLine(_ offset: Int) -> Bool {
    let line = line(at: offset)
    return lineRange(line).lowerBound + indentation(ofLine: line) == offset
  }

  /// Where the line of this byte ends, without its line end.
  func endOfLine(at offset: Int) -> Int { lineRange(line(at: offset)).upperBound }

  /// The byte itself, or the first of the scalar in whose middle it stands.
  private func beginOfCharacter(_ offset: Int) -> Int {
    var place = offset
    while place > start, place < bytes.count, bytes[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }

  private func lineRange(_ line: Int) -> Range<Int> {
    let from = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    while end > from, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    return from..<end
  }
}

/// One row of a table, its quotes taken off: all cells one after the other in one buffer.
struct CSVRow {
  var bytes: [UInt8] = []
  /// Where each cell ends in `bytes`.
  var ends: [Int] = []
  /// The line of the file in which the row begins, from 1.
  var line = 0
  /// The row as it stands in the file, without its line end; kept only when patterns look at it.
  var raw: [UInt8] = []
  /// A quote stood where no quote belongs.
  var hasStrayQuote = false

  var count: Int { ends.count }

  func range(_ cell: Int) -> Range<Int> {
    (cell == 0 ? 0 : ends[cell - 1])..<ends[cell]
  }

  func text(_ cell: Int) -> String {
    cell < ends.count ? String(decoding: bytes[trimmed(cell)], as: UTF8.self) : ""
  }

  /// The cell without outer white space (ASCII, and the no-break spaces of spreadsheets).
  func trimmed(_ cell: Int) -> Range<Int> {
    guard cell < ends.count else { return 0..<0 }
    var (start, end) = (range(cell).lowerBound, ends[cell])
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    while end - start >= 2, bytes[start] == 0xC2, bytes[start + 1] == 0xA0 { start += 2 }
    while end - start >= 2, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 { end -= 2 }
    return start..<end
  }

  func isEmpty(_ cell: Int) -> Bool { trimmed(cell).isEmpty }

  /// Nothing but separators and white space.
  var isBlank: Bool { bytes.allSatisfy(isSpace) }

  /// Cells up to the last that holds something.
  var filledCount: Int {
    var count = ends.count
    while count > 0, isEmpty(count - 1) { count -= 1 }
    return count
  }

  var texts: [String] { (0..<count).map(text) }

  /// The cells put together again with `separator`, without quotes.
  func joined(_ separator: UInt8) -> String {
    var all: [UInt8] = []
    for cell in 0..<count {
      if cell > 0 { all.append(separator) }
      all.append(contentsOf: bytes[range(cell)])
    }
    return String(decoding: all, as: UTF8.self)
  }

  mutating func reset(line: Int) {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    raw.removeAll(keepingCapacity: true)
    self.line = line
    hasStrayQuote = false
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

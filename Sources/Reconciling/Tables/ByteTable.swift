/// A piece of a text: where it begins among the bytes of its table, and how long it is.
package struct Slice: Equatable, Sendable {
  package var start: UInt32
  package var count: UInt32

  package static let empty = Slice(start: 0, count: 0)
  package var isEmpty: Bool { count == 0 }
  package var range: Range<Int> { Int(start)..<(Int(start) + Int(count)) }

  package init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }
}

/// The rows of a delimited text, cell by cell, without a string for any of them.
///
/// Cells are slices of `bytes`. A quoted cell with doubled quotes is unfolded at the end of `bytes`.
package struct ByteTable: Sendable {
  package private(set) var bytes: [UInt8]
  /// Column names, lower case, without outer blanks.
  package private(set) var header: [String] = []
  package private(set) var separator = UInt8(ascii: ",")
  /// The line on which the present row begins, counted from 1.
  package private(set) var line = 0
  /// The cells of the present row.
  package private(set) var cells: [Slice] = []
  private var position = 0
  private var nextLine = 1
  private var firstRow = (position: 0, line: 1)
  private let end: Int

  /// Rows longer than this are cut: a quote that nobody closed.
  static let maximumCells = 1_000

  /// Takes UTF-8 with or without a mark at its front, or a text in one byte a letter (Latin-1).
  package init(_ source: consuming [UInt8]) {
    if source.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    bytes = ByteTable.isUTF8(source) ? source : ByteTable.fromLatin1(source)
    end = bytes.count
    separator = ByteTable.separator(of: bytes, from: position)
    guard next() else { return }
    firstRow = (position, nextLine)
    header = cells.map { cell in
      String(decoding: bytes[cell.range], as: UTF8.self).lowercased()
    }
  }

  /// The same table before its first row.
  func rewound() -> ByteTable {
    var table = self
    (table.position, table.nextLine) = (firstRow.position, firstRow.line)
    return table
  }

  /// Goes to the next row that is not blank; false at the end.
  package mutating func next() -> Bool {
    while position < end {
      readRow()
      if cells.count > 1 || cells.first?.isEmpty == false { return true }
    }
    return false
  }

  package func text(_ cell: Slice) -> String {
    String(decoding: bytes[cell.range], as: UTF8.self)
  }

  /// Where the column with this name stands.
  package func column(_ name: String) -> Int? { header.firstIndex(of: name) }

  /// The cell of a column in the present row; empty when the row or the table does not have it.
  package func cell(_ column: Int?) -> Slice {
    guard let column, column < cells.count else { return .empty }
    return cells[column]
  }

  private mutating func readRow() {
    cells.removeAll(keepingCapacity: true)
    line = nextLine
    while true {
      let isLast = bytes[position..<end].first == UInt8(ascii: "\"") ? readQuoted() : readPlain()
      if isLast || cells.count >= Self.maximumCells { return }
    }
  }

  /// Reads up to a separator (false) or the end of the row (true).
  private mutating func readPlain() -> Bool {
    let start = position
    position = Self.endOfCell(bytes.span, start, end, separator)
    take(start, position)
    return closeCell()
  }

  private static func endOfCell(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ mark: UInt8) -> Int
  {
    var index = start
    while index < end {
      let byte = text[index]
      if byte == mark || byte == 0x0A || byte == 0x0D { break }
      index += 1
    }
    return index
  }

  private mutating func readQuoted() -> Bool {
    var index = position + 1
    let start = index
    var doubled: [UInt8] = []
    var copied = start
    while index < end {
      let byte = bytes[index]
      if byte == 0x0A { nextLine += 1 }
      guard byte == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      guard index + 1 < end, bytes[index + 1] == UInt8(ascii: "\"") else { break }
      doubled += bytes[copied...index]
      index += 2
      copied = index
    }
    let close = index
    position = min(end, close + 1)
    if doubled.isEmpty {
      take(start, close)
    } else {
      doubled += bytes[copied..<close]
      let front = bytes.count
      bytes += doubled
      take(front, bytes.count)
    }
    // What stands between the closing quote and the separator belongs to no cell.
    while position < end, bytes[position] != separator, bytes[position] != 0x0A,
      bytes[position] != 0x0D
    {
      position += 1
    }
    return closeCell()
  }

  private mutating func take(_ start: Int, _ stop: Int) {
    var (from, to) = (start, stop)
    while from < to, bytes[from] <= 0x20 { from += 1 }
    while to > from, bytes[to - 1] <= 0x20 { to -= 1 }
    cells.append(Slice(start: UInt32(clamping: from), count: UInt32(clamping: to - from)))
  }

  /// Steps over what ended a cell; true when that was the end of the row.
  private mutating func closeCell() -> Bool {
    guard position < end else { return true }
    let byte = bytes[position]
    position += 1
    if byte == separator { return false }
    if byte == 0x0D, position < end, bytes[position] == 0x0A { position += 1 }
    nextLine += 1
    return true
  }

  /// The mark that stands most often in the first line, outside quotes.
  private static func separator(of bytes: [UInt8], from start: Int) -> UInt8 {
    let marks: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]
    var counts = [0, 0, 0, 0]
    var isQuoted = false
    for byte in bytes[start...] {
      if byte == 0x0A || byte == 0x0D { break }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, let index = marks.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return marks[counts.firstIndex(of: most) ?? 0]
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    if !bytes.contains(where: { $0 >= 0x80 }) { return true }
    return String(validating: bytes, as: UTF8.self) != nil
  }

  private static func fromLatin1(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        result.append(byte)
      } else {
        result.append(0xC0 | (byte >> 6))
        result.append(0x80 | (byte & 0x3F))
      }
    }
    return result
  }
}

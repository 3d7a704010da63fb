import Readings

/// Splits a file's text into rows of cells: RFC 4180, and what programs write in its place.
///
/// Line ends are CR LF, LF or CR. Quotes inside a quoted cell that nobody doubled are kept as text
/// when no cell can end there.
struct CSVTokenizer<Input: FileInput> {
  private enum State {
    case cellStart
    case plain
    case quoted
    /// After a quote in a quoted cell: its end, half of a doubled quote, or a stray one.
    case quote
  }

  private(set) var row = CSVRow()
  private(set) var failure: CSVFailure?
  private var feed: EncodingFeed<Input>
  private let separator: UInt8
  private let limits: CSVTokenizerLimits
  private let keepsRaw: Bool
  private var position = 0
  /// The line that comes next; after the last row of a file without a line end, the row's last one.
  private(set) var line: Int
  private var state = State.cellStart
  private var skipsLineFeed = false
  private var quoteLine = 0
  /// White space seen after a quote: dropped if the cell ends, kept if it does not.
  private var spaces = 0

  init(
    _ feed: EncodingFeed<Input>,
    separator: UInt8,
    limits: CSVTokenizerLimits,
    keepsRaw: Bool = false,
    skippingLines: Int = 0
  ) {
    self.feed = feed
    self.separator = separator
    self.limits = limits
    self.keepsRaw = keepsRaw
    line = 1
    skip(skippingLines)
  }

  /// Reads the next row into `row`; false at the end of the file or on a failure.
  mutating func next() -> Bool {
    guard failure == nil else { return false }
    row.reset(line: line)
    state = .cellStart
    spaces = 0
    while true {
      if position >= feed.piece.count {
        position = 0
        guard feed.advance() else { return finish() }
      }
      if scanPiece() {
        // The line end is the last byte.
        if keepsRaw { row.raw.removeLast(min(1, row.raw.count)) }
        return failure == nil
      }
      guard failure == nil else { return false }
    }
  }

  /// Goes on to the end of the row (true) or of the piece (false).
  private mutating func scanPiece() -> Bool {
    let piece = feed.piece
    let bytes = piece.span
    if skipsLineFeed {
      skipsLineFeed = false
      if bytes[position] == 0x0A { position += 1 }
    }
    let start = position
    defer { if keepsRaw { row.raw.append(contentsOf: piece[start..<position]) } }
    while position < bytes.count {
      switch state {
      case .cellStart, .plain:
        if scanPlain(piece, bytes) { return true }
      case .quoted: scanQuoted(piece, bytes)
      case .quote:
        if scanAfterQuote(bytes[position]) { return true }
      }
      if failure != nil { return true }
    }
    checkLength()
    return false
  }

  private mutating func scanPlain(_ piece: [UInt8], _ bytes: Span<UInt8>) -> Bool {
    let start = position
    var index = position
    while index < bytes.count {
      let byte = bytes[index]
      if byte == separator || byte == 0x0A || byte == 0x0D || byte == 0x22 { break }
      index += 1
    }
    if index > start {
      row.bytes.append(contentsOf: piece[start..<index])
      state = .plain
    }
    position = index
    guard index < bytes.count else { return false }
    let byte = bytes[index]
    position += 1
    if byte != 0x22 { return end(byte) }
    let cellStart = row.ends.last ?? 0
    if row.bytes[cellStart...].allSatisfy({ $0 == 0x20 }) {
      row.bytes.removeSubrange(cellStart...)
      quoteLine = line
      state = .quoted
    } else {
      row.bytes.append(byte)
      row.hasStrayQuote = true
    }
    return false
  }

  private mutating func scanQuoted(_ piece: [UInt8], _ bytes: Span<UInt8>) {
    let start = position
    var index = position
    var previous: UInt8 = row.bytes.last ?? 0
    while index < bytes.count, bytes[index] != 0x22 {
      let byte = bytes[index]
      if byte == 0x0D || (byte == 0x0A && previous != 0x0D) { line += 1 }
      previous = byte
      index += 1
    }
    row.bytes.append(contentsOf: piece[start..<index])
    position = index
    if index < bytes.count {
      position += 1
      state = .quote
      spaces = 0
    }
  }

  private mutating func scanAfterQuote(_ byte: UInt8) -> Bool {
    position += 1
    if byte == 0x22, spaces == 0 {
      row.bytes.append(byte)
      state = .quoted
      if row.bytes.count & 0xFFF == 0 { checkLength() }
    } else if byte == separator || byte == 0x0A || byte == 0x0D {
      return end(byte)
    } else if byte == 0x20 {
      spaces += 1
      if spaces > limits.fieldBytes { checkLength(extra: spaces) }
    } else {
      // Not the cell's end after all: the quote belongs to the text.
      row.hasStrayQuote = true
      row.bytes.append(0x22)
      row.bytes.append(contentsOf: repeatElement(0x20, count: spaces))
      spaces = 0
      if byte != 0x22 {
        row.bytes.append(byte)
        state = .quoted
      }
    }
    return false
  }

  /// Ends the cell, and at a line end the row.
  private mutating func end(_ byte: UInt8) -> Bool {
    closeCell()
    state = .cellStart
    guard byte != separator else { return false }
    line += 1
    skipsLineFeed = byte == 0x0D
    return true
  }

  private mutating func closeCell() {
    checkLength()
    row.ends.append(row.bytes.count)
    if row.ends.count > limits.columns { failure = .tooManyColumns(line: row.line) }
  }

  private mutating func checkLength(extra: Int = 0) {
    let length = row.bytes.count + extra - (row.ends.last ?? 0)
    if length > limits.fieldBytes {
      failure = .fieldTooLong(line: row.line, column: row.ends.count + 1)
    } else if row.bytes.count > limits.rowBytes {
      failure = .rowTooLong(line: row.line)
    }
  }

  private mutating func finish() -> Bool {
    if feed.endedEarly {
      failure = .endedEarly(line: line)
    } else if state == .quoted {
      failure = .unclosedQuote(line: quoteLine)
    } else if state != .cellStart || !row.ends.isEmpty {
      closeCell()
      state = .cellStart
      return failure == nil
    }
    return false
  }

  private mutating func skip(_ lines: Int) {
    while line <= lines {
      if position >= feed.piece.count {
        position = 0
        guard feed.advance() else { return }
      }
      let byte = feed.piece[position]
      position += 1
      if skipsLineFeed, byte == 0x0A {
        skipsLineFeed = false
        continue
      }
      skipsLineFeed = byte == 0x0D
      if byte == 0x0A || byte == 0x0D { line += 1 }
    }
  }
}

/// What one row may hold.
struct CSVTokenizerLimits {
  var columns: Int
  var fieldBytes: Int
  var rowBytes = CSVLimits.rowBytes

  init(_ limits: ReadLimits) {
    columns = limits.columns
    fieldBytes = limits.fieldBytes
  }
}

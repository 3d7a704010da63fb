/// Walks a file once to see whether one encoding has all of its bytes.
struct EncodingProof {
  let encoding: TextEncoding
  private(set) var offset: Int64
  private var firstBad: (offset: Int64, byte: UInt8)?
  private var nulOffset: Int64?
  /// UTF-8 characters of two bytes and more.
  private var multibyteCount = 0
  /// Bytes of the UTF-8 character (or UTF-16 unit) that is not complete yet.
  private var pending: [UInt8] = []
  private var highSurrogate = false

  init(encoding: TextEncoding, offset: Int64) {
    self.encoding = encoding
    self.offset = offset
  }

  mutating func run(_ input: some FileInput, pieceBytes: Int) {
    let table = EncodingTables.table(encoding)
    while nulOffset == nil {
      let piece = input.bytes(at: offset, count: pieceBytes)
      if piece.isEmpty { break }
      switch encoding {
      case .utf8: checkUTF8(piece)
      case .utf16BigEndian, .utf16LittleEndian: checkUTF16(piece)
      case .windows1252, .latin1, .latin9: checkBytes(piece, table)
      }
      offset += Int64(piece.count)
      // UTF-8 goes on after a bad byte, to tell a mixed file from another encoding.
      if firstBad != nil, encoding != .utf8 { break }
    }
  }

  func failure(hasOthers: Bool) -> EncodingDetection.Failure? {
    if let nulOffset { return .nulByte(offset: nulOffset) }
    if let firstBad {
      if encoding == .utf8, multibyteCount > 0 { return .mixed(offset: firstBad.offset) }
      return .badByte(encoding, offset: firstBad.offset, byte: firstBad.byte)
    }
    let isCut = !pending.isEmpty || highSurrogate
    guard isCut else { return nil }
    // One lone byte at the end of a file without other characters is a windows-1252 letter.
    if encoding == .utf8, hasOthers, multibyteCount == 0, pending.count == 1 {
      return .badByte(encoding, offset: offset - 1, byte: pending[0])
    }
    return .endsInsideCharacter(offset: offset - Int64(pending.count))
  }

  private mutating func checkUTF8(_ piece: [UInt8]) {
    let bytes = piece.span
    if pending.isEmpty, isPlain(bytes) { return }
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if byte < 0x80, byte > 0, pending.isEmpty { continue }
      take(byte, at: offset + Int64(index))
    }
  }

  /// ASCII without NUL: the whole piece in one quick pass.
  private func isPlain(_ bytes: Span<UInt8>) -> Bool {
    var high: UInt8 = 0
    var zeros: UInt8 = 0
    for index in 0..<bytes.count {
      high |= bytes[index]
      zeros |= bytes[index] == 0 ? 1 : 0
    }
    return high < 0x80 && zeros == 0
  }

  /// One byte of UTF-8: Unicode 15, table 3-7, well-formed byte sequences.
  private mutating func take(_ byte: UInt8, at position: Int64) {
    if pending.isEmpty {
      if byte == 0 { nulOffset = nulOffset ?? position }
      if byte < 0x80 { return }
      if (0xC2...0xF4).contains(byte) { pending.append(byte) } else { bad(position, byte) }
      return
    }
    let lead = pending[0]
    if isContinuation(byte) {
      pending.append(byte)
      if pending.count == (lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4) {
        multibyteCount += 1
        pending.removeAll(keepingCapacity: true)
      }
      return
    }
    bad(position - Int64(pending.count), lead)
    pending.removeAll(keepingCapacity: true)
    take(byte, at: position)
  }

  private func isContinuation(_ byte: UInt8) -> Bool {
    guard pending.count == 1 else { return (0x80...0xBF).contains(byte) }
    switch pending[0] {
    case 0xE0: return (0xA0...0xBF).contains(byte)
    case 0xED: return (0x80...0x9F).contains(byte)
    case 0xF0: return (0x90...0xBF).contains(byte)
    case 0xF4: return (0x80...0x8F).contains(byte)
    default: return (0x80...0xBF).contains(byte)
    }
  }

  private mutating func checkUTF16(_ piece: [UInt8]) {
    for (index, byte) in piece.enumerated() {
      pending.append(byte)
      guard pending.count == 2 else { continue }
      let (first, second) = (UInt16(pending[0]), UInt16(pending[1]))
      let unit = encoding == .utf16BigEndian ? first << 8 | second : second << 8 | first
      pending.removeAll(keepingCapacity: true)
      let place = offset + Int64(index) - 1
      if unit == 0 { nulOffset = nulOffset ?? place }
      if highSurrogate != (unit >> 10 == 0b110111) {
        bad(place, UInt8(truncatingIfNeeded: unit >> 8))
      }
      highSurrogate = unit >> 10 == 0b110110
    }
  }

  private mutating func checkBytes(_ piece: [UInt8], _ table: [UInt16]) {
    if isPlain(piece.span) { return }
    for (index, byte) in piece.enumerated() where table[Int(byte)] == 0 {
      if byte == 0 { nulOffset = nulOffset ?? offset + Int64(index) }
      bad(offset + Int64(index), byte)
      return
    }
  }

  private mutating func bad(_ position: Int64, _ byte: UInt8) {
    if firstBad == nil { firstBad = (position, byte) }
  }
}

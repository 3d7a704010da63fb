/// A file's text as UTF-8 bytes, a piece at a time.
///
/// The file must have passed `EncodingDetection`: nothing is replaced here.
struct EncodingFeed<Input: FileInput> {
  let input: Input
  let encoding: TextEncoding
  /// What stands in the current piece.
  private(set) var piece: [UInt8] = []
  /// True when the file gave fewer bytes than it said it has.
  private(set) var endedEarly = false
  private var offset: Int64
  private var raw: [UInt8]
  private var rest: [UInt8] = []
  private let table: [UInt16]

  init(_ input: Input, _ detection: EncodingDetection, pieceBytes: Int) {
    self.input = input
    encoding = detection.encoding
    offset = Int64(detection.markBytes)
    // Four bytes hold any character whole, so that each piece makes progress.
    raw = [UInt8](repeating: 0, count: max(4, pieceBytes))
    table = EncodingTables.table(detection.encoding)
  }

  /// Fills `piece` with what comes next; false at the end of the file.
  mutating func advance() -> Bool {
    repeat {
      let count = fill()
      guard count > 0 else {
        piece.removeAll(keepingCapacity: true)
        endedEarly = offset < input.byteCount
        return false
      }
      offset += Int64(count)
      convert(count)
    } while piece.isEmpty
    return true
  }

  private mutating func fill() -> Int {
    var filled = 0
    let (input, offset) = (input, offset)
    let wanted = Int(min(Int64(raw.count), max(0, input.byteCount - offset)))
    unsafe raw.withUnsafeMutableBytes { buffer in
      while filled < wanted {
        let free = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<wanted])
        let count = unsafe input.read(at: offset + Int64(filled), into: free)
        guard count > 0 else { break }
        filled += count
      }
    }
    return filled
  }

  private mutating func convert(_ count: Int) {
    if encoding == .utf8, count == raw.count {
      swap(&piece, &raw)
      // Only the first time, or after a short piece: the two arrays change places for ever.
      if raw.count != count { raw = [UInt8](repeating: 0, count: count) }
      return
    }
    piece.removeAll(keepingCapacity: true)
    switch encoding {
    case .utf8: piece.append(contentsOf: raw[..<count])
    case .windows1252, .latin1, .latin9:
      for byte in raw[..<count] { append(UInt32(table[Int(byte)])) }
    case .utf16LittleEndian, .utf16BigEndian: convertUTF16(raw[..<count])
    }
  }

  private mutating func convertUTF16(_ bytes: ArraySlice<UInt8>) {
    let all = rest.isEmpty ? Array(bytes) : rest + bytes
    var index = 0
    func unit(_ at: Int) -> UInt32 {
      encoding == .utf16BigEndian
        ? UInt32(all[at]) << 8 | UInt32(all[at + 1]) : UInt32(all[at + 1]) << 8 | UInt32(all[at])
    }
    while index + 1 < all.count {
      let first = unit(index)
      if first >> 10 == 0b110110 {
        guard index + 3 < all.count else { break }
        append(0x10000 + (first & 0x3FF) << 10 + unit(index + 2) & 0x3FF)
        index += 4
      } else {
        append(first)
        index += 2
      }
    }
    rest = Array(all[index...])
  }

  private mutating func append(_ scalar: UInt32) {
    switch scalar {
    case ..<0x80: piece.append(UInt8(scalar))
    case ..<0x800:
      piece.append(UInt8(0xC0 | scalar >> 6))
      piece.append(UInt8(0x80 | scalar & 0x3F))
    case ..<0x10000:
      piece.append(UInt8(0xE0 | scalar >> 12))
      piece.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      piece.append(UInt8(0x80 | scalar & 0x3F))
    default:
      piece.append(UInt8(0xF0 | scalar >> 18))
      piece.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      piece.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      piece.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}

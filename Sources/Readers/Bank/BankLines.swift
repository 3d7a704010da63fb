import Readings

/// The lines of a bank's text file as UTF-8, a piece of the file at a time.
///
/// Line ends are CR LF, LF or CR. Control characters, and bytes that no encoding explains, are left out: a bank's
/// text fields are never worth losing a statement, and its amounts are ASCII in every dialect.
struct BankLines<Input: FileInput> {
  /// The line without its end.
  private(set) var bytes: [UInt8] = []
  /// From 1.
  private(set) var number = 0
  /// A line was longer than the limit; nothing behind it is read.
  private(set) var isTooLong = false
  private var feed: EncodingFeed<Input>
  private var position = 0
  private var skipsLineFeed = false
  private let maximum: Int

  init(_ input: Input, limits: ReadLimits) {
    maximum = limits.fieldBytes
    feed = EncodingFeed(input, Self.encoding(input), pieceBytes: CSVLimits.pieceBytes)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// True when the file gave fewer bytes than it said it has.
  var endedEarly: Bool { feed.endedEarly }

  /// Goes to the next line; false at the end.
  mutating func next() -> Bool {
    guard !isTooLong else { return false }
    bytes.removeAll(keepingCapacity: true)
    var hasBytes = false
    while true {
      if position >= feed.piece.count {
        position = 0
        guard feed.advance() else {
          if hasBytes { number += 1 }
          return hasBytes
        }
      }
      let byte = feed.piece[position]
      position += 1
      if byte == 0x0A, skipsLineFeed {
        skipsLineFeed = false
        continue
      }
      skipsLineFeed = byte == 0x0D
      if byte == 0x0A || byte == 0x0D {
        number += 1
        return true
      }
      hasBytes = true
      guard bytes.count < maximum else {
        isTooLong = true
        number += 1
        return false
      }
      // SWIFT's wire form marks begin and end of a message with control characters.
      if byte >= 0x20 || byte == 0x09 { bytes.append(byte) }
    }
  }

  private static func encoding(_ input: Input) -> EncodingDetection {
    let found = EncodingDetection.detect(input, names: [], pieceBytes: CSVLimits.pieceBytes)
    return (try? found.get()) ?? EncodingDetection(encoding: .windows1252, markBytes: 0)
  }
}

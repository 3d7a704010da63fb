/// The SHA-256 of a file's bytes, as 64 lower-case hexadecimal digits.
///
/// `Digests` computes it; here it is only a value.
package struct ContentHash: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let hex: String

  /// Nil unless `hex` is 64 lower-case hexadecimal digits.
  package init?(hex: some StringProtocol) {
    let hex = String(hex)
    let isDigest =
      hex.utf8.count == 64
      && hex.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
    guard isDigest else { return nil }
    self.hex = hex
  }

  /// The digits of a digest's 32 bytes.
  package init(bytes: [UInt8]) {
    precondition(bytes.count == 32, "SHA-256 gives 32 bytes")
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in bytes {
      text.append(Self.digit(byte >> 4))
      text.append(Self.digit(byte & 15))
    }
    hex = String(decoding: text, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  package var description: String { hex }
  package static func < (left: ContentHash, right: ContentHash) -> Bool { left.hex < right.hex }
}

extension ContentHash: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = ContentHash(hex: text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "not a SHA-256: \(text)"
      )
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hex)
  }
}

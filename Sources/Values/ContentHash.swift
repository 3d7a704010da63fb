/// The SHA-256 of a file's bytes, as 64 lower-case hexadecimal digits.
///
/// `Digests` computes it; here it is only a value.
package struct ContentHash: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let hex: String

  /// Nil unless `hex` is 64 lower-case hexadecimal digits.
  package init?(hex: some StringProtocol) {
    let isDigest =
      hex.utf8.count == 64
      && hex.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
    guard isDigest else { return nil }
    self.hex = String(hex)
  }

  /// The digits of a digest's 32 bytes.
  package init(bytes: some Sequence<UInt8>) {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    precondition(text.count == 64, "SHA-256 gives 32 bytes")
    hex = String(decoding: text, as: UTF8.self)
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

import Crypto
package import Values

/// SHA-256, fed piece by piece.
///
/// This room is the only one that imports Crypto.
package struct SHA256Digester {
  private var digest = SHA256()

  package init() {}

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    unsafe digest.update(bufferPointer: bytes)
  }

  package func finalize() -> ContentHash {
    ContentHash(bytes: unsafe digest.finalize().withUnsafeBytes { unsafe Array($0) })
  }

  /// The hash of bytes that are already in memory.
  package static func hash(_ bytes: [UInt8]) -> ContentHash {
    var digester = SHA256Digester()
    unsafe bytes.withUnsafeBytes { unsafe digester.update($0) }
    return digester.finalize()
  }

  /// The first 128 bits of the hash, for indexes of many short texts.
  package static func short(_ bytes: [UInt8]) -> ShortDigest {
    var digest = SHA256()
    unsafe bytes.withUnsafeBytes { unsafe digest.update(bufferPointer: $0) }
    var (high, low): (UInt64, UInt64) = (0, 0)
    for (index, byte) in digest.finalize().prefix(16).enumerated() {
      if index < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
    }
    return ShortDigest(high: high, low: low)
  }
}

/// 128 bits of a SHA-256.
package struct ShortDigest: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package var bytes: [UInt8] {
    [high, low].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
  }
}

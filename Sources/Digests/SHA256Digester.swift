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
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in digest.finalize() {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    guard let hash = ContentHash(hex: String(decoding: text, as: UTF8.self)) else {
      preconditionFailure("SHA-256 gives 32 bytes")
    }
    return hash
  }

  /// The hash of bytes that are already in memory.
  package static func hash(_ bytes: [UInt8]) -> ContentHash {
    var digester = SHA256Digester()
    unsafe bytes.withUnsafeBytes { unsafe digester.update($0) }
    return digester.finalize()
  }
}

import Digests
import Testing
import Values

@Suite("SHA-256")
struct SHA256DigesterTests {
  /// FIPS 180-4's examples (NIST CSRC, "SHA256.pdf").
  @Test(
    "gives the standard's answers",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ]
  )
  func standardExamples(text: String, hex: String) {
    #expect(SHA256Digester.hash(Array(text.utf8)).hex == hex)
  }

  @Test("does not care how the bytes are cut into pieces", arguments: [1, 3, 63, 64, 65, 1000])
  func pieces(size: Int) {
    let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var digester = SHA256Digester()
    for start in stride(from: 0, to: bytes.count, by: size) {
      let piece = Array(bytes[start..<min(start + size, bytes.count)])
      unsafe piece.withUnsafeBytes { unsafe digester.update($0) }
    }
    #expect(digester.finalize() == SHA256Digester.hash(bytes))
  }

  @Test("changes with one bit")
  func oneBit() {
    #expect(SHA256Digester.hash([0]) != SHA256Digester.hash([1]))
  }
}

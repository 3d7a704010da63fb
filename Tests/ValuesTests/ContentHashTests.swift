import Testing
import Values

@Suite("Content hash")
struct ContentHashTests {
  static let hex = String(repeating: "0123456789abcdef", count: 4)

  @Test("64 lower-case hexadecimal digits are a hash")
  func accepts() throws {
    let hash = try #require(ContentHash(hex: Self.hex))
    #expect(hash.description == Self.hex)
    #expect(hash < (try #require(ContentHash(hex: String(repeating: "f", count: 64)))))
  }

  @Test(
    "anything else is not: it names a file in the archive",
    arguments: [
      "", String(hex.dropLast()), "\(hex)0", hex.uppercased(), "\(hex.dropLast())g",
      "../\(hex.dropFirst(3))", "\(hex.dropLast())\u{661}", "\(hex.dropLast())\n",
    ] as [String]
  )
  func refuses(hex: String) {
    #expect(ContentHash(hex: hex) == nil)
  }
}

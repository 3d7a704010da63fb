import Testing
import Values

@Suite("BIC")
struct BICTests {
  @Test("8 and 11 characters are accepted, and the head office is one office")
  func accepts() throws {
    let short = try #require(BIC("tick de ff"))
    let long = try #require(BIC("TICKDEFFXXX"))
    #expect(short.compact == "TICKDEFF")
    #expect(short.full == long.full)
    #expect(short.countryCode == "DE")
    #expect(BIC("TICKDEFF500")?.full == "TICKDEFF500")
    #expect(BIC("T1CKGB2L") != nil, "ISO 9362:2014 lets the first four be digits")
    #expect(long.description == "TICKDEFFXXX")
  }

  @Test(
    "what is no BIC says why",
    arguments: [
      ("", .wrongLength(expected: 8, found: 0)),
      ("TICKDEF", .wrongLength(expected: 8, found: 7)),
      ("TICKDEFF5", .wrongLength(expected: 8, found: 9)),
      ("TICKDEFF50", .wrongLength(expected: 11, found: 10)),
      ("TICKDEFF5000", .wrongLength(expected: 11, found: 12)),
      ("TICK1EFF", .malformed("the fifth and sixth characters of a BIC are the country's letters")),
      ("TICK-DEF", .malformed("a BIC has letters and digits only")),
      ("TICKDEF\u{D6}", .malformed("a BIC has letters and digits only")),
    ] as [(String, IdentifierVerdict)]
  )
  func saysWhy(text: String, verdict: IdentifierVerdict) {
    #expect(BIC.verdict(text) == verdict)
    #expect(BIC(text) == nil)
  }
}

import Testing
import Values

@Suite("VAT number")
struct VATIdentifierTests {
  /// Made-up numbers whose check digits an independent implementation agrees with, at least one a form.
  static let lawful = """
    ATU39253035 BE0400272082 BE400272082 BG705834813 BG2526406946 CY02299762K CZ74935810 CZ9106027370 \
    DE312515059 DK96316488 EE266693989 EL075135110 GR075135110 ES09736128K ESB10690550 ESP3929803I \
    ESX3879772V ESK3306328D FI13457237 FR32916575640 GB698373417 GB320873318475 XI698373417 \
    HR63882980665 HU68953269 IE1113640C IE1862626WA IE5X39785F IT73364200953 LT130791315 \
    LT322050476618 LU34871008 LV41534997371 MT72497906 NL509708304B01 NL668041450B42 PL0614059098 \
    PT579237915 RO66656211 RO1100320365 SE905189852701 SI94095841 SK2037052655 CHE678575258MWST \
    CHE678575258TVA CHE678575258IVA CHE678575258 NO267623988MVA NO267623988
    """.split(separator: " ").map(String.init)

  /// One number for each branch of a sum: second rounds, remainders of ten and eleven, both offsets.
  static let branches = """
    BG860382623 BG288434960 BG7681731713 BG1331667761 CZ54617651 CZ66060460 CZ9275077010 DE778426460 \
    HR46096409510 EL483336420 LT140177010 LT806645284317 PT798159120 PT561037760 SI49426320 \
    GB626654272 GB286138296 CHE994344440MWST RO66810620 RO94 ATU14183890 ESY3689439T ESZ9517940Q \
    IE3078215LW
    """.split(separator: " ").map(String.init)

  /// Lawful forms without published check digits.
  static let formOnly = [
    "CZ530101123", "EU372000123", "IM3720000123", "FRK7399859412", "FR2H123456789", "GBGD001",
    "XIHA599",
    "GBGD888800112", "LV32123456789", "RO1960101123456",
  ]

  private func check(_ text: String) -> IdentifierVerdict { VATIdentifier.verdict(text) }

  @Test("lawful numbers of every country are accepted", arguments: lawful + branches + formOnly)
  func acceptsLawful(text: String) throws {
    #expect(check(text) == .valid)
    let identifier = try #require(VATIdentifier(text.lowercased()))
    #expect(identifier.compact == text)
    #expect(VATIdentifier(identifier.description) == identifier)
    #expect(identifier.countryCode == text.prefix(2))
  }

  @Test("the fixtures cover every country")
  func fixturesAreComplete() {
    let covered = Set((Self.lawful + Self.formOnly).map { String($0.prefix(2)) })
    #expect(covered.sorted() == VATIdentifier.countries)
    #expect(VATIdentifier.countries.count == 27 + 1 + 2 + 4)
  }

  /// Weights that share a factor with the modulus, or several sums of which one is enough, let some
  /// errors through: those countries are counted, not listed.
  @Test("a wrong digit in a checked number is found", arguments: lawful)
  func findsWrongDigits(text: String) {
    var (found, all) = (0, 0)
    let bytes = Array(text.utf8)
    // A branch or registration count behind the checked digits is free.
    let freeSuffix =
      text.hasPrefix("GB3") ? 3 : text.hasPrefix("SE") || text.hasSuffix("B01") ? 2 : 0
    for place in 2..<bytes.count - freeSuffix where (48...57).contains(bytes[place]) {
      for digit in UInt8(48)...57 where digit != bytes[place] {
        var wrong = bytes
        wrong[place] = digit
        all += 1
        if check(String(decoding: wrong, as: UTF8.self)) != .valid { found += 1 }
      }
    }
    #expect(found * 100 >= all * (text.hasPrefix("BG25") ? 65 : 85), "\(found) of \(all)")
  }

  @Test(
    "punctuation as printed is tolerated",
    arguments: [
      ("CHE-678.575.258 MWST", "CHE678575258MWST"), ("BE 0400.272.082", "BE0400272082"),
      ("NL 5097.08.304.B01", "NL509708304B01"), ("no 267 623 988 mva", "NO267623988MVA"),
      ("ES B-10690550", "ESB10690550"), ("DE\u{A0}312 515 059", "DE312515059"),
      ("CZ 910602/7370", "CZ9106027370"), ("at u39253035", "ATU39253035"),
    ]
  )
  func toleratesWriting(text: String, compact: String) {
    #expect(VATIdentifier(text)?.compact == compact)
  }

  @Test(
    "what is no VAT number says why",
    arguments: [
      ("", .malformed("a VAT number begins with two letters for the country")),
      ("312515059", .malformed("a VAT number begins with two letters for the country")),
      ("DE", .malformed("a VAT number has digits")),
      ("not registered", .malformed("a VAT number has digits")),
      ("DE31251505", .wrongLength(expected: 11, found: 10)),
      ("DE3125150590", .wrongLength(expected: 11, found: 12)),
      ("DE312515058", .wrongCheckDigits),
      ("DE321515059", .wrongCheckDigits),
      ("DE000000000", .malformed("zeros only")),
      ("DK00000000", .malformed("zeros only")),
      ("RO00123454", .wrongCheckDigits),
      ("US123456789", .unknownCountry("US")),
      ("GB69837341", .wrongLength(expected: 11, found: 10)),
      ("AT393253035", .malformed("expected U######## after the country (# a digit, @ a letter)")),
      ("DE31251505\u{665}", .malformed("a VAT number has letters and digits only")),
      ("IE1862626ZZ", .wrongCheckDigits),
      ("DE+12515059", .malformed("expected ######### after the country (# a digit, @ a letter)")),
    ] as [(String, IdentifierVerdict)]
  )
  func saysWhy(text: String, verdict: IdentifierVerdict) {
    #expect(check(text) == verdict)
    #expect(VATIdentifier(text) == nil)
  }

  @Test("no text can trap the sums")
  func survivesAnything() {
    var random = SeededRandom(seed: 20_260_314)
    let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+*.- ")
    for _ in 0..<20_000 {
      let country = VATIdentifier.countries.randomElement(using: &random) ?? "DE"
      let length = Int.random(in: 0...16, using: &random)
      let body = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? "0" }
      let text = country + String(body)
      #expect((check(text) == .valid) == (VATIdentifier(text) != nil), "\(text), \(random)")
    }
  }
}

import Testing
import Values

@Suite("Currency")
struct CurrencyTests {
  @Test(
    "exponents are ISO 4217's",
    arguments: [("EUR", 2), ("USD", 2), ("JPY", 0), ("KRW", 0), ("KWD", 3), ("TND", 3), ("CLF", 4)]
  )
  func hasExponent(code: String, exponent: Int) throws {
    #expect(try #require(Currency(code)).exponent == exponent)
  }

  @Test("every listed code is three capitals and parses in any case")
  func listIsSound() throws {
    #expect(Currency.all.count > 170)
    for code in Currency.all {
      #expect(code.utf8.count == 3 && code.utf8.allSatisfy { (65...90).contains($0) })
      #expect(try #require(Currency(code.lowercased())).code == code)
      #expect((0...4).contains(try #require(Currency(code)).exponent))
    }
  }

  @Test(
    "what ISO 4217 does not list is no currency",
    arguments: ["", "EU", "EURO", "€", "XXX", "XTS", "EUR ", "U\u{17F}D", "\u{FF25}UR", "123", "$"]
  )
  func refuses(code: String) {
    #expect(Currency(code) == nil)
  }

  @Test("the old currencies of the euro area are still read")
  func knowsHistoricCodes() {
    let historic = "DEM ATS FRF ITL NLG BEF LUF ESP PTE FIM IEP GRD SIT MTL CYP SKK EEK LVL LTL HRK"
    for code in historic.split(separator: " ") { #expect(Currency(code) != nil, "\(code)") }
  }
}

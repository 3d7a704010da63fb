import Testing
import Values

@testable import Matching

@Suite struct NameProfileTests {
  private func likeness(_ name: String, _ other: String) -> Int {
    NameProfile(name).similarity(to: NameWords(PartyName(other).words))
  }

  @Test(arguments: [
    ("Kessel Holzhandel GmbH", "KESSEL HOLZHANDEL"),
    ("Müller & Söhne OHG", "MUELLER UND SOEHNE"),
    ("Müller & Söhne OHG", "Muller Sohne"),
    ("Café Éclair S.A.R.L.", "CAFE ECLAIR SARL"),
    ("Dupont & Adler Ltd", "DUPONT ADL"),
    ("Polar Printing International OHG", "POLAR PRINTING INT"),
    ("Balder Staffing Tech AG", "BALDERSTAFFINGTECH"),
    ("Meridian Paper", "MREIDIAN PAPER"),
  ])
  func `the same name in another spelling is strong`(name: String, other: String) {
    #expect(likeness(name, other) >= Scorer.strongName)
  }

  @Test(arguments: [
    ("Kessel Holzhandel GmbH", "Holzhandel Brandt"),
    ("Nordlicht Services Group", "Harbour Services Group"),
    ("Global Trading International", "Orient Trading International"),
    ("Kessel Holzhandel GmbH", "GmbH & Co. KG"),
    ("Kessel Holzhandel GmbH", ""),
    ("", "KESSEL"),
  ])
  func `a common word or a legal form is no evidence`(name: String, other: String) {
    #expect(likeness(name, other) < Scorer.strongName)
  }
}

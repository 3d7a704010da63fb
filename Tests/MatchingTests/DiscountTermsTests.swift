import Documents
import Testing

@testable import Matching

@Suite struct DiscountTermsTests {
  @Test(
    arguments: [
      ("#SKONTO#TAGE=14#PROZENT=2.00#\n", 200, 14),
      ("2 % Skonto innerhalb 14 Tagen, 30 Tage netto", 200, 14),
      ("3% discount if paid within 10 days", 300, 10),
      ("Zahlbar in 30 Tagen. Bei Zahlung binnen 8 Tagen 2,5 % Skonto", nil, nil),
      ("2/10 net 30", 200, 10),
      ("Escompte 1,5% sous 8 jours", 150, 8),
      ("30 days net", nil, nil),
      ("10 % Rabatt", nil, nil),
    ] as [(String, Int32?, Int32?)]
  )
  func `terms are read`(_ text: String, _ percent: Int32?, _ days: Int32?) {
    var document = Document(type: .invoice)
    document.payment.terms = text
    let terms = DiscountTerms(document)
    #expect(terms?.hundredths == percent)
    #expect(terms?.days == days)
  }

  @Test func `of several the highest counts`() {
    var document = Document(type: .invoice)
    document.payment.terms = "3 % Skonto in 8 Tagen, 2 % in 14 Tagen"
    #expect(DiscountTerms(document)?.days == 8)
  }
}

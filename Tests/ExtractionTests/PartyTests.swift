import Documents
import Extraction
import Testing
import Values

/// Who sells, who buys, and whose numbers are printed.
@Suite struct PartyTests {
  private func letter(_ body: (inout TestPage) -> Void = { _ in }) -> TestPage {
    var page = TestPage()
    page.write("Nordwind Energie GmbH · Deichweg 9 · 26506 Norden", x: 60, y: 130, size: 6.5)
    page.write(lines: ["Herrn", "Ole Petersen", "Ringstr. 3", "24103 Kiel"], x: 60, y: 150)
    page.write("Rechnung Nr. 8812 vom 12.02.2026", x: 60, y: 260, size: 13)
    page.write("Gesamtbetrag", x: 300, y: 400)
    page.write("119,00 €", x: 450, y: 400)
    page.write(
      lines: [
        "Nordwind Energie GmbH", "USt-IdNr.: DE136695976", "IBAN: DE89 3704 0044 0532 0130 00",
        "BIC: COBADEFFXXX",
      ],
      x: 60,
      y: 770,
      size: 7
    )
    body(&page)
    return page
  }

  @Test func `a letter's window and sender line`() {
    let found = extract(letter())
    #expect(found.value("seller.name") == "Nordwind Energie GmbH")
    #expect(found.value("buyer.name") == "Ole Petersen")
    #expect(found.value("buyer.address") == "Ringstr. 3, 24103 Kiel")
    #expect(found.value("number") == "8812")
    #expect(found.value("issueDate") == "2026-02-12")
    #expect(found.value("seller.vatID") == "DE136695976")
    #expect(found.value("payment.iban") == "DE89370400440532013000")
    #expect(found.value("payment.bic") == "COBADEFFXXX")
  }

  @Test func `a VAT number with a label of the buyer's is the buyer's`() {
    let found = extract(letter { $0.write("Ihre USt-IdNr.: DE123456788", x: 60, y: 300) })
    #expect(found.value("seller.vatID") == "DE136695976")
    #expect(found.value("buyer.vatID") == "DE123456788")
  }

  @Test func `blocks with labels, numbers of a customer before the name`() {
    var page = TestPage()
    let blocks = [
      [
        "Verkäufer:", "Nummer: 4711", "Lieferant Nord GmbH", "Kai 1", "DE 28195 Bremen",
        "USt-IdNr.: DE136695976",
      ],
      ["Käufer:", "Kunden AG Mitte", "Markt 2", "DE 04109 Leipzig", "USt-IdNr.: DE123456788"],
      ["Warenempfänger:", "Lager Ost", "Feld 3", "DE 01067 Dresden"],
    ]
    for (index, block) in blocks.enumerated() {
      page.write(lines: block, x: 50, y: 60 + Double(index) * 110)
    }
    let found = extract(page)
    #expect(found.value("seller.name") == "Lieferant Nord GmbH")
    #expect(found.value("seller.vatID") == "DE136695976")
    #expect(found.value("seller.address") == "Kai 1, DE 28195 Bremen")
    #expect(found.value("buyer.name") == "Kunden AG Mitte")
    #expect(found.value("buyer.vatID") == "DE123456788")
  }

  @Test func `an account that cannot be proved is given with doubt, two accounts too`() {
    var page = TestPage()
    page.write("IBAN: DE12 1234 4321 9876 00", x: 50, y: 700)
    let found = extract(page)
    #expect(found.value("payment.iban") == "DE12123443219876" + "00")
    #expect(found.confidence("payment.iban") < 950)
    let two = extract(letter { $0.write("IBAN: DE75 5121 0800 1245 1261 99", x: 300, y: 700) })
    #expect(two.confidence("payment.iban") < 950)
    #expect(two.document.payment.accounts?.count == 2)
  }

  @Test(arguments: [
    ("Rechnungskorrektur Nr. 9", true), ("Credit note no. 9", true), ("Avoir n° 9", true),
    ("Gutschrift Nr. 9", true),
    ("Gutschrift (Selbst ausgestellte Rechnung) Nr. 9", false), ("Rechnung Nr. 9", false),
    ("Invoice 9", false),
  ])
  func `credit notes are told by their title`(title: String, isCredit: Bool) {
    var page = TestPage()
    page.write(title, x: 50, y: 60, size: 14)
    #expect(extract(page).document.type == (isCredit ? .creditNote : .invoice))
    #expect(extract(page).value("number") == "9")
  }
}

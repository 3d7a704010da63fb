import Documents
import Extraction
import Testing
import Values

/// Who sells and who buys on papers whose addresses have no labels.
@Suite struct RoleTests {
  private static let sender = [
    "Blue Kettle Catering", "14 Chandler Street", "Leeds LS1 4PL", "Tel: +44 113 4960000",
    "info@bluekettle.example",
  ]
  private static let buyer = ["Greenfield Primary School", "Unit 5, Mill Lane", "Bristol BS1 6QA"]

  private func page(sender: (Double, Double), buyer: (Double, Double)) -> TestPage {
    var page = TestPage()
    page.write(lines: Self.sender, x: sender.0, y: sender.1)
    page.write(lines: Self.buyer, x: buyer.0, y: buyer.1)
    page.write("Invoice 2026-114", x: 50, y: 330, size: 16)
    page.write(pairs: [("Total", "119.00 GBP")], x: 300, value: 450, y: 500)
    return page
  }

  @Test(
    arguments: [
      ((50.0, 50.0), (50.0, 180.0)), ((360, 50), (50, 160)), ((50, 60), (360, 60)),
      ((50, 50), (340, 200)), ((50, 760), (50, 120)),
    ] as [((Double, Double), (Double, Double))]
  )
  func `who has phone and mail beside the name sells`(
    sender: (Double, Double),
    buyer: (Double, Double)
  ) {
    let found = extract(page(sender: sender, buyer: buyer))
    #expect(found.value("seller.name") == "Blue Kettle Catering")
    #expect(found.value("buyer.name") == "Greenfield Primary School")
    #expect(found.confidence("seller.name") >= 900)
  }

  @Test func `a centred letterhead over its street and town is the seller's`() {
    var page = TestPage()
    page.write("Malerbetrieb Sonntag", x: 240, y: 40, size: 15)
    page.write("Lindenstraße 12 · 70173 Stuttgart", x: 233, y: 60)
    page.write(lines: ["Hotel Astoria", "Hafenweg 3a", "20457 Hamburg"], x: 50, y: 140)
    page.write("Rechnung Nr. 17", x: 50, y: 240, size: 14)
    let found = extract(page)
    #expect(found.value("seller.name") == "Malerbetrieb Sonntag")
    #expect(found.value("buyer.name") == "Hotel Astoria")
  }

  @Test func `a name repeated in small print over the window is the sender's`() {
    var page = TestPage()
    page.write("Schreinerei Holzapfel - Am Markt 7 - 04109 Leipzig", x: 50, y: 120, size: 6.5)
    page.write(lines: ["Café Central", "Hafenweg 3a", "20457 Hamburg"], x: 50, y: 135)
    page.write("Rechnung Nr. 17", x: 50, y: 240, size: 14)
    let found = extract(page)
    #expect(found.value("seller.name") == "Schreinerei Holzapfel")
    #expect(found.value("buyer.name") == "Café Central")
  }

  @Test func `two addresses of which nothing tells who sells are in doubt`() {
    var page = TestPage()
    page.write(lines: ["Anna Weber", "Hafenweg 3a", "20457 Hamburg"], x: 50, y: 300)
    page.write(lines: ["Otto Kranz", "Am Markt 7", "04109 Leipzig"], x: 350, y: 300)
    page.write("Rechnung Nr. 17", x: 50, y: 420, size: 14)
    let found = extract(page)
    #expect(found.confidence("seller.name") < 950)
    #expect(found.confidence("buyer.name") < 950)
  }

  @Test func `each VAT number goes to the block that it stands in`() {
    var page = TestPage()
    page.write(lines: Self.sender + ["VAT No: GB123456782"], x: 50, y: 50)
    page.write(lines: Self.buyer + ["VAT No: DE136695976"], x: 50, y: 180)
    page.write("Invoice 2026-114", x: 50, y: 330, size: 16)
    let found = extract(page)
    #expect(found.value("seller.vatID") == "GB123456782")
    #expect(found.value("buyer.vatID") == "DE136695976")
  }

  @Test(
    arguments: [
      (
        ["Mitchell Electric Corp.", "111 Main St", "Portland, OR 97205"], "Mitchell Electric Corp."
      ),
      (["López & López", "C/ Alcalá, 68, 08002 Barcelona"], "López & López"),
      (["Boulangerie 1900", "3 rue du Lac", "69003 Lyon"], "Boulangerie 1900"),
      (["Volksgut eG", "Am Markt 7", "04109 Leipzig"], "Volksgut eG"),
      (["The Blue Kettle", "14 Chandler Street", "Leeds LS1 4PL"], "The Blue Kettle"),
      (
        ["Domínguez &", "García S.A.", "Calle Mayor 21", "28013 Madrid"], "Domínguez & García S.A."
      ),
    ]
  )
  func `the line that names somebody is found over the street`(lines: [String], name: String) {
    var page = TestPage()
    page.write(lines: lines + ["Tel. +49 711 496000"], x: 50, y: 40)
    page.write(lines: Self.buyer, x: 50, y: 160)
    page.write("Invoice 2026-114", x: 50, y: 330, size: 16)
    #expect(extract(page).value("seller.name") == name)
  }

  @Test(
    arguments: [
      ("VAT No: 123 4567 82", "Invoice 17", "GB123456782"),
      ("NIF: B12345674", "Factura 17", "ESB12345674"),
      ("P. IVA 00743110157", "Fattura 17", "IT00743110157"),
    ]
  )
  func `a number of its own country gets the country that its label speaks of`(
    line: String,
    title: String,
    vatID: String
  ) {
    var page = TestPage()
    page.write(lines: ["Talleres Quintana", "Calle Mayor 21", "28013 Madrid", line], x: 50, y: 50)
    page.write(title, x: 50, y: 330, size: 16)
    #expect(extract(page).value("seller.vatID") == vatID)
  }
}

/// What kind of paper it is, by its title.
@Suite struct TitleTests {
  private func page(_ title: String, _ pairs: [(String, String)], size: Double = 16) -> TestPage {
    var page = TestPage()
    page.write(title, x: 50, y: 60, size: size)
    page.write(pairs: pairs, x: 50, value: 220, y: 120)
    page.write(pairs: [("Total", "-119.00 EUR")], x: 300, value: 450, y: 500)
    return page
  }

  @Test(
    arguments: [
      ("Credit note", "Invoice no.:", DocumentType.creditNote),
      ("Stornorechnung", "Rechnungsnummer:", .creditNote),
      ("Nota de crédito", "Factura nº:", .creditNote),
      ("Facture d'avoir", "Facture n°:", .creditNote),
      ("CREDIT MEMO", "Document no.:", .creditNote),
      ("Creditnota 17", "Factuurnummer:", .creditNote),
      ("Invoice", "Invoice no.:", .invoice), ("Rechnung", "Rechnungsnummer:", .invoice),
    ]
  )
  func `the title tells, whatever the number's label says`(
    title: String,
    label: String,
    type: DocumentType
  ) {
    let found = extract(page(title, [(label, "R-17"), ("Date:", "2026-03-05")]))
    #expect(found.document.type == type)
    #expect(found.value("number") == "R-17")
  }

  @Test(arguments: ["R 26 1377", "FA 2025 2196", "10 4477"])
  func `a number in groups is whole`(number: String) {
    #expect(extract(page("Invoice", [("Invoice no.:", number)])).value("number") == number)
  }

  @Test func `dollars are American where the addresses are, and not surely`() {
    var page = page("Invoice", [("Invoice no.:", "R-17")])
    page.write(pairs: [("Total due", "$119.00")], x: 300, value: 450, y: 560)
    #expect(extract(page).value("currency") == "EUR")
    var other = TestPage()
    other.write("Invoice R-17", x: 50, y: 60, size: 16)
    other.write(pairs: [("Total", "$119.00")], x: 300, value: 450, y: 500)
    #expect(extract(other).value("currency") == nil)
    other.write(
      lines: ["Foster Printing Inc.", "55 Industrial Blvd", "Denver, CO 80202"],
      x: 50,
      y: 120
    )
    #expect(extract(other).value("currency") == "USD")
    #expect(extract(other).confidence("currency") < 950)
  }

  @Test func `payable until a day without a discount is a due date`() {
    var page = page("Rechnung", [("Rechnungsnummer:", "R-17"), ("Datum:", "01.03.2026")])
    page.write("Zahlbar bis 08.04.2026 ohne Abzug.", x: 50, y: 300)
    #expect(extract(page).value("dueDate") == "2026-04-08")
  }

  @Test func `a word about credit notes in a sentence makes none`() {
    var page = page("Invoice", [("Invoice no.:", "R-17")])
    page.write("A credit note is issued for goods that come back within a week.", x: 50, y: 300)
    #expect(extract(page).document.type == .invoice)
  }

  @Test func `the number of the paper that is credited is not its own`() {
    let found = extract(
      page("Gutschrift", [("Zur Rechnung", "2025-0911"), ("Gutschriftsnummer:", "G-3")])
    )
    #expect(found.value("number") == "G-3")
    #expect(found.value("references.precedingInvoice") == "2025-0911")
  }

  @Test func `a credit note with minus signs gives money back as one without`() throws {
    let printed = extract(page("Credit note", [("Credit note no.:", "C-1")])).document
    #expect(printed.type == .creditNote)
    let money = try Money(#require(ExactDecimal("-119.00")), #require(Currency("EUR")))
    #expect(printed.isCredit(of: money))
    #expect(printed.countedMoney == money)
    // An e-invoice of this kind below nothing is a charge.
    #expect(!Document(type: .creditNote).isCredit(of: money))
    #expect(Document(type: .invoice).isCredit(of: money))
  }

  @Test func `until a day with a discount is no due date`() {
    var page = page("Rechnung", [("Rechnungsnummer:", "R-17"), ("Datum:", "01.03.2026")])
    page.write("Bei Zahlung bis 08.03.2026 gewähren wir 2 % Skonto.", x: 50, y: 300)
    #expect(extract(page).value("dueDate") == nil)
  }

  @Test func `words of a typewriter face stay together, and so do its thousands`() {
    var page = TestPage()
    func type(_ text: String, _ x: Double, _ y: Double) {
      var left = x
      for word in text.split(separator: " ") {
        let width = Double(word.count) * 5.1
        page.writeWord(String(word), Box(x0: left, y0: y, x1: left + width, y1: y + 6.7))
        left += width + 5.1
      }
    }
    type("Facture n° 2026-17", 50, 60)
    type("Total HT    ", 300, 400)
    type("EUR 3 218,07", 450, 400)
    type("TVA 20 %", 300, 412)
    type("EUR 643,61", 460, 412)
    type("Total TTC", 300, 424)
    type("EUR 3 861,68", 450, 424)
    let found = extract(page)
    #expect(found.value("number") == "2026-17")
    #expect(found.value("totals.net") == "3218.07")
    #expect(found.value("totals.gross") == "3861.68")
  }
}

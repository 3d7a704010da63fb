import Documents
import Extraction
import Testing
import Values

/// One invented invoice in six languages: what it says is found whatever it is called.
@Suite struct LanguageTests {
  struct Words: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var seller: [String]
    var buyer: [String]
    var buyerLabel: String
    var labels: [(String, String)]
    var headline: [String]
    var totals: [(String, String)]
  }

  static let papers: [Words] = [
    Words(
      testDescription: "English",
      seller: ["Harbour Lights Ltd", "4 Quay Street", "BS1 4DJ Bristol"],
      buyer: ["Fenwick Tools plc", "12 Mill Lane", "LS1 4AP Leeds"],
      buyerLabel: "Bill to:",
      labels: [
        ("Invoice number:", "HL-2031"), ("Invoice date:", "5 March 2026"),
        ("Due date:", "4 April 2026"),
        ("PO number:", "PO-77121"), ("VAT number:", "GB 123 4567 82"),
      ],
      headline: ["Description", "Quantity", "Unit price", "Amount"],
      totals: [("Subtotal", "£1,240.00"), ("VAT 20%", "£248.00"), ("Total", "£1,488.00")]
    ),
    Words(
      testDescription: "German",
      seller: ["Hafenlicht GmbH", "Kaistr. 4", "28195 Bremen"],
      buyer: ["Fenwick Werkzeuge AG", "Mühlweg 12", "04109 Leipzig"],
      buyerLabel: "Rechnungsempfänger:",
      labels: [
        ("Rechnungs-Nr.:", "HL-2031"), ("Rechnungsdatum:", "05.03.2026"),
        ("Fällig am:", "04.04.2026"),
        ("Ihre Bestellnummer:", "PO-77121"), ("USt-IdNr.:", "DE 136 695 976"),
      ],
      headline: ["Bezeichnung", "Menge", "Einzelpreis", "Gesamtpreis"],
      totals: [
        ("Nettobetrag", "1.240,00 €"), ("zzgl. 20% MwSt.", "248,00 €"),
        ("Gesamtbetrag", "1.488,00 €"),
      ]
    ),
    Words(
      testDescription: "French",
      seller: ["Lumières du Port SARL", "4 quai Neuf", "33000 Bordeaux"],
      buyer: ["Outils Fenwick SAS", "12 rue du Moulin", "69001 Lyon"],
      buyerLabel: "Facturé à :",
      labels: [
        ("Facture n° :", "HL-2031"), ("Date de facture :", "05/03/2026"),
        ("Échéance :", "04/04/2026"),
        ("Votre commande :", "PO-77121"), ("N° TVA intracommunautaire :", "FR 83 404 833 048"),
      ],
      headline: ["Désignation", "Quantité", "Prix unitaire", "Montant HT"],
      totals: [("Total HT", "1 240,00 €"), ("TVA 20%", "248,00 €"), ("Total TTC", "1 488,00 €")]
    ),
    Words(
      testDescription: "Spanish",
      seller: ["Luces del Puerto S.L.", "Muelle 4", "48001 Bilbao"],
      buyer: ["Herramientas Fenwick S.A.", "Calle Molino 12", "28001 Madrid"],
      buyerLabel: "Cliente:",
      labels: [
        ("Número de factura:", "HL-2031"), ("Fecha de factura:", "5 de marzo de 2026"),
        ("Fecha de vencimiento:", "04/04/2026"), ("Su pedido:", "PO-77121"),
        ("NIF:", "ESB58378431"),
      ],
      headline: ["Concepto", "Cantidad", "Precio unitario", "Importe"],
      totals: [
        ("Base imponible", "1.240,00 €"), ("IVA 20%", "248,00 €"), ("Total factura", "1.488,00 €"),
      ]
    ),
    Words(
      testDescription: "Italian",
      seller: ["Luci del Porto S.r.l.", "Via del Molo 4", "16121 Genova"],
      buyer: ["Utensili Fenwick S.p.A.", "Via Mulino 12", "20121 Milano"],
      buyerLabel: "Spett.le",
      labels: [
        ("Fattura n.", "HL-2031"), ("Data fattura:", "05/03/2026"), ("Scadenza:", "04/04/2026"),
        ("Vostro ordine:", "PO-77121"), ("Partita IVA:", "IT00743110157"),
      ],
      headline: ["Descrizione", "Quantità", "Prezzo unitario", "Importo"],
      totals: [
        ("Imponibile", "1.240,00 €"), ("IVA 20%", "248,00 €"), ("Totale fattura", "1.488,00 €"),
      ]
    ),
    Words(
      testDescription: "Dutch",
      seller: ["Havenlicht B.V.", "Kade 4", "3011 AB Rotterdam"],
      buyer: ["Fenwick Gereedschap B.V.", "Molenweg 12", "1012 AB Amsterdam"],
      buyerLabel: "Factuuradres:",
      labels: [
        ("Factuurnummer:", "HL-2031"), ("Factuurdatum:", "5 maart 2026"),
        ("Vervaldatum:", "4 april 2026"),
        ("Uw ordernummer:", "PO-77121"), ("BTW-nummer:", "NL004495445B01"),
      ],
      headline: ["Omschrijving", "Aantal", "Prijs per stuk", "Bedrag"],
      totals: [
        ("Totaal excl. btw", "€ 1.240,00"), ("BTW 20%", "€ 248,00"),
        ("Totaal incl. btw", "€ 1.488,00"),
      ]
    ),
  ]

  private func page(_ words: Words) -> TestPage {
    var page = TestPage()
    page.write(lines: words.seller, x: 50, y: 40)
    page.write(words.buyerLabel, x: 50, y: 120)
    page.write(lines: words.buyer, x: 50, y: 134)
    page.write(pairs: words.labels, x: 320, value: 460, y: 120)
    for (index, title) in words.headline.enumerated() {
      page.write(title, x: [50, 250, 340, 460][index], y: 260)
    }
    let comma = words.testDescription != "English"
    let rows = [("Lamp", "10", "99.00", "990.00"), ("Cable drum", "5", "50.00", "250.00")]
    for (index, row) in rows.enumerated() {
      let y = 280 + Double(index) * 20
      let written = [row.1, row.2, row.3].map { comma ? $0.replacing(".", with: ",") : $0 }
      page.write(row.0, x: 50, y: y)
      for (column, text) in written.enumerated() {
        page.write(text, x: [250, 340, 460][column], y: y)
      }
    }
    page.write(pairs: words.totals, x: 320, value: 460, y: 360)
    return page
  }

  @Test(arguments: papers)
  func `number, days, references, amounts and parties are found`(words: Words) {
    let found = extract(page(words))
    #expect(found.value("number") == "HL-2031")
    #expect(found.value("issueDate") == "2026-03-05")
    #expect(found.value("dueDate") == "2026-04-04")
    #expect(found.value("references.purchaseOrder") == "PO-77121")
    #expect(found.value("currency") == (words.testDescription == "English" ? "GBP" : "EUR"))
    #expect(found.value("totals.net") == "1240.00")
    #expect(found.value("totals.tax") == "248.00")
    #expect(found.value("totals.gross") == "1488.00")
    #expect(found.value("totals.due") == "1488.00")
    #expect(found.value("seller.name") == words.seller[0])
    #expect(found.value("buyer.name") == words.buyer[0])
    #expect(found.document.seller.vatID != nil)
    #expect(found.document.buyer.vatID == nil)
    #expect(found.problems.isEmpty)
  }

  @Test(arguments: papers)
  func `the items are read where they add up`(words: Words) {
    let document = extract(page(words)).document
    #expect(document.lines.map(\.description) == ["Lamp", "Cable drum"])
    #expect(document.lines.map { $0.net?.description } == ["990.00", "250.00"])
    #expect(document.lines.map { $0.quantity?.description } == ["10", "5"])
    #expect(document.lines.map { $0.unitPrice?.description } == ["99.00", "50.00"])
    #expect(document.taxes.map { $0.amount?.description } == ["248.00"])
  }

  @Test(arguments: papers)
  func `every value says where it stands and how sure it is`(words: Words) throws {
    let document = extract(page(words)).document
    #expect(document.sources.count > 10)
    for (path, source) in document.sources {
      #expect(source.method == .rule && source.page == 1, "\(path)")
      let box = try #require(source.box)
      #expect(box.count == 4 && box[0] < box[2] && box[1] < box[3], "\(path)")
      let confidence = try #require(source.confidence)
      #expect(confidence.scale == 3 && (500..<1000).contains(confidence.coefficient), "\(path)")
    }
  }
}

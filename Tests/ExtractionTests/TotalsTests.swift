import Documents
import Extraction
import Testing
import Values

/// Among labelled amounts the set that foots wins.
@Suite struct TotalsTests {
  private func page(_ rows: [(String, String)]) -> TestPage {
    var page = TestPage()
    page.write(
      pairs: [("Rechnungsnummer:", "7001"), ("Rechnungsdatum:", "05.03.2026")],
      x: 50,
      value: 200,
      y: 60
    )
    page.write(pairs: rows, x: 300, value: 450, y: 300)
    return page
  }

  private func check(
    _ rows: [(String, String)],
    _ net: String?,
    _ tax: String?,
    _ gross: String?,
    _ due: String?
  ) {
    let found = extract(page(rows))
    #expect(found.value("totals.net") == net)
    #expect(found.value("totals.tax") == tax)
    #expect(found.value("totals.gross") == gross)
    #expect(found.value("totals.due") == due)
  }

  @Test func `a subtotal before a discount is not the net`() {
    check(
      [
        ("Zwischensumme", "500,00"), ("Rabatt", "-50,00"), ("Nettobetrag", "450,00"),
        ("MwSt. 19%", "85,50"),
        ("Gesamtbetrag", "535,50"),
      ],
      "450.00",
      "85.50",
      "535.50",
      "535.50"
    )
  }

  @Test func `two rates make rows and a sum`() {
    var page = page([])
    let rows = [
      ["USt-Satz", "Netto", "USt-Betrag", "Brutto"], ["7 %", "100,00", "7,00", "107,00"],
      ["19 %", "200,00", "38,00", "238,00"],
    ]
    for (index, row) in rows.enumerated() {
      for (column, text) in row.enumerated() {
        page.write(text, x: 50 + Double(column) * 110, y: 300 + Double(index) * 14)
      }
    }
    page.write(
      pairs: [("Summe netto", "300,00"), ("Summe USt.", "45,00"), ("Rechnungsbetrag", "345,00")],
      x: 300,
      value: 450,
      y: 360
    )
    let found = extract(page)
    #expect(found.value("totals.tax") == "45.00")
    #expect(found.value("totals.gross") == "345.00")
    #expect(found.document.taxes.map { $0.rate?.description } == ["7", "19"])
    #expect(found.document.taxes.map { $0.base?.description } == ["100.00", "200.00"])
    #expect(found.confidence("totals.gross") >= 990)
  }

  @Test func `what was paid before is taken off`() {
    check(
      [
        ("Nettobetrag", "1.000,00"), ("Umsatzsteuer 19%", "190,00"), ("Gesamtbetrag", "1.190,00"),
        ("Erhaltene Anzahlungen", "-500,00"), ("Zahlbetrag", "690,00"),
      ],
      "1000.00",
      "190.00",
      "1190.00",
      "690.00"
    )
    #expect(
      extract(page([("Gesamtbetrag", "1.190,00"), ("Anzahlung", "500,00")])).value("totals.due")
        == nil
    )
  }

  @Test func `totals that do not foot are unsure`() {
    let found = extract(
      page([("Nettobetrag", "100,00"), ("MwSt. 19%", "19,00"), ("Gesamtbetrag", "191,00")])
    )
    #expect(found.value("totals.gross") == "191.00")
    #expect(found.confidence("totals.gross") < 950)
  }

  @Test func `amounts in a row under their headlines`() {
    var page = page([])
    for (column, text) in ["Nettobetrag", "MwSt.-Betrag", "Gesamtbetrag"].enumerated() {
      page.write(text, x: 100 + Double(column) * 140, y: 400)
      page.write(["100,00", "19,00", "119,00"][column], x: 100 + Double(column) * 140, y: 414)
    }
    let found = extract(page)
    #expect(found.value("totals.net") == "100.00")
    #expect(found.value("totals.tax") == "19.00")
    #expect(found.value("totals.gross") == "119.00")
  }

  @Test func `an amount in another currency is not the total`() {
    let found = extract(
      page([
        ("Währung", "EUR"), ("Nettobetrag", "100,00 EUR"), ("MwSt. 19%", "19,00 EUR"),
        ("Gesamtbetrag", "129,00 USD"),
        ("Gesamtbetrag", "119,00 EUR"),
      ])
    )
    #expect(found.value("totals.gross") == "119.00")
    #expect(found.value("currency") == "EUR")
  }

  @Test func `no currency is assumed`() {
    #expect(extract(page([("Gesamtbetrag", "119,00")])).document.currency == nil)
  }
}

import Documents
import Extraction
import Testing
import Values

/// Papers with several tax rates: their taxes are added, and proved by their rates.
@Suite struct TaxRowTests {
  private func page(_ rows: [(String, String)], items: [(String, String, String)] = []) -> TestPage
  {
    var page = TestPage()
    page.write("Invoice", x: 50, y: 40, size: 18)
    page.write(
      pairs: [("Invoice number:", "A-17"), ("Date:", "5 March 2026")],
      x: 50,
      value: 200,
      y: 80
    )
    for (index, item) in items.enumerated() {
      let y = 200 + Double(index) * 14
      page.write(item.0, x: 50, y: y)
      page.write(item.1, x: 320, y: y)
      page.write(item.2, x: 480, y: y)
    }
    page.write(pairs: rows, x: 300, value: 470, y: 400)
    return page
  }

  @Test func `two rates without their bases are added up`() {
    let found = extract(
      page([
        ("Subtotal", "240.00 GBP"), ("VAT 20%", "40.00 GBP"), ("VAT 5%", "2.00 GBP"),
        ("Total", "282.00 GBP"),
      ])
    )
    #expect(found.value("totals.net") == "240.00")
    #expect(found.value("totals.tax") == "42.00")
    #expect(found.value("totals.gross") == "282.00")
    #expect(found.document.taxes.map { $0.rate?.description } == ["20", "5"])
    #expect(found.document.taxes.map { $0.amount?.description } == ["40.00", "2.00"])
    #expect(found.confidence("totals.net") >= 990)
  }

  @Test func `taxes that do not belong to their rates prove nothing`() {
    let found = extract(
      page([
        ("Subtotal", "240.00 GBP"), ("VAT 20%", "30.00 GBP"), ("VAT 5%", "12.00 GBP"),
        ("Total", "282.00 GBP"),
      ])
    )
    #expect(found.confidence("totals.tax") < 990)
    #expect(found.document.taxes.isEmpty)
  }

  /// Base, rate, tax and gross of each rate in a row; the paper's totals are the sums.
  private func table(total: String) -> TestPage {
    var page = page([("Totaal te betalen", total)])
    for (x, text) in [(120.0, "Grondslag"), (210, "Tarief"), (300, "BTW"), (400, "Totaal")] {
      page.write(text, x: x, y: 340)
    }
    for (y, row) in [
      (354.0, ["1.000,00", "21 %", "210,00", "1.210,00"]),
      (368, ["200,00", "9 %", "18,00", "218,00"]),
    ] {
      for (x, text) in zip([120.0, 210, 300, 400], row) { page.write(text, x: x, y: y) }
    }
    return page
  }

  @Test func `the sums of a table of rates are the paper's totals, not one of its rows`() {
    let found = extract(table(total: "1.428,00 EUR"))
    #expect(found.value("totals.net") == "1200.00")
    #expect(found.value("totals.tax") == "228.00")
    #expect(found.value("totals.gross") == "1428.00")
    #expect(found.document.taxes.map { $0.base?.description } == ["1000.00", "200.00"])
    let box = found.document.sources["totals.tax"]?.box
    #expect(box.map { $0[3] - $0[1] > 20 } == true, "the source is both rows")
  }

  @Test func `a row of the table that happens to be labelled is no sure total`() {
    let found = extract(table(total: "9.999,00 EUR"))
    #expect(found.confidence("totals.gross") < 990 || found.value("totals.gross") == "9999.00")
    #expect(found.confidence("totals.net") < 990)
  }

  @Test func `ten times a price is no tax of ten percent`() {
    let found = extract(
      page(
        [("Base imponible", "1.708,37"), ("IVA 21%", "358,76"), ("Total factura", "2.067,13 EUR")],
        items: [("Montaje", "10", "1.596,20"), ("Papel", "1", "112,17")]
      )
    )
    #expect(found.value("totals.tax") == "358.76")
    #expect(found.document.taxes.count == 1)
  }

  @Test func `cash rounding and a tax kept back lead from the gross to what is due`() {
    let rounded = extract(
      page([
        ("Netto", "100.20 CHF"), ("MwSt. 8.1 %", "8.12 CHF"), ("Rundung", "-0.02 CHF"),
        ("Total", "108.30 CHF"),
      ])
    )
    #expect(rounded.value("totals.gross") == "108.32")
    #expect(rounded.value("totals.rounding") == "-0.02")
    #expect(rounded.value("totals.due") == "108.30")
    let withheld = extract(
      page([
        ("Base imponible", "1.000,00 EUR"), ("IVA 21%", "210,00 EUR"), ("IRPF 15%", "-150,00 EUR"),
        ("Total", "1.060,00 EUR"),
      ])
    )
    #expect(withheld.value("totals.gross") == "1210.00")
    #expect(withheld.value("totals.withheld") == "150.00")
    #expect(withheld.value("totals.due") == "1060.00")
  }

  @Test func `a net that is not printed is what lines, discount and shipping make`() {
    let found = extract(
      page([
        ("Subtotal", "100.00 USD"), ("Discount", "-5.00 USD"), ("Shipping", "10.00 USD"),
        ("Sales tax 7%", "7.35 USD"), ("Total", "112.35 USD"),
      ])
    )
    #expect(found.value("totals.net") == "105.00")
    #expect(found.value("totals.tax") == "7.35")
    #expect(found.value("totals.gross") == "112.35")
  }

  @Test func `two items that add up to a total are no net and no tax`() {
    let found = extract(
      page(
        [("Montant total à régler", "630,00 EUR")],
        items: [("Reportage photo", "1", "450,00"), ("Tirages", "8", "180,00")]
      )
    )
    #expect(found.value("totals.tax") == nil)
    #expect(found.value("totals.net") == nil)
  }

  @Test(arguments: [
    "Gesamtsumme inkl. USt.", "Gesamtbetrag EUR", "Total CHF inkl. MWST", "Totaal incl. btw",
  ])
  func `a total is known with its tax and its currency`(label: String) {
    let found = extract(
      page([("Netto", "100,00 EUR"), ("MwSt. 19 %", "19,00 EUR"), (label, "119,00 EUR")])
    )
    #expect(found.value("totals.gross") == "119.00")
    #expect(found.confidence("totals.gross") >= 990)
  }

  @Test func `quantity and price that no headline names are those that make the amount`() {
    var page = page([
      ("Net total", "147.00 GBP"), ("VAT 20%", "29.40 GBP"), ("Total", "176.40 GBP"),
    ])
    for (x, text) in [(50.0, "Description"), (200, "Each"), (300, "How many"), (480, "Amount")] {
      page.write(text, x: x, y: 186)
    }
    for (y, row) in [
      (200.0, ["Copper pipe", "14.50", "6", "87.00"]),
      (214, ["Site visit", "60.00", "1", "60.00"]),
    ] {
      for (x, text) in zip([50.0, 200, 300, 480], row) { page.write(text, x: x, y: y) }
    }
    let lines = extract(page).document.lines
    #expect(lines.map { $0.quantity?.description } == ["6", "1"])
    #expect(lines.map { $0.unitPrice?.description } == ["14.50", "60.00"])
    #expect(lines.map(\.description) == ["Copper pipe", "Site visit"])
  }

  @Test func `a charge is no tax, and leads from the lines to the net`() {
    let found = extract(
      page([
        ("Subtotale", "6.153,78 EUR"), ("Spese di trasporto", "9,95 EUR"),
        ("Imponibile", "6.163,73 EUR"), ("Totale documento", "6.163,73 EUR"),
      ])
    )
    #expect(found.value("totals.net") == "6163.73")
    #expect(found.value("totals.gross") == "6163.73")
    #expect(found.value("totals.tax") == nil)
    #expect(found.value("totals.lines") == "6153.78")
  }
}

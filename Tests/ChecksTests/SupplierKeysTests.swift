import Books
import Checks
import Documents
import Testing
import Values

@Suite struct SupplierKeysTests {
  @Test func `a row is read by its usual headings`() {
    let record = SupplierRecord(row: [
      "Lieferant": "Kessel Holzhandel GmbH", "USt-IdNr.": "DE 811 907 980",
      "IBAN": "DE75 5121 0800 1245 1261 99", "IBAN 2": "DE02120300000000202051", "Währung": "eur",
      "Ort": "Ulm",
    ])
    #expect(record.name == "Kessel Holzhandel GmbH")
    #expect(record.vatID == "DE 811 907 980")
    #expect(record.ibans == ["DE75 5121 0800 1245 1261 99", "DE02120300000000202051"])
    #expect(record.currency == Currency("EUR"))
    #expect(record.values["Ort"] == "Ulm")
    #expect(
      SupplierKeys.keys(of: record) == [
        "vat:DE811907980", "iban:DE75512108001245126199", "iban:DE02120300000000202051",
        "name:KESSELHOLZHANDEL",
      ]
    )
  }

  @Test func `an empty row has no key`() {
    #expect(SupplierKeys.keys(of: SupplierRecord(row: [:])) == [])
    #expect(SupplierKeys.keys(of: SupplierRecord(row: ["name": "  ", "IBAN": " "])) == [])
  }

  @Test func `a document is looked up by VAT id, then account, then name`() {
    let document = Fixtures.invoice {
      $0.seller.vatID = "de811907980"
      $0.payment.iban = "DE75 5121 0800 1245 1261 99"
      $0.seller.name = "KESSEL HOLZHANDEL G.m.b.H."
    }
    #expect(
      SupplierKeys.lookupKeys(of: document) == [
        "vat:DE811907980", "iban:DE75512108001245126199", "name:KESSELHOLZHANDEL",
      ]
    )
  }

  @Test(arguments: [
    ("Müller & Söhne OHG", "MUELLER UND SOEHNE"), ("Café Éclair S.A.R.L.", "Cafe Eclair"),
    ("Ångström AB", "ANGSTROM"), ("Łódź Sp. z o.o.", "LODZ"),
    ("Mu\u{308}ller", "Müller"),
  ])
  func `spellings of one name have one key`(left: String, right: String) {
    #expect(SupplierKeys.name(left) == SupplierKeys.name(right))
  }

  @Test func `a name of nothing but a legal form keeps it`() {
    #expect(SupplierKeys.name("GmbH") == "GMBH")
    #expect(SupplierKeys.name("!!!") == "")
  }
}

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

  @Test func `the first kind of key that hits decides`() {
    var byName = SupplierRecord(name: "Kessel Holzhandel GmbH")
    byName.vatID = "DE136695976"
    var byAccount = SupplierRecord(name: "Brandt KG")
    byAccount.ibans = ["DE75512108001245126199"]
    let document = Fixtures.invoice { $0.payment.iban = "DE75 5121 0800 1245 1261 99" }
    func lookup(_ table: [SupplierRecord], _ document: Document) -> SupplierLookup {
      SupplierKeys.lookup(document) { key in
        table.filter { SupplierKeys.keys(of: $0).contains(key) }
      }
    }
    #expect(lookup([byName, byAccount], document) == .known(byAccount))
    #expect(lookup([byName], document) == .known(byName))
    #expect(lookup([byName, SupplierRecord(name: "KESSEL Holzhandel")], document) != .unknown)
    #expect(lookup([], document) == .unknown)
  }

  @Test func `a seller found by name with another VAT id is reviewed`() {
    var record = SupplierRecord(name: "Kessel Holzhandel GmbH")
    record.vatID = "DE136695976"
    let document = Fixtures.invoice { $0.seller.vatID = "DE811907980" }
    let told = Fixtures.told(document, Fixtures.context(supplier: .known(record)))
    #expect(
      told == [
        "supplier-known review: The VAT id DE811907980 is not the one that the suppliers table has "
          + "for Kessel Holzhandel GmbH (DE136695976)."
      ]
    )
  }
}

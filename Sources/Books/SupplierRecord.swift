package import Values

/// One row of the suppliers table, by the meaning of its columns.
package struct SupplierRecord: Hashable, Sendable, Codable {
  package var name: String?
  package var vatID: String?
  /// As written.
  package var ibans: [String] = []
  package var currency: Currency?
  /// The whole row: column name to text.
  package var values: [String: String] = [:]

  package init(name: String?) {
    self.name = name
  }

  /// Reads a row by the usual column names (`name`, `Lieferant`, `vatID`, `USt-IdNr.`, `IBAN 2`, ...).
  package init(row: [String: String]) {
    values = row
    for column in row.keys.sorted() {
      guard let text = row[column], !text.allSatisfy(\.isWhitespace) else { continue }
      let heading = TextFolding.folded(column).filter { $0.isLetter }
      if Self.vatHeadings.contains(heading) {
        vatID = vatID ?? text
      } else if heading.hasPrefix("IBAN") || heading.hasSuffix("IBAN") {
        ibans += text.split { $0 == "," || $0 == ";" || $0 == "|" }.map(String.init)
      } else if Self.currencyHeadings.contains(heading) {
        currency = currency ?? Currency(text.filter { !$0.isWhitespace })
      } else if Self.nameHeadings.contains(heading) {
        name = name ?? text
      }
    }
  }

  private static let vatHeadings: Set<String> = [
    "VATID", "VAT", "VATNUMBER", "VATNO", "VATREGISTRATION", "USTID", "USTIDNR", "UID", "TAXID",
    "TVA", "NUMEROTVA", "PARTITAIVA", "PIVA", "BTWNUMMER", "NIFIVA", "SELLERVATID",
  ]
  private static let currencyHeadings: Set<String> = [
    "CURRENCY", "WAEHRUNG", "DEVISE", "VALUTA", "MONEDA",
  ]
  private static let nameHeadings: Set<String> = [
    "NAME", "SUPPLIER", "SUPPLIERNAME", "VENDOR", "VENDORNAME", "LIEFERANT", "LIEFERANTENNAME",
    "KREDITOR", "FIRMA", "FOURNISSEUR", "FORNITORE", "PROVEEDOR", "COMPANY", "COMPANYNAME",
    "CREDITOR", "SELLERNAME", "LEVERANCIER",
  ]
}

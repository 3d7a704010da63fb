package import Books
package import Documents
import Values

/// Normalised keys for finding a document's seller in the suppliers table.
///
/// The order of looking up is VAT id, then IBAN, then name: the first kind that hits decides.
package enum SupplierKeys {
  package static func vatID(_ text: String) -> String { plain(text) }
  package static func iban(_ text: String) -> String { plain(text) }

  /// Folded, without legal form and blanks: `KESSELHOLZHANDEL`.
  package static func name(_ text: String) -> String { PartyName(text).key }

  /// One key for the seller: its VAT id, else its name; nil when it has neither.
  package static func seller(of document: Document) -> String? {
    if let vatID = document.seller.vatID, !plain(vatID).isEmpty { return "vat:" + plain(vatID) }
    if let text = document.seller.name, !name(text).isEmpty { return "name:" + name(text) }
    return nil
  }

  /// The keys of a row: `vat:`, `iban:` and `name:` with the normalised text.
  package static func keys(of record: SupplierRecord) -> [String] {
    let written: [(String, String)] =
      [("vat:", plain(record.vatID ?? ""))]
      + record.ibans.map { ("iban:", plain($0)) }
      + [("name:", name(record.name ?? ""))]
    return written.filter { !$0.1.isEmpty }.map { $0.0 + $0.1 }
  }

  /// The keys to look a document's seller up by, surest first; the first that has a hit decides.
  package static func lookupKeys(of document: Document) -> [String] {
    var keys: [String] = []
    func add(_ kind: String, _ key: String) {
      if !key.isEmpty, !keys.contains(kind + key) { keys.append(kind + key) }
    }
    add("vat:", plain(document.seller.vatID ?? ""))
    for iban in DocumentFields.sellerAccounts(document) { add("iban:", plain(iban)) }
    add("name:", name(document.seller.name ?? ""))
    add("name:", name(document.seller.tradingName ?? ""))
    return keys
  }

  private static func plain(_ text: String) -> String {
    String(
      text.uppercased().unicodeScalars.filter { scalar in
        ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
      }.map(Character.init)
    )
  }
}

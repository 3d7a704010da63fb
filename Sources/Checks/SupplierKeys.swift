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
    let vatID = document.seller.vatID.map(plain) ?? ""
    if !vatID.isEmpty { return "vat:" + vatID }
    return sellerName(of: document)
  }

  /// The key by its name alone.
  static func sellerName(of document: Document) -> String? {
    let name = document.seller.name.map(name) ?? ""
    return name.isEmpty ? nil : "name:" + name
  }

  /// The keys of a row: `vat:`, `iban:` and `name:` with the normalised text.
  package static func keys(of record: SupplierRecord) -> [String] {
    let written: [(String, String)] =
      [("vat:", plain(record.vatID ?? ""))]
      + record.ibans.map { ("iban:", plain($0)) }
      + [("name:", name(record.name ?? ""))]
    return written.filter { !$0.1.isEmpty }.map { $0.0 + $0.1 }
  }

  /// Looks the document's seller up in an index of the table by `keys(of:)`.
  package static func lookup(
    _ document: Document,
    find: (String) throws -> [SupplierRecord]
  ) rethrows -> SupplierLookup {
    let keys = lookupKeys(of: document)
    for kind in ["vat:", "iban:", "name:"] {
      var records: [SupplierRecord] = []
      for key in keys where key.hasPrefix(kind) {
        for record in try find(key) where !records.contains(record) { records.append(record) }
      }
      if let only = records.first, records.count == 1 { return .known(only) }
      if !records.isEmpty { return .severalMatch(records) }
    }
    return .unknown
  }

  /// The rows with the seller's name, where an account and no VAT id has found the seller.
  ///
  /// They say whose account it is not. Empty where the name itself has found the row, or no row is found.
  package static func namesakes(
    _ document: Document,
    of lookup: SupplierLookup,
    find: (String) throws -> [SupplierRecord]
  ) rethrows -> [SupplierRecord] {
    let found = SupplierChecks.known(lookup).flatMap(keys(of:))
    let wanted = lookupKeys(of: document)
    guard !wanted.contains(where: { $0.hasPrefix("vat:") && found.contains($0) }),
      wanted.contains(where: { $0.hasPrefix("iban:") && found.contains($0) })
    else { return [] }
    var records: [SupplierRecord] = []
    for key in wanted where key.hasPrefix("name:") {
      for record in try find(key) where !records.contains(record) { records.append(record) }
    }
    return records
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

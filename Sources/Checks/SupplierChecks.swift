import Books
import Documents
import Values

/// `iban-changed` and `supplier-known`: the document against the suppliers table.
enum SupplierChecks {
  /// Paying to a new account because a paper says so is how most money is stolen from small firms.
  static func ibanChanged(_ document: Document, _ context: CheckContext) -> [Finding] {
    let records = known(context.supplier)
    let listed = records.flatMap(\.ibans).map(SupplierKeys.iban).filter { !$0.isEmpty }
    guard !listed.isEmpty else { return [] }
    let strange = DocumentFields.sellerAccounts(document).filter {
      IBANShape.looksLikeIBAN($0) && !listed.contains(SupplierKeys.iban($0))
    }
    let distinct = strange.enumerated().filter { position, text in
      !strange[..<position].contains { SupplierKeys.iban($0) == SupplierKeys.iban(text) }
    }.map(\.element)
    guard !distinct.isEmpty else { return [] }
    let name = records.first?.name ?? "this supplier"
    let verb = distinct.count == 1 ? "is" : "are"
    return [
      Finding(
        code: "iban-changed",
        severity: .block,
        message:
          "\(distinct.joined(separator: " and ")) \(verb) not the account that the suppliers "
          + "table has for \(name) (\(listed.joined(separator: ", "))).",
        fields: ["payment.iban"],
        suggestion: "Call the supplier on a number you know, not one from this paper. If the new "
          + "account is right, correct the suppliers table."
      )
    ]
  }

  static func isKnown(_ document: Document, _ context: CheckContext) -> [Finding] {
    let name = document.seller.name ?? document.seller.vatID ?? "without a name"
    switch context.supplier {
    case .noTable, .known: return []
    case .unknown:
      return [
        Finding(
          code: "supplier-known",
          severity: .review,
          message: "The seller \(name) is not in the suppliers table.",
          fields: ["seller.name", "seller.vatID"],
          suggestion: "Check who it is, then add the supplier to the table."
        )
      ]
    case .severalMatch(let records):
      let names = records.prefix(5).map { $0.name ?? $0.vatID ?? "?" }.joined(separator: ", ")
      return [
        Finding(
          code: "supplier-known",
          severity: .review,
          message: "\(records.count) suppliers of the table fit the seller \(name): \(names).",
          fields: ["seller.name", "seller.vatID"],
          suggestion: "Remove the doubled rows, or give the suppliers their VAT ids."
        )
      ]
    }
  }

  static func known(_ lookup: SupplierLookup) -> [SupplierRecord] {
    switch lookup {
    case .noTable, .unknown: []
    case .known(let record): [record]
    case .severalMatch(let records): records
    }
  }
}

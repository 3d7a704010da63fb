import Books
import Documents
import Values

/// `iban-changed` and `supplier-known`: the document against the suppliers table.
enum SupplierChecks {
  /// Paying to a new account because a paper says so is how most money is stolen from small firms.
  static func ibanChanged(_ document: Document, _ context: CheckContext) -> [Finding] {
    if let finding = anothersAccount(document, context) { return [finding] }
    let records = known(context.supplier)
    let listed = records.flatMap(\.ibans).map(AccountNumber.plain).filter { !$0.isEmpty }
    guard !listed.isEmpty else { return [] }
    let stated = DocumentFields.sellerAccounts(document).filter(AccountNumber.namesAccount)
    let isListed = { (text: String) in
      listed.contains { AccountNumber.isSame(AccountNumber.plain(text), $0) }
    }
    // Beside the account of the table a paper may have a giro number or the like; an IBAN is never passed over.
    let isOneListed = stated.contains(where: isListed)
    let strange = stated.filter { text in
      !isListed(text) && (IBANShape.looksLikeIBAN(text) || !isOneListed)
    }
    let distinct = strange.enumerated().filter { position, text in
      !strange[..<position].contains { AccountNumber.plain($0) == AccountNumber.plain(text) }
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

  /// The row was found by nothing but the account, and it is another company's.
  ///
  /// Else whoever names the account of any supplier would pass for that supplier.
  private static func anothersAccount(_ document: Document, _ context: CheckContext) -> Finding? {
    let holders = known(context.supplier)
    let vatID = SupplierKeys.vatID(document.seller.vatID ?? "")
    if !vatID.isEmpty, holders.contains(where: { SupplierKeys.vatID($0.vatID ?? "") == vatID }) {
      return nil
    }
    let accounts = DocumentFields.sellerAccounts(document).map { ($0, SupplierKeys.iban($0)) }
    let held = accounts.first { _, account in
      holders.contains { $0.ibans.contains { SupplierKeys.iban($0) == account } }
    }
    let names = [document.seller.name, document.seller.tradingName].compactMap { $0 }
      .filter { !SupplierKeys.name($0).isEmpty }
    guard let account = held?.0, let seller = names.first else { return nil }
    let own = context.namesakes.filter { !holders.contains($0) }
    let named = holders.compactMap(\.name).filter { !SupplierKeys.name($0).isEmpty }
    if own.isEmpty {
      // A payee that the paper itself names (a factor) is no stranger to its own account.
      let stated = names + [document.payee.name].compactMap { $0 }
      let isHolder = named.contains { holder in stated.contains { areAlike($0, holder) } }
      if named.isEmpty || isHolder { return nil }
    } else if named.contains(where: { holder in
      names.contains { SupplierKeys.name($0) == SupplierKeys.name(holder) }
    }) {
      return nil
    }
    let holder = named.isEmpty ? "another supplier" : named.prefix(3).joined(separator: " and ")
    let listed = own.flatMap(\.ibans).map(AccountNumber.plain).filter { !$0.isEmpty }
    let rest =
      own.isEmpty
      ? "; \(seller) is not in the table"
      : listed.isEmpty
        ? ", not for \(seller)"
        : ", not for \(seller) (\(listed.joined(separator: ", ")))"
    return Finding(
      code: "iban-changed",
      severity: .block,
      message: "\(account) is the account that the suppliers table has for \(holder)\(rest).",
      fields: ["payment.iban", "seller.name"],
      suggestion: "Call the supplier on a number you know, not one from this paper. If the "
        + "account is its own, put it into the supplier's row of the suppliers table."
    )
  }

  /// The same name, or one that only has more words: `Kessel Holz` and `Kessel Holz Handel GmbH`.
  private static func areAlike(_ left: String, _ right: String) -> Bool {
    if SupplierKeys.name(left) == SupplierKeys.name(right) { return true }
    let (left, right) = (Set(PartyName(left).distinctive), Set(PartyName(right).distinctive))
    guard !left.isEmpty, !right.isEmpty else { return false }
    return left.isSubset(of: right) || right.isSubset(of: left)
  }

  static func isKnown(_ document: Document, _ context: CheckContext) -> [Finding] {
    let name = document.seller.name ?? document.seller.vatID ?? "without a name"
    switch context.supplier {
    case .noTable: return []
    case .known(let record): return otherVATID(document, record)
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

  /// Found by account or name, but the VAT id is another company's.
  private static func otherVATID(_ document: Document, _ record: SupplierRecord) -> [Finding] {
    guard let stated = document.seller.vatID, let listed = record.vatID,
      !SupplierKeys.vatID(stated).isEmpty, !SupplierKeys.vatID(listed).isEmpty,
      SupplierKeys.vatID(stated) != SupplierKeys.vatID(listed)
    else { return [] }
    return [
      Finding(
        code: "supplier-known",
        severity: .review,
        message: "The VAT id \(stated) is not the one that the suppliers table has for "
          + "\(record.name ?? "this supplier") (\(listed)).",
        fields: ["seller.vatID"],
        suggestion: "Check who the seller is; correct the table if the supplier changed its VAT id."
      )
    ]
  }

  static func known(_ lookup: SupplierLookup) -> [SupplierRecord] {
    switch lookup {
    case .noTable, .unknown: []
    case .known(let record): [record]
    case .severalMatch(let records): records
    }
  }
}

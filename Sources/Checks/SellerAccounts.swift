package import Documents

/// The accounts that two papers of one bill ask to be paid to.
package enum SellerAccounts {
  /// The accounts of `other`, when they are not those of `own`; nil when they are, or one of the two names none.
  ///
  /// One paper may name fewer accounts than the other, but no account that the other has not.
  package static func otherAccounts(of other: Document, than own: Document) -> String? {
    let (one, two) = (named(own), named(other))
    guard !one.isEmpty, !two.isEmpty, !all(one, areIn: two), !all(two, areIn: one) else {
      return nil
    }
    return text(of: other)
  }

  static func text(of document: Document) -> String {
    DocumentFields.sellerAccounts(document).joined(separator: ", ")
  }

  private static func named(_ document: Document) -> [String] {
    DocumentFields.sellerAccounts(document).filter(AccountNumber.namesAccount)
      .map(AccountNumber.plain)
  }

  private static func all(_ some: [String], areIn others: [String]) -> Bool {
    some.allSatisfy { one in
      others.contains { AccountNumber.isSame(one, $0) || AccountNumber.isSame($0, one) }
    }
  }
}

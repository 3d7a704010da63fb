/// What else an e-invoice says of a party.
package struct PartyParticulars: RareValue {
  /// BT-29 / BT-46 / BT-60.
  package var identifiers: [Identifier] = []
  /// Scheme of BT-30 / BT-47 / BT-61.
  package var legalRegistrationScheme: String?
  /// BT-33.
  package var legalInformation: String?
  /// BT-34 / BT-49.
  package var electronicAddress: Identifier?
  /// BG-6 / BG-9.
  @Rare package var contact: Contact
  /// BG-5 / BG-8 / BG-12.
  @Rare package var postalAddress: PostalAddress

  package init() {}
}

/// An identifier with the scheme that it is of: a GLN, a DUNS number, a meter.
package struct Identifier: Particular {
  package var id: String
  /// ISO/IEC 6523 or UNTDID 1153 code; nil: the sender's own.
  package var scheme: String?

  package init(id: String, scheme: String? = nil) {
    self.id = id
    self.scheme = scheme
  }
}

/// BG-5, BG-8, BG-12 or BG-15, part by part.
package struct PostalAddress: RareValue {
  /// BT-35 / BT-50 / BT-64 / BT-75.
  package var street: String?
  /// BT-36 / BT-51 / BT-65 / BT-76.
  package var additionalStreet: String?
  /// BT-162 / BT-163 / BT-164 / BT-165.
  package var thirdLine: String?
  /// BT-37 / BT-52 / BT-66 / BT-77.
  package var city: String?
  /// BT-38 / BT-53 / BT-67 / BT-78.
  package var postCode: String?
  /// BT-39 / BT-54 / BT-68 / BT-79.
  package var subdivision: String?
  /// BT-80; that of a party stands with the party.
  package var country: String?

  package init() {}
}

/// BG-6 or BG-9.
package struct Contact: RareValue {
  /// BT-41 / BT-56.
  package var name: String?
  /// BT-42 / BT-57.
  package var phone: String?
  /// BT-43 / BT-58.
  package var email: String?

  package init() {}
}

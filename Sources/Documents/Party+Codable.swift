// Flat: what is rare stands among the other keys.

extension Party: Codable {
  enum Key: String, CodingKey {
    case name
    case tradingName
    case vatID
    case taxRegistrationID
    case legalRegistrationID
    case iban
    case address
    case country
    case identifiers
    case legalRegistrationScheme
    case legalInformation
    case electronicAddress
    case contact
    case postalAddress
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    name = try values.decodeIfPresent(String.self, forKey: .name)
    tradingName = try values.decodeIfPresent(String.self, forKey: .tradingName)
    vatID = try values.decodeIfPresent(String.self, forKey: .vatID)
    taxRegistrationID = try values.decodeIfPresent(String.self, forKey: .taxRegistrationID)
    legalRegistrationID = try values.decodeIfPresent(String.self, forKey: .legalRegistrationID)
    iban = try values.decodeIfPresent(String.self, forKey: .iban)
    address = try values.decodeIfPresent(String.self, forKey: .address)
    country = try values.decodeIfPresent(String.self, forKey: .country)
    more = try PartyParticulars(values)
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encodeIfPresent(name, forKey: .name)
    try values.encodeIfPresent(tradingName, forKey: .tradingName)
    try values.encodeIfPresent(vatID, forKey: .vatID)
    try values.encodeIfPresent(taxRegistrationID, forKey: .taxRegistrationID)
    try values.encodeIfPresent(legalRegistrationID, forKey: .legalRegistrationID)
    try values.encodeIfPresent(iban, forKey: .iban)
    try values.encodeIfPresent(address, forKey: .address)
    try values.encodeIfPresent(country, forKey: .country)
    if !$more.isEmpty { try more.encode(to: &values) }
  }
}

extension PartyParticulars {
  init(_ values: KeyedDecodingContainer<Party.Key>) throws {
    identifiers = try values.decodeIfPresent([Identifier].self, forKey: .identifiers) ?? []
    legalRegistrationScheme = try values.decodeIfPresent(
      String.self,
      forKey: .legalRegistrationScheme
    )
    legalInformation = try values.decodeIfPresent(String.self, forKey: .legalInformation)
    electronicAddress = try values.decodeIfPresent(Identifier.self, forKey: .electronicAddress)
    contact = try values.decodeIfPresent(Contact.self, forKey: .contact) ?? Contact()
    postalAddress =
      try values.decodeIfPresent(PostalAddress.self, forKey: .postalAddress) ?? PostalAddress()
  }

  func encode(to values: inout KeyedEncodingContainer<Party.Key>) throws {
    if !identifiers.isEmpty { try values.encode(identifiers, forKey: .identifiers) }
    try values.encodeIfPresent(legalRegistrationScheme, forKey: .legalRegistrationScheme)
    try values.encodeIfPresent(legalInformation, forKey: .legalInformation)
    try values.encodeIfPresent(electronicAddress, forKey: .electronicAddress)
    if !contact.isEmpty { try values.encode(contact, forKey: .contact) }
    if !postalAddress.isEmpty { try values.encode(postalAddress, forKey: .postalAddress) }
  }
}

import Documents

extension UBLMapping {
  static let parties: [Row] = seller + buyer + payee + taxRepresentative

  private static let seller: [Row] = {
    let party = "cac:AccountingSupplierParty/cac:Party"
    let legal = "\(party)/cac:PartyLegalEntity"
    let taxNumber = "\(party)/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID!=VAT]/cbc:CompanyID"
    return [
      .map("\(legal)/cbc:RegistrationName", "BT-27", .text("seller.name", \.seller.name)),
      .map(
        "\(party)/cac:PartyName/cbc:Name",
        "BT-28",
        .text("seller.tradingName", \.seller.tradingName)
      ),
      .map(
        "\(party)/cac:PartyIdentification/cbc:ID[@schemeID!=SEPA]",
        "BT-29",
        .partyIdentifier(.seller)
      ),
      .map(
        "\(legal)/cbc:CompanyID",
        "BT-30",
        .text("seller.legalRegistrationID", \.seller.legalRegistrationID)
      ),
      legalScheme("\(legal)/cbc:CompanyID", .seller),
      .map("\(party)/\(vatID)", "BT-31", .text("seller.vatID", \.seller.vatID)),
      .map(taxNumber, "BT-32", .text("seller.taxRegistrationID", \.seller.taxRegistrationID)),
      .map(
        "\(legal)/cbc:CompanyLegalForm",
        "BT-33",
        .party(.seller, "legalInformation", \.more.legalInformation)
      ),
      .map("\(party)/cbc:EndpointID", "BT-34", .electronicAddress(.seller)),
      .map(
        "\(party)/cac:Contact/cbc:Name",
        "BT-41",
        .party(.seller, "contact", \.more.contact.name)
      ),
      .map(
        "\(party)/cac:Contact/cbc:Telephone",
        "BT-42",
        .party(.seller, "contact", \.more.contact.phone)
      ),
      .map(
        "\(party)/cac:Contact/cbc:ElectronicMail",
        "BT-43",
        .party(.seller, "contact", \.more.contact.email)
      ),
    ]
      + address("\(party)/cac:PostalAddress", .seller, ["35", "36", "162", "38", "37", "39"])
      + [.map("\(party)/\(country)", "BT-40", .text("seller.country", \.seller.country))]
  }()

  private static let buyer: [Row] = {
    let party = "cac:AccountingCustomerParty/cac:Party"
    let legal = "\(party)/cac:PartyLegalEntity"
    let taxNumber = "\(party)/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID!=VAT]/cbc:CompanyID"
    return [
      .map("\(legal)/cbc:RegistrationName", "BT-44", .text("buyer.name", \.buyer.name)),
      .map(
        "\(party)/cac:PartyName/cbc:Name",
        "BT-45",
        .text("buyer.tradingName", \.buyer.tradingName)
      ),
      .map("\(party)/cac:PartyIdentification/cbc:ID", "BT-46", .partyIdentifier(.buyer)),
      .map(
        "\(legal)/cbc:CompanyID",
        "BT-47",
        .text("buyer.legalRegistrationID", \.buyer.legalRegistrationID)
      ),
      legalScheme("\(legal)/cbc:CompanyID", .buyer),
      .map("\(party)/\(vatID)", "BT-48", .text("buyer.vatID", \.buyer.vatID)),
      .map(taxNumber, nil, .text("buyer.taxRegistrationID", \.buyer.taxRegistrationID)),
      .map("\(party)/cbc:EndpointID", "BT-49", .electronicAddress(.buyer)),
      .map(
        "\(party)/cac:Contact/cbc:Name",
        "BT-56",
        .party(.buyer, "contact", \.more.contact.name)
      ),
      .map(
        "\(party)/cac:Contact/cbc:Telephone",
        "BT-57",
        .party(.buyer, "contact", \.more.contact.phone)
      ),
      .map(
        "\(party)/cac:Contact/cbc:ElectronicMail",
        "BT-58",
        .party(.buyer, "contact", \.more.contact.email)
      ),
    ]
      + address("\(party)/cac:PostalAddress", .buyer, ["50", "51", "163", "53", "52", "54"])
      + [.map("\(party)/\(country)", "BT-55", .text("buyer.country", \.buyer.country))]
  }()

  private static let payee: [Row] = {
    let party = "cac:PayeeParty"
    let legal = "\(party)/cac:PartyLegalEntity/cbc:CompanyID"
    return [
      .map("\(party)/cac:PartyName/cbc:Name", "BT-59", .text("payee.name", \.payee.name)),
      .map(
        "\(party)/cac:PartyIdentification/cbc:ID[@schemeID!=SEPA]",
        "BT-60",
        .partyIdentifier(.payee)
      ),
      .map(legal, "BT-61", .text("payee.legalRegistrationID", \.payee.legalRegistrationID)),
      legalScheme(legal, .payee),
    ]
  }()

  private static let taxRepresentative: [Row] = {
    let party = "cac:TaxRepresentativeParty"
    let terms = ["64", "65", "164", "67", "66", "68"]
    return [
      .map("\(party)/cac:PartyName/cbc:Name", "BT-62", .party(.taxRepresentative, "name", \.name)),
      .map("\(party)/\(vatID)", "BT-63", .party(.taxRepresentative, "vatID", \.vatID)),
      .map("\(party)/\(country)", "BT-69", .party(.taxRepresentative, "country", \.country)),
    ] + address("\(party)/cac:PostalAddress", .taxRepresentative, terms)
  }()

  private static let vatID = "cac:PartyTaxScheme[cac:TaxScheme/cbc:ID=VAT]/cbc:CompanyID"
  private static let country = "cac:PostalAddress/cac:Country/cbc:IdentificationCode"

  private static func legalScheme(_ path: String, _ party: XMLInvoiceParty) -> Row {
    .map(
      path,
      nil,
      .party(party, "legalRegistrationScheme", \.more.legalRegistrationScheme),
      attribute: .schemeID
    )
  }

  /// `terms` in the order of the parts.
  private static func address(
    _ path: String,
    _ party: XMLInvoiceParty,
    _ terms: [String]
  ) -> [Row] {
    let parts: [(String, Slot<PostalAddress, String>)] = [
      ("cbc:StreetName", \.street), ("cbc:AdditionalStreetName", \.additionalStreet),
      ("cac:AddressLine/cbc:Line", \.thirdLine), ("cbc:PostalZone", \.postCode),
      ("cbc:CityName", \.city), ("cbc:CountrySubentity", \.subdivision),
    ]
    return zip(parts, terms).map { part, term in
      .map("\(path)/\(part.0)", "BT-\(term)", .address(party, part.1))
    }
  }
}

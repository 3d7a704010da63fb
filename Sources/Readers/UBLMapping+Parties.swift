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
      .map("\(party)/cac:PartyIdentification/cbc:ID[@schemeID!=SEPA]", "BT-29"),
      .map(
        "\(legal)/cbc:CompanyID",
        "BT-30",
        .text("seller.legalRegistrationID", \.seller.legalRegistrationID)
      ),
      .map("\(party)/\(vatID)", "BT-31", .text("seller.vatID", \.seller.vatID)),
      .map(taxNumber, "BT-32", .text("seller.taxRegistrationID", \.seller.taxRegistrationID)),
      .map("\(legal)/cbc:CompanyLegalForm", "BT-33"),
      .map("\(party)/cbc:EndpointID", "BT-34"),
      .map("\(party)/cac:Contact/cbc:Name", "BT-41"),
      .map("\(party)/cac:Contact/cbc:Telephone", "BT-42"),
      .map("\(party)/cac:Contact/cbc:ElectronicMail", "BT-43"),
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
      .map("\(party)/cac:PartyIdentification/cbc:ID", "BT-46"),
      .map(
        "\(legal)/cbc:CompanyID",
        "BT-47",
        .text("buyer.legalRegistrationID", \.buyer.legalRegistrationID)
      ),
      .map("\(party)/\(vatID)", "BT-48", .text("buyer.vatID", \.buyer.vatID)),
      .map(taxNumber, nil, .text("buyer.taxRegistrationID", \.buyer.taxRegistrationID)),
      .map("\(party)/cbc:EndpointID", "BT-49"),
      .map("\(party)/cac:Contact/cbc:Name", "BT-56"),
      .map("\(party)/cac:Contact/cbc:Telephone", "BT-57"),
      .map("\(party)/cac:Contact/cbc:ElectronicMail", "BT-58"),
    ]
      + address("\(party)/cac:PostalAddress", .buyer, ["50", "51", "163", "53", "52", "54"])
      + [.map("\(party)/\(country)", "BT-55", .text("buyer.country", \.buyer.country))]
  }()

  private static let payee: [Row] = {
    let party = "cac:PayeeParty"
    let legal = "\(party)/cac:PartyLegalEntity/cbc:CompanyID"
    return [
      .map("\(party)/cac:PartyName/cbc:Name", "BT-59", .text("payee.name", \.payee.name)),
      .map("\(party)/cac:PartyIdentification/cbc:ID[@schemeID!=SEPA]", "BT-60"),
      .map(legal, "BT-61", .text("payee.legalRegistrationID", \.payee.legalRegistrationID)),
    ]
  }()

  private static let taxRepresentative: [Row] = {
    let party = "cac:TaxRepresentativeParty"
    let terms = ["64", "65", "164", "67", "66", "68"]
    return [
      .map("\(party)/cac:PartyName/cbc:Name", "BT-62"),
      .map("\(party)/\(vatID)", "BT-63"),
      .map("\(party)/\(country)", "BT-69"),
    ] + address("\(party)/cac:PostalAddress", nil, terms)
  }()

  private static let vatID = "cac:PartyTaxScheme[cac:TaxScheme/cbc:ID=VAT]/cbc:CompanyID"
  private static let country = "cac:PostalAddress/cac:Country/cbc:IdentificationCode"

  /// `terms` in the order of `XMLAddressPart`.
  private static func address(
    _ path: String,
    _ party: XMLInvoiceParty?,
    _ terms: [String]
  ) -> [Row] {
    let names = [
      "cbc:StreetName", "cbc:AdditionalStreetName", "cac:AddressLine/cbc:Line", "cbc:PostalZone",
      "cbc:CityName", "cbc:CountrySubentity",
    ]
    return zip(XMLAddressPart.allCases, zip(names, terms)).map { part, row in
      .map("\(path)/\(row.0)", "BT-\(row.1)", party.map { .address($0, part) })
    }
  }
}

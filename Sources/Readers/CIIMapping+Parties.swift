import Documents

extension CIIMapping {
  static let parties: [Row] = seller + buyer + payee + taxRepresentative

  private static let seller: [Row] = {
    let party = "\(agreement)/ram:SellerTradeParty"
    let legal = "\(party)/ram:SpecifiedLegalOrganization"
    let contact = "\(party)/ram:DefinedTradeContact"
    return [
      .map("\(party)/ram:Name", "BT-27", .text("seller.name", \.seller.name)),
      .map(
        "\(legal)/ram:TradingBusinessName",
        "BT-28",
        .text("seller.tradingName", \.seller.tradingName)
      ),
      .map("\(party)/ram:ID|GlobalID", "BT-29", .partyIdentifier(.seller)),
      .map(
        "\(legal)/ram:ID",
        "BT-30",
        .text("seller.legalRegistrationID", \.seller.legalRegistrationID)
      ),
      legalScheme("\(legal)/ram:ID", .seller),
      .map("\(party)/\(vatID)", "BT-31", .text("seller.vatID", \.seller.vatID)),
      .map(
        "\(party)/\(taxNumber)",
        "BT-32",
        .text("seller.taxRegistrationID", \.seller.taxRegistrationID)
      ),
      .map(
        "\(party)/ram:Description",
        "BT-33",
        .party(.seller, "legalInformation", \.more.legalInformation)
      ),
      .map(
        "\(party)/ram:URIUniversalCommunication/ram:URIID",
        "BT-34",
        .electronicAddress(.seller)
      ),
      .map("\(party)/\(country)", "BT-40", .text("seller.country", \.seller.country)),
    ]
      + address("\(party)/ram:PostalTradeAddress", .seller, ["35", "36", "162", "38", "37", "39"])
      + contacts(contact, .seller, ["41", "42", "43"])
  }()

  private static let buyer: [Row] = {
    let party = "\(agreement)/ram:BuyerTradeParty"
    let legal = "\(party)/ram:SpecifiedLegalOrganization"
    return [
      .map("\(party)/ram:Name", "BT-44", .text("buyer.name", \.buyer.name)),
      .map(
        "\(legal)/ram:TradingBusinessName",
        "BT-45",
        .text("buyer.tradingName", \.buyer.tradingName)
      ),
      .map("\(party)/ram:GlobalID", "BT-46"),
      .map("\(party)[ram:GlobalID!=*]/ram:ID", "BT-46"),
      .map("\(party)/ram:ID", nil, .partyIdentifier(.buyer)),
      .map("\(party)/ram:GlobalID", nil, .partyIdentifier(.buyer)),
      .map(
        "\(legal)/ram:ID",
        "BT-47",
        .text("buyer.legalRegistrationID", \.buyer.legalRegistrationID)
      ),
      legalScheme("\(legal)/ram:ID", .buyer),
      .map("\(party)/\(vatID)", "BT-48", .text("buyer.vatID", \.buyer.vatID)),
      .map(
        "\(party)/\(taxNumber)",
        nil,
        .text("buyer.taxRegistrationID", \.buyer.taxRegistrationID)
      ),
      .map("\(party)/ram:URIUniversalCommunication/ram:URIID", "BT-49", .electronicAddress(.buyer)),
      .map("\(party)/\(country)", "BT-55", .text("buyer.country", \.buyer.country)),
    ]
      + address("\(party)/ram:PostalTradeAddress", .buyer, ["50", "51", "163", "53", "52", "54"])
      + contacts("\(party)/ram:DefinedTradeContact", .buyer, ["56", "57", "58"])
  }()

  private static let payee: [Row] = {
    let party = "\(settlement)/ram:PayeeTradeParty"
    let legal = "\(party)/ram:SpecifiedLegalOrganization/ram:ID"
    return [
      .map("\(party)/ram:Name", "BT-59", .text("payee.name", \.payee.name)),
      .map("\(party)/ram:ID|GlobalID", "BT-60", .partyIdentifier(.payee)),
      .map(legal, "BT-61", .text("payee.legalRegistrationID", \.payee.legalRegistrationID)),
      legalScheme(legal, .payee),
      .map("\(party)/\(vatID)", nil, .text("payee.vatID", \.payee.vatID)),
      .map("\(party)/\(country)", nil, .text("payee.country", \.payee.country)),
    ]
  }()

  private static let taxRepresentative: [Row] = {
    let party = "\(agreement)/ram:SellerTaxRepresentativeTradeParty"
    let terms = ["64", "65", "164", "67", "66", "68"]
    return [
      .map("\(party)/ram:Name", "BT-62", .party(.taxRepresentative, "name", \.name)),
      .map("\(party)/\(vatID)", "BT-63", .party(.taxRepresentative, "vatID", \.vatID)),
      .map("\(party)/\(country)", "BT-69", .party(.taxRepresentative, "country", \.country)),
    ] + address("\(party)/ram:PostalTradeAddress", .taxRepresentative, terms)
  }()

  private static let vatID = "ram:SpecifiedTaxRegistration/ram:ID[@schemeID=VA]"
  private static let taxNumber = "ram:SpecifiedTaxRegistration/ram:ID[@schemeID=FC]"
  private static let country = "ram:PostalTradeAddress/ram:CountryID"

  private static func legalScheme(_ path: String, _ party: XMLInvoiceParty) -> Row {
    .map(
      path,
      nil,
      .party(party, "legalRegistrationScheme", \.more.legalRegistrationScheme),
      attribute: .schemeID
    )
  }

  private static func contacts(
    _ path: String,
    _ party: XMLInvoiceParty,
    _ terms: [String]
  ) -> [Row] {
    let name: XMLInvoiceField = .party(party, "contact", \.more.contact.name)
    let phone: XMLInvoiceField = .party(party, "contact", \.more.contact.phone)
    let email: XMLInvoiceField = .party(party, "contact", \.more.contact.email)
    return [
      .map("\(path)/ram:PersonName", "BT-\(terms[0])", name),
      .map("\(path)/ram:DepartmentName", "BT-\(terms[0])", name),
      .map(
        "\(path)/ram:TelephoneUniversalCommunication/ram:CompleteNumber",
        "BT-\(terms[1])",
        phone
      ),
      .map("\(path)/ram:EmailURIUniversalCommunication/ram:URIID", "BT-\(terms[2])", email),
    ]
  }
}

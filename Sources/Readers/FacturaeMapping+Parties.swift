import Documents

extension FacturaeMapping {
  static let parties: [Row] =
    party(.seller, "Parties/SellerParty", "BT-27", "BT-31")
    + party(.buyer, "Parties/BuyerParty", "BT-44", "BT-48")
    + party(.payee, "FileHeader/FactoringAssignmentData/Assignee", "BT-59", nil) + centres

  /// The offices of an authority to which the invoice goes.
  private static let centres: [Row] = {
    let centre = "Parties/BuyerParty/AdministrativeCentres/AdministrativeCentre"
    return [.map("\(centre)/CentreCode", "BT-46", .partyIdentifier(.buyer))]
  }()

  private static func party(
    _ party: XMLInvoiceParty,
    _ path: String,
    _ name: String,
    _ vatID: String?
  ) -> [Row] {
    let company = "\(path)/LegalEntity"
    let person = "\(path)/Individual"
    return [
      .map("\(path)/TaxIdentification/TaxIdentificationNumber", vatID, .taxNumber(party)),
      .map("\(company)/CorporateName", name, .party(party, "name", \.name)),
      .map("\(company)/TradeName", nil, .party(party, "tradingName", \.tradingName)),
      .map("\(person)/Name", name, .append(party, "name", \.name)),
      .map("\(person)/FirstSurname", nil, .append(party, "name", \.name)),
      .map("\(person)/SecondSurname", nil, .append(party, "name", \.name)),
    ] + seat(party, company) + seat(party, person)
  }

  private static func seat(_ party: XMLInvoiceParty, _ path: String) -> [Row] {
    let contact = "\(path)/ContactDetails"
    let home = "\(path)/AddressInSpain"
    let abroad = "\(path)/OverseasAddress"
    return [
      .map("\(home)/Address", nil, .address(party, \.street)),
      .map("\(home)/PostCode", nil, .address(party, \.postCode)),
      .map("\(home)/Town", nil, .address(party, \.city)),
      .map("\(home)/Province", nil, .address(party, \.subdivision)),
      .map("\(home)/CountryCode", nil, country(party)),
      .map("\(abroad)/Address", nil, .address(party, \.street)),
      .map("\(abroad)/PostCodeAndTown", nil, .address(party, \.city)),
      .map("\(abroad)/Province", nil, .address(party, \.subdivision)),
      .map("\(abroad)/CountryCode", nil, country(party)),
      .map("\(contact)/ContactPersons", nil, .party(party, "contact", \.more.contact.name)),
      .map("\(contact)/Telephone", nil, .party(party, "contact", \.more.contact.phone)),
      .map("\(contact)/ElectronicMail", nil, .party(party, "contact", \.more.contact.email)),
    ]
  }

  /// ISO 3166-1 with three letters here, with two in EN 16931; a country that is not listed stays as written.
  private static func country(_ party: XMLInvoiceParty) -> XMLInvoiceField {
    .act { draft, value in
      draft.document[keyPath: party.slot].country = countries[value.text] ?? value.text
      draft.note("\(party.rawValue).country", value)
    }
  }

  private static let countries = [
    "ESP": "ES", "DEU": "DE", "FRA": "FR", "ITA": "IT", "PRT": "PT", "GBR": "GB", "NLD": "NL",
    "BEL": "BE", "AUT": "AT", "CHE": "CH", "LUX": "LU", "IRL": "IE", "DNK": "DK", "SWE": "SE",
    "NOR": "NO", "FIN": "FI", "POL": "PL", "CZE": "CZ", "SVK": "SK", "SVN": "SI", "HUN": "HU",
    "HRV": "HR", "ROU": "RO", "BGR": "BG", "GRC": "GR", "EST": "EE", "LVA": "LV", "LTU": "LT",
    "MLT": "MT", "CYP": "CY", "AND": "AD", "USA": "US", "CAN": "CA", "MEX": "MX", "CHN": "CN",
    "JPN": "JP", "MAR": "MA", "TUR": "TR", "BRA": "BR", "ARG": "AR",
  ]
}

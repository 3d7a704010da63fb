import Documents

extension FatturaPAMapping {
  static let parties: [Row] =
    party(.seller, "\(header)/CedentePrestatore", "BT-27", "BT-31")
    + party(.taxRepresentative, "\(header)/RappresentanteFiscale", "BT-62", "BT-63")
    + party(.buyer, "\(header)/CessionarioCommittente", "BT-44", "BT-48") + addressee + contact

  private static let addressee: [Row] = {
    let data = "\(header)/DatiTrasmissione"
    // Seven zeros: the code says nothing, the certified mail address or the tax portal takes its place.
    return [
      .map(
        "\(data)[CodiceDestinatario!=0000000]/CodiceDestinatario",
        "BT-49",
        .electronicAddress(.buyer)
      ),
      .map("\(data)/PECDestinatario", "BT-49", .electronicAddress(.buyer)),
    ]
  }()

  private static let contact: [Row] = {
    let path = "\(header)/CedentePrestatore/Contatti"
    let register = "\(header)/CedentePrestatore/IscrizioneREA"
    return [
      .map("\(path)/Telefono", "BT-42", .party(.seller, "contact", \.more.contact.phone)),
      .map("\(path)/Email", "BT-43", .party(.seller, "contact", \.more.contact.email)),
      .map(
        "\(register)/Ufficio",
        nil,
        .append(.seller, "legalRegistrationID", \.legalRegistrationID)
      ),
      .map(
        "\(register)/NumeroREA",
        nil,
        .append(.seller, "legalRegistrationID", \.legalRegistrationID)
      ),
    ]
  }()

  private static func party(
    _ party: XMLInvoiceParty,
    _ path: String,
    _ name: String,
    _ vatID: String
  ) -> [Row] {
    let person = "\(path)/DatiAnagrafici"
    return names(party, "\(person)/Anagrafica", name)
      + identifiers(party, person, vatID) + seat(party, "\(path)/Sede")
  }

  /// A company by its name, a person by the two.
  static func names(_ party: XMLInvoiceParty, _ path: String, _ term: String) -> [Row] {
    [
      .map("\(path)/Denominazione", term, .append(party, "name", \.name)),
      .map("\(path)/Nome", nil, .append(party, "name", \.name)),
      .map("\(path)/Cognome", nil, .append(party, "name", \.name)),
    ]
  }

  static func identifiers(_ party: XMLInvoiceParty, _ path: String, _ term: String) -> [Row] {
    [
      .map("\(path)/IdFiscaleIVA/IdPaese", nil, .append(party, "vatID", \.vatID, separator: "")),
      .map(
        "\(path)/IdFiscaleIVA/IdCodice",
        term,
        .append(party, "vatID", \.vatID, separator: "")
      ),
      .map(
        "\(path)/CodiceFiscale",
        nil,
        .party(party, "taxRegistrationID", \.taxRegistrationID)
      ),
    ]
  }

  static func seat(_ party: XMLInvoiceParty, _ path: String) -> [Row] {
    [
      .map("\(path)/Indirizzo", nil, .append(party, "address", \.more.postalAddress.street)),
      .map("\(path)/NumeroCivico", nil, .append(party, "address", \.more.postalAddress.street)),
      .map("\(path)/CAP", nil, .address(party, \.postCode)),
      .map("\(path)/Comune", nil, .address(party, \.city)),
      .map("\(path)/Provincia", nil, .address(party, \.subdivision)),
      .map("\(path)/Nazione", nil, .party(party, "country", \.country)),
    ]
  }
}

// Flat: what is rare stands among the other keys.

extension Payment: Codable {
  enum Key: String, CodingKey {
    case terms
    case reference
    case iban
    case bic
    case meansCode
    case accounts
    case meansText
    case transfers
    case cardNumber
    case cardHolder
    case mandate
    case creditorID
    case debitedAccount
    case instalments
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    terms = try values.decodeIfPresent(String.self, forKey: .terms)
    reference = try values.decodeIfPresent(String.self, forKey: .reference)
    iban = try values.decodeIfPresent(String.self, forKey: .iban)
    bic = try values.decodeIfPresent(String.self, forKey: .bic)
    meansCode = try values.decodeIfPresent(String.self, forKey: .meansCode)
    accounts = try values.decodeIfPresent([String].self, forKey: .accounts)
    more = try PaymentParticulars(values)
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encodeIfPresent(terms, forKey: .terms)
    try values.encodeIfPresent(reference, forKey: .reference)
    try values.encodeIfPresent(iban, forKey: .iban)
    try values.encodeIfPresent(bic, forKey: .bic)
    try values.encodeIfPresent(meansCode, forKey: .meansCode)
    try values.encodeIfPresent(accounts, forKey: .accounts)
    if !$more.isEmpty { try more.encode(to: &values) }
  }
}

extension PaymentParticulars {
  init(_ values: KeyedDecodingContainer<Payment.Key>) throws {
    meansText = try values.decodeIfPresent(String.self, forKey: .meansText)
    transfers = try values.decodeIfPresent([CreditTransfer].self, forKey: .transfers) ?? []
    cardNumber = try values.decodeIfPresent(String.self, forKey: .cardNumber)
    cardHolder = try values.decodeIfPresent(String.self, forKey: .cardHolder)
    mandate = try values.decodeIfPresent(String.self, forKey: .mandate)
    creditorID = try values.decodeIfPresent(String.self, forKey: .creditorID)
    debitedAccount = try values.decodeIfPresent(String.self, forKey: .debitedAccount)
    instalments = try values.decodeIfPresent([Instalment].self, forKey: .instalments) ?? []
  }

  func encode(to values: inout KeyedEncodingContainer<Payment.Key>) throws {
    try values.encodeIfPresent(meansText, forKey: .meansText)
    if !transfers.isEmpty { try values.encode(transfers, forKey: .transfers) }
    try values.encodeIfPresent(cardNumber, forKey: .cardNumber)
    try values.encodeIfPresent(cardHolder, forKey: .cardHolder)
    try values.encodeIfPresent(mandate, forKey: .mandate)
    try values.encodeIfPresent(creditorID, forKey: .creditorID)
    try values.encodeIfPresent(debitedAccount, forKey: .debitedAccount)
    if !instalments.isEmpty { try values.encode(instalments, forKey: .instalments) }
  }
}

import Values

extension Document: Codable {
  private enum CodingKeys: String, CodingKey {
    case type
    case typeCode
    case number
    case issueDate
    case dueDate
    case currency
    case seller
    case buyer
    case payee
    case totals
    case taxes
    case allowancesAndCharges
    case lines
    case references
    case payment
    case extra
    case sources
    case problems
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    type = try values.decode(DocumentType.self, forKey: .type)
    typeCode = try values.decodeIfPresent(String.self, forKey: .typeCode)
    number = try values.decodeIfPresent(String.self, forKey: .number)
    issueDate = try values.decodeIfPresent(Day.self, forKey: .issueDate)
    dueDate = try values.decodeIfPresent(Day.self, forKey: .dueDate)
    currency = try values.decodeIfPresent(Currency.self, forKey: .currency)
    seller = try values.decodeIfPresent(Party.self, forKey: .seller) ?? Party()
    buyer = try values.decodeIfPresent(Party.self, forKey: .buyer) ?? Party()
    payee = try values.decodeIfPresent(Party.self, forKey: .payee) ?? Party()
    totals = try values.decodeIfPresent(Totals.self, forKey: .totals) ?? Totals()
    taxes = try values.decodeIfPresent([TaxBreakdown].self, forKey: .taxes) ?? []
    allowancesAndCharges =
      try values.decodeIfPresent([AllowanceCharge].self, forKey: .allowancesAndCharges) ?? []
    lines = try values.decodeIfPresent([DocumentLine].self, forKey: .lines) ?? []
    references = try values.decodeIfPresent(References.self, forKey: .references) ?? References()
    payment = try values.decodeIfPresent(Payment.self, forKey: .payment) ?? Payment()
    extra = try values.decodeIfPresent([String: String].self, forKey: .extra) ?? [:]
    sources = try values.decodeIfPresent([String: Source].self, forKey: .sources) ?? [:]
    problems = try values.decodeIfPresent([Problem].self, forKey: .problems) ?? []
  }

  /// Absent is absent: no null, no empty text, object or list.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(type, forKey: .type)
    try values.encodeIfPresent(typeCode, forKey: .typeCode)
    try values.encodeIfPresent(number, forKey: .number)
    try values.encodeIfPresent(issueDate, forKey: .issueDate)
    try values.encodeIfPresent(dueDate, forKey: .dueDate)
    try values.encodeIfPresent(currency, forKey: .currency)
    if !seller.isEmpty { try values.encode(seller, forKey: .seller) }
    if !buyer.isEmpty { try values.encode(buyer, forKey: .buyer) }
    if !payee.isEmpty { try values.encode(payee, forKey: .payee) }
    if !totals.isEmpty { try values.encode(totals, forKey: .totals) }
    if !taxes.isEmpty { try values.encode(taxes, forKey: .taxes) }
    if !allowancesAndCharges.isEmpty {
      try values.encode(allowancesAndCharges, forKey: .allowancesAndCharges)
    }
    if !lines.isEmpty { try values.encode(lines, forKey: .lines) }
    if !references.isEmpty { try values.encode(references, forKey: .references) }
    if !payment.isEmpty { try values.encode(payment, forKey: .payment) }
    let filled = extra.filter { !$0.value.isEmpty }
    if !filled.isEmpty { try values.encode(filled, forKey: .extra) }
    if !sources.isEmpty { try values.encode(sources, forKey: .sources) }
    if !problems.isEmpty { try values.encode(problems, forKey: .problems) }
  }
}

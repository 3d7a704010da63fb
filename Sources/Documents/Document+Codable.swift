import Values

extension Document: Codable {
  enum Key: String, CodingKey {
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
    case taxCurrency
    case taxPointDate
    case taxPointCode
    case businessProcess
    case specificationID
    case notes
    case period
    case delivery
    case taxRepresentative
    case precedingInvoices
    case supportingDocuments
    case thirdPartyPayments
    case extensions
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    self.init(type: try values.decode(DocumentType.self, forKey: .type))
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
    more = try DocumentParticulars(values)
  }

  /// Absent is absent: no null, no empty text, object or list.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
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
    if !moreIfAny.isEmpty { try more.encode(to: &values) }
  }
}

extension DocumentParticulars {
  init(_ values: KeyedDecodingContainer<Document.Key>) throws {
    taxCurrency = try values.decodeIfPresent(Currency.self, forKey: .taxCurrency)
    taxPointDate = try values.decodeIfPresent(Day.self, forKey: .taxPointDate)
    taxPointCode = try values.decodeIfPresent(String.self, forKey: .taxPointCode)
    businessProcess = try values.decodeIfPresent(String.self, forKey: .businessProcess)
    specificationID = try values.decodeIfPresent(String.self, forKey: .specificationID)
    notes = try values.decodeIfPresent([Note].self, forKey: .notes) ?? []
    period = try values.decodeIfPresent(Period.self, forKey: .period) ?? Period()
    delivery = try values.decodeIfPresent(Delivery.self, forKey: .delivery) ?? Delivery()
    taxRepresentative =
      try values.decodeIfPresent(Party.self, forKey: .taxRepresentative) ?? Party()
    precedingInvoices =
      try values.decodeIfPresent([PrecedingInvoice].self, forKey: .precedingInvoices) ?? []
    supportingDocuments =
      try values.decodeIfPresent([SupportingDocument].self, forKey: .supportingDocuments) ?? []
    thirdPartyPayments =
      try values.decodeIfPresent([ThirdPartyPayment].self, forKey: .thirdPartyPayments) ?? []
    extensions = try values.decodeIfPresent([ExtensionValue].self, forKey: .extensions) ?? []
  }

  func encode(to values: inout KeyedEncodingContainer<Document.Key>) throws {
    try values.encodeIfPresent(taxCurrency, forKey: .taxCurrency)
    try values.encodeIfPresent(taxPointDate, forKey: .taxPointDate)
    try values.encodeIfPresent(taxPointCode, forKey: .taxPointCode)
    try values.encodeIfPresent(businessProcess, forKey: .businessProcess)
    try values.encodeIfPresent(specificationID, forKey: .specificationID)
    if !notes.isEmpty { try values.encode(notes, forKey: .notes) }
    if !period.isEmpty { try values.encode(period, forKey: .period) }
    if !delivery.isEmpty { try values.encode(delivery, forKey: .delivery) }
    if !taxRepresentative.isEmpty {
      try values.encode(taxRepresentative, forKey: .taxRepresentative)
    }
    if !precedingInvoices.isEmpty {
      try values.encode(precedingInvoices, forKey: .precedingInvoices)
    }
    if !supportingDocuments.isEmpty {
      try values.encode(supportingDocuments, forKey: .supportingDocuments)
    }
    if !thirdPartyPayments.isEmpty {
      try values.encode(thirdPartyPayments, forKey: .thirdPartyPayments)
    }
    if !extensions.isEmpty { try values.encode(extensions, forKey: .extensions) }
  }
}

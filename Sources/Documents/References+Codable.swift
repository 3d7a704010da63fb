// Flat: what is rare stands among the other keys.

extension References: Codable {
  enum Key: String, CodingKey {
    case purchaseOrder
    case buyerReference
    case contract
    case precedingInvoice
    case project
    case salesOrder
    case receivingAdvice
    case despatchAdvice
    case tender
    case invoicedObject
    case accounting
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    purchaseOrder = try values.decodeIfPresent(String.self, forKey: .purchaseOrder)
    buyerReference = try values.decodeIfPresent(String.self, forKey: .buyerReference)
    contract = try values.decodeIfPresent(String.self, forKey: .contract)
    precedingInvoice = try values.decodeIfPresent(String.self, forKey: .precedingInvoice)
    more = try ReferencesParticulars(values)
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encodeIfPresent(purchaseOrder, forKey: .purchaseOrder)
    try values.encodeIfPresent(buyerReference, forKey: .buyerReference)
    try values.encodeIfPresent(contract, forKey: .contract)
    try values.encodeIfPresent(precedingInvoice, forKey: .precedingInvoice)
    if !$more.isEmpty { try more.encode(to: &values) }
  }
}

extension ReferencesParticulars {
  init(_ values: KeyedDecodingContainer<References.Key>) throws {
    project = try values.decodeIfPresent(String.self, forKey: .project)
    salesOrder = try values.decodeIfPresent(String.self, forKey: .salesOrder)
    receivingAdvice = try values.decodeIfPresent(String.self, forKey: .receivingAdvice)
    despatchAdvice = try values.decodeIfPresent(String.self, forKey: .despatchAdvice)
    tender = try values.decodeIfPresent(String.self, forKey: .tender)
    invoicedObject = try values.decodeIfPresent(Identifier.self, forKey: .invoicedObject)
    accounting = try values.decodeIfPresent(String.self, forKey: .accounting)
  }

  func encode(to values: inout KeyedEncodingContainer<References.Key>) throws {
    try values.encodeIfPresent(project, forKey: .project)
    try values.encodeIfPresent(salesOrder, forKey: .salesOrder)
    try values.encodeIfPresent(receivingAdvice, forKey: .receivingAdvice)
    try values.encodeIfPresent(despatchAdvice, forKey: .despatchAdvice)
    try values.encodeIfPresent(tender, forKey: .tender)
    try values.encodeIfPresent(invoicedObject, forKey: .invoicedObject)
    try values.encodeIfPresent(accounting, forKey: .accounting)
  }
}

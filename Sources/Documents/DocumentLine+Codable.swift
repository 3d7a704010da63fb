import Values

// Flat: what is rare stands among the other keys.

extension DocumentLine: Codable {
  enum Key: String, CodingKey {
    case id
    case description
    case quantity
    case unit
    case unitPrice
    case priceBaseQuantity
    case net
    case taxCategory
    case taxRate
    case isGroup
    case allowancesAndCharges
    case parentID
    case note
    case invoicedObject
    case orderLine
    case accounting
    case period
    case priceDiscount
    case grossPrice
    case priceBaseUnit
    case sellerItemID
    case buyerItemID
    case standardItemID
    case classifications
    case originCountry
    case attributes
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    id = try values.decodeIfPresent(String.self, forKey: .id)
    description = try values.decodeIfPresent(String.self, forKey: .description)
    quantity = try values.decodeIfPresent(ExactDecimal.self, forKey: .quantity)
    unit = try values.decodeIfPresent(String.self, forKey: .unit)
    unitPrice = try values.decodeIfPresent(ExactDecimal.self, forKey: .unitPrice)
    priceBaseQuantity = try values.decodeIfPresent(ExactDecimal.self, forKey: .priceBaseQuantity)
    net = try values.decodeIfPresent(ExactDecimal.self, forKey: .net)
    taxCategory = try values.decodeIfPresent(String.self, forKey: .taxCategory)
    taxRate = try values.decodeIfPresent(ExactDecimal.self, forKey: .taxRate)
    isGroup = try values.decodeIfPresent(Bool.self, forKey: .isGroup)
    allowancesAndCharges = try values.decodeIfPresent(
      [AllowanceCharge].self,
      forKey: .allowancesAndCharges
    )
    more = try LineParticulars(values)
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encodeIfPresent(id, forKey: .id)
    try values.encodeIfPresent(description, forKey: .description)
    try values.encodeIfPresent(quantity, forKey: .quantity)
    try values.encodeIfPresent(unit, forKey: .unit)
    try values.encodeIfPresent(unitPrice, forKey: .unitPrice)
    try values.encodeIfPresent(priceBaseQuantity, forKey: .priceBaseQuantity)
    try values.encodeIfPresent(net, forKey: .net)
    try values.encodeIfPresent(taxCategory, forKey: .taxCategory)
    try values.encodeIfPresent(taxRate, forKey: .taxRate)
    try values.encodeIfPresent(isGroup, forKey: .isGroup)
    try values.encodeIfPresent(allowancesAndCharges, forKey: .allowancesAndCharges)
    if !$more.isEmpty { try more.encode(to: &values) }
  }
}

extension LineParticulars {
  init(_ values: KeyedDecodingContainer<DocumentLine.Key>) throws {
    parentID = try values.decodeIfPresent(String.self, forKey: .parentID)
    note = try values.decodeIfPresent(String.self, forKey: .note)
    invoicedObject = try values.decodeIfPresent(Identifier.self, forKey: .invoicedObject)
    orderLine = try values.decodeIfPresent(String.self, forKey: .orderLine)
    accounting = try values.decodeIfPresent(String.self, forKey: .accounting)
    period = try values.decodeIfPresent(Period.self, forKey: .period) ?? Period()
    priceDiscount = try values.decodeIfPresent(ExactDecimal.self, forKey: .priceDiscount)
    grossPrice = try values.decodeIfPresent(ExactDecimal.self, forKey: .grossPrice)
    priceBaseUnit = try values.decodeIfPresent(String.self, forKey: .priceBaseUnit)
    sellerItemID = try values.decodeIfPresent(String.self, forKey: .sellerItemID)
    buyerItemID = try values.decodeIfPresent(String.self, forKey: .buyerItemID)
    standardItemID = try values.decodeIfPresent(Identifier.self, forKey: .standardItemID)
    classifications =
      try values.decodeIfPresent([Classification].self, forKey: .classifications) ?? []
    originCountry = try values.decodeIfPresent(String.self, forKey: .originCountry)
    attributes = try values.decodeIfPresent([ItemAttribute].self, forKey: .attributes) ?? []
  }

  func encode(to values: inout KeyedEncodingContainer<DocumentLine.Key>) throws {
    try values.encodeIfPresent(parentID, forKey: .parentID)
    try values.encodeIfPresent(note, forKey: .note)
    try values.encodeIfPresent(invoicedObject, forKey: .invoicedObject)
    try values.encodeIfPresent(orderLine, forKey: .orderLine)
    try values.encodeIfPresent(accounting, forKey: .accounting)
    if !period.isEmpty { try values.encode(period, forKey: .period) }
    try values.encodeIfPresent(priceDiscount, forKey: .priceDiscount)
    try values.encodeIfPresent(grossPrice, forKey: .grossPrice)
    try values.encodeIfPresent(priceBaseUnit, forKey: .priceBaseUnit)
    try values.encodeIfPresent(sellerItemID, forKey: .sellerItemID)
    try values.encodeIfPresent(buyerItemID, forKey: .buyerItemID)
    try values.encodeIfPresent(standardItemID, forKey: .standardItemID)
    if !classifications.isEmpty { try values.encode(classifications, forKey: .classifications) }
    try values.encodeIfPresent(originCountry, forKey: .originCountry)
    if !attributes.isEmpty { try values.encode(attributes, forKey: .attributes) }
  }
}

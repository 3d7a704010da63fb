package import Values

/// What else an e-invoice says in a line.
package struct LineParticulars: RareValue {
  /// The `id` of the line that this one is part of.
  package var parentID: String?
  /// BT-127.
  package var note: String?
  /// BT-128.
  package var invoicedObject: Identifier?
  /// BT-132.
  package var orderLine: String?
  /// BT-133: the buyer's accounting reference.
  package var accounting: String?
  /// BG-26.
  @Rare package var period: Period
  /// BT-147.
  package var priceDiscount: ExactDecimal?
  /// BT-148.
  package var grossPrice: ExactDecimal?
  /// BT-150.
  package var priceBaseUnit: String?
  /// BT-155.
  package var sellerItemID: String?
  /// BT-156.
  package var buyerItemID: String?
  /// BT-157.
  package var standardItemID: Identifier?
  /// BT-158.
  package var classifications: [Classification] = []
  /// BT-159.
  package var originCountry: String?
  /// BG-32.
  package var attributes: [ItemAttribute] = []

  package init() {}
}

/// BT-158: a code of a list such as CPV or UNSPSC.
package struct Classification: Particular {
  package var code: String
  /// BT-158-1, UNTDID 7143.
  package var list: String?
  /// BT-158-2.
  package var version: String?

  package init(code: String, list: String? = nil, version: String? = nil) {
    self.code = code
    self.list = list
    self.version = version
  }
}

/// BG-32.
package struct ItemAttribute: RareValue {
  /// BT-160.
  package var name: String?
  /// BT-161.
  package var value: String?

  package init() {}
}

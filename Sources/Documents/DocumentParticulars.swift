package import Values

/// What only some e-invoices say.
package struct DocumentParticulars: RareValue {
  /// BT-6: the currency of `totals.taxAccounted`.
  package var taxCurrency: Currency?
  /// BT-7.
  package var taxPointDate: Day?
  /// BT-8.
  package var taxPointCode: String?
  /// BT-23.
  package var businessProcess: String?
  /// BT-24: which rules the invoice says it keeps.
  package var specificationID: String?
  /// BG-1.
  package var notes: [Note] = []
  /// BG-14.
  @Rare package var period: Period
  /// BG-13.
  @Rare package var delivery: Delivery
  /// BG-11.
  @Rare package var taxRepresentative: Party
  /// BG-3, where it says more than `references.precedingInvoice`.
  package var precedingInvoices: [PrecedingInvoice] = []
  /// BG-24.
  package var supportingDocuments: [SupportingDocument] = []
  /// BG-DEX-09.
  package var thirdPartyPayments: [ThirdPartyPayment] = []
  /// Content of extensions, as far as it is text; bounded.
  package var extensions: [ExtensionValue] = []

  package init() {}
}

/// BG-1.
package struct Note: RareValue {
  /// BT-21, UNTDID 4451.
  package var subject: String?
  /// BT-22.
  package var text: String?

  package init() {}
}

/// BG-14 or BG-26.
package struct Period: RareValue {
  /// BT-73 / BT-134.
  package var start: Day?
  /// BT-74 / BT-135.
  package var end: Day?

  package init() {}
}

/// BG-13.
package struct Delivery: RareValue {
  /// BT-70.
  package var name: String?
  /// BT-71.
  package var location: Identifier?
  /// BT-72.
  package var date: Day?
  /// BG-15.
  @Rare package var address: PostalAddress

  package init() {}
}

/// BG-3.
package struct PrecedingInvoice: RareValue {
  /// BT-25.
  package var number: String?
  /// BT-26.
  package var issueDate: Day?

  package init() {}
}

/// BG-24; what is embedded stays in the archived file.
package struct SupportingDocument: RareValue {
  /// BT-122.
  package var reference: String?
  /// BT-123.
  package var description: String?
  /// BT-124.
  package var location: String?
  /// Of BT-125.
  package var fileName: String?
  /// Of BT-125.
  package var mediaType: String?
  /// True where the file holds it (BT-125).
  package var isEmbedded: Bool = false

  package init() {}
}

/// BG-DEX-09 of the XRechnung extension: a sum collected for somebody else.
package struct ThirdPartyPayment: RareValue {
  /// BT-DEX-001.
  package var type: String?
  /// BT-DEX-002.
  package var amount: ExactDecimal?
  /// BT-DEX-003.
  package var description: String?

  package init() {}
}

/// Something an e-invoice says beyond the standard, where it stands and as written.
package struct ExtensionValue: Particular {
  package var path: String
  package var text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}

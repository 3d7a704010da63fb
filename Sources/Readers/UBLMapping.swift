import Documents

/// UBL 2.1 Invoice and CreditNote to EN 16931 terms and the document's fields.
///
/// Source: EN 16931-1 and CEN/TS 16931-3-2 (syntax binding to UBL).
enum UBLMapping {
  typealias Row = XMLInvoiceMeaning.Table.Row

  static let line = "cac:InvoiceLine|CreditNoteLine"
  static let currencyPath = "cbc:DocumentCurrencyCode"
  static let taxCurrencyPath = "cbc:TaxCurrencyCode"

  static let table = XMLInvoiceMeaning.Table(
    root: "Invoice",
    rows: header + references + parties + delivery + payment + allowances + totals + lines,
    records: [line],
    previews: [
      "cac:AdditionalDocumentReference/cac:Attachment/cbc:EmbeddedDocumentBinaryObject"
    ],
    recursions: [(line, "SubInvoiceLine"), (line, "SubCreditNoteLine")]
  )

  private static let header: [Row] = [
    .map("cbc:ID", "BT-1", .text("number", \.number)),
    .day("cbc:IssueDate", "BT-2", .day("issueDate", \.issueDate)),
    .map("cbc:InvoiceTypeCode|CreditNoteTypeCode", "BT-3", .typeCode),
    .map(currencyPath, "BT-5", .currency),
    .map(taxCurrencyPath, "BT-6"),
    .day("cbc:TaxPointDate", "BT-7"),
    .map("cac:InvoicePeriod/cbc:DescriptionCode", "BT-8"),
    .day("cbc:DueDate", "BT-9", .day("dueDate", \.dueDate), isDistinct: true),
    .day(
      "cac:PaymentMeans/cbc:PaymentDueDate",
      "BT-9",
      .day("dueDate", \.dueDate),
      isDistinct: true
    ),
    .map("cbc:AccountingCost", "BT-19"),
    .map("cac:PaymentTerms/cbc:Note", "BT-20", .text("payment.terms", \.payment.terms)),
    .map("cbc:Note", "BT-22"),
    .map("cbc:ProfileID", "BT-23"),
    .map("cbc:CustomizationID", "BT-24"),
  ]

  private static let additional = "cac:AdditionalDocumentReference"
  private static let billed = "cac:BillingReference/cac:InvoiceDocumentReference"

  private static let references: [Row] = [
    .map(
      "cbc:BuyerReference",
      "BT-10",
      .text("references.buyerReference", \.references.buyerReference)
    ),
    .map("cac:ProjectReference/cbc:ID", "BT-11"),
    .map(
      "cac:ContractDocumentReference/cbc:ID",
      "BT-12",
      .text("references.contract", \.references.contract)
    ),
    .map(
      "cac:OrderReference/cbc:ID",
      "BT-13",
      .text("references.purchaseOrder", \.references.purchaseOrder)
    ),
    .map("cac:OrderReference/cbc:SalesOrderID", "BT-14"),
    .map("cac:ReceiptDocumentReference/cbc:ID", "BT-15"),
    .map("cac:DespatchDocumentReference/cbc:ID", "BT-16"),
    .map("cac:OriginatorDocumentReference/cbc:ID", "BT-17"),
    .map("\(additional)[cbc:DocumentTypeCode=130]/cbc:ID", "BT-18"),
    .map(
      "\(billed)/cbc:ID",
      "BT-25",
      .text("references.precedingInvoice", \.references.precedingInvoice)
    ),
    .day("\(billed)/cbc:IssueDate", "BT-26"),
    .map("\(additional)/cbc:ID", "BT-122"),
    .map("\(additional)/cbc:DocumentDescription", "BT-123"),
    .map("\(additional)/cac:Attachment/cac:ExternalReference/cbc:URI", "BT-124"),
    .map("\(additional)/cac:Attachment/cbc:EmbeddedDocumentBinaryObject", "BT-125"),
  ]

  private static let payment: [Row] = {
    let means = "cac:PaymentMeans"
    let account = "\(means)/cac:PayeeFinancialAccount"
    let bank = "\(account)/cac:FinancialInstitutionBranch/cbc:ID"
    let mandate = "\(means)/cac:PaymentMandate"
    return [
      .distinct(
        "\(means)/cbc:PaymentMeansCode",
        "BT-81",
        .text("payment.meansCode", \.payment.meansCode)
      ),
      .map("\(means)/cbc:PaymentMeansCode", "BT-82", attribute: .name),
      .distinct("\(means)/cbc:PaymentID", "BT-83", .text("payment.reference", \.payment.reference)),
      .map("\(account)/cbc:ID", "BT-84", .account),
      .map("\(account)/cbc:Name", "BT-85"),
      .map(bank, "BT-86", .text("payment.bic", \.payment.bic)),
      .map("\(means)/cac:CardAccount/cbc:PrimaryAccountNumberID", "BT-87"),
      .map("\(means)/cac:CardAccount/cbc:HolderName", "BT-88"),
      .map("\(mandate)/cbc:ID", "BT-89"),
      .map(
        "cac:AccountingSupplierParty/cac:Party/cac:PartyIdentification/cbc:ID[@schemeID=SEPA]",
        "BT-90"
      ),
      .map("cac:PayeeParty/cac:PartyIdentification/cbc:ID[@schemeID=SEPA]", "BT-90"),
      .map("\(mandate)/cac:PayerFinancialAccount/cbc:ID", "BT-91"),
      .map("cac:PrepaidPayment/cbc:ID", "BT-DEX-001"),
      .map("cac:PrepaidPayment/cbc:PaidAmount", "BT-DEX-002"),
      .map("cac:PrepaidPayment/cbc:InstructionID", "BT-DEX-003"),
    ]
  }()

  private static let delivery: [Row] = {
    let place = "cac:Delivery/cac:DeliveryLocation"
    let address = "\(place)/cac:Address"
    return [
      .map("cac:Delivery/cac:DeliveryParty/cac:PartyName/cbc:Name", "BT-70"),
      .map("\(place)/cbc:ID", "BT-71"),
      .day("cac:Delivery/cbc:ActualDeliveryDate", "BT-72"),
      .day("cac:InvoicePeriod/cbc:StartDate", "BT-73"),
      .day("cac:InvoicePeriod/cbc:EndDate", "BT-74"),
      .map("\(address)/cbc:StreetName", "BT-75"),
      .map("\(address)/cbc:AdditionalStreetName", "BT-76"),
      .map("\(address)/cac:AddressLine/cbc:Line", "BT-165"),
      .map("\(address)/cbc:CityName", "BT-77"),
      .map("\(address)/cbc:PostalZone", "BT-78"),
      .map("\(address)/cbc:CountrySubentity", "BT-79"),
      .map("\(address)/cac:Country/cbc:IdentificationCode", "BT-80"),
    ]
  }()
}

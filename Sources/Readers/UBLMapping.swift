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
    rows: header + references + supporting + parties + delivery + payment + allowances + totals
      + lines,
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
    .map(taxCurrencyPath, "BT-6", .taxCurrency),
    .day("cbc:TaxPointDate", "BT-7", .day("taxPointDate", \.more.taxPointDate)),
    .map(
      "cac:InvoicePeriod/cbc:DescriptionCode",
      "BT-8",
      .text("taxPointCode", \.more.taxPointCode)
    ),
    .day("cbc:DueDate", "BT-9", .day("dueDate", \.dueDate), isDistinct: true),
    .day(
      "cac:PaymentMeans/cbc:PaymentDueDate",
      "BT-9",
      .day("dueDate", \.dueDate),
      isDistinct: true
    ),
    .map(
      "cbc:AccountingCost",
      "BT-19",
      .text("references.accounting", \.references.more.accounting)
    ),
    .map("cac:PaymentTerms/cbc:Note", "BT-20", .text("payment.terms", \.payment.terms)),
    .begin("cac:PaymentTerms", .item(\.payment.more.instalments)),
    .map("cac:PaymentTerms/cbc:Note", nil, .itemText(\.payment.more.instalments, \.terms)),
    .map(
      "cac:PaymentTerms/cbc:Amount",
      nil,
      .itemAmount("payment.instalments", \.payment.more.instalments, \.amount)
    ),
    .map(
      "cac:PaymentTerms/cbc:PaymentDueDate",
      nil,
      .itemDay("payment.instalments", \.payment.more.instalments, \.dueDate)
    ),
    .map("cbc:Note", "BT-22", .note),
    .map("cbc:ProfileID", "BT-23", .text("businessProcess", \.more.businessProcess)),
    .map("cbc:CustomizationID", "BT-24", .text("specificationID", \.more.specificationID)),
  ]

  private static let additional = "cac:AdditionalDocumentReference"
  private static let billed = "cac:BillingReference/cac:InvoiceDocumentReference"

  private static let references: [Row] = [
    .map(
      "cbc:BuyerReference",
      "BT-10",
      .text("references.buyerReference", \.references.buyerReference)
    ),
    .map(
      "cac:ProjectReference/cbc:ID",
      "BT-11",
      .text("references.project", \.references.more.project)
    ),
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
    .map(
      "cac:OrderReference/cbc:SalesOrderID",
      "BT-14",
      .text("references.salesOrder", \.references.more.salesOrder)
    ),
    .map(
      "cac:ReceiptDocumentReference/cbc:ID",
      "BT-15",
      .text("references.receivingAdvice", \.references.more.receivingAdvice)
    ),
    .map(
      "cac:DespatchDocumentReference/cbc:ID",
      "BT-16",
      .text("references.despatchAdvice", \.references.more.despatchAdvice)
    ),
    .map(
      "cac:OriginatorDocumentReference/cbc:ID",
      "BT-17",
      .text("references.tender", \.references.more.tender)
    ),
    .map(
      "\(additional)[cbc:DocumentTypeCode=130]/cbc:ID",
      "BT-18",
      .identifier("references.invoicedObject", \.references.more.invoicedObject)
    ),
    // A UBL credit note has no project reference of its own.
    .map(
      "\(additional)[cbc:DocumentTypeCode=50]/cbc:ID",
      nil,
      .text("references.project", \.references.more.project)
    ),
    .begin(billed, .item(\.more.precedingInvoices)),
    .map("\(billed)/cbc:ID", "BT-25", .precedingNumber),
    .day(
      "\(billed)/cbc:IssueDate",
      "BT-26",
      .itemDay("precedingInvoices", \.more.precedingInvoices, \.issueDate)
    ),
  ]

  private static let supporting: [Row] = {
    let document = "\(additional)[cbc:DocumentTypeCode!=130|50]"
    let attachment = "cac:Attachment"
    return [
      .begin(document, .item(\.more.supportingDocuments)),
      .map("\(additional)/cbc:ID", "BT-122"),
      .map("\(document)/cbc:ID", nil, .itemText(\.more.supportingDocuments, \.reference)),
      .map("\(additional)/cbc:DocumentDescription", "BT-123"),
      .map(
        "\(document)/cbc:DocumentDescription",
        nil,
        .itemText(\.more.supportingDocuments, \.description)
      ),
      .map("\(additional)/\(attachment)/cac:ExternalReference/cbc:URI", "BT-124"),
      .map(
        "\(document)/\(attachment)/cac:ExternalReference/cbc:URI",
        nil,
        .itemText(\.more.supportingDocuments, \.location)
      ),
      .map("\(additional)/\(attachment)/cbc:EmbeddedDocumentBinaryObject", "BT-125"),
      .map("\(document)/\(attachment)/cbc:EmbeddedDocumentBinaryObject", nil, .embedded),
    ]
  }()

  private static let payment: [Row] = {
    let means = "cac:PaymentMeans"
    let third = "cac:PrepaidPayment"
    let account = "\(means)/cac:PayeeFinancialAccount"
    let bank = "\(account)/cac:FinancialInstitutionBranch/cbc:ID"
    let mandate = "\(means)/cac:PaymentMandate"
    return [
      .distinct(
        "\(means)/cbc:PaymentMeansCode",
        "BT-81",
        .text("payment.meansCode", \.payment.meansCode)
      ),
      .map(
        "\(means)/cbc:PaymentMeansCode",
        "BT-82",
        .text("payment.meansText", \.payment.more.meansText),
        attribute: .name
      ),
      .distinct("\(means)/cbc:PaymentID", "BT-83", .text("payment.reference", \.payment.reference)),
      .begin(account, .item(\.payment.more.transfers)),
      .map("\(account)/cbc:ID", "BT-84", .account),
      .map("\(account)/cbc:ID", nil, .itemText(\.payment.more.transfers, \.account)),
      .map("\(account)/cbc:Name", "BT-85", .itemText(\.payment.more.transfers, \.name)),
      .map(bank, "BT-86", .text("payment.bic", \.payment.bic)),
      .map(bank, nil, .itemText(\.payment.more.transfers, \.bic)),
      .map(
        "\(means)/cac:CardAccount/cbc:PrimaryAccountNumberID",
        "BT-87",
        .text("payment.cardNumber", \.payment.more.cardNumber)
      ),
      .map(
        "\(means)/cac:CardAccount/cbc:HolderName",
        "BT-88",
        .text("payment.cardHolder", \.payment.more.cardHolder)
      ),
      .map("\(mandate)/cbc:ID", "BT-89", .text("payment.mandate", \.payment.more.mandate)),
      .map(
        "cac:AccountingSupplierParty/cac:Party/cac:PartyIdentification/cbc:ID[@schemeID=SEPA]",
        "BT-90",
        .text("payment.creditorID", \.payment.more.creditorID)
      ),
      .map(
        "cac:PayeeParty/cac:PartyIdentification/cbc:ID[@schemeID=SEPA]",
        "BT-90",
        .text("payment.creditorID", \.payment.more.creditorID)
      ),
      .map(
        "\(mandate)/cac:PayerFinancialAccount/cbc:ID",
        "BT-91",
        .text("payment.debitedAccount", \.payment.more.debitedAccount)
      ),
      .begin(third, .item(\.more.thirdPartyPayments)),
      .map("\(third)/cbc:ID", "BT-DEX-001", .itemText(\.more.thirdPartyPayments, \.type)),
      .map(
        "\(third)/cbc:PaidAmount",
        "BT-DEX-002",
        .itemAmount("thirdPartyPayments", \.more.thirdPartyPayments, \.amount)
      ),
      .map(
        "\(third)/cbc:InstructionID",
        "BT-DEX-003",
        .itemText(\.more.thirdPartyPayments, \.description)
      ),
    ]
  }()

  private static let delivery: [Row] = {
    let place = "cac:Delivery/cac:DeliveryLocation"
    let part = { (path: String, term: String, name: String, slot: Slot<Document, String>) in
      Row.map("\(place)/cac:Address/\(path)", "BT-\(term)", .text("delivery.address.\(name)", slot))
    }
    return [
      .map(
        "cac:Delivery/cac:DeliveryParty/cac:PartyName/cbc:Name",
        "BT-70",
        .text("delivery.name", \.more.delivery.name)
      ),
      .map(
        "\(place)/cbc:ID",
        "BT-71",
        .identifier("delivery.location", \.more.delivery.location)
      ),
      .day(
        "cac:Delivery/cbc:ActualDeliveryDate",
        "BT-72",
        .day("delivery.date", \.more.delivery.date)
      ),
      .day("cac:InvoicePeriod/cbc:StartDate", "BT-73", .day("period.start", \.more.period.start)),
      .day("cac:InvoicePeriod/cbc:EndDate", "BT-74", .day("period.end", \.more.period.end)),
      part("cbc:StreetName", "75", "street", \.more.delivery.address.street),
      part(
        "cbc:AdditionalStreetName",
        "76",
        "additionalStreet",
        \.more.delivery.address.additionalStreet
      ),
      part("cac:AddressLine/cbc:Line", "165", "thirdLine", \.more.delivery.address.thirdLine),
      part("cbc:CityName", "77", "city", \.more.delivery.address.city),
      part("cbc:PostalZone", "78", "postCode", \.more.delivery.address.postCode),
      part("cbc:CountrySubentity", "79", "subdivision", \.more.delivery.address.subdivision),
      part("cac:Country/cbc:IdentificationCode", "80", "country", \.more.delivery.address.country),
    ]
  }()
}

import Documents

/// UN/CEFACT Cross Industry Invoice D16B (and ZUGFeRD 1.0's older names) to EN 16931 terms and fields.
///
/// Source: EN 16931-1 and CEN/TS 16931-3-3 (syntax binding to CII); ZUGFeRD 1.0 specification.
enum CIIMapping {
  typealias Row = XMLInvoiceMeaning.Table.Row

  static let document = "rsm:ExchangedDocument|HeaderExchangedDocument"
  static let transaction = "rsm:SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction"
  static let agreement =
    "\(transaction)/ram:ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement"
  static let delivery =
    "\(transaction)/ram:ApplicableHeaderTradeDelivery|ApplicableSupplyChainTradeDelivery"
  static let settlement =
    "\(transaction)/ram:ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement"
  static let line = "\(transaction)/ram:IncludedSupplyChainTradeLineItem"
  static let currencyPath = "\(settlement)/ram:InvoiceCurrencyCode"
  static let taxCurrencyPath = "\(settlement)/ram:TaxCurrencyCode"
  static let attachment = "\(agreement)/ram:AdditionalReferencedDocument"
  static let time = "udt:DateTimeString"

  static let table = XMLInvoiceMeaning.Table(
    root: "CrossIndustryInvoice",
    rows: header + references + parties + deliveryRows + payment + allowances + totals + lines,
    records: [line],
    previews: ["\(attachment)/ram:AttachmentBinaryObject"]
  )

  private static let header: [Row] = {
    let context = "rsm:ExchangedDocumentContext|SpecifiedExchangedDocumentContext"
    let terms = "\(settlement)/ram:SpecifiedTradePaymentTerms"
    let tax = "\(settlement)/ram:ApplicableTradeTax"
    let note = "\(document)/ram:IncludedNote"
    return [
      .map("\(document)/ram:ID", "BT-1", .text("number", \.number)),
      .day("\(document)/ram:IssueDateTime/\(time)", "BT-2", .day("issueDate", \.issueDate)),
      .map("\(document)/ram:TypeCode", "BT-3", .typeCode),
      .map(currencyPath, "BT-5", .currency),
      .map(taxCurrencyPath, "BT-6", .taxCurrency),
      .day(
        "\(tax)/ram:TaxPointDate/udt:DateString",
        "BT-7",
        .day("taxPointDate", \.more.taxPointDate),
        isDistinct: true
      ).once,
      .map("\(tax)/ram:DueDateTypeCode", "BT-8", .text("taxPointCode", \.more.taxPointCode)),
      .day("\(terms)/ram:DueDateDateTime/\(time)", "BT-9", .lastDay("dueDate", \.dueDate)).once,
      .map(
        "\(settlement)/ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID",
        "BT-19",
        .text("references.accounting", \.references.more.accounting)
      ),
      .map("\(terms)/ram:Description", "BT-20", .text("payment.terms", \.payment.terms)).once,
      .begin(note, .item(\.more.notes)),
      .map("\(note)/ram:SubjectCode", "BT-21", .itemText(\.more.notes, \.subject)),
      .map("\(note)/ram:Content", "BT-22", .itemText(\.more.notes, \.text)),
      .begin(terms, .item(\.payment.more.instalments)),
      .map("\(terms)/ram:Description", nil, .itemText(\.payment.more.instalments, \.terms)),
      .map(
        "\(terms)/ram:DueDateDateTime/\(time)",
        nil,
        .itemDay("payment.instalments", \.payment.more.instalments, \.dueDate)
      ),
      .map(
        "\(terms)/ram:PartialPaymentAmount",
        nil,
        .itemAmount("payment.instalments", \.payment.more.instalments, \.amount)
      ),
      .map(
        "\(context)/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID",
        "BT-23",
        .text("businessProcess", \.more.businessProcess)
      ),
      .map(
        "\(context)/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID",
        "BT-24",
        .text("specificationID", \.more.specificationID)
      ),
    ]
  }()

  private static let references: [Row] = {
    let preceding = "\(settlement)/ram:InvoiceReferencedDocument"
    let number = "ram:IssuerAssignedID"
    let supporting = "\(attachment)[ram:TypeCode=916]"
    let order = "references.purchaseOrder"
    return [
      .map(
        "\(agreement)/ram:BuyerReference",
        "BT-10",
        .text("references.buyerReference", \.references.buyerReference)
      ),
      .map(
        "\(agreement)/ram:SpecifiedProcuringProject/ram:ID",
        "BT-11",
        .text("references.project", \.references.more.project)
      ),
      .map(
        "\(agreement)/ram:ContractReferencedDocument/\(number)",
        "BT-12",
        .text("references.contract", \.references.contract)
      ),
      .map(
        "\(agreement)/ram:BuyerOrderReferencedDocument/\(number)|ID",
        "BT-13",
        .text(order, \.references.purchaseOrder)
      ),
      .map(
        "\(agreement)/ram:SellerOrderReferencedDocument/\(number)",
        "BT-14",
        .text("references.salesOrder", \.references.more.salesOrder)
      ),
      .map(
        "\(delivery)/ram:ReceivingAdviceReferencedDocument/\(number)",
        "BT-15",
        .text("references.receivingAdvice", \.references.more.receivingAdvice)
      ),
      .map(
        "\(delivery)/ram:DespatchAdviceReferencedDocument/\(number)",
        "BT-16",
        .text("references.despatchAdvice", \.references.more.despatchAdvice)
      ),
      .map(
        "\(attachment)[ram:TypeCode=50]/\(number)",
        "BT-17",
        .text("references.tender", \.references.more.tender)
      ),
      .map(
        "\(attachment)[ram:TypeCode=130]/\(number)",
        "BT-18",
        .text("references.invoicedObject", \.references.more.objectID)
      ),
      .map(
        "\(attachment)[ram:TypeCode=130]/ram:ReferenceTypeCode",
        nil,
        .text("references.invoicedObject", \.references.more.objectScheme)
      ),
      .begin(preceding, .item(\.more.precedingInvoices)),
      .map("\(preceding)/\(number)", "BT-25", .precedingNumber),
      .day(
        "\(preceding)/ram:FormattedIssueDateTime/qdt:DateTimeString",
        "BT-26",
        .itemDay("precedingInvoices", \.more.precedingInvoices, \.issueDate)
      ),
      .begin(supporting, .item(\.more.supportingDocuments)),
      .map(
        "\(supporting)/\(number)",
        "BT-122",
        .itemText(\.more.supportingDocuments, \.reference)
      ),
      .map(
        "\(supporting)/ram:Name",
        "BT-123",
        .itemText(\.more.supportingDocuments, \.description)
      ),
      .map("\(supporting)/ram:URIID", "BT-124", .itemText(\.more.supportingDocuments, \.location)),
      .map("\(attachment)/ram:AttachmentBinaryObject", "BT-125"),
      .map("\(supporting)/ram:AttachmentBinaryObject", nil, .embedded),
    ]
  }()

  private static let deliveryRows: [Row] = {
    let place = "\(delivery)/ram:ShipToTradeParty"
    let event = "\(delivery)/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime"
    let period = "\(settlement)/ram:BillingSpecifiedPeriod"
    let part = { (path: String, term: String, name: String, slot: Slot<Document, String>) in
      Row.map(
        "\(place)/ram:PostalTradeAddress/\(path)",
        "BT-\(term)",
        .text("delivery.address.\(name)", slot)
      )
    }
    return [
      .map("\(place)/ram:Name", "BT-70", .text("delivery.name", \.more.delivery.name)),
      .map(
        "\(place)/ram:ID|GlobalID",
        "BT-71",
        .identifier("delivery.location", \.more.delivery.location)
      ),
      .day("\(event)/\(time)", "BT-72", .day("delivery.date", \.more.delivery.date)),
      .day(
        "\(period)/ram:StartDateTime/\(time)",
        "BT-73",
        .day("period.start", \.more.period.start)
      ),
      .day("\(period)/ram:EndDateTime/\(time)", "BT-74", .day("period.end", \.more.period.end)),
      part("ram:LineOne", "75", "street", \.more.delivery.address.street),
      part("ram:LineTwo", "76", "additionalStreet", \.more.delivery.address.additionalStreet),
      part("ram:LineThree", "165", "thirdLine", \.more.delivery.address.thirdLine),
      part("ram:CityName", "77", "city", \.more.delivery.address.city),
      part("ram:PostcodeCode", "78", "postCode", \.more.delivery.address.postCode),
      part("ram:CountrySubDivisionName", "79", "subdivision", \.more.delivery.address.subdivision),
      part("ram:CountryID", "80", "country", \.more.delivery.address.country),
    ]
  }()

  private static let payment: [Row] = {
    let means = "\(settlement)/ram:SpecifiedTradeSettlementPaymentMeans"
    let account = "\(means)/ram:PayeePartyCreditorFinancialAccount"
    let transfer = "ram:PayeePartyCreditorFinancialAccount/ram:IBANID|ProprietaryID"
    let bankStep = "ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID"
    let bank = "\(means)/\(bankStep)"
    let card = "\(means)/ram:ApplicableTradeSettlementFinancialCard"
    let mandate = "\(settlement)/ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID"
    return [
      .distinct("\(means)/ram:TypeCode", "BT-81", .text("payment.meansCode", \.payment.meansCode)),
      .distinct(
        "\(means)/ram:Information",
        "BT-82",
        .text("payment.meansText", \.payment.more.meansText)
      ),
      .map(
        "\(settlement)/ram:PaymentReference",
        "BT-83",
        .text("payment.reference", \.payment.reference)
      ),
      .begin(means, .item(\.payment.more.transfers)),
      .map("\(account)/ram:IBANID|ProprietaryID", "BT-84", .account),
      .map(
        "\(account)/ram:IBANID|ProprietaryID",
        nil,
        .itemText(\.payment.more.transfers, \.account)
      ),
      .map("\(account)/ram:AccountName", "BT-85", .itemText(\.payment.more.transfers, \.name)),
      .map(bank, nil, .text("payment.bic", \.payment.bic)),
      .map(bank, nil, .itemText(\.payment.more.transfers, \.bic)),
      // Without an account there is no credit transfer (BG-17) that the bank could belong to.
      .map("\(means)[\(transfer)=*]/\(bankStep)", "BT-86"),
      .map("\(card)/ram:ID", "BT-87", .text("payment.cardNumber", \.payment.more.cardNumber)),
      .map(
        "\(card)/ram:CardholderName",
        "BT-88",
        .text("payment.cardHolder", \.payment.more.cardHolder)
      ),
      .map(mandate, "BT-89", .text("payment.mandate", \.payment.more.mandate)),
      .map(
        "\(settlement)/ram:CreditorReferenceID",
        "BT-90",
        .text("payment.creditorID", \.payment.more.creditorID)
      ),
      .map(
        "\(means)/ram:PayerPartyDebtorFinancialAccount/ram:IBANID",
        "BT-91",
        .text("payment.debitedAccount", \.payment.more.debitedAccount)
      ),
    ]
  }()

  /// `terms` in the order of the parts.
  static func address(_ path: String, _ party: XMLInvoiceParty, _ terms: [String]) -> [Row] {
    let parts: [(String, Slot<PostalAddress, String>)] = [
      ("ram:LineOne", \.street), ("ram:LineTwo", \.additionalStreet),
      ("ram:LineThree", \.thirdLine), ("ram:PostcodeCode", \.postCode),
      ("ram:CityName", \.city), ("ram:CountrySubDivisionName", \.subdivision),
    ]
    return zip(parts, terms).map { part, term in
      .map("\(path)/\(part.0)", "BT-\(term)", .address(party, part.1))
    }
  }
}

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
    return [
      .map("\(document)/ram:ID", "BT-1", .text("number", \.number)),
      .day("\(document)/ram:IssueDateTime/\(time)", "BT-2", .day("issueDate", \.issueDate)),
      .map("\(document)/ram:TypeCode", "BT-3", .typeCode),
      .map(currencyPath, "BT-5", .currency),
      .map(taxCurrencyPath, "BT-6"),
      .day("\(tax)/ram:TaxPointDate/udt:DateString", "BT-7", isDistinct: true).once,
      .map("\(tax)/ram:DueDateTypeCode", "BT-8"),
      .day("\(terms)/ram:DueDateDateTime/\(time)", "BT-9", .lastDay("dueDate", \.dueDate)).once,
      .map("\(settlement)/ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID", "BT-19"),
      .map("\(terms)/ram:Description", "BT-20", .text("payment.terms", \.payment.terms)).once,
      .map("\(document)/ram:IncludedNote/ram:SubjectCode", "BT-21"),
      .map("\(document)/ram:IncludedNote/ram:Content", "BT-22"),
      .map("\(context)/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID", "BT-23"),
      .map("\(context)/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID", "BT-24"),
    ]
  }()

  private static let references: [Row] = {
    let preceding = "\(settlement)/ram:InvoiceReferencedDocument"
    let number = "ram:IssuerAssignedID"
    let invoice = "references.precedingInvoice"
    let order = "references.purchaseOrder"
    return [
      .map(
        "\(agreement)/ram:BuyerReference",
        "BT-10",
        .text("references.buyerReference", \.references.buyerReference)
      ),
      .map("\(agreement)/ram:SpecifiedProcuringProject/ram:ID", "BT-11"),
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
      .map("\(agreement)/ram:SellerOrderReferencedDocument/\(number)", "BT-14"),
      .map("\(delivery)/ram:ReceivingAdviceReferencedDocument/\(number)", "BT-15"),
      .map("\(delivery)/ram:DespatchAdviceReferencedDocument/\(number)", "BT-16"),
      .map("\(attachment)[ram:TypeCode=50]/\(number)", "BT-17"),
      .map("\(attachment)[ram:TypeCode=130]/\(number)", "BT-18"),
      .map("\(preceding)/\(number)", "BT-25", .text(invoice, \.references.precedingInvoice)),
      .day("\(preceding)/ram:FormattedIssueDateTime/qdt:DateTimeString", "BT-26"),
      .map("\(attachment)[ram:TypeCode=916]/\(number)", "BT-122"),
      .map("\(attachment)[ram:TypeCode=916]/ram:Name", "BT-123"),
      .map("\(attachment)[ram:TypeCode=916]/ram:URIID", "BT-124"),
      .map("\(attachment)/ram:AttachmentBinaryObject", "BT-125"),
    ]
  }()

  private static let deliveryRows: [Row] = {
    let place = "\(delivery)/ram:ShipToTradeParty"
    let event = "\(delivery)/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime"
    let period = "\(settlement)/ram:BillingSpecifiedPeriod"
    return [
      .map("\(place)/ram:Name", "BT-70"),
      .map("\(place)/ram:ID|GlobalID", "BT-71"),
      .day("\(event)/\(time)", "BT-72"),
      .day("\(period)/ram:StartDateTime/\(time)", "BT-73"),
      .day("\(period)/ram:EndDateTime/\(time)", "BT-74"),
      .map("\(place)/ram:PostalTradeAddress/ram:CountryID", "BT-80"),
    ] + address("\(place)/ram:PostalTradeAddress", nil, ["75", "76", "165", "78", "77", "79"])
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
      .distinct("\(means)/ram:Information", "BT-82"),
      .map(
        "\(settlement)/ram:PaymentReference",
        "BT-83",
        .text("payment.reference", \.payment.reference)
      ),
      .map("\(account)/ram:IBANID|ProprietaryID", "BT-84", .account),
      .map("\(account)/ram:AccountName", "BT-85"),
      .map(bank, nil, .text("payment.bic", \.payment.bic)),
      // Without an account there is no credit transfer (BG-17) that the bank could belong to.
      .map("\(means)[\(transfer)=*]/\(bankStep)", "BT-86"),
      .map("\(card)/ram:ID", "BT-87"),
      .map("\(card)/ram:CardholderName", "BT-88"),
      .map(mandate, "BT-89"),
      .map("\(settlement)/ram:CreditorReferenceID", "BT-90"),
      .map("\(means)/ram:PayerPartyDebtorFinancialAccount/ram:IBANID", "BT-91"),
    ]
  }()

  /// `terms` in the order of `XMLAddressPart`.
  static func address(_ path: String, _ party: XMLInvoiceParty?, _ terms: [String]) -> [Row] {
    let names = [
      "ram:LineOne", "ram:LineTwo", "ram:LineThree", "ram:PostcodeCode", "ram:CityName",
      "ram:CountrySubDivisionName",
    ]
    return zip(XMLAddressPart.allCases, zip(names, terms)).map { part, row in
      .map("\(path)/\(row.0)", "BT-\(row.1)", party.map { .address($0, part) })
    }
  }
}

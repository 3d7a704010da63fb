import Documents

extension CIIMapping {
  static let allowances: [Row] =
    allowances(isCharge: false, ["92", "93", "94", "95", "96", "97", "98"])
    + allowances(isCharge: true, ["99", "100", "101", "102", "103", "104", "105"])
    + [.begin("\(allowancePath)[ram:ChargeIndicator/udt:Indicator!=true|1|false|0]", .unclear)]
    + serviceCharges

  private static let allowancePath = "\(settlement)/ram:SpecifiedTradeAllowanceCharge"
  private static let rate = "ram:RateApplicablePercent|ApplicablePercent"

  private static func allowances(isCharge: Bool, _ terms: [String]) -> [Row] {
    let values = isCharge ? "true|1" : "false|0"
    let group = "\(allowancePath)[ram:ChargeIndicator/udt:Indicator=\(values)]"
    let rows: [(String, XMLInvoiceField?)] = [
      ("ram:ActualAmount", .allowanceAmount("amount", \.amount)),
      ("ram:BasisAmount", .allowanceAmount("base", \.base)),
      ("ram:CalculationPercent", .allowanceAmount("percent", \.percent)),
      ("ram:CategoryTradeTax/ram:CategoryCode", .allowanceText(\.category)),
      ("ram:CategoryTradeTax/\(rate)", .allowanceAmount("rate", \.rate)),
      ("ram:Reason", .allowanceText(\.reason)),
      ("ram:ReasonCode", .allowanceText(\.reasonCode)),
    ]
    return [.begin(group, isCharge ? .charge : .allowance)]
      + zip(rows, terms).map { .map("\(group)/\($0.0)", "BT-\($1)", $0.1) }
  }

  /// A charge of the EXTENDED profile (and of ZUGFeRD 1) that counts in BT-108 without being in BG-21.
  private static let serviceCharges: [Row] = {
    let charge = "\(settlement)/ram:SpecifiedLogisticsServiceCharge"
    return [
      .begin(charge, .charge),
      .map("\(charge)/ram:AppliedAmount", nil, .allowanceAmount("amount", \.amount)),
      .map("\(charge)/ram:Description", nil, .allowanceText(\.reason)),
      .map("\(charge)/ram:AppliedTradeTax/ram:CategoryCode", nil, .allowanceText(\.category)),
      .map("\(charge)/ram:AppliedTradeTax/\(rate)", nil, .allowanceAmount("rate", \.rate)),
    ]
  }()

  static let totals: [Row] = {
    let total =
      "\(settlement)/ram:SpecifiedTradeSettlementHeaderMonetarySummation"
      + "|SpecifiedTradeSettlementMonetarySummation"
    let taxTotal = "\(total)/ram:TaxTotalAmount"
    let tax = "\(settlement)/ram:ApplicableTradeTax"
    return [
      .map("\(total)/ram:LineTotalAmount", "BT-106", .amount("totals.lines", \.totals.lines)),
      .map(
        "\(total)/ram:AllowanceTotalAmount",
        "BT-107",
        .amount("totals.allowances", \.totals.allowances)
      ),
      .map("\(total)/ram:ChargeTotalAmount", "BT-108", .amount("totals.charges", \.totals.charges)),
      .map("\(total)/ram:TaxBasisTotalAmount", "BT-109", .amount("totals.net", \.totals.net)),
      .map("\(taxTotal)[@currencyID=$currency]", "BT-110", .amount("totals.tax", \.totals.tax)),
      .map(taxTotal, nil, .taxOfAnyCurrency),
      .map("\(taxTotal)[@currencyID=$taxCurrency]", "BT-111", .taxAccounted),
      .map("\(total)/ram:GrandTotalAmount", "BT-112", .amount("totals.gross", \.totals.gross)),
      .map(
        "\(total)/ram:TotalPrepaidAmount",
        "BT-113",
        .amount("totals.prepaid", \.totals.prepaid)
      ),
      .map("\(total)/ram:RoundingAmount", "BT-114", .amount("totals.rounding", \.totals.rounding)),
      .map("\(total)/ram:DuePayableAmount", "BT-115", .amount("totals.due", \.totals.due)),
      .begin(tax, .tax),
      .map("\(tax)/ram:BasisAmount", "BT-116", .taxAmount("base", \.base)),
      .map("\(tax)/ram:CalculatedAmount", "BT-117", .taxAmount("amount", \.amount)),
      .map("\(tax)/ram:CategoryCode", "BT-118", .taxText(\.category)),
      .map("\(tax)/\(rate)", "BT-119", .taxAmount("rate", \.rate)),
      .map("\(tax)/ram:ExemptionReason", "BT-120", .taxText(\.exemptionReason)),
      .map("\(tax)/ram:ExemptionReasonCode", "BT-121", .taxText(\.exemptionCode)),
    ]
  }()

  private static let lineDocument = "\(line)/ram:AssociatedDocumentLineDocument"
  private static let lineAgreement =
    "\(line)/ram:SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement"
  private static let lineDelivery =
    "\(line)/ram:SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery"
  private static let lineSettlement =
    "\(line)/ram:SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement"

  static let lines: [Row] = {
    let quantity = "\(lineDelivery)/ram:BilledQuantity"
    let object = "\(lineSettlement)/ram:AdditionalReferencedDocument[ram:TypeCode=130]"
    let period = "\(lineSettlement)/ram:BillingSpecifiedPeriod"
    let account = "\(lineSettlement)/ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID"
    let net =
      "\(lineSettlement)/ram:SpecifiedTradeSettlementLineMonetarySummation"
      + "|SpecifiedTradeSettlementMonetarySummation/ram:LineTotalAmount"
    return [
      .begin(line, .line),
      .map("\(lineDocument)/ram:LineID", "BT-126", .lineText(\.id)),
      .map("\(lineDocument)/ram:LineStatusReasonCode", nil, .lineStatus),
      .map("\(lineDocument)/ram:ParentLineID", nil, .lineMore(\.parentID)),
      .map("\(lineDocument)/ram:IncludedNote/ram:Content", "BT-127", .lineMore(\.note)),
      .map("\(object)/ram:IssuerAssignedID", "BT-128", .lineIdentifier(\.invoicedObject)),
      .map(quantity, "BT-129", .lineAmount("quantity", \.quantity)),
      .map(quantity, "BT-130", .lineText(\.unit), attribute: .unitCode),
      .map(net, "BT-131", .lineAmount("net", \.net)),
      .map(
        "\(lineAgreement)/ram:BuyerOrderReferencedDocument/ram:LineID",
        "BT-132",
        .lineMore(\.orderLine)
      ),
      .map(account, "BT-133", .lineMore(\.accounting)),
      .day(
        "\(period)/ram:StartDateTime/\(time)",
        "BT-134",
        .lineDay("period.start", \.period.start)
      ),
      .day("\(period)/ram:EndDateTime/\(time)", "BT-135", .lineDay("period.end", \.period.end)),
    ] + lineAllowances + prices + products
  }()

  private static let lineAllowances: [Row] = {
    let rows: [(String, XMLInvoiceField)] = [
      ("ram:ActualAmount", .lineAllowance("amount", \.amount)),
      ("ram:BasisAmount", .lineAllowance("base", \.base)),
      ("ram:CalculationPercent", .lineAllowance("percent", \.percent)),
      ("ram:Reason", .lineAllowance(\.reason)), ("ram:ReasonCode", .lineAllowance(\.reasonCode)),
    ]
    let path = "\(lineSettlement)/ram:SpecifiedTradeAllowanceCharge"
    let allowance = "\(path)[ram:ChargeIndicator/udt:Indicator=false|0]"
    let charge = "\(path)[ram:ChargeIndicator/udt:Indicator=true|1]"
    return [.begin(allowance, .lineAllowance), .begin(charge, .lineCharge)]
      + zip(rows, 136...).map { .map("\(allowance)/\($0.0)", "BT-\($1)", $0.1) }
      + zip(rows, 141...).map { .map("\(charge)/\($0.0)", "BT-\($1)", $0.1) }
  }()

  private static let prices: [Row] = {
    let net = "\(lineAgreement)/ram:NetPriceProductTradePrice"
    let gross = "\(lineAgreement)/ram:GrossPriceProductTradePrice"
    return [
      .map("\(net)/ram:ChargeAmount", "BT-146", .lineAmount("unitPrice", \.unitPrice)),
      .map(
        "\(gross)/ram:AppliedTradeAllowanceCharge/ram:ActualAmount",
        "BT-147",
        .priceDiscount
      ),
      .map("\(gross)/ram:ChargeAmount", "BT-148", .lineMoreAmount("grossPrice", \.grossPrice)),
    ] + baseQuantities
  }()

  /// The base quantity of both prices: the gross price's where it has one, else the net price's.
  ///
  /// The document's line wants that of the net price, by which the line is computed.
  private static let baseQuantities: [Row] = {
    let net = "ram:NetPriceProductTradePrice/ram:BasisQuantity"
    let gross = "ram:GrossPriceProductTradePrice/ram:BasisQuantity"
    let both = "\(lineAgreement)/\(gross)"
    let netOnly = "\(lineAgreement)[\(gross)!=*]/\(net)"
    return [
      .map("\(lineAgreement)/\(net)", nil, .lineAmount("priceBaseQuantity", \.priceBaseQuantity)),
      .map(both, "BT-149"),
      .map(both, "BT-150", .lineMore(\.priceBaseUnit), attribute: .unitCode),
      .map(netOnly, "BT-149"),
      .map(netOnly, "BT-150", .lineMore(\.priceBaseUnit), attribute: .unitCode),
    ]
  }()

  private static let products: [Row] = {
    let product = "\(line)/ram:SpecifiedTradeProduct"
    let tax = "\(lineSettlement)/ram:ApplicableTradeTax"
    let kind = "\(product)/ram:DesignatedProductClassification"
    let property = "\(product)/ram:ApplicableProductCharacteristic"
    return [
      .map("\(tax)/ram:CategoryCode", "BT-151", .lineText(\.taxCategory)),
      .map("\(tax)/\(rate)", "BT-152", .lineAmount("taxRate", \.taxRate)),
      .map("\(product)/ram:Name", "BT-153", .lineName),
      .map("\(product)/ram:Description", "BT-154", .lineDescription),
      .map("\(product)/ram:SellerAssignedID", "BT-155", .lineMore(\.sellerItemID)),
      .map("\(product)/ram:BuyerAssignedID", "BT-156", .lineMore(\.buyerItemID)),
      .map("\(product)/ram:GlobalID", "BT-157", .lineIdentifier(\.standardItemID)),
      .map("\(kind)/ram:ClassCode", "BT-158", .classification),
      .map("\(product)/ram:OriginTradeCountry/ram:ID", "BT-159", .lineMore(\.originCountry)),
      .begin(property, .attribute),
      .map("\(property)/ram:Description", "BT-160", .attribute(\.name)),
      .map("\(property)/ram:Value", "BT-161", .attribute(\.value)),
    ]
  }()
}

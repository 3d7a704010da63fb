import Documents

extension UBLMapping {
  static let allowances: [Row] =
    allowances(isCharge: false, ["92", "93", "94", "95", "96", "97", "98"])
    + allowances(isCharge: true, ["99", "100", "101", "102", "103", "104", "105"])
    + [.begin("cac:AllowanceCharge[cbc:ChargeIndicator!=true|1|false|0]", .unclear)]

  private static func allowances(isCharge: Bool, _ terms: [String]) -> [Row] {
    let group = "cac:AllowanceCharge[cbc:ChargeIndicator=\(isCharge ? "true|1" : "false|0")]"
    let rows: [(String, XMLInvoiceField?)] = [
      ("cbc:Amount", .allowanceAmount("amount", \.amount)),
      ("cbc:BaseAmount", .allowanceAmount("base", \.base)),
      ("cbc:MultiplierFactorNumeric", .allowanceAmount("percent", \.percent)),
      ("cac:TaxCategory/cbc:ID", .allowanceText(\.category)),
      ("cac:TaxCategory/cbc:Percent", .allowanceAmount("rate", \.rate)),
      ("cbc:AllowanceChargeReason", .allowanceText(\.reason)),
      ("cbc:AllowanceChargeReasonCode", .allowanceText(\.reasonCode)),
    ]
    return [.begin(group, isCharge ? .charge : .allowance)]
      + zip(rows, terms).map { .map("\(group)/\($0.0)", "BT-\($1)", $0.1) }
  }

  static let totals: [Row] = {
    let total = "cac:LegalMonetaryTotal"
    let tax = "cac:TaxTotal/cac:TaxSubtotal"
    return [
      .map("\(total)/cbc:LineExtensionAmount", "BT-106", .amount("totals.lines", \.totals.lines)),
      .map(
        "\(total)/cbc:AllowanceTotalAmount",
        "BT-107",
        .amount("totals.allowances", \.totals.allowances)
      ),
      .map("\(total)/cbc:ChargeTotalAmount", "BT-108", .amount("totals.charges", \.totals.charges)),
      .map("\(total)/cbc:TaxExclusiveAmount", "BT-109", .amount("totals.net", \.totals.net)),
      .map(
        "cac:TaxTotal/cbc:TaxAmount[@currencyID=$currency]",
        "BT-110",
        .amount("totals.tax", \.totals.tax)
      ),
      .map("cac:TaxTotal/cbc:TaxAmount", nil, .taxOfAnyCurrency),
      .map("cac:TaxTotal/cbc:TaxAmount[@currencyID=$taxCurrency]", "BT-111", .taxAccounted),
      .map("\(total)/cbc:TaxInclusiveAmount", "BT-112", .amount("totals.gross", \.totals.gross)),
      .map("\(total)/cbc:PrepaidAmount", "BT-113", .amount("totals.prepaid", \.totals.prepaid)),
      .map(
        "\(total)/cbc:PayableRoundingAmount",
        "BT-114",
        .amount("totals.rounding", \.totals.rounding)
      ),
      .map("\(total)/cbc:PayableAmount", "BT-115", .amount("totals.due", \.totals.due)),
      .begin(tax, .tax),
      .map("\(tax)/cbc:TaxableAmount", "BT-116", .taxAmount("base", \.base)),
      .map("\(tax)/cbc:TaxAmount", "BT-117", .taxAmount("amount", \.amount)),
      .map("\(tax)/cac:TaxCategory/cbc:ID", "BT-118", .taxText(\.category)),
      .map("\(tax)/cac:TaxCategory/cbc:Percent", "BT-119", .taxAmount("rate", \.rate)),
      .map("\(tax)/cac:TaxCategory/cbc:TaxExemptionReason", "BT-120", .taxText(\.exemptionReason)),
      .map(
        "\(tax)/cac:TaxCategory/cbc:TaxExemptionReasonCode",
        "BT-121",
        .taxText(\.exemptionCode)
      ),
    ]
  }()

  static let lines: [Row] = {
    let quantity = "\(line)/cbc:InvoicedQuantity|CreditedQuantity"
    let price = "\(line)/cac:Price"
    let discount = "\(price)/cac:AllowanceCharge[cbc:ChargeIndicator!=true|1]"
    return [
      .begin(line, .line),
      .map("\(line)/cbc:ID", "BT-126", .lineText(\.id)),
      .map("\(line)/cbc:Note", "BT-127", .lineMore(\.note)),
      .map(
        "\(line)/cac:DocumentReference[cbc:DocumentTypeCode=130]/cbc:ID",
        "BT-128",
        .lineIdentifier(\.invoicedObject)
      ),
      .map(quantity, "BT-129", .lineAmount("quantity", \.quantity)),
      .map(quantity, "BT-130", .lineText(\.unit), attribute: .unitCode),
      .map("\(line)/cbc:LineExtensionAmount", "BT-131", .lineAmount("net", \.net)),
      .map("\(line)/cac:OrderLineReference/cbc:LineID", "BT-132", .lineMore(\.orderLine)),
      .map("\(line)/cbc:AccountingCost", "BT-133", .lineMore(\.accounting)),
      .day(
        "\(line)/cac:InvoicePeriod/cbc:StartDate",
        "BT-134",
        .lineDay("period.start", \.period.start)
      ),
      .day("\(line)/cac:InvoicePeriod/cbc:EndDate", "BT-135", .lineDay("period.end", \.period.end)),
      .map("\(price)/cbc:PriceAmount", "BT-146", .lineAmount("unitPrice", \.unitPrice)),
      .map("\(discount)/cbc:Amount", "BT-147", .priceDiscount),
      .map("\(discount)/cbc:BaseAmount", "BT-148", .lineMoreAmount("grossPrice", \.grossPrice)),
      .map(
        "\(price)/cbc:BaseQuantity",
        "BT-149",
        .lineAmount("priceBaseQuantity", \.priceBaseQuantity)
      ),
      .map("\(price)/cbc:BaseQuantity", "BT-150", .lineMore(\.priceBaseUnit), attribute: .unitCode),
    ] + lineAllowances + items
  }()

  private static let lineAllowances: [Row] = {
    let rows: [(String, XMLInvoiceField)] = [
      ("cbc:Amount", .lineAllowance("amount", \.amount)),
      ("cbc:BaseAmount", .lineAllowance("base", \.base)),
      ("cbc:MultiplierFactorNumeric", .lineAllowance("percent", \.percent)),
      ("cbc:AllowanceChargeReason", .lineAllowance(\.reason)),
      ("cbc:AllowanceChargeReasonCode", .lineAllowance(\.reasonCode)),
    ]
    let allowance = "\(line)/cac:AllowanceCharge[cbc:ChargeIndicator=false|0]"
    let charge = "\(line)/cac:AllowanceCharge[cbc:ChargeIndicator=true|1]"
    return [.begin(allowance, .lineAllowance), .begin(charge, .lineCharge)]
      + zip(rows, 136...).map { .map("\(allowance)/\($0.0)", "BT-\($1)", $0.1) }
      + zip(rows, 141...).map { .map("\(charge)/\($0.0)", "BT-\($1)", $0.1) }
  }()

  private static let items: [Row] = {
    let item = "\(line)/cac:Item"
    let category = "\(item)/cac:ClassifiedTaxCategory"
    return [
      .map("\(category)/cbc:ID", "BT-151", .lineText(\.taxCategory)),
      .map("\(category)/cbc:Percent", "BT-152", .lineAmount("taxRate", \.taxRate)),
      .map("\(item)/cbc:Name", "BT-153", .lineName),
      .map("\(item)/cbc:Description", "BT-154", .lineDescription),
      .map("\(item)/cac:SellersItemIdentification/cbc:ID", "BT-155", .lineMore(\.sellerItemID)),
      .map("\(item)/cac:BuyersItemIdentification/cbc:ID", "BT-156", .lineMore(\.buyerItemID)),
      .map(
        "\(item)/cac:StandardItemIdentification/cbc:ID",
        "BT-157",
        .lineIdentifier(\.standardItemID)
      ),
      .map(
        "\(item)/cac:CommodityClassification/cbc:ItemClassificationCode",
        "BT-158",
        .classification
      ),
      .map(
        "\(item)/cac:OriginCountry/cbc:IdentificationCode",
        "BT-159",
        .lineMore(\.originCountry)
      ),
      .begin("\(item)/cac:AdditionalItemProperty", .attribute),
      .map("\(item)/cac:AdditionalItemProperty/cbc:Name", "BT-160", .attribute(\.name)),
      .map("\(item)/cac:AdditionalItemProperty/cbc:Value", "BT-161", .attribute(\.value)),
    ]
  }()
}

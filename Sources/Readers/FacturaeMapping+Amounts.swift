import Documents
import Values

extension FacturaeMapping {
  static let totals: [Row] = {
    let total = "\(invoice)/InvoiceTotals"
    let discount = "\(total)/GeneralDiscounts/Discount"
    let charge = "\(total)/GeneralSurcharges/Charge"
    let others: XMLInvoiceField = .act { draft, value in
      var payment = ThirdPartyPayment()
      payment.amount = draft.decimal(value, "thirdPartyPayments")
      draft.document.more.thirdPartyPayments.append(payment)
    }
    return [
      .begin(discount, .allowance),
      .map("\(discount)/DiscountReason", "BT-97", .allowanceText(\.reason)),
      .map("\(discount)/DiscountRate", "BT-94", .allowanceAmount("percent", \.percent)),
      .map("\(discount)/DiscountAmount", "BT-92", .allowanceAmount("amount", \.amount)),
      .begin(charge, .charge),
      .map("\(charge)/ChargeReason", "BT-104", .allowanceText(\.reason)),
      .map("\(charge)/ChargeRate", "BT-101", .allowanceAmount("percent", \.percent)),
      .map("\(charge)/ChargeAmount", "BT-99", .allowanceAmount("amount", \.amount)),
      .map("\(total)/TotalGrossAmount", "BT-106", .amount("totals.lines", \.totals.lines)),
      .map(
        "\(total)/TotalGeneralDiscounts",
        "BT-107",
        .amount("totals.allowances", \.totals.allowances)
      ),
      .map(
        "\(total)/TotalGeneralSurcharges",
        "BT-108",
        .amount("totals.charges", \.totals.charges)
      ),
      .map("\(total)/TotalGrossAmountBeforeTaxes", "BT-109", .amount("totals.net", \.totals.net)),
      .map("\(total)/TotalTaxOutputs", "BT-110", .amount("totals.tax", \.totals.tax)),
      .map("\(total)/TotalTaxesWithheld", nil, .sum("totals.withheld", \.totals.withheld)),
      .map("\(total)/TotalTaxesWithheld", nil, .sum("totals.gross", \.totals.gross)),
      .map("\(total)/InvoiceTotal", "BT-112", .sum("totals.gross", \.totals.gross)),
      .map("\(total)/TotalPaymentsOnAccount", "BT-113", .sum("totals.prepaid", \.totals.prepaid)),
      .map(
        "\(total)/Subsidies/Subsidy/SubsidyAmount",
        nil,
        .sum("totals.prepaid", \.totals.prepaid)
      ),
      .map(
        "\(total)/AmountsWithheld/WithholdingAmount",
        nil,
        .sum("totals.withheld", \.totals.withheld)
      ),
      .map("\(total)/TotalFinancialExpenses", nil, others),
      .map("\(total)/TotalReimbursableExpenses", nil, others),
      .map("\(total)/TotalExecutableAmount", "BT-115", .amount("totals.due", \.totals.due)),
    ]
  }()

  static let taxes: [Row] = {
    let tax = "\(invoice)/TaxesOutputs/Tax"
    return [
      .begin(tax, .tax),
      .map("\(tax)/TaxTypeCode", "BT-118", taxType),
      .map("\(tax)/TaxRate", "BT-119", .taxAmount("rate", \.rate)),
      .map("\(tax)/TaxableBase/TotalAmount", "BT-116", .taxAmount("base", \.base)),
      .map("\(tax)/TaxAmount/TotalAmount", "BT-117", .taxAmount("amount", \.amount)),
      .map("\(tax)/EquivalenceSurcharge", nil, surchargeRate),
      .map("\(tax)/EquivalenceSurchargeAmount/TotalAmount", nil, .taxAmount("amount", \.amount)),
    ]
  }()

  /// 01 is VAT, 02 IPSI, 03 IGIC; what is no tax of EN 16931 has no category.
  private static let taxType: XMLInvoiceField = .act { draft, value in
    guard let index = draft.openTax else { return }
    let categories = ["01": "S", "02": "M", "03": "L"]
    draft.document.taxes[index].category = categories[value.text]
  }

  /// The surcharge for retailers is a second rate on the same base.
  private static let surchargeRate: XMLInvoiceField = .act { draft, value in
    guard let index = draft.openTax, let rate = draft.decimal(value, "taxes.surcharge"),
      !rate.isZero
    else { return }
    var surcharge = TaxBreakdown()
    surcharge.base = draft.document.taxes[index].base
    surcharge.rate = rate
    draft.document.taxes.append(surcharge)
    draft.openTax = draft.document.taxes.count - 1
  }

  static let payment: [Row] = {
    let part = "\(invoice)/PaymentDetails/Installment"
    let account = "\(part)/AccountToBeCredited"
    return [
      .begin(part, .item(\.payment.more.instalments)),
      .day("\(part)/InstallmentDueDate", "BT-9", .lastDay("dueDate", \.dueDate)),
      .map(
        "\(part)/InstallmentDueDate",
        nil,
        .itemDay("payment.instalments", \.payment.more.instalments, \.dueDate)
      ),
      .map(
        "\(part)/InstallmentAmount",
        nil,
        .itemAmount("payment.instalments", \.payment.more.instalments, \.amount)
      ),
      .map("\(part)/PaymentMeans", "BT-81", .meansCode(meansCodes)),
      .map("\(account)/IBAN|AccountNumber", "BT-84", .account),
      .map("\(account)/BIC", "BT-86", .text("payment.bic", \.payment.bic)),
      .map(
        "\(part)/PaymentReconciliationReference",
        "BT-83",
        .text("payment.reference", \.payment.reference)
      ),
      .map(
        "\(part)/CollectionAdditionalInformation",
        "BT-20",
        .text("payment.terms", \.payment.terms)
      ),
      .map(
        "\(part)/AccountToBeDebited/IBAN",
        "BT-91",
        .text("payment.debitedAccount", \.payment.more.debitedAccount)
      ),
    ]
  }()

  /// 01 to 19 as UNTDID 4461, where it has one.
  private static let meansCodes = [
    "01": "10", "02": "49", "03": "70", "04": "30", "05": "60", "06": "ZZZ", "07": "ZZZ",
    "08": "ZZZ",
    "09": "60", "10": "60", "11": "20", "12": "23", "13": "ZZZ", "14": "ZZZ", "15": "97",
    "16": "20", "17": "97", "18": "21", "19": "48",
  ]

  static let lines: [Row] = {
    let line = "\(invoice)/Items/InvoiceLine"
    let tax = "\(line)/TaxesOutputs/Tax"
    let period = "\(line)/LineItemPeriod"
    let discount = "\(line)/DiscountsAndRebates/Discount"
    let charge = "\(line)/Charges/Charge"
    return [
      .begin(line, .line),
      .map("\(line)/SequenceNumber", "BT-126", .lineText(\.id)),
      .map("\(line)/ItemDescription", "BT-153", .lineText(\.description)),
      .map("\(line)/Quantity", "BT-129", .lineAmount("quantity", \.quantity)),
      .map("\(line)/UnitOfMeasure", "BT-130", .lineText(\.unit)),
      .map("\(line)/UnitPriceWithoutTax", "BT-146", .lineAmount("unitPrice", \.unitPrice)),
      .begin(discount, .lineAllowance),
      .map("\(discount)/DiscountReason", "BT-139", .lineAllowance(\.reason)),
      .map("\(discount)/DiscountRate", "BT-138", .lineAllowance("percent", \.percent)),
      .map("\(discount)/DiscountAmount", "BT-136", .lineAllowance("amount", \.amount)),
      .begin(charge, .lineCharge),
      .map("\(charge)/ChargeReason", "BT-144", .lineAllowance(\.reason)),
      .map("\(charge)/ChargeRate", "BT-143", .lineAllowance("percent", \.percent)),
      .map("\(charge)/ChargeAmount", "BT-141", .lineAllowance("amount", \.amount)),
      .map("\(line)/GrossAmount", "BT-131", .lineAmount("net", \.net)),
      .map("\(tax)/TaxRate", "BT-152", .lineAmount("taxRate", \.taxRate)),
      .day("\(period)/StartDate", "BT-134", .lineDay("period.start", \.period.start)),
      .day("\(period)/EndDate", "BT-135", .lineDay("period.end", \.period.end)),
      .map("\(line)/AdditionalLineItemInformation", "BT-127", .lineMore(\.note)),
      .map("\(line)/ArticleCode", "BT-155", .lineMore(\.sellerItemID)),
      .map("\(line)/FileReference", "BT-133", .lineMore(\.accounting)),
    ]
  }()

  /// VAT of 0 % has no category in this format; sums of nothing are not there.
  @Sendable
  static func finish(_ draft: XMLInvoiceDraft) {
    for index in draft.document.taxes.indices
    where draft.document.taxes[index].rate?.isZero != false {
      draft.document.taxes[index].category = nil
    }
    if draft.document.totals.withheld?.isZero == true { draft.document.totals.withheld = nil }
    draft.document.more.thirdPartyPayments.removeAll { $0.amount?.isZero == true }
  }
}

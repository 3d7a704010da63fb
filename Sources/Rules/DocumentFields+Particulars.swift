import Documents
import Expressions
import Values

// What only some e-invoices say.
extension DocumentFields {
  static let particulars: [RuleField<Document>] = [
    amount("totals.withheld", "Withheld from what is due.", \.totals.withheld),
    RuleField("totals.taxAccounted", .money(nil), "The tax in `taxCurrency` (BT-111).") {
      document throws(EvaluationError) in
      try money(
        document.totals.taxAccounted,
        document.more.taxCurrency,
        "document.totals.taxAccounted"
      )
    },
    text("businessProcess", "The business process (BT-23).", \.more.businessProcess),
    text(
      "specificationID",
      "The rules that the invoice says it keeps (BT-24).",
      \.more.specificationID
    ),
    RuleField("taxCurrency", .text, "The currency of the tax return (BT-6).") {
      ($0.more.taxCurrency?.code).map(ExpressionValue.text)
    },
    day("taxPointDate", "The day that the tax falls due (BT-7).", \.more.taxPointDate),
    text("taxPointCode", "What the day of the tax follows, as a code (BT-8).", \.more.taxPointCode),
    day("period.start", "First day of what is invoiced (BT-73).", \.more.period.start),
    day("period.end", "Last day of what is invoiced (BT-74).", \.more.period.end),
    day("delivery.date", "The day of the delivery (BT-72).", \.more.delivery.date),
    text("delivery.name", "Who it was delivered to (BT-70).", \.more.delivery.name),
    text(
      "delivery.country",
      "Country that it was delivered to (BT-80).",
      \.more.delivery.address.country
    ),
    text(
      "taxRepresentative.name",
      "The seller's tax representative (BT-62).",
      \.more.taxRepresentative.name
    ),
    text(
      "taxRepresentative.vatID",
      "The tax representative's VAT number (BT-63).",
      \.more.taxRepresentative.vatID
    ),
    text(
      "taxRepresentative.country",
      "The tax representative's country code (BT-69).",
      \.more.taxRepresentative.country
    ),
    text("references.project", "The project (BT-11).", \.references.more.project),
    text(
      "references.salesOrder",
      "The seller's order number (BT-14).",
      \.references.more.salesOrder
    ),
    text(
      "references.receivingAdvice",
      "The receiving advice (BT-15).",
      \.references.more.receivingAdvice
    ),
    text(
      "references.despatchAdvice",
      "The despatch advice (BT-16).",
      \.references.more.despatchAdvice
    ),
    text("references.tender", "The tender or lot (BT-17).", \.references.more.tender),
    text(
      "references.accounting",
      "The buyer's accounting reference (BT-19).",
      \.references.more.accounting
    ),
    text("payment.meansText", "How it is paid, in words (BT-82).", \.payment.more.meansText),
    text("payment.cardNumber", "The card's last digits (BT-87).", \.payment.more.cardNumber),
    text("payment.mandate", "The direct debit's mandate (BT-89).", \.payment.more.mandate),
    text("payment.creditorID", "The direct debit's creditor (BT-90).", \.payment.more.creditorID),
    text(
      "payment.debitedAccount",
      "The account that is debited (BT-91).",
      \.payment.more.debitedAccount
    ),
    RuleField("references.invoicedObject", .text, "A meter, a telephone number, a vehicle (BT-18).")
    {
      ($0.references.more.invoicedObject?.id).map(ExpressionValue.text)
    },
  ]
}

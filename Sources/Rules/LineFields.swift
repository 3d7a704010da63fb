package import Documents
import Expressions
package import Values

/// What rules see of a document's lines and tax amounts; money is in the document's currency.
package enum LineFields {
  package typealias Line = (line: DocumentLine, currency: Currency?)
  package typealias Tax = (tax: TaxBreakdown, currency: Currency?)

  package static let lines = RuleFields<Line>(
    "line",
    [
      RuleField("id", .text, "The line's id (BT-126).") { text($0.line.id) },
      RuleField("description", .text, "What it is (BT-153).") { text($0.line.description) },
      RuleField("quantity", .number, "How many (BT-129).") { number($0.line.quantity) },
      RuleField("unit", .text, "The unit's code (BT-130).") { text($0.line.unit) },
      RuleField("unitPrice", .money(nil), "The price of one (BT-146).") {
        line throws(EvaluationError) in
        try DocumentFields.money(line.line.unitPrice, line.currency, "line.unitPrice")
      },
      RuleField("net", .money(nil), "The line without tax (BT-131).") {
        line throws(EvaluationError) in
        try DocumentFields.money(line.line.net, line.currency, "line.net")
      },
      RuleField("taxCategory", .text, "The tax category (BT-151).") { text($0.line.taxCategory) },
      RuleField("taxRate", .number, "The tax rate in percent (BT-152).") {
        number($0.line.taxRate)
      },
      RuleField("note", .text, "The line's note (BT-127).") { text($0.line.more.note) },
      RuleField("orderLine", .text, "The order's line (BT-132).") { text($0.line.more.orderLine) },
      RuleField("accounting", .text, "The buyer's accounting reference (BT-133).") {
        text($0.line.more.accounting)
      },
      RuleField("periodStart", .day, "First day of what is invoiced (BT-134).") {
        day($0.line.more.period.start)
      },
      RuleField("periodEnd", .day, "Last day of what is invoiced (BT-135).") {
        day($0.line.more.period.end)
      },
      RuleField("sellerItemID", .text, "The seller's item number (BT-155).") {
        text($0.line.more.sellerItemID)
      },
      RuleField("buyerItemID", .text, "The buyer's item number (BT-156).") {
        text($0.line.more.buyerItemID)
      },
      RuleField("standardItemID", .text, "The item's standard number, a GTIN (BT-157).") {
        text($0.line.more.standardItemID?.id)
      },
    ]
  )

  package static let taxes = RuleFields<Tax>(
    "tax",
    [
      RuleField("category", .text, "The tax category (BT-118).") { text($0.tax.category) },
      RuleField("rate", .number, "The rate in percent (BT-119).") { number($0.tax.rate) },
      RuleField("base", .money(nil), "What is taxed (BT-116).") { tax throws(EvaluationError) in
        try DocumentFields.money(tax.tax.base, tax.currency, "tax.base")
      },
      RuleField("amount", .money(nil), "The tax (BT-117).") { tax throws(EvaluationError) in
        try DocumentFields.money(tax.tax.amount, tax.currency, "tax.amount")
      },
      RuleField("exemptionReason", .text, "Why there is no tax (BT-120).") {
        text($0.tax.exemptionReason)
      },
      RuleField("exemptionCode", .text, "Why there is no tax, as a code (BT-121).") {
        text($0.tax.exemptionCode)
      },
    ]
  )

  package typealias Allowance = (item: AllowanceCharge, currency: Currency?)

  package static let allowances = RuleFields<Allowance>(
    "allowance or charge",
    [
      RuleField("isCharge", .bool, "True for a charge, false for an allowance.", mayBeAbsent: false)
      {
        .bool($0.item.isCharge)
      },
      RuleField("amount", .money(nil), "The amount (BT-92, BT-99).") {
        item throws(EvaluationError) in
        try DocumentFields.money(item.item.amount, item.currency, "item.amount")
      },
      RuleField("reason", .text, "Why (BT-97, BT-104).") { text($0.item.reason) },
      RuleField("reasonCode", .text, "Why, as a code (BT-98, BT-105).") {
        text($0.item.reasonCode)
      },
      RuleField("percent", .number, "How much of the base (BT-94, BT-101).") {
        number($0.item.percent)
      },
      RuleField("taxCategory", .text, "The tax category (BT-95, BT-102).") {
        text($0.item.category)
      },
      RuleField("taxRate", .number, "The tax rate in percent (BT-96, BT-103).") {
        number($0.item.rate)
      },
    ]
  )

  private static func day(_ day: Day?) -> ExpressionValue? { day.map(ExpressionValue.day) }

  private static func text(_ text: String?) -> ExpressionValue? { text.map(ExpressionValue.text) }

  private static func number(_ number: ExactDecimal?) -> ExpressionValue? {
    number.map(ExpressionValue.number)
  }
}

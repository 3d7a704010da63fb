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
    ]
  )

  private static func text(_ text: String?) -> ExpressionValue? { text.map(ExpressionValue.text) }

  private static func number(_ number: ExactDecimal?) -> ExpressionValue? {
    number.map(ExpressionValue.number)
  }
}

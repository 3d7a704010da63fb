package import Books
import Expressions

/// What rules see of a ledger entry (`reconcile.where`).
package enum EntryFields {
  package static let fields = RuleFields<Entry>(
    "ledger entry",
    [
      RuleField("id", .text, "The export's own id.") { text($0.id) },
      RuleField("day", .day, "The booking day.", mayBeAbsent: false) { .day($0.day) },
      RuleField("valueDay", .day, "The value day.") { $0.valueDay.map(ExpressionValue.day) },
      RuleField("amount", .money(nil), "Signed: money out is negative.", mayBeAbsent: false) {
        .money(MoneyAmount($0.amount))
      },
      RuleField("account", .text, "Our own account.") { text($0.account) },
      RuleField("counterparty", .text, "The other side's name.") { text($0.counterparty) },
      RuleField("counterpartyIBAN", .text, "The other side's account.") {
        text($0.counterpartyIBAN)
      },
      RuleField("reference", .text, "The reference.") { text($0.reference) },
      RuleField("memo", .text, "The text.") { text($0.memo) },
      RuleField("originalAmount", .money(nil), "Before exchange.") { entry in
        entry.originalAmount.map { .money(MoneyAmount($0)) }
      },
    ]
  )

  private static func text(_ text: String?) -> ExpressionValue? { text.map(ExpressionValue.text) }
}

package import Documents
import Values
import Workflows

/// All built-in checks, each by its stable id.
package enum BuiltInChecks {
  typealias Check = @Sendable (Document, CheckContext) -> [Finding]

  /// Findings in the order of `table`, with the workflow's severities.
  package static func run(_ document: Document, _ context: CheckContext) -> [Finding] {
    let settings = context.workflow.check.severities
    return table.flatMap { id, check -> [Finding] in
      switch settings[id] {
      case .off: return []
      case .severity(let severity):
        return check(document, context).map { finding in
          var finding = finding
          finding.severity = severity
          return finding
        }
      case nil: return check(document, context)
      }
    }
  }

  /// Every id that a workflow may re-rank or switch off, in the order of the findings.
  package static var ids: [String] { table.map(\.id) }

  static let table: [(id: String, check: Check)] = [
    ("values-readable", ReadableValues.check),
    ("required-fields", RequiredFields.check),
    ("totals-foot", TotalsFoot.check),
    ("lines-foot", LinesFoot.check),
    ("tax-adds-up", TaxAddsUp.check),
    ("dates-plausible", PlausibleDates.check),
    ("iban-valid", IdentifierChecks.iban),
    ("vat-id-valid", IdentifierChecks.vatID),
    ("iban-changed", SupplierChecks.ibanChanged),
    ("supplier-known", SupplierChecks.isKnown),
    ("currency-known", CurrencyKnown.check),
    ("credit-note-reference", CreditNoteReference.check),
    ("forms-agree", FormsAgree.check),
    ("duplicate-exact", DuplicateChecks.exact),
    ("duplicate-near", DuplicateChecks.near),
    ("identical-file", DuplicateChecks.identicalFile),
  ]
}

package import Documents
package import Values
package import Workflows

/// All built-in checks, each by its stable id.
package enum BuiltInChecks {
  typealias Check = @Sendable (Document, CheckContext) -> [Finding]

  /// What a check looks at: the paper alone, or also what the books say.
  enum Sight {
    case paper
    case books
  }

  /// What the checks that look at the paper alone have found, with their places in `table`.
  package struct OfPaper: Sendable {
    fileprivate var found: [(place: Int, findings: [Finding])] = []
  }

  /// Runs the checks that need no look into the books, so that it can be done ahead.
  package static func ofPaper(_ document: Document, _ workflow: Workflow, today: Day) -> OfPaper {
    let context = CheckContext(today: today, workflow: workflow)
    var result = OfPaper()
    for (place, (id, sight, check)) in table.enumerated() where sight == .paper {
      let findings = run(id, check, document, context)
      if !findings.isEmpty { result.found.append((place, findings)) }
    }
    return result
  }

  /// Findings in the order of `table`, with the workflow's severities.
  ///
  /// `ofPaper` is what was found ahead about the same document on the same day.
  package static func run(
    _ document: Document,
    _ context: CheckContext,
    ofPaper: OfPaper? = nil
  ) -> [Finding] {
    let ahead = ofPaper ?? self.ofPaper(document, context.workflow, today: context.today)
    var findings: [Finding] = []
    var waiting = ahead.found[...]
    for (place, (id, sight, check)) in table.enumerated() {
      if sight == .books {
        findings += run(id, check, document, context)
      } else if let next = waiting.first, next.place == place {
        findings += next.findings
        waiting.removeFirst()
      }
    }
    return findings
  }

  private static func run(
    _ id: String,
    _ check: Check,
    _ document: Document,
    _ context: CheckContext
  ) -> [Finding] {
    let setting = context.workflow.check.severities[id]
    if case .off = setting { return [] }
    var findings = check(document, context)
    guard case .severity(let severity) = setting else { return findings }
    for place in findings.indices { findings[place].severity = severity }
    return findings
  }

  /// Every id that a workflow may re-rank or switch off, in the order of the findings.
  package static var ids: [String] { table.map(\.id) }

  static let table: [(id: String, sight: Sight, check: Check)] = [
    ("values-readable", .paper, ReadableValues.check),
    ("required-fields", .paper, RequiredFields.check),
    ("totals-foot", .paper, TotalsFoot.check),
    ("lines-foot", .paper, LinesFoot.check),
    ("tax-adds-up", .paper, TaxAddsUp.check),
    ("dates-plausible", .paper, PlausibleDates.check),
    ("iban-valid", .paper, IdentifierChecks.iban),
    ("vat-id-valid", .paper, IdentifierChecks.vatID),
    ("iban-changed", .books, SupplierChecks.ibanChanged),
    ("supplier-known", .books, SupplierChecks.isKnown),
    ("currency-known", .books, CurrencyKnown.check),
    ("credit-note-reference", .paper, CreditNoteReference.check),
    ("forms-agree", .books, FormsAgree.check),
    ("duplicate-exact", .books, DuplicateChecks.exact),
    ("duplicate-near", .books, DuplicateChecks.near),
    ("identical-file", .books, DuplicateChecks.identicalFile),
  ]
}

import Books
import Documents
import Rules
import Storage
import Values
import Workflows

extension Judge {
  /// A document as the machine sees it now.
  ///
  /// An object, because it is large to copy and each round changes it in one place.
  final class Case {
    let stored: StoredDocument
    /// With what persons set.
    let document: Document
    let workflow: Workflow
    /// What the workflow's rules see of it.
    let values: RuleValues
    /// Its keys, as the document stands with what persons set.
    let index: DocumentIndex
    /// As it was indexed before this round, where that was otherwise.
    var former: DocumentIndex?
    var findings: [Finding]
    var duplicates: [DuplicateHit]
    /// One for each ledger of the workflow, in its order.
    var matches: [MatchOutcome]
    /// What a person decided, if a ruling closes the document.
    let ruling: RulingRecord?
    /// Its match is part of a closed period: nothing of it is changed.
    let isLocked: Bool
    /// Other names under which its seller is paid, as persons have shown.
    let learned: [String]
    var forms = Forms()
    var isChanged = false
    /// When its findings were made; nil: nobody remembers.
    var checkedOn: Day?
    /// What it is judged on; which definitions are in force is added when it is written.
    var basis: DecisionBasis
    var findingsBasis = FindingsBasis.asBefore

    init(
      _ stored: StoredDocument,
      _ document: Document,
      _ workflow: Workflow,
      _ prepared: Prepared,
      _ ruling: RulingRecord?,
      on day: Day,
      isLocked: Bool,
      learned: [String]
    ) {
      self.learned = learned
      self.isLocked = isLocked
      self.stored = stored
      self.document = document
      self.workflow = workflow
      values = prepared.values
      index = prepared.index
      basis = DecisionBasis(definitions: 0, day: day)
      basis.tables = prepared.tables
      findings = stored.findings
      duplicates = []
      // A later definition may reconcile against other ledgers.
      matches =
        ruling != nil || isLocked
        ? stored.matches : stored.matches.filter { workflow.plan(for: $0.ledger) != nil }
      self.ruling = ruling
      checkedOn = stored.checkedOn
    }

    /// True when the machine may match it.
    var isMatchable: Bool {
      ruling == nil && !isLocked && !duplicates.contains { $0.isCertain(for: document) }
    }
  }
}

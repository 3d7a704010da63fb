package import Books
package import Documents
package import Values
package import Workflows

/// A decision as a fact: what, why, by whom, when, under which definition.
package struct DecisionRecord: Sendable, Hashable, Codable {
  package var outcome: Outcome
  /// Stable: a finding's code, `match.ambiguous`, `ok`, `ruling.accept`.
  package var code: String
  package var rule: String
  package var reason: String
  package var suggestion: String
  package var queue: String?
  /// `machine`, or the person's name.
  package var decidedBy: String

  package init(
    outcome: Outcome,
    code: String,
    rule: String,
    reason: String,
    suggestion: String,
    queue: String?,
    decidedBy: String = DecisionRecord.machine
  ) {
    self.outcome = outcome
    self.code = code
    self.rule = rule
    self.reason = reason
    self.suggestion = suggestion
    self.queue = queue
    self.decidedBy = decidedBy
  }

  package static let machine = "machine"
  /// The code of a document that is only another form of one that leads.
  package static let otherForm = "other-form"
  package var isPersons: Bool { decidedBy != Self.machine }

  /// True when each text has the same bytes; to `==` the two ways to write `é` are one.
  package func isWritten(as other: DecisionRecord) -> Bool {
    func texts(_ record: DecisionRecord) -> [String] {
      [
        record.code, record.rule, record.reason, record.suggestion, record.decidedBy,
        record.queue ?? "",
      ]
    }
    return self == other
      && zip(texts(self), texts(other)).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
  }
}

/// A stored document with its present decision.
package struct StoredDocument: Sendable {
  package var id: DocumentID
  package var arrival: ArrivalID
  /// Place among the file's documents, from 0.
  package var position: Int
  package var workflow: WorkflowID
  /// As read; what persons set is in the rulings.
  package var document: Document
  package var outcome: Outcome
  package var isPersons: Bool
  package var findings: [Finding]
  package var matches: [MatchOutcome]
  /// Documents that this one repeats, exactly or nearly.
  package var duplicates: [DocumentID]
  /// True until its first decision is written.
  package var isUndecided: Bool
  /// As it is indexed now.
  package var exactKey: String?
  package var nearKey: String?
  package var nameKey: String?
  /// The day on which its findings were made; nil where an earlier version did not note it.
  package var checkedOn: Day?
  /// The day on which its decision was made, or found the same, last.
  package var judgedOn: Day?
}

/// Everything about a document that the database indexes.
package struct DocumentIndex: Sendable {
  package var exactKey: String?
  package var nearKey: String?
  /// As `nearKey` by the seller's name, where that goes by its VAT id.
  package var nameKey: String?
  /// Normalised references by which ledger entries are found.
  package var keys: [String]
  /// One for each ledger that the document is reconciled against.
  package var ledgers: [LedgerIndex]

  package init(
    exactKey: String?,
    nearKey: String?,
    nameKey: String? = nil,
    keys: [String],
    ledgers: [LedgerIndex]
  ) {
    self.exactKey = exactKey
    self.nearKey = nearKey
    self.nameKey = nameKey
    self.keys = keys
    self.ledgers = ledgers
  }
}

/// Which entries of one ledger may pay a document.
package struct LedgerIndex: Sendable, Hashable {
  package var ledger: LedgerName
  package var currency: Currency?
  /// Unsigned minor units.
  package var amounts: ClosedRange<Int64>?
  package var days: ClosedRange<Day>?

  package init(
    ledger: LedgerName,
    currency: Currency?,
    amounts: ClosedRange<Int64>?,
    days: ClosedRange<Day>?
  ) {
    self.ledger = ledger
    self.currency = currency
    self.amounts = amounts
    self.days = days
  }
}

/// One past decision, for `explain` and the history.
package struct DecisionFact: Sendable, Codable {
  package var id: Int64
  package var decision: DecisionRecord
  package var decidedAt: Moment
  package var workflow: WorkflowID
  package var version: String
  package var definition: String
}

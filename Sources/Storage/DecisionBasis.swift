package import Books
package import Readings
package import Values
package import Workflows

/// What a document was judged on beside itself, its match and its definition: enough to judge it again, byte for byte,
/// after tables, rulings and other documents have changed.
package struct DecisionBasis: Hashable, Sendable {
  /// The definitions that were in force (`StorageTransaction.parts(ofSet:)`).
  package var definitions: Int64
  /// What `today()` was.
  package var day: Day
  /// The newest ruling of the books then; nil where no ruling had a say.
  package var lastRuling: Int64?
  /// Earlier documents that it repeats, as they stood.
  package var duplicates: [DuplicateHit] = []
  /// The same paper in files that came with it.
  package var forms: [Form] = []
  /// What was looked up in tables.
  package var tables = LookedUp()
  /// Closed periods of its day.
  package var closings: [Int64] = []

  package init(definitions: Int64, day: Day) {
    self.definitions = definitions
    self.day = day
  }

  /// Another document that was compared with it.
  package struct Form: Hashable, Sendable, Codable {
    package var document: DocumentID
    package var fileName: String

    package init(document: DocumentID, fileName: String) {
      self.document = document
      self.fileName = fileName
    }
  }

  /// True when definitions and day are all of it, as for most rows of a table.
  var isPlain: Bool {
    self == DecisionBasis(definitions: definitions, day: day)
  }
}

/// What tables gave: the rows of each key that was asked for, none where there were none.
package struct LookedUp: Hashable, Sendable {
  package struct Answer: Hashable, Sendable {
    package var table: String
    package var key: String
    package var rows: [TableRow]

    package init(table: String, key: String, rows: [TableRow]) {
      self.table = table
      self.key = key
      self.rows = rows
    }
  }

  /// Tables that had any row at all, of those where that was asked.
  package var filled: [String] = []
  package var answers: [Answer] = []

  package init() {}

  package var isEmpty: Bool { filled.isEmpty && answers.isEmpty }
}

/// What the findings beside a decision were made on: they are older where only the ledger had something new.
package enum FindingsBasis: Hashable, Sendable {
  /// The decision's own.
  case same
  case other(DecisionBasis)
  /// Findings were not made again: what stands stays.
  case asBefore
}

/// A decision as it is stored, with all that it was made on.
package struct KeptDecision: Sendable {
  package var id: Int64
  package var document: DocumentID
  package var workflow: WorkflowID
  /// The hash of its definition.
  package var definition: String
  package var record: DecisionRecord
  /// As stored.
  package var findingsText: String
  package var matches: [MatchOutcome]
  /// Nil for a decision of a version that did not keep it.
  package var basis: DecisionBasis?
  /// Of the findings; nil likewise.
  package var findingsBasis: DecisionBasis?
}

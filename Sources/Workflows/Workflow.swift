package import Books
package import Documents
package import Expressions
package import Readings
package import Values

/// The id of a workflow: `[a-z][a-z0-9-]*`.
package struct WorkflowID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  package let name: String
  package init(_ name: String) { self.name = name }

  package init(from decoder: any Decoder) throws {
    name = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  package var description: String { name }
  package static func < (left: WorkflowID, right: WorkflowID) -> Bool { left.name < right.name }
}

/// A checked definition of what a watched folder means.
///
/// Made only by `WorkflowLoader`; everything in it is valid.
package struct Workflow: Hashable, Sendable {
  package var id: WorkflowID
  package var version = "1"
  package var title: String?
  package var description: String?
  package var owner: String?
  /// The definition file's name and hash, stored with every decision.
  package var fileName: String
  package var contentHash: ContentHash
  package var watch: WatchPlan
  package var read: ReadInstructions
  /// The ledger or table that rows fill; the workflow's id unless given.
  package var into: String
  package var use: [String: TableUse] = [:]
  package var check = CheckPlan()
  package var duplicate = DuplicatePlan()
  /// Empty: nothing to reconcile against.
  package var reconcile: [ReconcilePlan] = []
  package var output: [Outcome: [OutputPlan]] = [:]
  package var rules = RulePlans()
  package var tests: [WorkflowTest] = []

  package init(
    id: WorkflowID,
    fileName: String,
    contentHash: ContentHash,
    watch: WatchPlan,
    read: ReadInstructions
  ) {
    self.id = id
    self.fileName = fileName
    self.contentHash = contentHash
    self.watch = watch
    self.read = read
    into = id.name
  }
}

/// What may be decided about a document, or (`quarantined`) about a file.
package enum Outcome: String, Sendable, Codable, CaseIterable {
  case cleared
  case exception
  case duplicate
  case rejected
  case quarantined
}

/// `watch`.
package struct WatchPlan: Hashable, Sendable, Codable {
  /// Relative to the workspace, with `/`: `inbox/invoices`.
  package var folder: String
  package var isRecursive = true
  /// Glob patterns over the name (or the relative path where the pattern has a `/`); empty: all.
  package var include: [String] = []
  package var exclude: [String] = []
  package var maximumBytes: Int64 = 512 << 20
  package var quiet: Duration = .seconds(2)
  /// A file that never becomes complete (or stays empty) is handed on as it is after this time.
  package var giveUpAfter: Duration = .seconds(900)
  /// A marker that says that a file is complete: `{name}.done`.
  package var doneFile: String?
  package var group: GroupPlan?

  package init(folder: String) {
    self.folder = folder
  }
}

/// `watch.group`: files that belong together (scan front and back, PDF and XML) arrive together.
package struct GroupPlan: Hashable, Sendable, Codable {
  /// The one way there is: same name without extension.
  package var by = "stem"
  package var wait: Duration = .seconds(10)

  package init() {}
}

/// One entry of `use`.
package struct TableUse: Hashable, Sendable, Codable {
  package var table: String
  package var key: String

  package init(table: String, key: String) {
    self.table = table
    self.key = key
  }
}

/// Built-in checks by id that are re-ranked or (nil) switched off.
package struct CheckPlan: Hashable, Sendable, Codable {
  package var severities: [String: CheckSetting] = [:]
  package init() {}
}

package enum CheckSetting: Hashable, Sendable, Codable {
  case off
  case severity(Severity)
}

/// `duplicate`.
package struct DuplicatePlan: Hashable, Sendable {
  /// Fields, computed fields or (`=expression`) that together make two documents the same.
  package var exact: [String] = ["seller", "number"]
  /// Fields that make two documents suspiciously alike.
  package var near: [String] = ["seller", "totals.gross"]
  package var nearDays = 45
  /// The expressions among `exact` and `near`, by their text.
  package var expressions: [String: CompiledExpression] = [:]

  package init() {}
}

/// One entry of `reconcile`.
package struct ReconcilePlan: Hashable, Sendable {
  /// What a bill is in the ledger.
  package enum Costs: String, Sendable, Codable {
    /// Money out is negative (bank and card accounts).
    case negative
    /// Costs are positive (expense accounts of a general ledger).
    case positive
    /// Not said: a negative entry is preferred, a positive one is taken only on strong evidence.
    case either
  }

  package var ledger: LedgerName
  package var windowDays = 90
  /// Absolute tolerance; nil: only exactly equal amounts clear.
  package var toleranceAmount: Money?
  /// In percent of the document.
  package var tolerancePercent: ExactDecimal?
  /// Empty: all.
  package var patterns: [String] = []
  /// Lowest confidence, 0...1, that clears without a person.
  package var accept: ExactDecimal?
  /// Least distance in confidence to the runner-up.
  package var margin: ExactDecimal?
  /// Days until an entry without a document (or a document without an entry) is reported.
  package var graceDays = 14
  package var costs: Costs = .either
  /// `where`: which entries may belong to a document at all; nil: all.
  package var admits: CompiledExpression?
  /// `accept` as a rule: a match clears without a person only where it is true.
  package var acceptRule: CompiledExpression?

  package init(ledger: LedgerName) {
    self.ledger = ledger
  }
}

/// One effect of a decision.
package enum OutputPlan: Hashable, Sendable {
  /// A named copy; the template's holes are field paths.
  case file(PathTemplate)
  case journal(JournalPlan)
  /// A message to another program.
  case webhook(WebhookPlan)
}

package struct JournalPlan: Hashable, Sendable, Codable {
  package enum Format: String, Sendable, Codable, CaseIterable {
    case hledger
    case beancount
    case csv
  }

  package var format: Format
  /// Where the journal is written, relative to the workspace; rewritten whole and atomically.
  package var path: String
  package var expenseAccount = "expenses:unsorted"
  package var taxAccount: String?
  package var payableAccount = "assets:bank"

  package init(format: Format, path: String) {
    self.format = format
    self.path = path
  }
}

/// A path with `{field}` holes, split when the definition is loaded.
package struct PathTemplate: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    case text(String)
    /// A field path such as `document.issueDate.year` or `file.extension`.
    case field(String)
    /// Any other expression.
    case hole(TemplateHole)
  }

  package var parts: [Part]
  package init(parts: [Part]) { self.parts = parts }
}

/// An expression in a path, compiled once the names of the whole workspace are known.
package struct TemplateHole: Hashable, Sendable {
  package var source: String
  /// Where it begins in the path's text, in bytes.
  var offset: Int
  /// Never nil in a loaded workflow.
  package var expression: CompiledExpression?
}

/// All workflows of a workspace, loaded together: one immutable snapshot that a reload swaps whole.
package struct WorkflowSet: Hashable, Sendable {
  package var workflows: [Workflow]
  /// The files that they were made of, sorted.
  package var parts: [DefinitionPart]

  /// Without `parts` the definitions alone.
  package init(workflows: [Workflow], parts: [DefinitionPart]? = nil) {
    self.workflows = workflows
    // Several workflows may name one folder of templates.
    let all = parts ?? workflows.map { DefinitionPart(hash: $0.contentHash) }
    self.parts = Set(all).sorted()
  }

  package func workflow(_ id: WorkflowID) -> Workflow? {
    workflows.first { $0.id == id }
  }
}

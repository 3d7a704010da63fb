package import Books
package import Documents
package import Expressions
package import Values

/// The names that the rules of one workflow may use, by the place where a rule stands.
///
/// Every stage sees `document`, `file`, `workflow`, `today()` and the computed fields of `set`; what a stage sees beside
/// them comes behind, so one list of values serves all stages.
package struct RuleScope: Sendable {
  package enum Stage: Sendable, Hashable, CaseIterable {
    /// `set`: only the computed fields above it.
    case set
    /// `check` and `duplicate`: also `duplicate` in checks.
    case check
    /// `reconcile.where`: also `entry`.
    case entry
    /// `reconcile.accept`: also `match`.
    case accept
    /// `decide`: also `duplicate`, `findings`, `match`.
    case decide
    /// `output`: also `decision`.
    case output

    /// As it is called in a definition.
    var key: String {
      switch self {
      case .set: "`set`"
      case .check: "`check`"
      case .entry: "`reconcile.where`"
      case .accept: "`reconcile.accept`"
      case .decide: "`decide`"
      case .output: "`output`"
      }
    }
  }

  package let document: RuleFields<Document>
  /// `set`, in its order.
  package private(set) var computed: [ExpressionEnvironment.Variable] = []

  /// Computed fields that come further below in `set`.
  package var later: Set<String> = []

  /// What texts can be under this workflow, by the whole path; for checking only.
  package var words: [String: ExpressionEnvironment.Words] = [:]

  package init(own columns: [DocumentFields.OwnColumn]) {
    document = DocumentFields.fields(own: columns)
  }

  /// Makes a computed field known to what comes after it.
  package mutating func add(_ name: String, _ type: ExpressionType, summary: String) {
    later.remove(name)
    computed.append(
      ExpressionEnvironment.Variable(name, type, summary, mayBeAbsent: true)
    )
  }

  /// Names that a computed field cannot have.
  package static let reserved: Set<String> = [
    "document", "file", "workflow", "today", "entry", "match", "duplicate", "findings", "decision",
    "rows",
  ]

  /// Also the words of the language, which are no names.
  package static func isReserved(_ name: String) -> Bool {
    reserved.contains(name) || ExpressionLanguage.reservedWords.contains(name)
  }

  package func environment(for stage: Stage) -> ExpressionEnvironment {
    typealias Variable = ExpressionEnvironment.Variable
    let base = [
      Variable("document", .object(document.type), "The document."),
      Variable("file", .object(CaseFields.file.type), "The file that it came in."),
      Variable("workflow", .text, "The workflow's id."),
      Variable("today", .day, "The day of the decision.", isCalled: true),
    ]
    var environment = ExpressionEnvironment(base + computed + Self.further(stage))
    environment.words = words
    environment.elsewhere = elsewhere(environment)
    return environment
  }

  /// Where the names may be used that this environment does not have.
  private func elsewhere(_ environment: ExpressionEnvironment) -> [String: String] {
    var sentences: [String: String] = [:]
    for name in later {
      sentences[name] =
        "\(name) is computed further below, and `set` is computed from the top"
    }
    for stage in Stage.allCases {
      for name in Self.further(stage).map(\.name)
      where environment.slot(of: name) == nil && sentences[name] == nil {
        let stages = Stage.allCases.filter { stage in
          Self.further(stage).contains { $0.name == name }
        }
        sentences[name] =
          "\(name) is not known here yet: it may be used in "
          + stages.map(\.key).joined(separator: ", ")
      }
    }
    return sentences
  }

  private static func further(_ stage: Stage) -> [ExpressionEnvironment.Variable] {
    typealias Variable = ExpressionEnvironment.Variable
    let duplicate = Variable("duplicate", .object(CaseFields.duplicate.type), "Earlier documents.")
    let match = Variable("match", .object(CaseFields.match.type), "What reconciling says.")
    let findings = Variable("findings", .object(CaseFields.findings.type), "What checks noticed.")
    let decision = Variable("decision", .object(CaseFields.decision.type), "What was decided.")
    let entry = Variable("entry", .object(EntryFields.fields.type), "The ledger entry.")
    return switch stage {
    case .set: []
    case .check: [duplicate]
    case .entry: [entry]
    case .accept: [match]
    case .decide: [duplicate, findings, match]
    case .output: [duplicate, findings, match, decision]
    }
  }
}

/// The values of one document for the rules of its workflow, in the order of `RuleScope`'s environments.
package struct RuleValues: Sendable {
  /// Base and computed fields.
  private var values: [ExpressionValue?]
  /// Of the computed fields, in their order.
  private let names: [String]

  package init(
    _ scope: RuleScope,
    document: Document,
    fileName: String,
    workflow: String,
    today: Day
  ) {
    values = [
      scope.document.object(document), CaseFields.file.object(CaseFields.File(name: fileName)),
      .text(workflow), .day(today),
    ]
    names = scope.computed.map(\.name)
  }

  /// The value of the next computed field; nil: absent.
  package mutating func addComputed(_ value: ExpressionValue?) { values.append(value) }

  package var computed: ArraySlice<ExpressionValue?> { values[4...] }

  /// True for a field of `set`, whether it has a value or not.
  package func isComputed(_ name: String) -> Bool { names.contains(name) }

  /// The value of a computed field; nil when it is absent or not computed yet.
  package func computed(_ name: String) -> ExpressionValue? {
    guard let place = names.firstIndex(of: name), place < computed.count else { return nil }
    return values[4 + place]
  }

  /// The same document, told of another of its files.
  package func inFile(_ name: String) -> RuleValues {
    var other = self
    other.values[1] = CaseFields.file.object(CaseFields.File(name: name))
    return other
  }

  /// For `set`, and for what needs no more than the computed fields.
  package var bindings: ExpressionBindings { ExpressionBindings(values) }

  package func forCheck(_ duplicate: CaseFields.Duplicates) -> ExpressionBindings {
    ExpressionBindings(values + [CaseFields.duplicate.object(duplicate)])
  }

  package func forEntry(_ entry: Entry) -> ExpressionBindings {
    ExpressionBindings(values + [EntryFields.fields.object(entry)])
  }

  package func forAccept(_ match: MatchOutcome) -> ExpressionBindings {
    ExpressionBindings(values + [CaseFields.match.object([match])])
  }

  package func forDecide(
    _ duplicate: CaseFields.Duplicates,
    _ findings: [Finding],
    _ matches: [MatchOutcome]
  ) -> ExpressionBindings {
    ExpressionBindings(
      values + [
        CaseFields.duplicate.object(duplicate), CaseFields.findings.object(findings),
        CaseFields.match.object(matches),
      ]
    )
  }

  package func forOutput(
    _ duplicate: CaseFields.Duplicates,
    _ findings: [Finding],
    _ matches: [MatchOutcome],
    _ decided: CaseFields.Decided
  ) -> ExpressionBindings {
    var bindings = forDecide(duplicate, findings, matches)
    bindings.values.append(CaseFields.decision.object(decided))
    return bindings
  }
}

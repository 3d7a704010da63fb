import Documents
import Readings

/// The top level of a definition.
enum WorkflowKeys {
  static let schema = Key(
    "$schema",
    "Path of the JSON Schema, so that editors complete and check.",
    Shape.text
  )
  static let format = Key("format", "The format of this file: 1.", formatOne, isRequired: true)
  static let workflow = Key(
    "workflow",
    "The workflow's id: small letters, digits and `-`.",
    Shape.name.located,
    isRequired: true
  )
  static let version = Key("version", "The definition's own version (1).", Shape.version)
  static let title = Key("title", "A title for people.", Shape.text)
  static let description = Key("description", "What it is for.", Shape.text)
  static let owner = Key("owner", "Who answers for it.", Shape.text)
  static let document = Key(
    "document",
    "What kind of document the folder holds.",
    Shape<ReadInstructions.Target>.choice("a kind of document", of: targets),
    isRequired: true
  )
  static let watch = Key(
    "watch",
    "The watched folder, or an object with more options.",
    WatchKeys.shape,
    isRequired: true
  )
  static let read = Key("read", "How values are found.", ReadKeys.shape)
  static let into = Key(
    "into",
    "The ledger or table that the rows fill (the workflow's id).",
    Shape.name,
    documents: [.ledger, .table, .remittance, .order]
  )
  static let use = Key(
    "use",
    "Lookup tables that the rules may see (suppliers, if there is such a table).",
    UseKeys.uses,
    documents: papers
  )
  static let set = Key(
    "set",
    "Computed fields by name, for the rules that follow.",
    SetKeys.fields,
    documents: papers
  )
  static let check = Key(
    "check",
    "Rules of your own, and built-in checks with another severity, or off.",
    CheckKeys.list,
    documents: papers
  )
  static let duplicate = Key(
    "duplicate",
    "What makes two documents the same, and nearly the same.",
    DuplicateKeys.shape,
    documents: papers
  )
  static let reconcile = Key(
    "reconcile",
    "The ledger to reconcile against; each of several accounts for the whole document.",
    ReconcileKeys.list,
    documents: papers
  )
  static let decide = Key(
    "decide",
    "Ordered rules: the first that hits decides (block, duplicate, doubt, unmatched, clear).",
    DecideKeys.list,
    documents: papers
  )
  static let tests = Key(
    "tests",
    "Papers with what must come out; run by `tickmark test` and on reload.",
    TestKeys.list,
    documents: papers
  )
  static let output = Key(
    "output",
    "Effects by decision (reports only).",
    OutputKeys.shape,
    documents: papers
  )

  static let declared = [
    schema.declared, format.declared, workflow.declared, version.declared, title.declared,
    description.declared, owner.declared, document.declared, watch.declared, read.declared,
    into.declared, use.declared, set.declared, check.declared, duplicate.declared,
    reconcile.declared, decide.declared, output.declared, tests.declared,
  ]

  static let targets: [ReadInstructions.Target] = [
    .invoice, .expense, .ledger, .remittance, .order, .table, .rulings,
  ]
  /// What is checked, reconciled and decided.
  static let papers: Set<ReadInstructions.Target> = [.invoice, .expense]
  /// The keys that only these have.
  static let ofPapers = [
    use.name, set.name, check.name, duplicate.name, reconcile.name, decide.name, output.name,
    tests.name,
  ]

  static let shape = Shape<WorkflowDraft>.object(
    "a workflow",
    keys: declared,
    make: WorkflowDraft.make
  )

  private static let formatOne = Shape<Int>(
    kinds: [.number],
    expected: "the number 1",
    schema: .object([("const", .number("1"))])
  ) { node, context in
    guard case .number(let text) = node.content else { return nil }
    if text == "1" { return 1 }
    context.report(
      .unsupportedFormat,
      at: node.range.lowerBound,
      "format \(text) is not known to this Tickmark",
      expected: "1"
    )
    return nil
  }
}

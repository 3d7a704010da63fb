import Readings
import Values

/// A decoded definition with the places that the rules between definitions need.
///
/// May have been made from a definition with errors: then it serves only to find all of them in one run.
struct WorkflowDraft: Sendable {
  var workflow: Workflow
  /// Nil where the id could not be read: `workflow` has an empty one.
  var idNode: JSONNode?
  /// Nil where the folder could not be read: `workflow` has an empty one.
  var folderNode: JSONNode?
  /// False where `document` could not be read: `workflow` has the kind that was probably meant, or one without rules.
  var isTargetKnown: Bool
  var uses: [UseDraft]
  var saysUse: Bool
  /// False when what its rows fill could not be read.
  var isIntoKnown: Bool
  /// False when there may be more columns than those that could be read.
  var areColumnsKnown: Bool
  var set: [SetDraft]
  var tests: [TestDraft]
  var checks: [CheckDraft]
  var duplicate: DuplicateDraft?
  var reconciled: [ReconcileDraft]
  var decide: [DecideDraft]?
  var outputs: [Located<OutputPlan>]

  /// Reads every key of the top level.
  @Sendable static func make(_ fields: Fields) -> WorkflowDraft? {
    let context = fields.context
    let identity = Identity(fields)
    let target = fields.read(WorkflowKeys.document)
    context.target = target ?? supposedTarget(fields)
    context.isTargetSupposed = target == nil
    noteUnknownKeys(fields)
    let watch = fields.read(WorkflowKeys.watch)
    let read = fields.readNotingFaults(WorkflowKeys.read)
    if read == nil, fields.has(WorkflowKeys.read) { context.hasLostColumns = true }
    let into = fields.read(WorkflowKeys.into)
    let saysUse = fields.has(WorkflowKeys.use)
    let uses = fields.read(WorkflowKeys.use)
    let set = fields.read(WorkflowKeys.set)
    let check = fields.readNotingFaults(WorkflowKeys.check) ?? []
    let isLost =
      (uses == nil && saysUse) || (set == nil && fields.has(WorkflowKeys.set))
    if isLost { context.hasLostNames = true }
    let duplicate = fields.read(WorkflowKeys.duplicate)
    let reconcile = fields.readNotingFaults(WorkflowKeys.reconcile) ?? []
    let decide = fields.read(WorkflowKeys.decide)
    let output = fields.read(WorkflowKeys.output) ?? [:]
    let tests = fields.read(WorkflowKeys.tests) ?? []

    // Rulings have no rules and fill nothing: of a kind that is not known nothing else is said.
    var instructions = ReadInstructions(target: context.target ?? .rulings)
    instructions.limits.bytes = watch?.value.maximumBytes ?? instructions.limits.bytes
    read?.apply(to: &instructions)
    var workflow = Workflow(
      id: WorkflowID(identity.id?.value ?? ""),
      fileName: context.source.fileName,
      contentHash: context.contentHash,
      watch: watch?.value ?? WatchPlan(folder: ""),
      read: instructions
    )
    identity.apply(to: &workflow)
    workflow.into = into ?? workflow.into
    workflow.use = Dictionary(
      (uses ?? []).map { ($0.name.key, $0.value.plan) },
      uniquingKeysWith: { first, _ in first }
    )
    for case .builtIn(let id, let setting) in check {
      workflow.check.severities[id.value] = setting
    }
    workflow.duplicate = duplicate?.plan ?? workflow.duplicate
    workflow.reconcile = reconcile.map(\.plan)
    workflow.tests = tests.map(\.test)
    workflow.output = output.mapValues { $0.map(\.value) }
    return WorkflowDraft(
      workflow: workflow,
      idNode: identity.id?.node,
      folderNode: watch?.node,
      isTargetKnown: target != nil,
      uses: (uses ?? []).map { name, use in
        var use = use
        use.name = name.key
        return use
      },
      saysUse: saysUse,
      isIntoKnown: into != nil || (!fields.has(WorkflowKeys.into) && identity.id != nil),
      areColumnsKnown: target != nil && !context.hasLostColumns
        && context.isWhole(WorkflowKeys.read.name),
      set: set ?? [],
      tests: tests,
      checks: check,
      duplicate: duplicate,
      reconciled: reconcile,
      decide: decide,
      outputs: Outcome.allCases.flatMap { output[$0] ?? [] }
    )
  }
}

// What is probably meant.
extension WorkflowDraft {
  /// The kind of document where `document` is missing or misspelt; nil where that is open.
  ///
  /// It is what the other keys are for, else the nearest word. The two kinds of papers have the same fields and keys.
  private static func supposedTarget(_ fields: Fields) -> ReadInstructions.Target? {
    let text = fields.writtenText(WorkflowKeys.document) ?? ""
    if let said = WorkflowKeys.targets.first(where: { $0.rawValue == text }) { return said }
    let hasRules = WorkflowKeys.ofPapers.contains { fields.placeIfPresent($0) != nil }
    if hasRules, !fields.has(WorkflowKeys.into) { return .invoice }
    return Spelling.nearest(to: text, among: WorkflowKeys.targets.map(\.rawValue))
      .flatMap { ReadInstructions.Target(rawValue: $0) }
  }

  /// A key that there is not may be meant for any that is absent, and give names.
  private static func noteUnknownKeys(_ fields: Fields) {
    guard fields.context.diagnostics.contains(where: { $0.code == .unknownKey }) else { return }
    for key in WorkflowKeys.declared where fields.placeIfPresent(key.name) == nil {
      fields.context.faultyKeys.insert(key.name)
    }
  }
}

/// The keys that say which workflow it is.
private struct Identity {
  var id: Located<String>?
  var version: String?
  var title: String?
  var description: String?
  var owner: String?

  init(_ fields: Fields) {
    _ = fields.read(WorkflowKeys.schema)
    _ = fields.read(WorkflowKeys.format)
    id = fields.read(WorkflowKeys.workflow)
    version = fields.read(WorkflowKeys.version)
    title = fields.read(WorkflowKeys.title)
    description = fields.read(WorkflowKeys.description)
    owner = fields.read(WorkflowKeys.owner)
  }

  func apply(to workflow: inout Workflow) {
    workflow.version = version ?? workflow.version
    workflow.title = title
    workflow.description = description
    workflow.owner = owner
  }
}

import Readings
import Values

/// A decoded definition with the places that the rules between definitions need.
///
/// May have been made from a definition with errors: then it serves those rules only.
struct WorkflowDraft: Sendable {
  var workflow: Workflow
  var idNode: JSONNode
  var folderNode: JSONNode
  var uses: [UseDraft]
  var saysUse: Bool
  /// False when it says what its rows fill and that could not be read.
  var isIntoKnown: Bool
  var set: [SetDraft]
  var tests: [TestDraft]
  var checks: [CheckDraft]
  var duplicate: DuplicateDraft?
  var reconciled: [ReconcileDraft]
  var decide: [DecideDraft]?
  var outputs: [Located<OutputPlan>]

  /// Reads every key of the top level; nil without id, document or folder.
  @Sendable static func make(_ fields: Fields) -> WorkflowDraft? {
    let identity = Identity(fields)
    let target = fields.read(WorkflowKeys.document)
    fields.context.target = target
    let watch = fields.read(WorkflowKeys.watch)
    let read = fields.read(WorkflowKeys.read)
    if read == nil, fields.has(WorkflowKeys.read) { fields.context.hasLostColumns = true }
    let into = fields.read(WorkflowKeys.into)
    let saysUse = fields.has(WorkflowKeys.use)
    let uses = fields.read(WorkflowKeys.use)
    let set = fields.read(WorkflowKeys.set)
    let check = fields.read(WorkflowKeys.check) ?? []
    let isLost =
      (uses == nil && saysUse) || (set == nil && fields.has(WorkflowKeys.set))
    if isLost { fields.context.hasLostNames = true }
    let duplicate = fields.read(WorkflowKeys.duplicate)
    let reconcile = fields.read(WorkflowKeys.reconcile) ?? []
    let decide = fields.read(WorkflowKeys.decide)
    let output = fields.read(WorkflowKeys.output) ?? [:]
    let tests = fields.read(WorkflowKeys.tests) ?? []
    guard let id = identity.id, let target, let watch else { return nil }

    var instructions = ReadInstructions(target: target)
    instructions.limits.bytes = watch.value.maximumBytes
    read?.apply(to: &instructions)
    var workflow = Workflow(
      id: WorkflowID(id.value),
      fileName: fields.context.source.fileName,
      contentHash: fields.context.contentHash,
      watch: watch.value,
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
      idNode: id.node,
      folderNode: watch.node,
      uses: (uses ?? []).map { name, use in
        var use = use
        use.name = name.key
        return use
      },
      saysUse: saysUse,
      isIntoKnown: into != nil || !fields.has(WorkflowKeys.into),
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

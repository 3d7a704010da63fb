import Books
import Documents
import Storage
import Values
import Workflows

/// What a workflow's `output` says of a file that cannot be read: a named copy, a message.
struct FileEffects {
  let transaction: StorageTransaction
  let workflows: WorkflowSet

  /// Plans them so that they stand while the file is put aside, and no longer.
  func plan(_ arrival: ArrivalRecord, _ state: ArrivalState, _ problems: [Problem]) throws {
    let workflow = workflows.workflow(arrival.workflow)
    let plans = state == .quarantined ? workflow?.output[.quarantined] ?? [] : []
    let owner = EffectOwner.arrival(arrival.id)
    // Most workflows say nothing of such files; what stood before is taken away all the same.
    let copies = plans.compactMap { plan -> WantedCopy? in
      guard case .file(let template) = plan, let workflow else { return nil }
      let path = OutputPath.render(template, fileName: arrival.name, workflow: workflow.id)
      return WantedCopy(path: path, hash: arrival.hash)
    }
    try transaction.want(copies, of: owner)
    let messages = plans.enumerated().compactMap { place, plan -> WantedMessage? in
      guard case .webhook(let hook) = plan, let workflow else { return nil }
      let body = StandardMessage(file: arrival, problems, workflow.id)
      return WantedMessage(
        place: "\(Outcome.quarantined.rawValue)/\(place)",
        url: hook.url,
        secret: hook.secret,
        body: PrintedJSON.text(body)
      )
    }
    try transaction.want(messages, of: owner)
  }
}

/// What a webhook without a `body` of its own sends; absent is absent.
struct StandardMessage: Encodable {
  /// The decision: `cleared`, `exception`, `duplicate`, `rejected`, `quarantined`.
  var event: Outcome
  var workflow: WorkflowID
  var file: String
  /// The document's id in the books.
  var id: String
  var code: String
  var rule: String?
  var reason: String
  var suggestion: String?
  var queue: String?
  var decidedBy: String?
  /// As `tickmark read --format json` prints it, without the sources of its values.
  var document: Document?

  init(_ one: Judge.Case, _ decision: DecisionRecord, file: String) {
    event = decision.outcome
    workflow = one.workflow.id
    self.file = file
    id = one.stored.id.description
    code = decision.code
    rule = decision.rule
    reason = decision.reason
    suggestion = decision.suggestion
    queue = decision.queue
    decidedBy = decision.decidedBy
    var document = one.document
    document.sources = [:]
    self.document = document
  }

  init(file arrival: ArrivalRecord, _ problems: [Problem], _ workflow: WorkflowID) {
    let worst = problems.first { $0.scope == .file } ?? problems.first
    event = .quarantined
    self.workflow = workflow
    file = arrival.name
    id = arrival.id.description
    code = worst?.code ?? "file.problem"
    reason = worst?.message ?? "The file cannot be read."
    suggestion = worst?.remedy
  }
}

extension Judge {
  /// The messages that a decision sends.
  func planMessages(of one: Case, _ decision: DecisionRecord, file: String) throws {
    let outcome = decision.outcome
    let plans = one.workflow.output[outcome] ?? []
    let messages = plans.enumerated().compactMap { place, plan -> WantedMessage? in
      guard case .webhook(let hook) = plan else { return nil }
      let body =
        hook.body?.json(one.outputBindings(decision, file: file))
        ?? PrintedJSON.text(StandardMessage(one, decision, file: file))
      return WantedMessage(
        place: "\(outcome.rawValue)/\(place)",
        url: hook.url,
        secret: hook.secret,
        body: body
      )
    }
    try transaction.want(messages, of: .document(one.stored.id))
  }
}

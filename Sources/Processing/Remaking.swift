import Books
import Checks
import Digests
import Documents
import Storage
import Values
import Workflows

/// Makes stored decisions again, each under its own definition and on what was kept with it.
///
/// Rulings, rows of tables, earlier documents and the day are as they were then; the match is taken as it was found.
struct Remaking {
  let transaction: StorageTransaction
  private var sets: [Int64: Result<WorkflowSet, Lack>] = [:]
  /// Asked once: the first decision that was kept with what it was made on.
  private var firstKept: Int64??

  init(_ transaction: StorageTransaction) {
    self.transaction = transaction
  }

  enum Verdict: Equatable {
    case same
    /// What came out otherwise.
    case different([String])
    /// The same for a decision of another version of Tickmark, which may well have judged otherwise.
    case differentNow([String])
    /// It was made by a version that did not keep what it was made on, or whose definitions this one does not accept.
    case cannot(String)
  }

  /// Why a decision cannot be made again.
  enum Lack: Error, Equatable {
    /// What it was made on is gone, or is not what it was.
    case damage(String)
    /// Its definitions are whole and are not accepted, with the number of their set.
    case refused(Int64)
  }

  /// A past judgement as it can be seen again.
  struct Remade {
    var judge: Judge
    /// As it was decided.
    var made: Judge.Case
    /// As its findings were made.
    var found: Judge.Case
  }

  mutating func verdict(of decision: KeptDecision) throws -> Verdict {
    let verdict: Verdict
    do {
      verdict = try compared(decision)
    } catch Lack.damage(let what) {
      return .different([what])
    } catch Lack.refused(let set) {
      let reason = "its definitions are not accepted"
      let isOfAnother = try transaction.program(ofSet: set) != Program.version
      return isOfAnother ? .cannot(reason) : .different([reason])
    }
    guard case .different(let how) = verdict, let set = decision.basis?.definitions,
      try transaction.program(ofSet: set) != Program.version
    else { return verdict }
    return .differentNow(how)
  }

  private mutating func compared(_ decision: KeptDecision) throws -> Verdict {
    guard let basis = decision.basis else {
      if firstKept == nil { firstKept = .some(try transaction.firstKeptDecision()) }
      guard let first = firstKept ?? nil, decision.id > first else {
        return .cannot("what it was made on was not kept")
      }
      throw Lack.damage("what it was made on is gone")
    }
    var differences: [String] = []
    do {
      let remade = try remake(decision, basis, foundOn: decision.findingsBasis ?? basis)
      let now = remade.judge.decide(remade.made)
      if !now.isWritten(as: decision.record) {
        differences.append("decided: \(now.outcome.rawValue), \(now.reason)")
      }
      guard decision.findingsBasis != nil else {
        return differences.isEmpty
          ? .cannot("what its findings were made on was not kept") : .different(differences)
      }
      let findings = try remade.findings()
      if !StorageTransaction.text(of: findings).utf8.elementsEqual(decision.findingsText.utf8) {
        let codes = findings.map(\.code).joined(separator: ", ")
        differences.append("findings: \(codes.isEmpty ? "none" : codes)")
      }
    } catch let lack as LookedUp.NotKept {
      differences.append("it looks for \(lack.key) in the table \(lack.table), and did not then")
    }
    return differences.isEmpty ? .same : .different(differences)
  }

  /// The judgement of a decision; `foundOn`: what its findings were made on.
  ///
  /// Throws `Lack` where it cannot be made, `LookedUp.NotKept` where it asks a table for what it did not ask then.
  mutating func remake(
    _ decision: KeptDecision,
    _ basis: DecisionBasis,
    foundOn: DecisionBasis
  ) throws -> Remade {
    guard let stored = try transaction.document(decision.document) else {
      throw Lack.damage("its document is gone")
    }
    let then = try definitions(basis.definitions)
    let earlier = try definitions(foundOn.definitions)
    guard let workflow = then.workflow(decision.workflow),
      let earlierWorkflow = earlier.workflow(decision.workflow),
      workflow.contentHash.hex == decision.definition
    else { throw Lack.damage("its definition is not among those that were in force") }
    var judge = Judge(transaction: transaction, workflows: then, today: basis.day)
    judge.isRemaking = true
    let made = try judge.case(of: stored, workflow, on: basis)
    made.findings = try StorageTransaction.findings(decision.findingsText)
    made.matches = decision.matches
    let found = try judge.case(of: stored, earlierWorkflow, on: foundOn)
    return Remade(judge: judge, made: made, found: found)
  }

  /// The definitions of a set with their templates, from the books.
  private mutating func definitions(_ set: Int64) throws -> WorkflowSet {
    if let known = sets[set] { return try known.get() }
    do {
      let loaded = try load(set)
      sets[set] = .success(loaded)
      return loaded
    } catch let lack as Lack {
      sets[set] = .failure(lack)
      throw lack
    }
  }

  private func load(_ set: Int64) throws -> WorkflowSet {
    let parts = try transaction.parts(ofSet: set)
    guard !parts.isEmpty else { throw Lack.damage("the definitions that were in force are gone") }
    var templates: [TemplateFile] = []
    for part in parts {
      guard let template = part.template else { continue }
      let stored = try file(part)
      var file = TemplateFile(folder: template.folder, path: template.path, bytes: stored.bytes)
      file.contentHash = part.hash
      templates.append(file)
    }
    var sources: [DefinitionSource] = []
    for part in parts where part.template == nil {
      let stored = try file(part)
      var source = DefinitionSource(
        fileName: stored.fileName,
        bytes: stored.bytes,
        contentHash: stored.hash
      )
      let folders = source.templateFolders
      source.templateFiles = templates.filter { folders.contains($0.folder) }
      sources.append(source)
    }
    guard let loaded = WorkflowLoader.load(sources).workflows else { throw Lack.refused(set) }
    return loaded
  }

  /// A definition or template as it was, to the byte.
  private func file(_ part: DefinitionPart) throws -> StoredDefinition {
    let name = "the definition \(part.hash.hex.prefix(12))"
    guard let stored = try transaction.definition(part.hash) else {
      throw Lack.damage("\(name) is not in the books")
    }
    guard SHA256Digester.hash(stored.bytes) == part.hash else {
      throw Lack.damage("\(name) is not what it was")
    }
    return stored
  }
}

extension Remaking.Remade {
  func findings() throws -> [Finding] {
    var tables = found.basis.tables
    let computed = try judge.compute(
      found.document,
      found.stored.arrival,
      found.workflow,
      today: found.basis.day,
      &tables
    )
    return try judge.findings(of: found, computed)
  }
}

extension Judge {
  /// A document as it stood for a past judgement.
  fileprivate func `case`(
    of stored: StoredDocument,
    _ workflow: Workflow,
    on basis: DecisionBasis
  ) throws -> Case {
    func rulings(_ id: DocumentID) throws -> [RulingRecord] {
      guard let last = basis.lastRuling else { return [] }
      return try transaction.activeRulings(of: .document, id.number, upTo: last)
    }
    let own = try rulings(stored.id)
    let document = stored.document.applying(own)
    var tables = basis.tables
    let computed = try compute(document, stored.arrival, workflow, today: basis.day, &tables)
    let prepared = Prepared(
      computed: computed,
      index: Self.index(document, workflow, computed.values)
    )
    let one = Case(
      stored,
      document,
      workflow,
      prepared,
      own.last { $0.body.isFinal },
      on: basis.day,
      isLocked: false,
      learned: []
    )
    one.basis = basis
    one.checkedOn = basis.day
    one.duplicates = basis.duplicates
    one.forms.leader = basis.duplicates.first { $0.kind == .otherForm }
    one.forms.others = try basis.forms.compactMap { form in
      try transaction.document(form.document).map { other in
        OtherForm(
          id: other.id,
          fileName: form.fileName,
          document: other.document.applying(try rulings(other.id))
        )
      }
    }
    return one
  }
}

extension FindingsBasis {
  /// With the definitions that are in force.
  func under(_ definitions: Int64) -> FindingsBasis {
    guard case .other(var basis) = self else { return self }
    basis.definitions = definitions
    return .other(basis)
  }
}

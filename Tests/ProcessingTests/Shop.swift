import Books
import Digests
import Documents
import Foundation
import GRDB
import Intake
import ReaderPool
import Readers
import Readings
import Storage
import Synchronization
import Values
import Workflows

@testable import Processing

/// A workspace at work without the inbox and without reader processes: each step is a call.
///
/// drop (transaction A) -> read -> settle (transaction B); time stands still between the steps.
final class Shop {
  let folder: TemporaryShop
  let clock: StoppedClock
  private(set) var office: Office

  init(
    _ definitions: [String: String] = Definitions.standard,
    day: String = "2026-04-01",
    bounds: MatchingBounds = .standard
  ) throws {
    folder = try TemporaryShop(definitions)
    clock = StoppedClock(day)
    let definitions = try folder.definitions()
    office = try Office(
      workspace: folder.workspace,
      clock: clock,
      workflows: definitions.workflows,
      sources: definitions.sources,
      bounds: bounds
    )
  }

  var storage: Storage { office.storage }

  /// The file is archived and recorded.
  @discardableResult
  func drop(
    _ paper: Paper,
    bytes given: [UInt8]? = nil,
    change: (inout NewArrival) -> Void = { _ in }
  ) throws -> ArrivalRecord? {
    clock.forward(seconds: 1)
    let id = WorkflowID(paper.workflow)
    guard let workflow = office.workflows.workflow(id) else { throw NoWorkflow(id: id) }
    let bytes = given ?? Array(paper.text.utf8)
    let hash = SHA256Digester.hash(bytes)
    try folder.write(Archive.path(of: hash).display, "")
    try Data(bytes).write(to: blob(hash))
    var arrival = NewArrival(
      workflow: id,
      target: workflow.read.target,
      name: paper.name,
      path: "\(workflow.watch.folder)/\(paper.name)",
      hash: hash,
      size: Int64(bytes.count),
      identity: "\(clock.now().milliseconds)",
      isWhole: true,
      definition: workflow.contentHash
    )
    // As the inbox names it: the folder and the name without its extension.
    if workflow.watch.group != nil {
      arrival.group = "\(workflow.watch.folder)/\(FileName(paper.name).stem)"
    }
    change(&arrival)
    return try storage.write(at: clock.now()) { [arrival, clock] in
      try $0.record(arrival, daemonStart: clock.now())
    }
  }

  /// Takes waiting jobs and reads them.
  func read(limit: Int = 64) throws -> [ReadArrival] {
    clock.forward(seconds: 1)
    let jobs = try storage.write(at: clock.now()) { try $0.claimJobs(limit: limit) }
    return try jobs.map(read)
  }

  func read(_ job: Job) throws -> ReadArrival {
    guard let workflow = office.workflows.workflow(job.arrival.workflow) else {
      throw NoWorkflow(id: job.arrival.workflow)
    }
    let bytes = [UInt8](try Data(contentsOf: blob(job.arrival.hash)))
    var instructions = workflow.read
    instructions.enclosures = job.arrival.enclosures
    let enclosures = Enclosures(office.archive, limits: instructions.limits)
    let spool = ReadingSpool(path: "\(folder.workspace.work)/reading.\(job.arrival.id)")
    var items: [ReadingItem] = []
    let summary = FileReader.read(
      MemoryInput(bytes),
      instructions: instructions,
      fileName: job.arrival.name
    ) { items.append($0) }
    try enclosures.take(items)
    try spool.append(items)
    return ReadArrival(
      job: job,
      workflow: workflow,
      summary: summary,
      spool: spool,
      enclosed: summary.isRefused ? [] : enclosures.files
    )
  }

  private func blob(_ hash: ContentHash) -> URL {
    URL(filePath: "\(folder.workspace.root)/\(Archive.path(of: hash).display)")
  }

  @discardableResult
  func settle(_ readings: [ReadArrival]) throws -> [Settled] {
    clock.forward(seconds: 1)
    return try storage.write(at: clock.now()) { try settling($0).settle(readings) }
  }

  func settling(_ transaction: StorageTransaction) -> Settling {
    Settling(transaction: transaction, workflows: office.workflows, today: clock.today())
  }

  /// Drops, reads and settles: all together, or one after the other.
  @discardableResult
  func take(_ papers: [Paper], together: Bool = false) throws -> [Settled] {
    if together {
      for paper in papers { try drop(paper) }
      return try settle(read()) + settleGroups()
    }
    return try papers.flatMap { paper in
      try drop(paper)
      return try settle(read()) + settleGroups()
    }
  }

  /// Groups that a file has joined whose content was known: what a lane does when nothing was read.
  @discardableResult
  func settleGroups() throws -> [Settled] {
    try storage.write(at: clock.now()) { _ = try settling($0).grouping.settleDue() }
    return []
  }

  // MARK: Persons

  @discardableResult
  func rule(_ number: String, _ text: String, by person: String = "Ada") throws -> [DocumentID] {
    let document = try id(number)
    let exception = try storage.read(at: clock.now()) {
      try $0.exception(of: .document, document.number)
    }
    guard let exception else { throw NoException(number: number) }
    return try rule(exception.id, text, by: person)
  }

  @discardableResult
  func rule(_ id: ExceptionID, _ text: String, by person: String = "Ada") throws -> [DocumentID] {
    clock.forward(seconds: 1)
    return try storage.write(at: clock.now()) {
      try desk($0).rule(id, try RulingText.parse(text), note: nil, by: person)
    }
  }

  /// On a document that need not be an exception.
  @discardableResult
  func rule(_ id: DocumentID, _ text: String, by person: String = "Ada") throws -> [DocumentID] {
    clock.forward(seconds: 1)
    return try storage.write(at: clock.now()) {
      try desk($0).rule(id, try RulingText.parse(text), note: nil, by: person)
    }
  }

  @discardableResult
  func undo(_ number: String? = nil) throws -> [DocumentID] {
    clock.forward(seconds: 1)
    let document = try number.map { try id($0) }
    return try storage.write(at: clock.now()) { transaction in
      let exception = try document.flatMap { try transaction.exception(of: .document, $0.number) }
      return try desk(transaction).undo(exception?.id, note: nil, by: "Ada").1
    }
  }

  private func desk(_ transaction: StorageTransaction) -> RulingDesk {
    RulingDesk(transaction: transaction, workflows: office.workflows, today: clock.today())
  }

  /// The first document with this number.
  func id(_ number: String) throws -> DocumentID {
    let ids = try storage.read(at: clock.now()) { try $0.documents(numbered: number) }
    guard let id = ids.first else { throw NoDocument(number: number) }
    return id
  }

  /// The entry with this memo (or name), as rulings name it.
  func entry(_ memo: String) throws -> EntryID {
    let ids = try sql("SELECT id FROM entry WHERE memo = '\(memo)' OR counterparty = '\(memo)'")
    guard let id = ids.first.flatMap({ EntryID(text: $0) }) else { throw NoDocument(number: memo) }
    return id
  }

  /// New definitions, as a reload takes them.
  @discardableResult
  func adopt(_ definitions: [String: String]) throws -> [WorkflowID] {
    for (name, text) in definitions { try folder.write("workflows/\(name).json", text) }
    let definitions = try folder.definitions()
    return try office.adopt(definitions.workflows, sources: definitions.sources)
  }

  /// Rows of the first column, as text, from a connection of our own.
  func sql(_ text: String) throws -> [String] {
    try DatabaseQueue(path: folder.workspace.database).write { db in
      try Row.fetchAll(db, sql: text).map { row in "\(row[0] as DatabaseValue)" }
    }
  }
}

struct NoWorkflow: Error { var id: WorkflowID }
struct NoDocument: Error { var number: String }
struct NoException: Error { var number: String }

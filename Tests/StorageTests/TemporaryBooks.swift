import Books
import Digests
import Documents
import Foundation
import GRDB
import Readings
import Storage
import Values
import Workflows

/// A database of our own in a folder that goes away with it.
final class TemporaryBooks {
  let path: String
  let storage: Storage
  private(set) var now = Moment(milliseconds: 1_775_000_000_000)

  init() throws {
    path = "/tmp/tickmark-storage-\(getpid())-\(UInt64.random(in: 0...UInt64.max)).db"
    storage = try Storage(path: path)
  }

  deinit {
    for suffix in ["", "-wal", "-shm"] { remove(path + suffix) }
  }

  func remove(_ path: String) {
    do { try FileManager.default.removeItem(atPath: path) } catch { return }
  }

  func write<T: Sendable>(_ body: (StorageTransaction) throws -> T) throws -> T {
    now = Moment(milliseconds: now.milliseconds + 1_000)
    return try storage.write(at: now, body)
  }

  func read<T: Sendable>(_ body: (StorageTransaction) throws -> T) throws -> T {
    try storage.read(at: now, body)
  }

  /// Runs SQL on a connection of our own, as somebody with the file in hand could.
  @discardableResult
  func sql(_ text: String) throws -> [String] {
    try DatabaseQueue(path: path).write { db in
      try Row.fetchAll(db, sql: text).map { row in
        row.databaseValues.map { value in
          String.fromDatabaseValue(value) ?? value.description
        }.joined(separator: " ")
      }
    }
  }

  // MARK: Things to store

  static let workflow = Workflow(
    id: WorkflowID("invoices"),
    fileName: "invoices.json",
    contentHash: SHA256Digester.hash([1]),
    watch: WatchPlan(folder: "inbox/invoices"),
    read: ReadInstructions(target: .invoice)
  )

  func arrival(
    _ content: String = "a",
    name: String = "a.xml",
    target: ReadInstructions.Target = .invoice,
    change: (inout NewArrival) -> Void = { _ in }
  ) throws -> ArrivalRecord? {
    var new = NewArrival(
      workflow: Self.workflow.id,
      target: target,
      name: name,
      path: "inbox/\(name)",
      hash: SHA256Digester.hash(Array(content.utf8)),
      size: Int64(content.utf8.count),
      identity: "\(now.milliseconds)",
      isWhole: true,
      definition: Self.workflow.contentHash
    )
    change(&new)
    return try write { [new] in try $0.record(new, daemonStart: $0.now) }
  }

  func document(_ number: String, _ amount: String) throws -> DocumentID {
    let arrival = try arrival(number)
    guard let arrival, let euro = Currency("EUR") else { throw CannotStore() }
    var document = Document(type: .invoice)
    document.number = number
    document.currency = euro
    document.totals.gross = ExactDecimal(amount)
    return try write { [document] transaction in
      let ready = try transaction.ready(
        document,
        DocumentForm(of: document),
        arrival: arrival.id,
        position: 0,
        workflow: Self.workflow.id,
        index: DocumentIndex(exactKey: number, nearKey: nil, keys: [], ledgers: [])
      )
      try transaction.insert(ready)
      return ready.stored.id
    }
  }

  func entry(_ units: Int64, _ memo: String, arrival: ArrivalID? = nil) throws -> EntryID? {
    let arrival = try arrival ?? self.arrival("ledger " + memo, target: .ledger)?.id
    guard let arrival, let euro = Currency("EUR") else { throw CannotStore() }
    var entry = Entry(day: Day(number: 20_000), amount: Money(minorUnits: units, currency: euro))
    entry.memo = memo
    return try write { [entry] in
      try $0.insert(
        entry,
        ledger: LedgerName("bank"),
        arrival: arrival,
        keys: [memo]
      )
    }
  }

  /// Decides the document with these shares of entries; what is left of either side is a residual.
  func decide(
    _ document: DocumentID,
    _ outcome: Outcome = .cleared,
    shares: [(EntryID, document: Int64, entry: Int64)] = [],
    code: String = "ok"
  ) throws -> Bool {
    try decide(document, outcome, exactly: shares, nil, code: code)
  }

  /// The same with the residuals as they are given; nil: what is left.
  func decide(
    _ document: DocumentID,
    _ outcome: Outcome = .cleared,
    exactly shares: [(EntryID, document: Int64, entry: Int64)],
    _ residuals: [Residual]?,
    code: String = "ok"
  ) throws -> Bool {
    guard let euro = Currency("EUR") else { throw CannotStore() }
    var match = MatchOutcome(ledger: LedgerName("bank"), status: .matched, explanation: "")
    match.allocations = shares.map { share in
      Allocation(
        document: document,
        entry: share.0,
        documentAmount: Money(minorUnits: share.document, currency: euro),
        entryAmount: Money(minorUnits: share.entry, currency: euro)
      )
    }
    let decision = DecisionRecord(
      outcome: outcome,
      code: code,
      rule: "clean",
      reason: "",
      suggestion: "",
      queue: outcome == .exception ? "data" : nil
    )
    return try write { [match, residuals] transaction in
      guard let stored = try transaction.document(document) else { throw CannotStore() }
      var match = match
      match.residuals = try residuals ?? rests(of: match, stored, transaction)
      return try transaction.decide(
        stored,
        decision,
        findings: [],
        matches: [match],
        duplicates: [],
        workflow: Self.workflow,
        days: JudgingDays(checked: Day(number: 20_000), judged: Day(number: 20_000)),
        basis: DecisionBasis(
          definitions: try transaction.set(of: WorkflowSet(workflows: [Self.workflow])),
          day: Day(number: 20_000)
        ),
        findingsBasis: .same
      )
    }
  }
}

extension TemporaryBooks {
  /// What the shares leave; a part that is more than its whole leaves nothing.
  private func rests(
    of match: MatchOutcome,
    _ stored: StoredDocument,
    _ transaction: StorageTransaction
  ) throws -> [Residual] {
    var rests: [Residual] = []
    let given = match.allocations.reduce(Int64(0)) { $0 + $1.documentAmount.minorUnits }
    if let payable = stored.document.payableMoney, payable.minorUnits > given, given > 0 {
      let rest = Money(minorUnits: payable.minorUnits - given, currency: payable.currency)
      rests.append(Residual(side: .document(stored.id), kind: .open, amount: rest))
    }
    for share in match.allocations {
      guard let entry = try transaction.entry(share.entry)?.entry else { continue }
      let rest = entry.amount.minorUnits - share.entryAmount.minorUnits
      guard rest != 0, (rest < 0) == entry.amount.isNegative else { continue }
      let money = Money(minorUnits: rest, currency: entry.amount.currency)
      rests.append(Residual(side: .entry(share.entry), kind: .overpayment, amount: money))
    }
    return rests
  }
}

struct CannotStore: Error {}

package import Books
import CSystem
import Digests
import FoundationEssentials
internal import GRDB
import Values
import Workflows

/// The workspace's database: one SQLite file, one connection that writes, which is also the only one that checkpoints.
///
/// (System SQLite before 3.51.3 has a WAL-reset bug that needs two connections to bite, one that checkpoints while another
/// commits.) Every write is one transaction at synchronous=FULL: when it returns, it is on disk.
package final class Storage: Sendable {
  private let path: String
  private let queue: DatabaseQueue
  private let log = WriteAheadLog()
  private let bounds: MatchingBounds

  /// Opens or creates the database at `path` and brings its schema up to date.
  ///
  /// What the books remember hangs on `bounds`: another value is for tests, on books of their own.
  package init(path: String, bounds: MatchingBounds = .standard) throws {
    self.bounds = bounds
    self.path = path
    var configuration = Configuration()
    configuration.label = "tickmark.storage"
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(5)
    configuration.maximumReaderCount = 1
    configuration.prepareDatabase { [log] db in
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try PageCache.usual.set(db)
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      try db.execute(sql: "PRAGMA mmap_size = 0")
      log.watch(db)
    }
    queue = try DatabaseQueue(path: path, configuration: configuration)
    try Schema.migrator.migrate(queue)
  }

  /// Runs `body` in one transaction; all of it is durable when this returns, or none of it happened.
  package func write<T: Sendable>(
    at now: Moment,
    _ body: (StorageTransaction) throws -> T
  ) throws -> T {
    defer { log.checkpoint(behind: queue) }
    let (result, cache) = try queue.write { db in try work(db, now, body) }
    narrow(cache)
    return result
  }

  /// Like `write`, without blocking the caller's thread.
  package func write<T: Sendable>(
    at now: Moment,
    async body: @Sendable @escaping (StorageTransaction) throws -> T
  ) async throws -> T {
    defer { log.checkpoint(behind: queue) }
    let (result, cache) = try await queue.write { db in try work(db, now, body) }
    narrow(cache)
    return result
  }

  private func work<T>(
    _ db: Database,
    _ now: Moment,
    _ body: (StorageTransaction) throws -> T
  ) throws -> (T, PageCache) {
    let transaction = StorageTransaction(db: db, now: now, bounds: bounds)
    let result = try body(transaction)
    try transaction.prove()
    return (result, transaction.memo.cache)
  }

  /// Gives back what a large transaction held, behind it.
  private func narrow(_ cache: PageCache) {
    guard cache != .usual else { return }
    queue.asyncWriteWithoutTransaction { db in
      // What could not be narrowed now is narrowed when there is nothing to do.
      do { try PageCache.usual.set(db) } catch { return }
      // SQLite frees pages between others that stay, which the allocator keeps: the reports come next and want memory too.
      tickmark_trim_memory()
    }
  }

  /// Reads in one consistent view.
  package func read<T: Sendable>(
    at now: Moment,
    _ body: (StorageTransaction) throws -> T
  ) throws -> T {
    try queue.read { db in try body(StorageTransaction(db: db, now: now, bounds: bounds)) }
  }

  /// Reads in one consistent view, on a connection of its own that can do nothing else: whoever writes does not wait for it.
  ///
  /// For what takes long, such as reports; the connection is closed again, so that its memory is given back.
  package func readAside<T: Sendable>(
    at now: Moment,
    _ body: (StorageTransaction) throws -> T
  ) throws -> T {
    var configuration = Configuration()
    configuration.label = "tickmark.storage.aside"
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      try PageCache.usual.set(db)
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      try db.execute(sql: "PRAGMA mmap_size = 0")
    }
    let aside = try DatabaseQueue(path: path, configuration: configuration)
    let result = try aside.read { db in
      try body(StorageTransaction(db: db, now: now, bounds: bounds))
    }
    try aside.close()
    return result
  }

  /// Moves the write-ahead log into the main file and gives memory back; called when there is nothing to do.
  package func rest() throws {
    try queue.writeWithoutTransaction { db in
      _ = try db.checkpoint(.passive)
      try PageCache.usual.set(db)
      try db.execute(sql: "PRAGMA shrink_memory")
    }
    // What work and SQLite freed is else kept by the allocator, 2 MB after 20 invoices.
    tickmark_trim_memory()
  }

  /// Copies the books, page by page, into a new file at `path`.
  ///
  /// Not by VACUUM INTO, which may number the rows of tables anew that have no key of their own.
  package func copy(to path: String) throws {
    let copy = try DatabaseQueue(path: path)
    try queue.backup(to: copy)
    try copy.close()
  }

  /// SQLite's own check of the whole file: an empty list when it is sound.
  package func integrityProblems() throws -> [String] {
    try queue.read { db in
      try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
    }
  }

  /// True when the disk or the machine refused, so that the same thing may succeed later; false when the books themselves
  /// refused it (a broken rule), so that it never will.
  package static func isTrouble(_ error: any Error) -> Bool {
    guard let error = error as? DatabaseError else { return false }
    return error.resultCode.primaryResultCode != .SQLITE_CONSTRAINT
  }

  package static var sqliteVersion: String {
    (try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }) ?? "?"
  }

  package func close() throws {
    try queue.close()
  }
}

/// What may be asked and told within one transaction.
///
/// Lives only inside `Storage.write` and `Storage.read`.
package struct StorageTransaction {
  let db: Database
  /// The moment that this transaction's facts carry.
  package let now: Moment
  /// How much reconciling compares.
  package let bounds: MatchingBounds
  let memo = TransactionMemo()

  /// Says that so many rows come in this transaction, before the first of them.
  ///
  /// Their keys fall anywhere into indexes that outgrow SQLite's usual cache: without a wide one nearly each row reads pages from the
  /// file and writes others.
  package func expect(rows: Int) throws {
    guard rows >= PageCache.manyRows, memo.cache != .wide else { return }
    memo.cache = .wide
    try memo.cache.set(db)
  }

  /// How many documents this transaction has read so far, each time that it did: a measure of its work.
  package var documentsRead: Int { memo.documentsRead }
}

/// What one transaction knows already of what only it can change, so that it need not ask for each document.
final class TransactionMemo {
  struct AuditLink {
    var id: Int64
    var hash: String
  }

  var lastAudit: AuditLink?
  /// How many of the file's pages SQLite holds.
  var cache = PageCache.usual
  /// Documents that were read whole.
  var documentsRead = 0
  /// The ids that the next document and the next decision get.
  var nextDocument: Int64?
  var nextDecision: Int64?
  /// Names of files, which never change.
  var fileNames: [ArrivalID: String] = [:]
  /// Contents, and whether they are in a group.
  var isGrouped: [ArrivalID: Bool] = [:]
  /// Whether anything was ever learned from a ruling.
  var hasLessons: Bool?
  /// Ledgers, and whether they have lines from before lines were known by the bank's id.
  var hasOldIdentities: [LedgerName: Bool] = [:]
  /// Whether any payment run or payout is known.
  var hasRemittances: Bool?
  /// Numbers of definitions that were in force together, by their files.
  var definitionSets: [[DefinitionPart]: Int64] = [:]
  /// Tables of rows, and whether there are any.
  var filledTables: [String: Bool] = [:]
  /// What tables gave for a key, of what was asked lately (`TableAnswers`).
  var tableAnswers = TableAnswers()
  /// Ledgers with their currency, and a width of amounts that is known to be noted.
  var widths: [String: Int64] = [:]
}

/// Something in the database that cannot be: a bug or a damaged file, never a bad paper.
package enum StorageError: Error, Equatable {
  case damaged(String)
  case notFound(String)
}

/// JSON as it is stored: sorted keys, so that equal values are equal bytes; for what is written often see `JSONForm`.
enum StoredJSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch {
      throw StorageError.damaged("stored \(type) cannot be decoded: \(error)")
    }
  }
}

internal import GRDB
import GRDBSQLite
import Synchronization

/// When the write-ahead log is moved into the main file: behind a commit, not within it.
///
/// SQLite's own way moves it inside the commit that makes it large, and whoever waits for that commit waits for the
/// moving too. What is in the log is as durable as what is in the main file, so it may come after.
final class WriteAheadLog: Sendable {
  /// 16 MB: the pages that every transaction touches are moved once for many of them.
  static let pagesBeforeCheckpoint: Int32 = 4_000

  private let pages = Atomic<Int32>(0)
  private let isScheduled = Atomic(false)

  /// Takes the place of SQLite's automatic checkpoints on this connection, which must not outlive the object.
  func watch(_ db: Database) {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe sqlite3_wal_hook(
      db.sqliteConnection,
      { context, _, _, pages in
        guard let context = unsafe context else { return SQLITE_OK }
        let log = unsafe Unmanaged<WriteAheadLog>.fromOpaque(context).takeUnretainedValue()
        log.pages.store(pages, ordering: .relaxed)
        return SQLITE_OK
      },
      context
    )
  }

  /// Moves the log into the main file behind what has just been written, when there is much of it.
  func checkpoint(behind queue: DatabaseQueue) {
    guard pages.load(ordering: .relaxed) >= Self.pagesBeforeCheckpoint,
      isScheduled.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged
    else { return }
    queue.asyncWriteWithoutTransaction { [self] db in
      pages.store(0, ordering: .relaxed)
      isScheduled.store(false, ordering: .relaxed)
      // What cannot be moved now stays in the log and loses nothing; the next commit asks again.
      do { _ = try db.checkpoint(.passive) } catch { return }
    }
  }
}

import Books
import Glibc
import Intake
import Storage
import Synchronization
import Values

/// Carries out the outbox: named copies of archived files.
///
/// Each step may be repeated after a crash without harm.
struct Placing {
  let storage: Storage
  let archive: Archive
  let workspace: Workspace
  let clock: any WallClock

  static let batch = 200
  /// Names tried before giving up: `invoice.xml`, `invoice (2).xml`, ...
  static let maximumNames = 1_000

  /// Empties the outbox as far as it goes, while `goesOn` says so.
  ///
  /// - Returns: what could not be done now, in words; it stays in the outbox.
  func run(_ goesOn: () -> Bool = { true }) throws -> [String] {
    try Self.turn.withLock { _ in try empty(while: goesOn) }
  }

  /// The daemon and a person's command may come here together: two must not write one copy at a time.
  private static let turn = Mutex(())

  private func empty(while goesOn: () -> Bool) throws -> [String] {
    var failures: [String] = []
    var tried: Set<Int64> = []
    while true {
      let items = try storage.read(at: clock.now()) { try $0.openOutbox(limit: Self.batch) }
        .filter { tried.insert($0.id).inserted }
      if items.isEmpty { return failures }
      for item in items {
        guard goesOn() else { return failures }
        do {
          try perform(item)
        } catch {
          failures.append("\(item.path): \(error)")
          try storage.write(at: clock.now()) { try $0.fail(item, "\(error)") }
        }
      }
    }
  }

  private func perform(_ item: OutboxItem) throws {
    switch item.kind {
    case .place: try place(item)
    case .withdraw: try withdraw(item)
    }
  }

  private func place(_ item: OutboxItem) throws {
    guard let hash = item.hash else { throw StorageError.damaged("outbox \(item.id)") }
    // A decision made after the path is claimed finds the claim and plans to take the copy away.
    let claimed = try storage.write(at: clock.now()) { transaction -> String? in
      guard try transaction.isOpen(item) else { return nil }
      let own = try transaction.placedFiles(of: item.owner)
        .first { $0.wantedPath == item.path }?.path
      let path = try own ?? freePath(item, transaction)
      try transaction.claim(path: path, for: item)
      return path
    }
    guard let claimed else { return }
    try copy(hash, to: workspace.path(claimed))
    try storage.write(at: clock.now()) { try $0.finish(item) }
  }

  /// The wanted path, or the first numbered one that neither the books nor the disk have.
  private func freePath(_ item: OutboxItem, _ transaction: StorageTransaction) throws -> String {
    for number in 1...Self.maximumNames {
      let path = number == 1 ? item.path : Self.numbered(item.path, number)
      let isTaken = try transaction.holder(ofPath: path) != nil
      if !isTaken, !FileSystem.exists(workspace.path(path)) { return path }
    }
    throw StorageError.notFound("a free name for \(item.path)")
  }

  static func numbered(_ path: String, _ number: Int) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path[slash...].lastIndex(of: "."), dot != slash else {
      return "\(path) (\(number))"
    }
    return "\(path[..<dot]) (\(number))\(path[dot...])"
  }

  private func copy(_ hash: ContentHash, to path: String) throws {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    try FileSystem.makeFolder(folder)
    let temporary = Self.temporary(hash, beside: path)
    let blob = try archive.open(hash)
    let copy = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard copy >= 0 else {
      throw FileSystem.Failure(what: "write", path: temporary, errorNumber: errno)
    }
    defer { close(copy) }
    do {
      try stream(blob.number, copy, temporary)
      guard fsync(copy) == 0 else {
        throw FileSystem.Failure(what: "make durable", path: temporary, errorNumber: errno)
      }
      guard unsafe rename(temporary, path) == 0 else {
        throw FileSystem.Failure(what: "write", path: path, errorNumber: errno)
      }
    } catch {
      _ = unsafe unlink(temporary)
      throw error
    }
    try FileSystem.syncFolder(folder)
  }

  /// Where a copy is written before it has its name.
  static func temporary(_ hash: ContentHash, beside path: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return "\(folder)/.tickmark-copy-\(hash.hex.prefix(16))"
  }

  private func stream(_ source: Int32, _ target: Int32, _ path: String) throws {
    var buffer = [UInt8](repeating: 0, count: 128 << 10)
    while true {
      let count = unsafe read(source, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw FileSystem.Failure(what: "read", path: "the archive", errorNumber: errno)
      }
      if count == 0 { return }
      try FileSystem.write(Array(buffer[..<count]), to: target, path: path)
    }
  }

  /// Takes the copy away, if it still is the copy: a file that a person changed is theirs and stays.
  ///
  /// Removed inside the transaction, so that no decision can want it back between the two; done again it finds nothing.
  private func withdraw(_ item: OutboxItem) throws {
    let placed = try storage.read(at: clock.now()) { try $0.placedFiles(of: item.owner) }
      .first { $0.wantedPath == item.path }
    let path = placed.map { workspace.path($0.path) }
    // A copy that failed could perhaps not be tidied up at once, and is not tried again.
    let half = placed.map { Self.temporary($0.hash, beside: workspace.path($0.path)) }
    let isOurs = try placed.map { try isCopy($0) } ?? false
    try storage.write(at: clock.now()) { transaction in
      guard try transaction.isOpen(item) else { return }
      for file in [half, isOurs ? path : nil].compactMap(\.self)
      where unsafe unlink(file) != 0 && errno != ENOENT && errno != ENOTDIR {
        throw FileSystem.Failure(what: "remove", path: file, errorNumber: errno)
      }
      try transaction.finish(item)
    }
  }

  private func isCopy(_ file: PlacedFile) throws -> Bool {
    let path = workspace.path(file.path)
    return FileSystem.exists(path) ? try FileSystem.hash(path) == file.hash : false
  }
}

import Books
import Documents
import Glibc
import Readings
import Synchronization

/// The items of one reading between the reader process and transaction B: in memory while they are few, in a file of the
/// work folder when they are many, so that a file of any size needs the same memory.
///
final class ReadingSpool: Sendable {
  static let itemsInMemory = 2_000
  /// Problems kept beside the items.
  static let maximumProblems = 100
  /// Statements kept beside the items.
  static let maximumStatements = 2_000

  /// An item, with its bytes on the wire where the file of the work folder has them.
  typealias Item = (ReadingItem, wire: ArraySlice<UInt8>?)

  private struct State {
    var items: [ReadingItem] = []
    var problems: [Problem] = []
    var statements: [Statement] = []
    /// Entries that say what their account stood at, and entries that do not.
    var (hasBalances, lacksBalances) = (false, false)
    var descriptor: Int32 = -1
  }

  static let prefix = "reading."
  private let path: String
  private let state = Mutex(State())

  /// `path` is where the file goes if one is needed; it loses its name at once, so nothing is left when the daemon dies.
  init(path: String) {
    self.path = path
  }

  deinit {
    let descriptor = state.withLock { $0.descriptor }
    if descriptor >= 0 { close(descriptor) }
  }

  /// Removes the files that a daemon left behind which died at the wrong moment; call it at start.
  static func removeLeftovers(in work: String) {
    for name in FileSystem.names(in: work) where name.hasPrefix(prefix) {
      _ = unsafe unlink("\(work)/\(name)")
    }
  }

  func append(_ items: [ReadingItem]) throws {
    // Files inside the file go into the archive, never into memory.
    let more = items.contains(where: \.isEnclosed) ? items.filter { !$0.isEnclosed } : items
    guard !more.isEmpty else { return }
    try state.withLock { state in
      for case .problem(let problem) in more { Self.keep(problem, in: &state.problems) }
      for case .statement(let statement) in more
      where state.statements.count < Self.maximumStatements {
        state.statements.append(statement)
      }
      for case .entry(let entry) in more {
        if entry.balanceAfter == nil {
          state.lacksBalances = true
        } else {
          state.hasBalances = true
        }
      }
      if state.descriptor < 0, state.items.count + more.count <= Self.itemsInMemory {
        state.items += more
        return
      }
      if state.descriptor < 0 { state.descriptor = try openFile() }
      try write(state.items + more, state.descriptor)
      state.items = []
    }
  }

  /// What is wrong with the whole file often comes last, and is never cut off.
  private static func keep(_ problem: Problem, in problems: inout [Problem]) {
    if problems.count < maximumProblems { return problems.append(problem) }
    guard problem.scope == .file, let last = problems.lastIndex(where: { $0.scope != .file }) else {
      return
    }
    problems.remove(at: last)
    problems.insert(problem, at: 0)
  }

  /// The statements of the reading, the first of very many.
  var statements: [Statement] { state.withLock { $0.statements } }

  /// True when entries say what their account stood at.
  var hasBalances: Bool { state.withLock { $0.hasBalances } }

  /// True when other entries do not.
  var lacksBalances: Bool { state.withLock { $0.lacksBalances } }

  /// The first problems of the reading.
  var problems: [Problem] { state.withLock { $0.problems } }

  /// The items in order, a few at a time.
  func forEachBatch(_ body: ([ReadingItem]) throws -> Void) throws {
    let (items, descriptor) = state.withLock { ($0.items, $0.descriptor) }
    guard descriptor >= 0 else { return try body(items) }
    var place = 0
    while let batch = try readBatch(descriptor, &place) { try body(batch.map(\.item)) }
  }

  /// Batches that are made ready, on a thread of their own, while `body` works on those before them.
  static let batchesAhead = 3

  /// The items in order, made into something else; those of a file are prepared ahead on another thread.
  func forEachBatch<Ready: Sendable>(
    preparing prepare: @escaping @Sendable ([Item]) throws -> Ready,
    _ body: (Ready) throws -> Void
  ) throws {
    let (items, descriptor) = state.withLock { ($0.items, $0.descriptor) }
    guard descriptor >= 0 else {
      for start in stride(from: 0, to: items.count, by: ReaderWire.itemsPerFrame) {
        try body(prepare(items[start...].prefix(ReaderWire.itemsPerFrame).map { ($0, nil) }))
      }
      return
    }
    let place = Mutex(0)
    let ahead = ReadAhead(depth: Self.batchesAhead, name: "tickmark.prepare") {
      try place.withLock { try self.readBatch(descriptor, &$0) }.map {
        try prepare($0.map { ($0.item, $0.bytes) })
      }
    }
    defer { ahead.abandon() }
    while let ready = try ahead.next() { try body(ready) }
  }

  /// The batch that begins at `place`, which moves behind it; nil at the end.
  ///
  /// Whoever reads brings the place: several may read one file, each from its own.
  private func readBatch(
    _ descriptor: Int32,
    _ place: inout Int
  ) throws -> [(item: ReadingItem, bytes: ArraySlice<UInt8>)]? {
    guard let length = try readLength(descriptor, &place) else { return nil }
    return try ReaderWire.itemsAndBytes(from: readBytes(length, descriptor, &place)[...])
  }

  private func openFile() throws -> Int32 {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw FileSystem.Failure(what: "write", path: path, errorNumber: errno)
    }
    // A name that stays is removed at the next start.
    _ = unsafe unlink(path)
    return descriptor
  }

  private func write(_ batch: [ReadingItem], _ descriptor: Int32) throws {
    for start in stride(from: 0, to: batch.count, by: ReaderWire.itemsPerFrame) {
      let part = Array(batch[start...].prefix(ReaderWire.itemsPerFrame))
      try FileSystem.write(ReaderWire.bytes(of: .items(id: 0, part)), to: descriptor, path: path)
    }
  }

  private func readLength(_ descriptor: Int32, _ place: inout Int) throws -> Int? {
    let header = try readBytes(ReaderWire.lengthBytes, descriptor, &place, mayEnd: true)
    return ReaderWire.payloadCount(header[...])
  }

  private func readBytes(
    _ wanted: Int,
    _ descriptor: Int32,
    _ place: inout Int,
    mayEnd: Bool = false
  ) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: wanted)
    var filled = 0
    while filled < wanted {
      let count = unsafe bytes.withUnsafeMutableBytes {
        let start = unsafe $0.baseAddress?.advanced(by: filled)
        return unsafe pread(descriptor, start, wanted - filled, place)
      }
      if count < 0, errno == EINTR { continue }
      if count == 0, filled == 0, mayEnd { return [] }
      guard count > 0 else {
        throw FileSystem.Failure(what: "read", path: path, errorNumber: count < 0 ? errno : EIO)
      }
      filled += count
      place += count
    }
    return bytes
  }
}

extension ReadingItem {
  fileprivate var isEnclosed: Bool { if case .enclosed = self { true } else { false } }
}

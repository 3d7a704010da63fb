import Documents
import FoundationEssentials
import Glibc
import Readings
import Synchronization

/// The items of one reading between the reader process and transaction B: in memory while they are few, in a file of the
/// work folder when they are many, so that a file of any size needs the same memory.
///
final class ReadingSpool: Sendable {
  static let itemsInMemory = 2_000

  private struct State {
    var items: [ReadingItem] = []
    var descriptor: Int32 = -1
  }

  private let path: String
  private let state = Mutex(State())

  /// `path` is where the file goes if one is needed; it is removed with the spool.
  init(path: String) {
    self.path = path
  }

  deinit {
    let descriptor = state.withLock { $0.descriptor }
    if descriptor >= 0 {
      close(descriptor)
      _ = unsafe unlink(path)
    }
  }

  func append(_ more: [ReadingItem]) throws {
    try state.withLock { state in
      if state.descriptor < 0, state.items.count + more.count <= Self.itemsInMemory {
        state.items += more
        return
      }
      if state.descriptor < 0 { state.descriptor = try openFile() }
      try write(state.items + more, state.descriptor)
      state.items = []
    }
  }

  /// The items in order, a few at a time.
  func forEachBatch(_ body: ([ReadingItem]) throws -> Void) throws {
    let (items, descriptor) = state.withLock { ($0.items, $0.descriptor) }
    guard descriptor >= 0 else { return try body(items) }
    guard lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw FileSystem.Failure(what: "read", path: path, errorNumber: errno)
    }
    while let length = try readLength(descriptor) {
      let bytes = try readBytes(length, descriptor)
      try body(try JSONDecoder().decode([ReadingItem].self, from: Data(bytes)))
    }
  }

  private func openFile() throws -> Int32 {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw FileSystem.Failure(what: "write", path: path, errorNumber: errno)
    }
    return descriptor
  }

  private func write(_ batch: [ReadingItem], _ descriptor: Int32) throws {
    let data = Array(try JSONEncoder().encode(batch))
    let length = UInt32(data.count)
    let header = (0..<4).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
    try FileSystem.write(header + data, to: descriptor, path: path)
  }

  private func readLength(_ descriptor: Int32) throws -> Int? {
    let header = try readBytes(4, descriptor, mayEnd: true)
    guard header.count == 4 else { return nil }
    return header.enumerated().reduce(0) { $0 | Int($1.element) << ($1.offset * 8) }
  }

  private func readBytes(
    _ wanted: Int,
    _ descriptor: Int32,
    mayEnd: Bool = false
  ) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: wanted)
    var filled = 0
    while filled < wanted {
      let count = unsafe bytes.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress?.advanced(by: filled), wanted - filled)
      }
      if count < 0, errno == EINTR { continue }
      if count == 0, filled == 0, mayEnd { return [] }
      guard count > 0 else {
        throw FileSystem.Failure(what: "read", path: path, errorNumber: count < 0 ? errno : EIO)
      }
      filled += count
    }
    return bytes
  }
}

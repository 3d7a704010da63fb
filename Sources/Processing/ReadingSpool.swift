import Documents
import FoundationEssentials
import Glibc
import Readings

/// The items of one reading between the reader process and transaction B: in memory while they are few, in a file of the
/// work folder when they are many, so that a file of any size needs the same memory.
///
/// Used by one task at a time.
final class ReadingSpool {
  static let itemsInMemory = 2_000

  private var items: [ReadingItem] = []
  private let path: String
  private var descriptor: Int32 = -1
  private(set) var count = 0
  private(set) var documentCount = 0

  /// - Parameter path: where the file goes if one is needed; removed with the spool.
  init(path: String) {
    self.path = path
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      _ = unsafe unlink(path)
    }
  }

  func append(_ more: [ReadingItem]) throws {
    count += more.count
    for case .document in more { documentCount += 1 }
    if descriptor < 0, items.count + more.count <= Self.itemsInMemory {
      items += more
      return
    }
    if descriptor < 0 { try openFile() }
    try write(items + more)
    items = []
  }

  /// The items in order, a few at a time.
  func forEachBatch(_ body: ([ReadingItem]) throws -> Void) throws {
    guard descriptor >= 0 else { return try body(items) }
    guard lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw FileSystem.Failure(what: "read", path: path, errorNumber: errno)
    }
    while let length = try readLength() {
      let bytes = try readBytes(length)
      try body(try JSONDecoder().decode([ReadingItem].self, from: Data(bytes)))
    }
  }

  private func openFile() throws {
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw FileSystem.Failure(what: "write", path: path, errorNumber: errno)
    }
  }

  private func write(_ batch: [ReadingItem]) throws {
    let data = Array(try JSONEncoder().encode(batch))
    let length = UInt32(data.count)
    let header = (0..<4).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
    try FileSystem.write(header + data, to: descriptor, path: path)
  }

  private func readLength() throws -> Int? {
    let header = try readBytes(4, mayEnd: true)
    guard header.count == 4 else { return nil }
    return header.enumerated().reduce(0) { $0 | Int($1.element) << ($1.offset * 8) }
  }

  private func readBytes(_ wanted: Int, mayEnd: Bool = false) throws -> [UInt8] {
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

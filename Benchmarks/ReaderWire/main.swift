import Books
import Documents
import FoundationEssentials
import Glibc
import ReaderPool
import Readings
import Synchronization
import Values

// What the way from a reader process costs, without any reading:
//   swift build -c release --product ReaderWireBenchmark
//   swift build -c release --product MisbehavingReader
//   taskset -c 0 .build/release/ReaderWireBenchmark
// Pinned to one core, daemon and reader share it.

func measure(_ what: String, _ count: Int, _ work: () async throws -> Void) async throws {
  let begin = ContinuousClock.now
  try await work()
  let seconds = (ContinuousClock.now - begin) / .seconds(1)
  let each = seconds / Double(count) * 1_000_000
  print("\(what): \(Int(Double(count) / seconds)) a second, \(Double(Int(each * 10)) / 10) us each")
}

let folder = CommandLine.arguments[0].split(separator: "/", omittingEmptySubsequences: false)
  .dropLast().joined(separator: "/")
var configuration = ReaderPoolConfiguration(executable: folder + "/MisbehavingReader")
configuration.count = 1
configuration.filesPerReader = 1_000_000

func read(_ text: String, _ pool: ReaderPool) async throws -> [ReadingItem] {
  let path = "/tmp/tickmark-benchmark-\(getpid())"
  let writer = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  _ = unsafe write(writer, text, text.utf8.count)
  close(writer)
  let last = Mutex<[ReadingItem]>([])
  let outcome = try await pool.read(
    descriptor: unsafe open(path, O_RDONLY | O_CLOEXEC),
    instructions: ReadInstructions(target: .ledger),
    fileName: "benchmark",
    byteCount: 100 << 20
  ) { items in
    last.withLock { $0 = items }
  }
  guard case .finished = outcome else { fatalError("\(outcome)") }
  return last.withLock { $0 }
}

let pool = ReaderPool(configuration: configuration)
let entries = try await read("entries 200", pool)
let rounds = 100
try await measure("entries, JSON, there and back", rounds * entries.count) {
  for id in 0..<rounds {
    let bytes = try JSONEncoder().encode(ReadFrame.items(id: id, entries))
    _ = try JSONDecoder().decode(ReadFrame.self, from: bytes)
  }
}
try await measure("entries, compact, there and back", 10 * rounds * entries.count) {
  for id in 0..<10 * rounds {
    let bytes = ReaderWire.bytes(of: .items(id: id, entries))
    _ = try ReaderWire.frame(from: bytes.dropFirst(ReaderWire.lengthBytes))
  }
}
let invoice = try await read("invoice", pool)
try await measure("invoices, JSON, there and back", rounds) {
  for id in 0..<rounds {
    let bytes = try JSONEncoder().encode(ReadFrame.items(id: id, invoice))
    _ = try JSONDecoder().decode(ReadFrame.self, from: bytes)
  }
}
try await measure("invoices, compact, there and back", 100 * rounds) {
  for id in 0..<100 * rounds {
    let bytes = ReaderWire.bytes(of: .items(id: id, invoice))
    _ = try ReaderWire.frame(from: bytes.dropFirst(ReaderWire.lengthBytes))
  }
}
try await measure("requests, JSON, there and back", 2_000) {
  for id in 0..<2_000 {
    let request = ReadRequest(
      id: id,
      instructions: ReadInstructions(target: .invoice),
      fileName: "a name",
      byteCount: 1
    )
    _ = try JSONDecoder().decode(ReadRequest.self, from: try JSONEncoder().encode(request))
  }
}
try await measure("entries through a process", 1_000_000) {
  _ = try await read("entries 1000000", pool)
}
try await measure("invoices through a process", 5_000) {
  for _ in 0..<5_000 { _ = try await read("invoice", pool) }
}
await pool.shutdown()

configuration.filesPerReader = 1
let fresh = ReaderPool(configuration: configuration)
try await measure("files with a fresh process each", 100) {
  for _ in 0..<100 { _ = try await read("invoice", fresh) }
}
await fresh.shutdown()

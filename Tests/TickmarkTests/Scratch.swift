import Foundation
import Glibc
import Synchronization
import Testing

/// What one call of the program said.
struct Answer: Sendable, CustomTestStringConvertible {
  var code: Int32
  var output: String
  var errors: String

  var testDescription: String { "exit \(code)\n\(output)\n\(errors)" }

  /// Each line of the output as a JSON object.
  func objects() throws -> [[String: Any]] {
    try output.split(separator: "\n").map { line in
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(value as? [String: Any], "\(line)")
    }
  }
}

/// A workspace of its own with the real program on it.
final class Scratch: Sendable {
  /// The workspace.
  let root: String
  /// Where logs and half-made files are: beside the workspace, on the same disk.
  let outside: String
  private let children = Mutex<[ChildProcess]>([])
  private let calls = Mutex(0)

  /// Where the build puts its products: beside the tests' own executable, or what TICKMARK_PRODUCTS names.
  static let products: String = {
    if let given = ProcessInfo.processInfo.environment["TICKMARK_PRODUCTS"] { return given }
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
  }()

  /// Larger bursts and files, for a machine with time.
  static let isFull = ProcessInfo.processInfo.environment["TICKMARK_FULL"] != nil

  init(_ definitions: [String: String]) throws {
    // Short: the path of a Unix socket has at most 107 bytes.
    let name = "tm-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    outside = FileManager.default.temporaryDirectory.path + "/" + name
    root = outside + "/w"
    for folder in ["workflows", "inbox/invoices", "inbox/bank", "inbox/suppliers"] {
      try makeFolder(folder)
    }
    for (id, text) in definitions { try write(text, to: "workflows/\(id).json") }
  }

  func path(_ name: String) -> String { name.hasPrefix("/") ? name : root + "/" + name }

  // MARK: Files

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: path(name),
      withIntermediateDirectories: true
    )
  }

  /// Writes in place, as most programs do.
  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let path = path(name)
    let isWritten = ChildProcess.spawning.withLock { _ -> Bool in
      let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
      let descriptor = unsafe open(path, flags, 0o644)
      guard descriptor >= 0 else { return false }
      defer { Glibc.close(descriptor) }
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      return count == bytes.count
    }
    try #require(isWritten, "\(path)")
  }

  /// Renames into place a file that is whole: the quickest way in.
  func drop(_ text: String, as name: String) throws { try drop(Array(text.utf8), as: name) }

  func drop(_ bytes: [UInt8], as name: String) throws {
    let half = outside + "/half-\(UInt64.random(in: 0 ... .max))"
    try write(bytes, to: half)
    try move(half, to: name)
  }

  func move(_ old: String, to new: String) throws {
    try #require(unsafe rename(path(old), path(new)) == 0, "rename to \(new)")
  }

  func exists(_ name: String) -> Bool {
    var facts = stat()
    return unsafe lstat(path(name), &facts) == 0
  }

  func text(_ name: String) -> String { ChildProcess.text(path(name)) }

  /// All files below a folder, as paths from it.
  func files(in folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: path(folder))?.allObjects as? [String] ?? []
    return names.filter { name in
      var facts = stat()
      return unsafe lstat(path(folder) + "/" + name, &facts) == 0
        && facts.st_mode & S_IFMT != S_IFDIR
    }.sorted()
  }

  // MARK: The program

  /// Runs the program to its end, in the workspace or in `folder`.
  func tickmark(_ arguments: String..., in folder: String? = nil) async throws -> Answer {
    let child = try start(arguments, in: folder)
    let code = try await child.end()
    return Answer(code: code, output: child.output, errors: child.errors)
  }

  /// Starts the daemon and waits until it answers.
  func daemon(_ arguments: String...) async throws -> ChildProcess {
    let child = try start(["run"] + arguments)
    try await eventually("the daemon answers") {
      if let code = child.poll() {
        throw ChildProcess.Failure(description: "ended with \(code): \(child.errors)")
      }
      return exists(".tickmark/daemon.sock") && child.output.contains("workflows=")
        || child.output.contains("tickmark runs")
    }
    return child
  }

  func start(
    _ arguments: [String],
    in folder: String? = nil,
    program: String = Scratch.products + "/tickmark"
  ) throws -> ChildProcess {
    let number = calls.withLock { calls -> Int in
      calls += 1
      return calls
    }
    let child = try ChildProcess(
      program,
      arguments,
      folder: folder ?? root,
      log: "\(outside)/call-\(number)"
    )
    children.withLock { $0.append(child) }
    return child
  }

  /// Repeats the question until the answer is yes.
  func eventually(
    _ what: String,
    seconds: Int = 60,
    _ location: SourceLocation = #_sourceLocation,
    _ isTrue: () async throws -> Bool
  ) async throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    // As in `ChildProcess.end`: what is true behind the deadline was true in time, and this test was not looked at.
    while true {
      let isLate = ContinuousClock.now >= deadline
      if try await isTrue() { return }
      if isLate { break }
      try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("not within \(seconds) s: \(what)", sourceLocation: location)
    throw ChildProcess.Failure(description: what)
  }

  /// Ends everything that was started here, and removes the folders (TICKMARK_KEEP: leaves them for a look).
  func close() {
    for child in children.withLock({ $0 }) { child.killGroup() }
    if ProcessInfo.processInfo.environment["TICKMARK_KEEP"] != nil { return print(root) }
    _ = try? FileManager.default.removeItem(atPath: outside)
  }
}

/// Runs `body` on a fresh workspace, a few at a time, and cleans up after it.
func withScratch(
  _ definitions: [String: String] = Definitions.standard,
  _ body: (Scratch) async throws -> Void
) async throws {
  await Gate.shared.enter()
  let result: Result<Void, any Error>
  do {
    let scratch = try Scratch(definitions)
    defer { scratch.close() }
    result = .success(try await body(scratch))
  } catch {
    result = .failure(error)
  }
  await Gate.shared.leave()
  try result.get()
}

extension Scratch {
  /// The same with the words in a list.
  func run(_ arguments: [String]) async throws -> Answer {
    let child = try start(arguments)
    let code = try await child.end()
    return Answer(code: code, output: child.output, errors: child.errors)
  }
}

extension Scratch {
  /// Lets another user have the workspace, and see the way to it.
  func give(to user: UInt32) throws {
    try #require(unsafe chmod(outside, 0o755) == 0)
    let names = FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? []
    for name in [root] + names.map(path) {
      try #require(unsafe chown(name, user, user) == 0)
    }
  }
}

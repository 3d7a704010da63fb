import Documents
import FoundationEssentials
import Glibc
import ReaderPool
import Readings
import Values
import Workflows

/// Has the papers of tests read by a real reader process.
struct TestPaperReader {
  let pool: ReaderPool
  let workspace: Workspace

  /// A paper that was read, or could not be.
  struct ReadPaper {
    var name: String
    var bytes: [UInt8]
    var summary = ReadingSummary(kind: .unknown)
    var spool: ReadingSpool
    /// Why the file is quarantined whole.
    var problem: Problem?
  }

  /// No reader can be had at all: nothing can be said of any test.
  struct NoReader: Error, CustomStringConvertible {
    var description: String
  }

  func read(_ paper: WorkflowTest.Paper, as workflow: Workflow) async throws -> ReadPaper {
    let (name, content) = contents(of: paper)
    var read = ReadPaper(name: name, bytes: [], spool: ReadingSpool(path: Self.scratchPath()))
    switch content {
    case .failure(let problem):
      read.problem = problem
      return read
    case .success(let bytes): read.bytes = bytes
    }
    var instructions = workflow.read
    instructions.limits.bytes = workflow.watch.maximumBytes
    let outcome = try await pool.read(
      descriptor: try Self.descriptor(of: read.bytes),
      instructions: instructions,
      fileName: name,
      byteCount: Int64(read.bytes.count)
    ) { [spool = read.spool] items in try spool.append(items) }
    switch outcome {
    case .finished(let summary): read.summary = summary
    case .died(let death): read.problem = death.problem
    case .unavailable(let reason): throw NoReader(description: reason)
    }
    return read
  }

  private func contents(
    of paper: WorkflowTest.Paper
  ) -> (name: String, Result<[UInt8], Problem>) {
    switch paper {
    case .inline(let text, let name): return (name, .success(Array(text.utf8)))
    case .file(let path):
      let name = path.split(separator: "/").last.map(String.init) ?? path
      do {
        let bytes = try FileSystem.read(workspace.path(path), limit: WorkflowTestLimits.bytes)
        return (name, .success(bytes))
      } catch {
        let problem = Problem(
          code: "test.no-paper",
          scope: .file,
          message: "The sample paper \(path) cannot be read: \(error)",
          remedy: "`file` is a path inside the workspace: samples/invoice.xml"
        )
        return (name, .failure(problem))
      }
    }
  }

  /// A name for what does not fit in memory; used only by large sample files.
  private static func scratchPath() -> String {
    let folder = FileManager.default.temporaryDirectory.path
    return "\(folder)/tickmark-test.\(getpid()).\(UInt64.random(in: 0 ... .max))"
  }

  /// The bytes as a file without a name, open for reading only: the reader must not be able to write.
  private static func descriptor(of bytes: [UInt8]) throws -> Int32 {
    let writable = unsafe memfd_create("tickmark-test", UInt32(MFD_CLOEXEC))
    guard writable >= 0 else {
      throw FileSystem.Failure(what: "make", path: "a test's paper", errorNumber: errno)
    }
    defer { close(writable) }
    try FileSystem.write(bytes, to: writable, path: "a test's paper")
    let readable = unsafe open("/proc/self/fd/\(writable)", O_RDONLY | O_CLOEXEC)
    guard readable >= 0 else {
      throw FileSystem.Failure(what: "open", path: "a test's paper", errorNumber: errno)
    }
    return readable
  }
}

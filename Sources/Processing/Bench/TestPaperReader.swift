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
    /// The test's own fault: there is no such file.
    var isMissing = false
  }

  /// No reader can be had at all: nothing can be said of any test.
  struct NoReader: Error, CustomStringConvertible {
    var description: String
  }

  func read(_ paper: WorkflowTest.Paper, as workflow: Workflow) async throws -> ReadPaper {
    var read = contents(of: paper)
    if read.problem != nil { return read }
    var instructions = workflow.read
    instructions.limits.bytes = workflow.watch.maximumBytes
    let outcome = try await pool.read(
      descriptor: try Self.descriptor(of: read.bytes),
      instructions: instructions,
      fileName: read.name,
      byteCount: Int64(read.bytes.count)
    ) { [spool = read.spool] items in try spool.append(items) }
    switch outcome {
    case .finished(let summary): read.summary = summary
    case .died(let death): read.problem = death.problem
    case .unavailable(let reason): throw NoReader(description: reason)
    }
    return read
  }

  private func contents(of paper: WorkflowTest.Paper) -> ReadPaper {
    let spool = ReadingSpool(path: Self.scratchPath())
    switch paper {
    case .inline(let text, let name):
      return ReadPaper(name: name, bytes: Array(text.utf8), spool: spool)
    case .file(let path):
      let name = path.split(separator: "/").last.map(String.init) ?? path
      var read = ReadPaper(name: name, bytes: [], spool: spool)
      do {
        read.bytes = try FileSystem.read(workspace.path(path), limit: WorkflowTestLimits.bytes)
      } catch {
        read.isMissing = true
        read.problem = Problem(
          code: "test.no-paper",
          scope: .file,
          message: "The sample paper \(path) cannot be read: \(error)",
          remedy: "`file` is a path inside the workspace: samples/invoice.xml"
        )
      }
      return read
    }
  }

  /// A name that nothing else has, outside of the workspace: a test leaves nothing there.
  private static func scratchPath() -> String {
    let folder = FileManager.default.temporaryDirectory.path
    return "\(folder)/tickmark-test.\(getpid()).\(UInt64.random(in: 0 ... .max))"
  }

  /// The bytes as a file without a name, open for reading only: the reader must not be able to write.
  private static func descriptor(of bytes: [UInt8]) throws -> Int32 {
    let path = scratchPath()
    let writable = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard writable >= 0 else {
      throw FileSystem.Failure(what: "make", path: path, errorNumber: errno)
    }
    defer {
      close(writable)
      _ = unsafe unlink(path)
    }
    try FileSystem.write(bytes, to: writable, path: path)
    let readable = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard readable >= 0 else {
      throw FileSystem.Failure(what: "open", path: path, errorNumber: errno)
    }
    return readable
  }
}

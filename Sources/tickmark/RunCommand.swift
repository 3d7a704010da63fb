import ArgumentParser
import Foundation
import Intake
import Logging
import Processing
import ReaderPool
import Storage
import Synchronization
import UnixSignals
import Workflows

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "The daemon: watches the inbox until it is told to stop.",
    discussion: """
      Stop it with Ctrl-C or SIGTERM: it ends what it has begun. It may also be killed at any moment; nothing is lost. \
      SIGHUP (or `tickmark reload`) takes changed definitions, all or none.

      Exit codes: 0 stopped in order, 1 exceptions are open, files had to stay in the inbox or a folder could not be looked into (with --once), 75 another daemon works here, \
      78 the definitions have errors or fail their own tests.
      """
  )

  @Flag(help: "Decide what is there, write the reports, stop. Exit code 1: exceptions are open.")
  var once = false
  @Flag(help: "Log lines with ids instead of the friendly lines (what a service should use).")
  var log = false
  @Flag(name: .shortAndLong, help: "Tell only trouble.")
  var quiet = false
  @OptionGroup var place: WorkspaceOptions

  func run() async throws {
    let workspace = try place.workspace()
    let office: Office
    do {
      office = try OfficeAccess.open(workspace)
    } catch OfficeError.inUse {
      throw OfficeAccess.refuse(
        "A daemon (or another command) already works on \(workspace.root).\n`tickmark status` asks it.",
        code: 75
      )
    }
    let teller = Teller(workspace: workspace, style: quiet ? .quiet : log ? .log : .friendly)
    let pool = ReaderPool(
      configuration: ReaderPoolConfiguration(executable: try ReaderProgram.path())
    )
    let daemon = Daemon(office: office, pool: pool) { teller.tell($0) }
    if let failure = try await daemon.testFailure() {
      await pool.shutdown()
      Terminal.error(failure)
      throw OfficeAccess.refuse(
        "The definitions fail their own tests; nothing is taken in. `tickmark test` shows them.",
        code: 78
      )
    }
    let control = try ControlServer(path: workspace.socket)
    control.start { office.answer($0, daemon: daemon) }
    defer { control.close() }
    // Trapped before the daemon says that it runs: a signal that comes at once must not end it.
    let trapped = await UnixSignalsSequence(trapping: .sighup, .sigterm, .sigint)
    let signals = Task { await Self.obey(daemon, trapped) }
    try await daemon.run(once: once)
    signals.cancel()
    guard once else { return }
    let open = try office.storage.read(at: office.clock.now()) { try $0.openExceptionCount() }
    let left = daemon.waitingFiles
    // File names are no ids: a log does without them, `tickmark status FILE` tells.
    for file in left where !log {
      Terminal.error(
        "left in the inbox: \(file.path.display): \(file.reason.message) \(file.remedy)"
      )
    }
    // Folders that cannot be looked into were told when they were met.
    if open > 0 || !left.isEmpty || daemon.hasFolderFailures { throw ExitCode(1) }
  }

  /// SIGTERM and SIGINT drain; a second one ends at once, which is safe.
  ///
  /// SIGHUP reloads.
  private static func obey(_ daemon: Daemon, _ trapped: UnixSignalsSequence) async {
    var isStopping = false
    for await signal in trapped {
      if signal == .sighup {
        // A second signal must not wait for tests.
        Task { _ = await daemon.reload() }
        continue
      }
      if isStopping { Foundation.exit(1) }
      isStopping = true
      daemon.stop()
    }
  }
}

/// Where `tickmark-reader` is.
enum ReaderProgram {
  /// Beside this program, or what TICKMARK_READER names.
  static func path() throws -> String {
    if let given = ProcessInfo.processInfo.environment["TICKMARK_READER"] { return given }
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let path = own[..<(own.lastIndex(of: "/") ?? own.startIndex)] + "/tickmark-reader"
    guard unsafe access(String(path), X_OK) == 0 else {
      throw OfficeAccess.refuse(
        "The program tickmark-reader is missing: it belongs beside tickmark, at \(path).",
        code: 70
      )
    }
    return String(path)
  }
}

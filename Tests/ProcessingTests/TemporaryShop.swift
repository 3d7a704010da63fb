import Digests
import Foundation
import Processing
import Storage
import Synchronization
import Values
import Workflows

/// A clock that stands still until the test moves it.
final class StoppedClock: WallClock {
  private let moment: Mutex<Moment>

  /// Starts on `day` at noon UTC.
  init(_ day: String = "2026-04-01") {
    let day = Day(day) ?? Day(number: 0)
    moment = Mutex(Moment(milliseconds: Int64(day.number) * 86_400_000 + 43_200_000))
  }

  func now() -> Moment { moment.withLock { $0 } }
  func today() -> Day { now().dayUTC }

  func forward(seconds: Int64) {
    moment.withLock { $0 = Moment(milliseconds: $0.milliseconds + seconds * 1_000) }
  }

  func forward(days: Int64) { forward(seconds: days * 86_400) }
}

/// A real workspace folder that goes away with this value.
final class TemporaryShop {
  let workspace: Workspace

  init(_ definitions: [String: String]) throws {
    let root = "/tmp/tickmark-processing-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    workspace = Workspace(root: root)
    for (name, text) in definitions { try write("workflows/\(name).json", text) }
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: workspace.root) } catch { return }
  }

  func write(_ path: String, _ text: String) throws {
    let url = URL(fileURLWithPath: workspace.path(path))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: url)
  }

  func read(_ path: String) throws -> String {
    String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: workspace.path(path))),
      as: UTF8.self
    )
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: workspace.path(path))
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: workspace.path(path))
  }

  /// Every file under `folder`, relative to it, sorted.
  func files(_ folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: workspace.path(folder))?.allObjects as? [String] ?? [])
      .filter { !FileSystem.isFolder(workspace.path("\(folder)/\($0)")) }.sorted()
  }

  func definitions() throws -> (workflows: WorkflowSet, sources: [DefinitionSource]) {
    let result = try WorkflowLibrary.load(workspace)
    guard let workflows = result.workflows else {
      throw NotLoaded(diagnostics: Diagnostic.render(result.diagnostics))
    }
    return (workflows, result.sources)
  }
}

struct NotLoaded: Error {
  var diagnostics: String
}

import ArgumentParser
import Foundation
import Intake
import Processing
import Readings
import Storage
import Values
import Workflows

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Examines machine and workspace; each fault with the command that repairs it.",
    discussion: "Exit code 1 when something is bad."
  )

  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let workspace = try place.workspace()
    let findings =
      Examination.definitions(workspace) + Examination.folders(workspace)
      + Examination.disk(workspace) + Examination.kernel() + Examination.database(workspace)
      + Examination.reader(workspace) + Examination.messages(workspace) + Examination.names()
    switch output.format {
    case .json: Terminal.print(PrintedJSON.text(findings))
    case .text:
      for finding in findings {
        let label = finding.health.rawValue.padding(toLength: 5, withPad: " ", startingAt: 0)
        Terminal.print("\(label) \(finding.what): \(finding.text)")
        if let repair = finding.repair { Terminal.print("      \(repair)") }
      }
    }
    if findings.contains(where: { $0.health == .bad }) { throw ExitCode(1) }
  }
}

/// One line of `doctor`.
struct Symptom: Encodable {
  enum Health: String, Encodable {
    case ok
    case warn
    case bad
  }

  var health: Health
  var what: String
  var text: String
  var repair: String?

  init(_ health: Health, _ what: String, _ text: String, repair: String? = nil) {
    self.health = health
    self.what = what
    self.text = text
    self.repair = repair
  }
}

/// The examinations, one function a subject.
enum Examination {
  static func definitions(_ workspace: Workspace) -> [Symptom] {
    do {
      let result = try WorkflowLibrary.load(workspace)
      guard let workflows = result.workflows else {
        return [
          Symptom(
            .bad,
            "definitions",
            "\(result.errors.count) errors",
            repair: "tickmark check --workspace \(workspace.root)"
          )
        ]
      }
      return [Symptom(.ok, "definitions", "\(workflows.workflows.count) workflows")]
    } catch {
      return [Symptom(.bad, "definitions", "\(error)", repair: "chmod u+rX \(workspace.workflows)")]
    }
  }

  /// Each watched folder's rights, its file system, and whether a file's event comes.
  static func folders(_ workspace: Workspace) -> [Symptom] {
    // Definitions with errors are told by `definitions` already.
    guard let workflows = (try? WorkflowLibrary.load(workspace))?.workflows else { return [] }
    let watched: Set<String> = Set(workflows.workflows.map { $0.watch.folder })
    return watched.sorted().map { (folder: String) -> Symptom in
      let path = workspace.path(folder)
      guard FileSystem.isFolder(path) else {
        return Symptom(
          .warn,
          folder,
          "is not there; the daemon makes it",
          repair: "mkdir -p \(path)"
        )
      }
      guard unsafe access(path, R_OK | W_OK | X_OK) == 0 else {
        return Symptom(
          .bad,
          folder,
          "user \(getuid()) may not read and change it",
          repair: "chown \(getuid()) \(path) && chmod u+rwx \(path)"
        )
      }
      do throws(SystemFault) {
        let disk = try Disk(workspace: workspace.root)
        switch FolderProbe.ask(InboxPath(folder), on: disk) {
        case .eventsCome: return Symptom(.ok, folder, "a dropped file is noticed at once")
        case .noEvents(let fileSystem):
          let why = fileSystem.map { "is on \($0), which does not tell what others write" }
          let what = (why ?? "no events come from here") + ": it is looked at every 5 seconds"
          return Symptom(.warn, folder, what)
        case .failed(let fault):
          return Symptom(.bad, folder, fault.message, repair: fault.remedy)
        }
      } catch {
        return Symptom(.bad, folder, error.message, repair: error.remedy)
      }
    }
  }

  static func disk(_ workspace: Workspace) -> [Symptom] {
    var facts = statvfs()
    guard unsafe statvfs(workspace.root, &facts) == 0 else {
      return [Symptom(.bad, "disk", unsafe String(cString: strerror(errno)))]
    }
    let free = Int64(facts.f_bavail) * Int64(facts.f_frsize) / (1 << 20)
    let files = facts.f_favail
    var symptoms = [
      Symptom(
        free < 500 ? .bad : free < 5_000 ? .warn : .ok,
        "disk space",
        "\(free) MB free",
        repair: free < 5_000 ? "df -h \(workspace.root)" : nil
      )
    ]
    if facts.f_files > 0, files < 100_000 {
      symptoms.append(Symptom(.warn, "inodes", "\(files) left", repair: "df -i \(workspace.root)"))
    }
    return symptoms + [fsync(workspace)]
  }

  private static func fsync(_ workspace: Workspace) -> Symptom {
    let path = workspace.state + "/doctor"
    do {
      try FileSystem.makeFolder(workspace.state, mode: 0o700)
      let start = ContinuousClock.now
      try FileSystem.replace(path, with: Array("probe".utf8))
      let time = start.duration(to: .now)
      _ = unsafe unlink(path)
      let isSlow = time > .milliseconds(200)
      return Symptom(isSlow ? .warn : .ok, "durable write", "takes \(time)")
    } catch {
      return Symptom(
        .bad,
        "durable write",
        "\(error)",
        repair: "chown -R \(getuid()) \(workspace.state)"
      )
    }
  }

  static func kernel() -> [Symptom] {
    func number(_ name: String) -> Int? {
      guard let bytes = try? FileSystem.read("/proc/sys/fs/inotify/\(name)") else { return nil }
      return Int(String(decoding: bytes, as: UTF8.self).filter(\.isNumber))
    }
    var symptoms: [Symptom] = []
    for (name, least) in [("max_user_watches", 8_192), ("max_queued_events", 16_384)] {
      guard let value = number(name) else {
        symptoms.append(Symptom(.warn, "inotify \(name)", "cannot be read"))
        continue
      }
      symptoms.append(
        Symptom(
          value < least ? .warn : .ok,
          "inotify \(name)",
          "\(value)",
          repair: value < least ? "sysctl -w fs.inotify.\(name)=\(least * 8)" : nil
        )
      )
    }
    return symptoms
  }

  static func database(_ workspace: Workspace) -> [Symptom] {
    let version = Symptom(
      .ok,
      "SQLite",
      "\(Storage.sqliteVersion); one connection only, so its WAL-reset bug (before 3.51.3) cannot bite"
    )
    guard FileSystem.exists(workspace.database) else {
      return [version, Symptom(.ok, "books", "not begun yet")]
    }
    do {
      // Definitions with errors are told by `definitions` already.
      guard try WorkflowLibrary.load(workspace).workflows != nil else { return [version] }
      let answer = try OfficeAccess.ask(.status(file: nil), format: .text, workspace: workspace)
      let health: Symptom.Health = answer.exitCode == 75 ? .bad : .ok
      return [version, Symptom(health, "books", answer.error ?? "can be read")]
    } catch is ExitCode {
      // The reason and what to do are told already.
      return [version, Symptom(.bad, "books", "cannot be opened, see above")]
    } catch {
      return [version, Symptom(.bad, "books", "\(error)", repair: "tickmark verify")]
    }
  }

  /// Runs `tickmark-reader --self-test`, which gives up its rights and then tries what it must not be able to do.
  static func reader(_ workspace: Workspace) -> [Symptom] {
    do {
      let process = Process()
      process.executableURL = URL(filePath: try ReaderProgram.path())
      process.arguments = ["--self-test"]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let data = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      let text = String(decoding: data, as: UTF8.self).split(separator: "\n").last.map(String.init)
      let isHard = process.terminationStatus == 0
      return [
        Symptom(
          isHard ? .ok : .bad,
          "reader",
          isHard
            ? "can reach no network, write no file, start no program" : text ?? "says nothing",
          repair: isHard ? nil : "the kernel lacks seccomp, or the program is damaged: build anew"
        ),
        languages(data, workspace),
      ]
    } catch {
      return [Symptom(.bad, "reader", "\(error)", repair: "swift build -c release")]
    }
  }

  /// What the self-test says of the languages that pictures can be read in.
  private struct SelfTest: Decodable {
    var languages: [String]
  }

  /// Whether the hardened reader sees the data of every language that a workflow names.
  private static func languages(_ selfTest: Data, _ workspace: Workspace) -> Symptom {
    let line = selfTest.split(separator: UInt8(ascii: "\n")).last ?? Data()
    let installed = (try? JSONDecoder().decode(SelfTest.self, from: line))?.languages ?? []
    // Definitions with errors are told by `definitions` already.
    let workflows = (try? WorkflowLibrary.load(workspace))?.workflows?.workflows ?? []
    let wanted = Set(workflows.flatMap { $0.read.ocr?.languages ?? [] })
    let missing = wanted.subtracting(installed).sorted()
    guard missing.isEmpty, !installed.isEmpty else {
      let names = missing.isEmpty ? ["eng"] : missing
      return Symptom(
        missing.isEmpty ? .warn : .bad,
        "pictures",
        "the data to recognise \(names.joined(separator: ", ")) is not installed",
        repair: "apt-get install \(names.map(OCRLanguage.package).joined(separator: " "))"
      )
    }
    return Symptom(.ok, "pictures", "are read in \(installed.joined(separator: " "))")
  }

  static func names() -> [Symptom] {
    [Symptom(.ok, "ignored names", BuiltInNames.files.joined(separator: " "))]
  }
}

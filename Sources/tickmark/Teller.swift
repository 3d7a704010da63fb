import Documents
import Foundation
import Logging
import Processing
import Storage
import Workflows

/// Says what the daemon does: friendly lines for a person, or log lines that carry ids and no values of papers.
final class Teller: Sendable {
  enum Style: Sendable {
    case friendly
    case log
    case quiet
  }

  private let workspace: Workspace
  private let style: Style
  private let logger: Logger

  init(workspace: Workspace, style: Style) {
    self.workspace = workspace
    self.style = style
    logger = Logger(label: "tickmark") { StreamLogHandler.standardOutput(label: $0) }
  }

  func tell(_ event: DaemonEvent) {
    switch style {
    case .friendly: for line in Self.lines(event) { Terminal.print(line) }
    case .log: log(event)
    case .quiet:
      switch event {
      case .trouble, .recovered, .reloadRefused, .testsNotRun:
        for line in Self.lines(event) { Terminal.error(line) }
      default: return
      }
    }
  }

  private func log(_ event: DaemonEvent) {
    switch event {
    case .started(let workflows, let recovered):
      logger.info("started workflows=\(workflows.count) recovered=\(recovered)")
    case .arrived(let id, _, let workflow, let original):
      let twin = original.map { " duplicateOf=\($0)" } ?? ""
      logger.info("arrived arrival=\(id) workflow=\(workflow)\(twin)")
    case .settled(let settled, let decisions):
      let counts = Dictionary(grouping: decisions, by: \.outcome).map {
        "\($0.key.rawValue)=\($0.value.count)"
      }.sorted().joined(separator: " ")
      let codes = settled.problems.first.map { " problem=\($0.code)" } ?? ""
      logger.info(
        "settled arrival=\(settled.arrival) workflow=\(settled.workflow) state=\(settled.state.rawValue) entries=\(settled.entriesAdded) rows=\(settled.tableRows) \(counts)\(codes) us=\(Int(settled.took / .microseconds(1)))"
      )
    case .grouped(let change):
      logger.info("grouped arrival=\(change.arrival) state=\(change.state.rawValue)")
    case .retrying(let id, _, let reason, let seconds):
      let when = seconds.map { "seconds=\($0)" } ?? "at=next-start"
      logger.warning("retrying arrival=\(id) \(when) reason=\(reason)")
    case .reported(let paths): logger.info("reported files=\(paths.count)")
    case .eventsLost(let times): logger.notice("events lost, scanning all folders times=\(times)")
    case .reloaded(let changed): logger.info("reloaded changed=\(changed.count)")
    case .reloadRefused(let text): logger.error("reload refused: \(text)")
    case .testsNotRun(let lines):
      for line in lines { logger.warning("tests not run: \(line)") }
    case .trouble(let text, let remedy): logger.error("trouble: \(text) \(remedy)")
    case .recovered(let text): logger.notice("well again: \(text)")
    case .stopping: logger.info("stopping")
    }
  }
}

// MARK: For a person

extension Teller {
  static func lines(_ event: DaemonEvent) -> [String] {
    switch event {
    case .started(let workflows, let recovered):
      let again = recovered > 0 ? ", taking up \(recovered) files again" : ""
      let names = workflows.map(\.name).joined(separator: ", ")
      return ["tickmark runs: \(names)\(again). Ctrl-C stops it."]
    case .arrived(let id, let name, let workflow, let original?):
      return ["\(id)  \(name)  (\(workflow)): the same content as \(original), linked to it"]
    case .arrived(let id, let name, let workflow, nil):
      return ["\(id)  \(name)  (\(workflow)): safe in the archive"]
    case .settled(let settled, let decisions):
      return lines(settled, decisions) + settled.groupChanges.compactMap { line($0, in: settled) }
    case .grouped(let change): return [line(change, in: nil)].compactMap(\.self)
    case .retrying(let id, let name, let reason, let seconds):
      let when = seconds.map { "in \($0) s" } ?? "at the next start"
      return ["\(id)  \(name): \(reason) It is read again \(when)."]
    case .eventsLost:
      return ["more came at once than the kernel tells about: all folders are looked through"]
    case .reported(let paths): return ["reports written: \(paths.first ?? "none")"]
    case .reloaded(let changed):
      let names = changed.map(\.name).joined(separator: ", ")
      return ["definitions reloaded\(changed.isEmpty ? ", nothing changed" : ": \(names)")"]
    case .reloadRefused(let text):
      return ["definitions NOT reloaded, the old ones stay in force:", text]
    case .testsNotRun(let lines): return lines
    case .trouble(let text, let remedy): return ["TROUBLE: \(text). \(remedy)"]
    case .recovered(let text): return ["well again (\(text))"]
    case .stopping: return ["stopping: what was begun is done or waits for the next start"]
    }
  }

  /// A file and those that it accompanies; one that is put aside with its own reading is told there.
  private static func line(_ change: GroupChange, in settled: Settled?) -> String? {
    let head = "\(change.arrival)  \(change.fileName)"
    if !change.leaders.isEmpty {
      return "\(head): accompanies \(change.leaders.joined(separator: ", "))"
    }
    guard change.arrival != settled?.arrival else { return nil }
    return change.state == .quarantined
      ? "\(head): QUARANTINED  \(change.reason ?? "")" : "\(head): stands by itself"
  }

  private static func lines(
    _ settled: Settled,
    _ decisions: [DaemonEvent.DecisionLine]
  ) -> [String] {
    var out: [String] = []
    let head = "\(settled.arrival)  \(settled.fileName)"
    if settled.state == .quarantined {
      let problem = settled.problems.first
      out.append("\(head): QUARANTINED  \(problem?.message ?? "")")
    }
    if settled.entriesAdded + settled.entriesKnown > 0 {
      let known = settled.entriesKnown > 0 ? ", \(settled.entriesKnown) known already" : ""
      out.append(
        "\(head): \(settled.entriesAdded) \(settled.entriesAdded == 1 ? "entry" : "entries") added\(known)"
      )
    }
    if settled.tableRows > 0 {
      out.append("\(head): \(settled.tableRows) row\(settled.tableRows == 1 ? "" : "s")")
      let wrong = settled.problems.filter { $0.scope != .note }
      if let first = wrong.first {
        let more = wrong.count > 1 ? " And \(wrong.count - 1) more." : ""
        out.append("\(head): \(first.message)\(more)")
      }
    }
    if settled.rulingsMade > 0 {
      out.append(
        "\(head): \(settled.rulingsMade) ruling\(settled.rulingsMade == 1 ? "" : "s") taken"
      )
    }
    let own = Set(settled.documents)
    for line in decisions {
      let parts = [line.number, line.seller, line.amount.map { "\($0)" }].compactMap(\.self)
      let paper = parts.isEmpty ? "nothing legible" : parts.joined(separator: "  ")
      // What was waiting for this file is not in it.
      let whose = own.contains(line.document) ? "" : "changes "
      out.append(
        "\(head): \(whose)\(line.document) \(paper) -> \(line.outcome.rawValue): \(line.reason)"
      )
    }
    let untold = settled.documents.count + settled.decidedAnew.count - decisions.count
    if untold > 0 {
      out.append("\(head): and \(untold) documents more")
    }
    return out
  }
}

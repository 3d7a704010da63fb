package import Books
package import Storage
import Workflows

/// What would be decided otherwise; nothing of it is stored.
package struct RerunReport: Sendable, Codable {
  package struct Change: Sendable, Codable {
    package var document: DocumentID
    package var number: String?
    package var seller: String?
    package var amount: String?
    package var file: String
    /// Nil: the other reading gives a document that is not there now.
    package var was: DecisionRecord?
    /// Nil: the other reading does not give it any more.
    package var now: DecisionRecord?
    /// What else is otherwise: findings, entries, the reading.
    package var notes: [String] = []

    /// `cleared -> exception`.
    package var step: String {
      "\(was?.outcome.rawValue ?? "nothing") -> \(now?.outcome.rawValue ?? "nothing")"
    }
  }

  /// Changes listed one by one; all are counted.
  package static let maximumListed = 1_000

  package var changes: [Change] = []
  package var changed = 0
  /// How many go which way.
  package var steps: [String: Int] = [:]
  package var unchanged = 0
  /// Decided by persons: never touched.
  package var persons: [DocumentID] = []
  package var filesReadAgain = 0
  /// The tables and ledgers that it was judged with, each as it is now: `suppliers (9 rows, suppliers.csv of 2026-03-14)`.
  package var judgedWith: [String] = []
  /// What could not be done again, in words.
  package var notes: [String] = []

  mutating func add(_ change: Change) {
    changed += 1
    steps[change.step, default: 0] += 1
    if changes.count < Self.maximumListed { changes.append(change) }
  }
}

extension RerunReport {
  /// For a terminal.
  package var text: String {
    var out = changes.map(\.text).joined()
    if changed > changes.count { out += "and \(changed - changes.count) more\n" }
    if changed > 0 { out += "\n" }
    let ways = steps.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    out += "\(changed) would change" + (ways.isEmpty ? "" : " (\(ways.joined(separator: ", ")))")
    out += ", \(unchanged) stay as they are\n"
    if filesReadAgain > 0 {
      out += "\(filesReadAgain) file\(filesReadAgain == 1 ? "" : "s") read again from the archive\n"
    }
    if !persons.isEmpty {
      let shown = persons.prefix(20).map(\.description).joined(separator: ", ")
      out += "\(persons.count) decided by persons, not touched: \(shown)"
      out += persons.count > 20 ? ", ...\n" : "\n"
    }
    for note in notes { out += "note: \(note)\n" }
    if !judgedWith.isEmpty {
      out +=
        "Judged with tables and ledgers as they are now, not as they were on the day: "
        + judgedWith.joined(separator: ", ") + ".\n"
    }
    return out + "Nothing was stored.\n"
  }
}

extension RerunReport.Change {
  fileprivate var text: String {
    let paper = [number, seller, amount].compactMap(\.self).joined(separator: "  ")
    var out = "\(document)  \(paper)  (\(file))\n"
    out += Self.line("was", was) + Self.line("now", now)
    for note in notes { out += "       \(note)\n" }
    return out
  }

  private static func line(_ word: String, _ record: DecisionRecord?) -> String {
    guard let record else { return "  \(word)  not there\n" }
    let queue = record.queue.map { ", queue \($0)" } ?? ""
    return "  \(word)  \(record.outcome.rawValue)  rule \(record.rule) (\(record.code)\(queue)): "
      + "\(record.reason)\n"
  }
}

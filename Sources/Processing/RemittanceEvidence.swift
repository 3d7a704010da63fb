import Books
import Matching
import Storage
import Values

/// A payment run or payout that names a document, and the files that told of it.
package struct RemittanceEvidence: Sendable, Codable {
  package var name: String
  /// The table that its lines fill.
  package var table: String
  package var ledger: String
  package var lines: Int
  /// What the lines come to after fees; absent where they are of several currencies.
  package var net: String?
  package var files: [String]

  var text: String {
    "\(name) in \(files.joined(separator: ", ")) (table \(table)): \(lines) lines"
      + (net.map { ", together \($0)" } ?? "") + ", against \(ledger)"
  }
}

extension ReportBuilder {
  func remittances(of stored: StoredDocument) throws -> [RemittanceEvidence]? {
    guard try transaction.hasRemittances() else { return nil }
    var found: [RemittanceEvidence] = []
    for ledger in stored.matches.map(\.ledger) {
      for id in try transaction.remittances(of: stored.id, in: ledger) {
        guard let remittance = try transaction.remittance(id) else { continue }
        let files = try transaction.files(of: id).map {
          try transaction.arrival($0)?.name ?? $0.description
        }
        found.append(
          RemittanceEvidence(
            name: RemittanceWords.name(remittance),
            table: remittance.table,
            ledger: ledger.name,
            lines: remittance.lines.count,
            net: remittance.net?.description,
            files: files
          )
        )
      }
    }
    return found.isEmpty ? nil : found
  }
}

// What an open entry says of runs.
extension ReportBuilder {
  /// The run that keeps the entry and does not prove whom it pays.
  private func run(keeping entry: StoredEntry) throws -> String? {
    try transaction.remittances(keeping: entry.id)
      .compactMap { try transaction.remittance($0).map(RemittanceWords.name) }.min()
  }

  func runReason(_ stored: StoredEntry) throws -> String? {
    try run(keeping: stored).map {
      " It is the \($0), and something keeps that from being booked."
    }
  }

  /// What would help an entry that is a run, or looks like one; nil for every other.
  func runSuggestion(_ stored: StoredEntry) throws -> String? {
    if let name = try run(keeping: stored) {
      return "The documents that the \(name) names say what is missing or contradicts it."
    }
    let text = RemittanceEntry(OpenEntry(id: stored.id, entry: stored.entry))
    guard text.looksLikeRun else { return nil }
    return
      "It looks like a payment run or payout: drop the payment file (pain.001) or payout list into the folder of a "
      + "workflow with \"document\": \"remittance\", or its invoice if it pays only one, or accept the entry without one."
  }
}

package import Documents
package import Values

/// One exception: what is wrong, the evidence, and what a person can do.
package struct ExceptionItem: Hashable, Sendable {
  /// As a person names it: `X17`.
  package var id: String
  /// Stable: `iban-changed`, `unmatched`, `entry-without-document`.
  package var code: String
  /// What is wrong, in one sentence for a bookkeeper.
  package var reason: String
  /// What to do about it.
  package var suggestion: String
  package var queue: String
  package var owner: String?
  package var workflow: String
  /// The day since which it waits.
  package var since: Day?
  package var ageDays: Int
  /// Absent for an exception that comes from no file.
  package var fileName: String?
  /// As a person names it: `A12`.
  package var arrivalID: String?
  /// Other files of the same paper.
  package var companions: [FileLine] = []
  /// Where in the file the trouble stands.
  package var place = Place()
  /// Absent for a ledger-side exception.
  package var document: DocumentSummary?
  /// The entry that lacks a document, for a ledger-side exception.
  package var entry: EntrySummary?
  /// The ledger that `entry` and the candidates are in.
  package var ledger: String?
  package var findings: [Finding] = []
  package var problems: [Problem] = []
  /// Best first; a report shows at most `maximumCandidates`.
  package var candidates: [CandidateLine] = []
  package var choices: [RulingChoice] = []

  package static let maximumCandidates = 5

  package init(
    id: String,
    code: String,
    reason: String,
    suggestion: String,
    queue: String,
    workflow: String,
    ageDays: Int
  ) {
    self.id = id
    self.code = code
    self.reason = reason
    self.suggestion = suggestion
    self.queue = queue
    self.workflow = workflow
    self.ageDays = ageDays
  }

  /// The heaviest finding; without findings a person should look, so `review`.
  package var severity: Severity {
    findings.map(\.severity).max().map { max($0, .review) } ?? .review
  }

  /// The amount at stake: the document's, or the lone entry's.
  package var amount: Money? { document?.amount ?? entry?.amount }
}

/// One ruling that is allowed for an exception, as a command to paste.
package struct RulingChoice: Hashable, Sendable {
  /// What stands in the `ruling` column of a filled-in report: `match E4711`.
  package var ruling: String
  /// What it means, for a bookkeeper: `E4711 pays it`.
  package var meaning: String

  package init(ruling: String, meaning: String) {
    self.ruling = ruling
    self.meaning = meaning
  }

  /// The same as a command: `tickmark rule X17 --match E4711`.
  package func command(for exception: String) -> String {
    "tickmark rule \(exception) --\(ruling)"
  }
}

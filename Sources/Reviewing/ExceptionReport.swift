package import Documents

/// Everything that waits for a person, with the control totals on top.
///
/// Order of the lists does not matter: the writers sort.
package struct ExceptionReport: Hashable, Sendable {
  package var workspace: String
  /// ISO 8601 with the zone: `2026-03-14T09:30:00+01:00`.
  package var madeAt: String
  package var totals = ControlTotals()
  package var exceptions: [ExceptionItem] = []
  package var quarantined: [QuarantinedFile] = []
  /// Files that accompany others; at most as many as a report lists.
  package var companions: [CompanionFile] = []
  /// Files that have arrived and are not decided yet: not in the totals, and said so.
  package var filesInWork = 0
  /// False when the list was filtered (one queue, one owner), so that it need not agree with the totals.
  package var listsAll = true
  /// Sentences for the reader of the report: a workflow that was refused, a ledger without entries.
  package var notes: [String] = []

  package init(workspace: String, madeAt: String) {
    self.workspace = workspace
    self.madeAt = madeAt
  }

  /// Why the report is not in balance, one sentence each; empty when it is.
  package var imbalances: [String] {
    var found: [String] = []
    if !totals.foots { found.append("What came in is not what was decided.") }
    for ledger in totals.ledgers where !ledger.entries.foots {
      found.append("Ledger \(ledger.ledger): matched and open entries are not all entries.")
    }
    guard listsAll else { return found }
    let listed = exceptions.count { $0.document != nil }
    if listed != totals.exceptions.count {
      found.append(
        "The totals count \(totals.exceptions.count) exceptions, the list has \(listed)."
      )
    }
    if quarantined.count != totals.quarantined.files {
      found.append(
        "The totals count \(totals.quarantined.files) quarantined files, the list has "
          + "\(quarantined.count)."
      )
    }
    return found
  }
}

/// A file that could not be read at all.
package struct QuarantinedFile: Hashable, Sendable {
  /// The arrival, as a person names it: `A12`.
  package var arrivalID: String
  package var fileName: String
  package var workflow: String
  package var ageDays: Int
  package var problems: [Problem]

  package init(
    arrivalID: String,
    fileName: String,
    workflow: String,
    ageDays: Int,
    problems: [Problem]
  ) {
    self.arrivalID = arrivalID
    self.fileName = fileName
    self.workflow = workflow
    self.ageDays = ageDays
    self.problems = problems
  }
}

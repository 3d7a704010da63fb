import Books
import Reviewing
import Storage
import Synchronization
import Values

/// `reports/reconciliation-<ledger>.json`: the statement of everything up to today, and what was closed.
private struct LedgerFile: Encodable {
  var statement: PeriodStatement
  var proposals: [PeriodStatement.Proposal]
  /// Empty when every side foots; else it is NOT RECONCILED.
  var imbalances: [String]
  var closings: [Closed]

  struct Closed: Encodable {
    var period: String
    var hash: String
    var by: String
  }

  /// nil: the report has no statement.
  init?(_ report: LedgerReport) {
    guard let statement = report.statement else { return nil }
    self.statement = statement
    proposals = statement.proposals
    imbalances = statement.imbalances
    closings = report.closed.filter { $0.reopened == nil }.map {
      Closed(period: $0.statement.period, hash: $0.hash, by: $0.closedBy)
    }
  }
}

extension Office {
  /// Opens and closes the exceptions of ledger entries that no document accounts for.
  ///
  /// What is to be done is looked up aside, as that looks at whole ledgers; it is written in parts, between which others write.
  func sweepLedgers() throws {
    let today = clock.today()
    for (name, graceDays) in reconciledLedgers() {
      let ledger = LedgerName(name)
      let day = today.adding(days: -graceDays)
      let entries = try storage.readAside(at: clock.now()) {
        try $0.entriesToSweep(of: ledger, upTo: day)
      }
      for start in stride(from: 0, to: entries.count, by: Self.entriesSweptTogether) {
        let part = entries[start...].prefix(Self.entriesSweptTogether)
        try storage.write(at: clock.now()) { try $0.sweep(part, of: ledger, upTo: day) }
      }
    }
  }

  /// Others wait for so many.
  private static let entriesSweptTogether = 1_000

  func builder(_ transaction: StorageTransaction) -> ReportBuilder {
    ReportBuilder(
      transaction: transaction,
      workflows: workflows,
      workspaceName: workspace.name,
      today: clock.today(),
      madeAt: clock.now().description
    )
  }

  /// Writes every report and journal anew, each file whole or not at all.
  ///
  /// - Returns: the paths written, relative to the workspace.
  @discardableResult
  package func writeReports(notes: [String] = []) throws -> [String] {
    try reporting.withLock { _ in try writeReportsAlone(notes: notes) }
  }

  private func writeReportsAlone(notes: [String]) throws -> [String] {
    try sweepLedgers()
    var (exceptions, ledgers) = try storage.readAside(at: clock.now()) { transaction in
      let builder = builder(transaction)
      let names = Set(try transaction.ledgers() + reconciledLedgers().map { LedgerName($0.ledger) })
      return (
        try builder.exceptionReport(), try names.sorted().map { try builder.ledgerReport($0) }
      )
    }
    let (journalFiles, journalNotes) = try journals()
    exceptions.notes += journalNotes + notes
    var files: [(name: String, bytes: [UInt8])] = [
      ("reports/exceptions.html", ExceptionHTML.bytes(exceptions)),
      ("reports/exceptions.csv", ExceptionCSV.bytes(exceptions)),
      ("reports/exceptions.json", ExceptionJSON.bytes(exceptions)),
    ]
    for ledger in ledgers {
      files.append(("reports/reconciliation-\(ledger.ledger).html", LedgerHTML.bytes(ledger)))
    }
    for closed in ledgers.flatMap(\.closed) {
      let bytes = StatementHTML.bytes(closed, workspace: workspace.name)
      files.append(("reports/\(closed.fileName)", bytes))
    }
    for file in ledgers.compactMap({ LedgerFile($0) }) {
      let text = PrintedJSON.text(file) + "\n"
      files.append(("reports/reconciliation-\(file.statement.ledger).json", Array(text.utf8)))
    }
    files += journalFiles
    for file in files { try FileSystem.replace(workspace.path(file.name), with: file.bytes) }
    return files.map(\.name)
  }
}

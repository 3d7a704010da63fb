import Books
import Documents
import Matching
import Reviewing
import Storage
import Values
import Workflows

// The report of one ledger.
extension ReportBuilder {
  func ledgerReport(_ ledger: LedgerName) throws -> LedgerReport {
    var report = LedgerReport(workspace: workspaceName, madeAt: madeAt, ledger: ledger)
    report.entries = try entryTotals(of: ledger)
    report.statement = try transaction.statement(of: ledger, upTo: today)
    report.closed = try transaction.signedPeriods(of: ledger).map(Self.closed)
    for (statement, arrival) in try transaction.statements(of: ledger) {
      let name = try transaction.arrival(arrival)?.name ?? arrival.description
      // A statement that does not foot is refused by the reader, so what is stored has been proved.
      let proof: StatementProof = statement.opening == nil ? .noBalances : .proved
      report.statements.append(StatementLine(fileName: name, statement: statement, proof: proof))
    }
    try addMatched(ledger, &report)
    try addOpenEntries(ledger, &report)
    try addOpenDocuments(ledger, &report)
    return report
  }

  private static func closed(_ signed: SignedPeriod) -> ClosedPeriod {
    var closed = ClosedPeriod(
      statement: signed.statement,
      hash: signed.closing.hash,
      closedBy: signed.closing.closedBy,
      closedAt: signed.closing.closedAt.description
    )
    closed.note = signed.note
    closed.reopened = signed.reopened.map {
      ClosedPeriod.Reopened(by: $0.by, at: $0.at.description, note: $0.note)
    }
    return closed
  }

  private func addOpenEntries(_ ledger: LedgerName, _ report: inout LedgerReport) throws {
    let exceptions = try transaction.openEntryExceptions(of: ledger, limit: Self.maximumEntries)
    let numbers = Dictionary(exceptions.map { ($0.1.id, $0.0.id.description) }) { first, _ in first
    }
    for stored in try transaction.openEntries(of: ledger, limit: Self.maximumEntries) {
      report.openEntries.append(
        OpenEntry(
          entry: EntrySummary(id: stored.id, stored.entry),
          ageDays: max(0, stored.entry.day.days(until: today)),
          exceptionID: numbers[stored.id]
        )
      )
    }
    for part in try transaction.openSums(of: ledger, beyond: Self.maximumEntries) {
      report.unlistedEntries.add(Tally(count: part.count, currency: part.currency, sum: part.sum))
    }
    if report.unlistedEntries.count > 0 {
      report.notes.append(
        "\(report.unlistedEntries.count) more open entries are in the totals but not listed."
      )
    }
  }

  private func addMatched(_ ledger: LedgerName, _ report: inout LedgerReport) throws {
    var counted: Set<DocumentID> = []
    for (id, entryID) in try transaction.allocations(of: ledger, limit: Self.maximumListed) {
      guard let stored = try transaction.document(id), let entry = try transaction.entry(entryID),
        let match = stored.matches.first(where: { $0.ledger == ledger }),
        let allocation = match.allocations.first(where: { $0.entry == entryID && $0.document == id }
        )
      else { continue }
      let document = try effective(stored)
      var pair = MatchedPair(
        document: DocumentSummary(id: id, document),
        entry: EntrySummary(id: entryID, entry.entry),
        allocation: allocation,
        confidence: match.confidence,
        reasons: match.candidates.first { $0.entry == entryID }?.reasons ?? []
      )
      let isFirst = match.allocations.first { $0.document == id }?.entry == entryID
      pair.residuals = match.residuals.filter { residual in
        switch residual.side {
        case .entry(let side): side == entryID
        case .document: isFirst
        }
      }
      pair.companions = try companions(of: stored.arrival)
      if stored.isPersons { pair.ruledBy = try transaction.decision(of: id)?.decidedBy }
      report.matched.append(pair)
      // A document that several entries pay is one document.
      guard counted.insert(id).inserted else { continue }
      report.documents.matched.add(document.countedMoney)
      report.documents.all.add(document.countedMoney)
    }
  }

  private func addOpenDocuments(_ ledger: LedgerName, _ report: inout LedgerReport) throws {
    for stored in try transaction.openDocuments(of: ledger, limit: Self.maximumListed) {
      let document = try effective(stored)
      let exception = try transaction.exception(of: .document, stored.id.number)
      var open = OpenDocument(
        document: DocumentSummary(id: stored.id, document),
        ageDays: max(0, (document.issueDate ?? today).days(until: today)),
        exceptionID: exception.flatMap { $0.closedAt == nil ? $0.id.description : nil }
      )
      open.companions = try companions(of: stored.arrival)
      report.openDocuments.append(open)
      report.documents.open.add(document.countedMoney)
      report.documents.all.add(document.countedMoney)
    }
  }
}

import Books
import Testing
import Values

@testable import Reviewing

@Suite("The ledger report")
struct LedgerReportTests {
  @Test("is written as recorded, whatever the order of its lists")
  func golden() throws {
    let bytes = LedgerHTML.bytes(SampleLedger.report)
    try Golden.check("reconciliation-bank.html", bytes)
    var other = SampleLedger.report
    other.matched.reverse()
    other.openEntries.reverse()
    other.statements.reverse()
    #expect(LedgerHTML.bytes(other) == bytes)
  }

  @Test("A closed period has a page of its own, as it was signed")
  func closedPeriod() throws {
    let closed = SampleLedger.closed
    try Golden.check(
      "statement-bank-2026-03.html",
      StatementHTML.bytes(closed, workspace: "Muster")
    )
    #expect(closed.fileName == "statement-bank-2026-03.html")
    var reopened = closed
    reopened.reopened = .init(by: "Ada", at: "2026-04-05T10:00:00Z", note: "late <bill>")
    let page = String(decoding: StatementHTML.bytes(reopened, workspace: "Muster"), as: UTF8.self)
    #expect(page.contains("Opened again by Ada"))
    #expect(page.contains("late &lt;bill&gt;"))
    var wrong = closed
    wrong.statement.entries["EUR"]?.open.count += 1
    let other = String(decoding: StatementHTML.bytes(wrong, workspace: "Muster"), as: UTF8.self)
    #expect(other.contains("NOT RECONCILED"))
  }

  @Test("says NOT RECONCILED with the reason when something does not foot")
  func notReconciled() {
    #expect(SampleLedger.report.imbalances.isEmpty)
    check("Matched and open entries are not all entries.") { $0.entries.all.count += 1 }
    check("Matched and open documents are not all documents.") {
      $0.documents.matched.sums.add(SampleReport.euro(1))
    }
    check("The list of open entries does not come to the total of open entries.") {
      $0.openEntries.removeLast()
    }
    check("The list of open documents does not come to the total of open documents.") {
      $0.openDocuments = []
    }
    check("Statement 7: opening + rows is 1.00 EUR, the statement says 2.00 EUR.") {
      let proof = StatementProof.broken(
        computed: SampleReport.euro(100),
        stated: SampleReport.euro(200)
      )
      $0.statements.append(
        StatementLine(fileName: "f", statement: SampleLedger.statement("7"), proof: proof)
      )
    }
    check("The statement in f cannot be proved: amounts too large.") {
      $0.statements.append(
        StatementLine(
          fileName: "f",
          statement: Statement(entryCount: 1),
          proof: .impossible("amounts too large")
        )
      )
    }
  }

  @Test("shows the first rows of a long list and says how many there are")
  func long() {
    var report = SampleLedger.report
    let one = report.openEntries[0]
    report.openEntries = (0..<LedgerHTML.maximumRows + 7).map { number in
      var open = one
      open.entry = EntrySummary(
        id: EntryID(Int64(number)),
        day: one.entry.day,
        amount: one.entry.amount
      )
      return open
    }
    let html = String(decoding: LedgerHTML.bytes(report), as: UTF8.self)
    #expect(html.contains("The first 5\u{202F}000 rows of 5\u{202F}007 are shown."))
    #expect(html.contains(">E4999<"))
    #expect(!html.contains(">E5000<"))
  }

  private func check(_ reason: String, _ change: (inout LedgerReport) -> Void) {
    var report = SampleLedger.report
    change(&report)
    #expect(report.imbalances == [reason])
    let html = String(decoding: LedgerHTML.bytes(report), as: UTF8.self)
    #expect(html.contains("NOT RECONCILED"))
    #expect(html.contains(reason))
    #expect(!html.contains("In balance"))
  }
}

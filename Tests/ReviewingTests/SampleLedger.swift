import Books
import Documents
import Values

@testable import Reviewing

/// A ledger report with one of everything.
enum SampleLedger {
  static var report: LedgerReport {
    var report = LedgerReport(
      workspace: "Muster & Söhne",
      madeAt: "2026-03-20T08:15:00Z",
      ledger: LedgerName("bank")
    )
    report.matched = matched
    report.openEntries = openEntries
    report.openDocuments = [
      OpenDocument(
        document: SampleReport.document(
          22,
          .invoice,
          "SW-88120",
          "Stadtwerke Nordhafen",
          SampleReport.euro(44_000)
        ),
        ageDays: 12,
        exceptionID: "X9"
      )
    ]
    report.statements = [
      StatementLine(fileName: "camt-03.xml", statement: statement("2026/3"), proof: .proved),
      StatementLine(
        fileName: "camt-02.xml",
        statement: Statement(entryCount: 7),
        proof: .noBalances
      ),
    ]
    report.statement = periodStatement
    report.closed = [closed]
    for pair in report.matched {
      report.entries.matched.add(pair.entry.amount)
      report.documents.matched.add(pair.document.amount)
    }
    for open in report.openEntries { report.entries.open.add(open.entry.amount) }
    for open in report.openDocuments { report.documents.open.add(open.document.amount) }
    report.entries.all.add(report.entries.matched)
    report.entries.all.add(report.entries.open)
    report.documents.all.add(report.documents.matched)
    report.documents.all.add(report.documents.open)
    return report
  }

  /// Everything up to a day, with what is left over and what is open.
  static var periodStatement: PeriodStatement {
    var statement = PeriodStatement(
      ledger: LedgerName("bank"),
      period: "2026-03",
      from: SampleReport.day("2026-03-01"),
      to: SampleReport.day("2026-03-31")
    )
    func side(
      _ all: Int64,
      _ matched: Int64,
      _ discount: Int64,
      _ alone: Int64,
      _ open: Int64
    ) -> PeriodStatement.Side {
      func sum(_ cents: Int64) -> ExactDecimal {
        ExactDecimal(coefficient: Int128(cents), scale: 2)
      }
      var side = PeriodStatement.Side()
      side.all = .init(count: alone == 0 ? 3 : 4, sum: sum(all))
      side.matched = .init(count: 2, sum: sum(matched))
      if discount != 0 { side.residuals["discount"] = sum(discount) }
      if alone != 0 { side.alone = .init(count: 1, sum: sum(alone)) }
      side.open = .init(count: 1, sum: sum(open))
      return side
    }
    statement.opening = ["EUR": ExactDecimal(coefficient: 1_234_567, scale: 2)]
    statement.entries = ["EUR": side(-435_290, -294_000, 0, -1_250, -140_040)]
    statement.documents = ["EUR": side(344_000, 294_000, 6_000, 0, 44_000)]
    statement.documentsWithoutAmount = 1
    statement.openEntries = [
      .init(
        id: "E240",
        day: SampleReport.day("2026-02-17"),
        ageDays: 42,
        amount: SampleReport.euro(-140_040)
      )
    ]
    return statement
  }

  static var closed: ClosedPeriod {
    var closed = ClosedPeriod(
      statement: periodStatement,
      hash: "9f2c41d0a8e7b6550c9e1f3a7d24b8c66f01e2d3c4b5a69788796a5b4c3d2e1f",
      closedBy: "Petra Lindqvist",
      closedAt: "2026-04-02T09:30:00Z"
    )
    closed.note = "March <checked>"
    return closed
  }

  static var matched: [MatchedPair] {
    [Int64(1), 2].map { (number: Int64) -> MatchedPair in
      let amount = SampleReport.euro(100_000 * number)
      let paid = SampleReport.euro(-98_000 * number)
      var entry = EntrySummary(
        id: EntryID(100 + number),
        day: SampleReport.day("2026-03-09"),
        amount: paid
      )
      entry.counterparty = "KESSEL HOLZHANDEL"
      var pair = MatchedPair(
        document: SampleReport.document(number, .invoice, "2026-\(number)", "Kessel", amount),
        entry: entry,
        allocation: Allocation(
          document: DocumentID(number),
          entry: entry.id,
          documentAmount: SampleReport.euro(98_000 * number),
          entryAmount: paid
        ),
        confidence: ExactDecimal(coefficient: 99, scale: 2),
        reasons: [
          Reason(code: "day-near", weight: 3, text: "booked 2 days before the due date"),
          Reason(
            code: "reference-exact",
            weight: 60,
            text: "the number 2026-\(number) is in the memo"
          ),
        ]
      )
      pair.residuals = [
        Residual(
          side: .document(DocumentID(number)),
          kind: .discount,
          amount: SampleReport.euro(2_000 * number)
        )
      ]
      pair.ruledBy = number == 2 ? "Petra Lindqvist" : nil
      return pair
    }
  }

  static var openEntries: [OpenEntry] {
    [3, 40].map { age in
      var entry = EntrySummary(
        id: EntryID(Int64(200 + age)),
        day: SampleReport.day("2026-02-17"),
        amount: SampleReport.euro(-140_000 + Int64(age))
      )
      entry.counterparty = "ORBIT <b>MACHINERY</b>"
      entry.memo = "Wartung"
      return OpenEntry(entry: entry, ageDays: age, exceptionID: age > 14 ? "X2" : nil)
    }
  }

  static func statement(_ id: String) -> Statement {
    var statement = Statement(entryCount: 4)
    statement.id = id
    statement.from = SampleReport.day("2026-03-01")
    statement.to = SampleReport.day("2026-03-19")
    statement.opening = SampleReport.euro(1_234_567)
    statement.closing = SampleReport.euro(660_610)
    return statement
  }
}

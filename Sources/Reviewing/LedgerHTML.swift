import Books
import Values

/// Writes `reports/reconciliation-<ledger>.html`: the proof of one ledger and what is open in it.
package enum LedgerHTML {
  /// Rows shown of each list; the rest is counted.
  package static let maximumRows = 5_000

  package static func bytes(_ report: LedgerReport) -> [UInt8] {
    var html = HTMLBuffer()
    ReportPage.open(
      &html,
      title: "Reconciliation of \(report.ledger)",
      workspace: report.workspace
    )
    ReportPage.headline(
      &html,
      kind: "Reconciliation",
      title: "Ledger \(report.ledger)",
      workspace: report.workspace,
      madeAt: report.madeAt
    )
    ReportPage.notes(&html, report.notes)
    totals(&html, report)
    if let statement = report.statement { StatementHTML.section(&html, statement) }
    StatementHTML.closed(&html, report.closed)
    statements(&html, report.statements)
    openEntries(&html, report.openEntries)
    openDocuments(&html, report.openDocuments)
    if report.statement == nil { residuals(&html, report) }
    matched(&html, report.matched)
    ReportPage.close(&html)
    return html.bytes
  }

  private static func totals(_ html: inout HTMLBuffer, _ report: LedgerReport) {
    html.markup(
      "<section aria-labelledby=\"totals\"><h2 id=\"totals\">Control totals</h2>\n<div class=\"panel\">\n"
    )
    ReportPage.verdict(
      &html,
      good: "In balance: matched and open come to all entries and all documents.",
      bad: "NOT RECONCILED",
      imbalances: report.imbalances
    )
    TotalsHTML.matching(&html, caption: "Entries", noun: "entries", report.entries)
    html.markup("<br>\n")
    TotalsHTML.matching(&html, caption: "Documents", noun: "documents", report.documents)
    html.markup("</div></section>\n")
  }

  private static func statements(_ html: inout HTMLBuffer, _ lines: [StatementLine]) {
    let sorted = lines.sorted {
      ($0.statement.from?.number ?? .min, $0.fileName, $0.statement.id ?? "")
        < ($1.statement.from?.number ?? .min, $1.fileName, $1.statement.id ?? "")
    }
    LedgerTable.write(
      &html,
      "Bank statements",
      head: ["Statement", "From", "To", "#Opening", "#Rows", "#Closing", "Proof"],
      sorted
    ) { html, line in
      let statement = line.statement
      LedgerTable.cell(&html, [statement.id, line.fileName].compactMap(\.self))
      LedgerTable.day(&html, statement.from)
      LedgerTable.day(&html, statement.to)
      LedgerTable.number(&html, statement.opening.map(AmountText.of))
      LedgerTable.number(&html, AmountText.grouped(statement.entryCount))
      LedgerTable.number(&html, statement.closing.map(AmountText.of))
      switch line.proof {
      case .proved: html.markup("<td class=\"good\">✓ opening + rows = closing</td>")
      case .noBalances: html.markup("<td class=\"muted\">names no balances</td>")
      case .broken, .impossible:
        html.element("<td class=\"bad\">✗ ", line.failure ?? "", "</td>")
      }
    }
  }

  private static func openEntries(_ html: inout HTMLBuffer, _ entries: [OpenEntry]) {
    let sorted = entries.sorted { ($1.ageDays, $0.entry.id) < ($0.ageDays, $1.entry.id) }
    LedgerTable.write(
      &html,
      "Open entries",
      head: ["Entry", "Day", "Counterparty and text", "#Open for", "Exception", "#Amount"],
      sorted
    ) { html, open in
      LedgerTable.identifier(&html, open.entry.id.description)
      LedgerTable.day(&html, open.entry.day)
      LedgerTable.cell(&html, text(open.entry))
      LedgerTable.number(&html, Wording.count(open.ageDays, "day", "days"))
      LedgerTable.exception(&html, open.exceptionID)
      LedgerTable.number(&html, AmountText.of(open.entry.amount))
    }
  }

  private static func openDocuments(_ html: inout HTMLBuffer, _ documents: [OpenDocument]) {
    let sorted = documents.sorted { ($1.ageDays, $0.document.id) < ($0.ageDays, $1.document.id) }
    LedgerTable.write(
      &html,
      "Open documents",
      head: ["Document", "Seller", "Due", "#Open for", "Exception", "#Amount"],
      sorted
    ) { html, open in
      let document = open.document
      LedgerTable.cell(
        &html,
        [Wording.type(document.type), document.number, document.id.description]
          + companions(open.companions)
      )
      LedgerTable.cell(&html, [document.seller])
      LedgerTable.day(&html, document.dueDate)
      LedgerTable.number(&html, Wording.count(open.ageDays, "day", "days"))
      LedgerTable.exception(&html, open.exceptionID)
      LedgerTable.number(&html, document.amount.map(AmountText.of) ?? document.rawAmount)
    }
  }

  private static func residuals(_ html: inout HTMLBuffer, _ report: LedgerReport) {
    LedgerTable.write(
      &html,
      "What is left over, by kind",
      head: ["Kind", "#Number", "#Amount"],
      report.residuals
    ) { html, residual in
      LedgerTable.cell(&html, [residual.kind.rawValue])
      LedgerTable.number(&html, AmountText.grouped(residual.tally.count))
      let sums = residual.tally.sums
      let amounts = sums.currencies.map { AmountText.of(sums.decimal($0), $0) }
      LedgerTable.number(&html, amounts.isEmpty ? "0" : amounts.joined(separator: ", "))
    }
  }

  private static func matched(_ html: inout HTMLBuffer, _ pairs: [MatchedPair]) {
    let sorted = pairs.sorted {
      ($0.entry.day, $0.entry.id, $0.document.id) < ($1.entry.day, $1.entry.id, $1.document.id)
    }
    LedgerTable.write(
      &html,
      "Matched",
      head: ["Entry", "Day", "Document", "Why", "By", "#Document", "#Entry"],
      sorted
    ) { html, pair in
      LedgerTable.identifier(&html, pair.entry.id.description)
      LedgerTable.day(&html, pair.entry.day)
      LedgerTable.cell(
        &html,
        [pair.document.seller, pair.document.number, pair.document.id.description]
          + companions(pair.companions)
      )
      html.markup("<td>")
      ReasonList.write(&html, pair.reasons)
      for residual in pair.residuals {
        html.element("<span class=\"muted\">left over: ", residual.kind.rawValue, " ")
        html.element("", AmountText.of(residual.amount), "</span><br>")
      }
      html.markup("</td>")
      LedgerTable.cell(&html, [pair.ruledBy ?? "Tickmark, \(pair.confidence)"])
      LedgerTable.number(&html, AmountText.of(pair.documentAmount))
      LedgerTable.number(&html, AmountText.of(pair.entryAmount))
    }
  }

  private static func companions(_ files: [FileLine]) -> [String?] {
    files.isEmpty ? [] : ["accompanied by \(files.text)"]
  }

  private static func text(_ entry: EntrySummary) -> [String?] {
    [entry.counterparty, entry.reference, entry.memo]
  }
}

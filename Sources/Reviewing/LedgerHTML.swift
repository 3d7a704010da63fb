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
    statements(&html, report.statements)
    openEntries(&html, report.openEntries)
    openDocuments(&html, report.openDocuments)
    residuals(&html, report)
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
    table(
      &html,
      "Statements",
      head: ["Statement", "From", "To", "#Opening", "#Rows", "#Closing", "Proof"],
      sorted
    ) { html, line in
      let statement = line.statement
      cell(&html, [statement.id, line.fileName].compactMap(\.self))
      day(&html, statement.from)
      day(&html, statement.to)
      number(&html, statement.opening.map(AmountText.of))
      number(&html, AmountText.grouped(statement.entryCount))
      number(&html, statement.closing.map(AmountText.of))
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
    table(
      &html,
      "Open entries",
      head: ["Entry", "Day", "Counterparty and text", "#Open for", "Exception", "#Amount"],
      sorted
    ) { html, open in
      identifier(&html, open.entry.id.description)
      day(&html, open.entry.day)
      cell(&html, text(open.entry))
      number(&html, Wording.count(open.ageDays, "day", "days"))
      exception(&html, open.exceptionID)
      number(&html, AmountText.of(open.entry.amount))
    }
  }

  private static func openDocuments(_ html: inout HTMLBuffer, _ documents: [OpenDocument]) {
    let sorted = documents.sorted { ($1.ageDays, $0.document.id) < ($0.ageDays, $1.document.id) }
    table(
      &html,
      "Open documents",
      head: ["Document", "Seller", "Due", "#Open for", "Exception", "#Amount"],
      sorted
    ) { html, open in
      let document = open.document
      cell(&html, [Wording.type(document.type), document.number, document.id.description])
      cell(&html, [document.seller])
      day(&html, document.dueDate)
      number(&html, Wording.count(open.ageDays, "day", "days"))
      exception(&html, open.exceptionID)
      number(&html, document.amount.map(AmountText.of) ?? document.rawAmount)
    }
  }

  private static func residuals(_ html: inout HTMLBuffer, _ report: LedgerReport) {
    table(
      &html,
      "What is left over, by kind",
      head: ["Kind", "#Number", "#Amount"],
      report.residuals
    ) { html, residual in
      cell(&html, [residual.kind.rawValue])
      number(&html, AmountText.grouped(residual.tally.count))
      let sums = residual.tally.sums
      let amounts = sums.currencies.map { AmountText.of(sums.decimal($0), $0) }
      number(&html, amounts.isEmpty ? "0" : amounts.joined(separator: ", "))
    }
  }

  private static func matched(_ html: inout HTMLBuffer, _ pairs: [MatchedPair]) {
    let sorted = pairs.sorted {
      ($0.entry.day, $0.entry.id, $0.document.id) < ($1.entry.day, $1.entry.id, $1.document.id)
    }
    table(
      &html,
      "Matched",
      head: ["Entry", "Day", "Document", "Why", "By", "#Document", "#Entry"],
      sorted
    ) { html, pair in
      identifier(&html, pair.entry.id.description)
      day(&html, pair.entry.day)
      cell(&html, [pair.document.seller, pair.document.number, pair.document.id.description])
      html.markup("<td>")
      ReasonList.write(&html, pair.reasons)
      html.markup("</td>")
      cell(&html, [pair.ruledBy ?? "Tickmark, \(pair.confidence)"])
      number(&html, AmountText.of(pair.documentAmount))
      number(&html, AmountText.of(pair.entryAmount))
    }
  }

  private static func text(_ entry: EntrySummary) -> [String?] {
    [entry.counterparty, entry.reference, entry.memo]
  }
}

extension LedgerHTML {
  /// A section with a table; a heading that begins with `#` is of a column of figures.
  private static func table<Row>(
    _ html: inout HTMLBuffer,
    _ title: String,
    head: [String],
    _ rows: [Row],
    row: (inout HTMLBuffer, Row) -> Void
  ) {
    guard !rows.isEmpty else { return }
    html.element("<section><h2>", title, " <span class=\"muted\">")
    html.element("", AmountText.grouped(rows.count), "</span></h2>\n")
    html.markup("<div class=\"panel scroll\"><table><thead><tr>")
    for heading in head {
      let isFigure = heading.hasPrefix("#")
      html.markup(isFigure ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
      html.element("", isFigure ? String(heading.dropFirst()) : heading, "</th>")
    }
    html.markup("</tr></thead>\n<tbody>\n")
    for content in rows.prefix(maximumRows) {
      html.markup("<tr>")
      row(&html, content)
      html.markup("</tr>\n")
    }
    html.markup("</tbody></table></div>\n")
    if rows.count > maximumRows {
      let shown = AmountText.grouped(maximumRows)
      html.element("<p class=\"verdict bad\">The first ", shown, " rows of ")
      html.element("", AmountText.grouped(rows.count), " are shown.</p>\n")
    }
    html.markup("</section>\n")
  }

  private static func identifier(_ html: inout HTMLBuffer, _ id: String) {
    html.element("<th scope=\"row\"><span class=\"id\">", id, "</span></th>")
  }

  private static func cell(_ html: inout HTMLBuffer, _ values: [String?]) {
    html.markup("<td>")
    html.values(values.compactMap(\.self))
    html.markup("</td>")
  }

  private static func day(_ html: inout HTMLBuffer, _ day: Day?) {
    html.element("<td class=\"day\">", day?.description ?? "", "</td>")
  }

  private static func number(_ html: inout HTMLBuffer, _ text: String?) {
    html.element("<td class=\"number\">", text ?? "", "</td>")
  }

  private static func exception(_ html: inout HTMLBuffer, _ id: String?) {
    html.markup("<td>")
    if let id {
      html.markup("<a href=\"exceptions.html#")
      html.identifier(id)
      html.element("\">", id, "</a>")
    }
    html.markup("</td>")
  }
}

package import Books
import Values

/// A period that was closed: the statement as it was signed, by whom, and whether it was opened again.
package struct ClosedPeriod: Hashable, Sendable {
  package var statement: PeriodStatement
  /// SHA-256 of the statement.
  package var hash: String
  package var closedBy: String
  /// ISO 8601 with the zone.
  package var closedAt: String
  package var note: String?
  /// Who opened it again, when and why; nil: it is closed.
  package var reopened: Reopened?

  package struct Reopened: Hashable, Sendable {
    package var by: String
    package var at: String
    package var note: String?

    package init(by: String, at: String, note: String?) {
      self.by = by
      self.at = at
      self.note = note
    }
  }

  package init(statement: PeriodStatement, hash: String, closedBy: String, closedAt: String) {
    self.statement = statement
    self.hash = hash
    self.closedBy = closedBy
    self.closedAt = closedAt
  }

  /// `statement-bank-2026-03.html`.
  package var fileName: String { "\(pageName).html" }
  var pageName: String { "statement-\(statement.ledger)-\(statement.period)" }
}

/// Writes the reconciliation statement: as a part of the ledger's report, and signed as a page of its own.
package enum StatementHTML {
  /// The page of a closed period; the same bytes each time.
  package static func bytes(_ closed: ClosedPeriod, workspace: String) -> [UInt8] {
    let statement = closed.statement
    var html = HTMLBuffer()
    let title = "Statement of \(statement.ledger), \(statement.period)"
    ReportPage.open(&html, title: title, workspace: workspace)
    ReportPage.headline(
      &html,
      kind: "Reconciliation statement",
      title: "Ledger \(statement.ledger), \(statement.period)",
      workspace: workspace,
      madeAt: closed.closedAt
    )
    if let reopened = closed.reopened {
      html.element(
        "<p class=\"verdict bad\">Opened again by ",
        reopened.by,
        " on <time datetime=\""
      )
      html.element("", reopened.at, "\">")
      html.element("", Wording.moment(reopened.at), "</time>: ")
      html.element("", reopened.note ?? "", " What follows is as it was signed before.</p>\n")
    }
    section(&html, statement)
    open(&html, "Open entries", "Entry", statement.openEntries)
    open(&html, "Open documents", "Document", statement.openDocuments)
    signature(&html, closed)
    ReportPage.close(&html)
    return html.bytes
  }

  private static func signature(_ html: inout HTMLBuffer, _ closed: ClosedPeriod) {
    html.markup("<section><h2>Signed</h2>\n<div class=\"panel\"><p>Closed by ")
    html.value(closed.closedBy)
    html.element(" on <time datetime=\"", closed.closedAt, "\">")
    html.element("", Wording.moment(closed.closedAt), "</time>.")
    if let note = closed.note { html.element(" ", note, "") }
    html.element("</p>\n<p class=\"muted\">SHA-256 of this statement: ", closed.hash, "</p>")
    html.markup("</div></section>\n")
  }

  /// Balances, what is matched, left over and open on either side, and what is to be booked.
  static func section(_ html: inout HTMLBuffer, _ statement: PeriodStatement) {
    html.markup("<section aria-labelledby=\"statement\"><h2 id=\"statement\">Statement</h2>\n")
    html.markup("<div class=\"panel\">\n")
    ReportPage.verdict(
      &html,
      good: "Reconciled: every side foots.",
      bad: "NOT RECONCILED",
      imbalances: statement.imbalances
    )
    for (code, side) in statement.entries.sorted(by: { $0.key < $1.key }) {
      table(&html, "Entries in \(code)", rows(entries: side, code, statement))
    }
    for (code, side) in statement.documents.sorted(by: { $0.key < $1.key }) {
      html.markup("<br>\n")
      table(&html, "Documents in \(code)", rows(of: side, all: "Documents"))
    }
    StatementRolls.write(&html, statement)
    if statement.documentsWithoutAmount > 0 {
      let count = Wording.count(statement.documentsWithoutAmount, "document", "documents")
      html.element("<p class=\"muted\">Without an amount, and in no sum: ", count, ".</p>\n")
    }
    html.markup("</div></section>\n")
    LedgerTable.write(
      &html,
      "To be booked",
      head: ["What", "#Amount"],
      statement.proposals
    ) { html, proposal in
      LedgerTable.cell(&html, [words(proposal.kind)])
      LedgerTable.number(&html, AmountText.of(proposal.amount, proposal.currency))
    }
  }

  typealias Row = (what: String, count: Int?, sum: ExactDecimal?, isTotal: Bool)

  private static func rows(
    entries side: PeriodStatement.Side,
    _ code: String,
    _ statement: PeriodStatement
  ) -> [Row] {
    let from = statement.carriedFrom.map { ", as signed for \($0)" } ?? ""
    var rows: [Row] = [("Balance before" + from, nil, statement.opening[code] ?? .zero, true)]
    if let late = statement.lateEntries?[code] {
      rows.append(("came late for closed periods", nil, late, false))
    }
    rows += self.rows(of: side, all: "Entries")
    rows.append(("Balance after", nil, closing(statement, code), true))
    return rows
  }

  private static func rows(of side: PeriodStatement.Side, all: String) -> [Row] {
    var rows: [Row] = [(all, side.all.count, side.all.sum, true)]
    rows.append(("of these matched", side.matched.count, side.matched.sum, false))
    for kind in Residual.Kind.allCases {
      guard let sum = side.residuals[kind.rawValue] else { continue }
      rows.append(("left over of the matched: \(words(kind.rawValue))", nil, sum, false))
    }
    if side.alone.count > 0 {
      rows.append(
        (
          "of these in need of no document, as a person said", side.alone.count, side.alone.sum,
          false
        )
      )
    }
    rows.append(("of these open", side.open.count, side.open.sum, false))
    return rows
  }

  /// nil where the sums are too large to add.
  private static func closing(_ statement: PeriodStatement, _ code: String) -> ExactDecimal? {
    do throws(ArithmeticError) {
      return try statement.closing[code]
    } catch {
      return nil
    }
  }

  static func words(_ kind: String) -> String {
    switch Residual.Kind(rawValue: kind) {
    case .fee: "fees"
    case .discount: "discounts"
    case .exchange: "exchange differences"
    case .rounding: "rounding"
    case .tip: "tips"
    case .overpayment: "overpayments"
    case .open: "still open"
    case nil: kind
    }
  }

  static func table(_ html: inout HTMLBuffer, _ caption: String, _ rows: [Row]) {
    html.element("<div class=\"scroll\"><table><caption>", caption, "</caption>\n")
    html.markup("<thead><tr><th scope=\"col\"></th><th scope=\"col\" class=\"number\">Number</th>")
    html.markup("<th scope=\"col\" class=\"number\">Sum</th></tr></thead>\n<tbody>\n")
    for row in rows {
      html.markup(row.isTotal ? "<tr><th scope=\"row\">" : "<tr><td>")
      html.value(row.what)
      html.markup(row.isTotal ? "</th>" : "</td>")
      LedgerTable.number(&html, row.count.map { AmountText.grouped($0) })
      LedgerTable.number(&html, row.sum.map { AmountText.grouped($0) } ?? "too large")
      html.markup("</tr>\n")
    }
    html.markup("</tbody></table></div>\n")
  }

  private static func open(
    _ html: inout HTMLBuffer,
    _ title: String,
    _ noun: String,
    _ rows: [PeriodStatement.Open]
  ) {
    LedgerTable.write(
      &html,
      title,
      head: [noun, "Day", "#Open for", "#Amount", "After the period"],
      rows
    ) { html, open in
      LedgerTable.identifier(&html, open.id)
      LedgerTable.day(&html, open.day)
      LedgerTable.number(&html, Wording.count(open.ageDays, "day", "days"))
      LedgerTable.number(&html, AmountText.of(open.amount))
      LedgerTable.cell(&html, [open.settledLater.map { "paid on \($0)" }])
    }
  }

  /// The periods that were closed, each with its own page.
  static func closed(_ html: inout HTMLBuffer, _ periods: [ClosedPeriod]) {
    let sorted = periods.sorted {
      ($0.statement.first, $0.statement.period) < ($1.statement.first, $1.statement.period)
    }
    LedgerTable.write(
      &html,
      "Closed periods",
      head: ["Period", "From", "To", "By", "Signature"],
      sorted
    ) { html, closed in
      html.markup("<th scope=\"row\"><a href=\"")
      html.identifier(closed.pageName)
      html.element(".html\">", closed.statement.period, "</a></th>")
      LedgerTable.day(&html, closed.statement.first)
      LedgerTable.day(&html, closed.statement.last)
      LedgerTable.cell(
        &html,
        [closed.closedBy, closed.reopened.map { "opened again by \($0.by)" }]
      )
      LedgerTable.cell(&html, [String(closed.hash.prefix(16))])
    }
  }
}

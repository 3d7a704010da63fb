import Values

/// The control totals as equations: `received = cleared + exceptions + ...`.
enum TotalsHTML {
  static func write(_ html: inout HTMLBuffer, _ report: ExceptionReport) {
    html.markup(
      "<section aria-labelledby=\"totals\"><h2 id=\"totals\">Control totals</h2>\n<div class=\"panel\">\n"
    )
    ReportPage.verdict(
      &html,
      good: "In balance: everything that came in is accounted for.",
      bad: "NOT IN BALANCE",
      imbalances: report.imbalances
    )
    let totals = report.totals
    equation(
      &html,
      caption: "Documents",
      columns: [("received", totals.received)] + totals.parts,
      difference: totals.difference
    )
    let lone = report.exceptions.count { $0.entry != nil }
    if lone > 0 {
      html.markup("<p class=\"muted\">")
      html.text(Wording.count(lone, "more exception is", "more exceptions are"))
      html.markup(
        " about ledger entries: they stand under open entries, not under documents.</p>\n"
      )
    }
    for ledger in totals.ledgers.sorted(by: { $0.ledger < $1.ledger }) {
      html.markup("<br>\n")
      matching(&html, caption: "Ledger \(ledger.ledger)", noun: "entries", ledger.entries)
    }
    html.markup("</div></section>\n")
  }

  static func matching(
    _ html: inout HTMLBuffer,
    caption: String,
    noun: String,
    _ totals: MatchTotals
  ) {
    equation(
      &html,
      caption: caption,
      columns: [(noun, totals.all), ("matched", totals.matched), ("open", totals.open)],
      difference: totals.difference
    )
  }

  /// One table: a row for the number, for files if there are any, and for each currency.
  private static func equation(
    _ html: inout HTMLBuffer,
    caption: String,
    columns: [(name: String, tally: Tally)],
    difference: Tally
  ) {
    html.markup("<div class=\"scroll\"><table class=\"equation\"><caption>")
    html.value(caption)
    html.markup("</caption>\n<thead><tr><th scope=\"col\"><span class=\"muted\">in</span></th>")
    for (position, column) in columns.enumerated() {
      if position > 0 { html.markup("<td></td>") }
      html.element("<th scope=\"col\" class=\"number\">", column.name, "</th>")
    }
    html.markup("<th scope=\"col\" class=\"number\">foots</th></tr></thead>\n<tbody>\n")
    row(&html, "number", columns.map { AmountText.grouped($0.tally.count) }, difference.count == 0)
    if columns.contains(where: { $0.tally.files != 0 }) {
      let files = columns.map { AmountText.grouped($0.tally.files) }
      row(&html, "files without a document", files, difference.files == 0)
    }
    if columns.contains(where: { $0.tally.withoutAmount != 0 }) {
      let unread = columns.map { AmountText.grouped($0.tally.withoutAmount) }
      row(&html, "of these without an amount", unread, difference.withoutAmount == 0)
    }
    for currency in Set(columns.flatMap(\.tally.sums.currencies)).sorted() {
      let sums = columns.map { AmountText.grouped($0.tally.sums.decimal(currency)) }
      row(&html, currency.code, sums, difference.sums.decimal(currency).isZero)
    }
    html.markup("</tbody></table></div>\n")
  }

  private static func row(
    _ html: inout HTMLBuffer,
    _ name: String,
    _ figures: [String],
    _ foots: Bool
  ) {
    html.element("<tr><th scope=\"row\">", name, "</th>")
    for (position, figure) in figures.enumerated() {
      sign(&html, position)
      html.element("<td class=\"number\">", figure, "</td>")
    }
    html.markup(
      foots
        ? "<td class=\"number good\"><span role=\"img\" aria-label=\"yes\">✓</span></td></tr>\n"
        : "<td class=\"number bad\">✗ no</td></tr>\n"
    )
  }

  private static func sign(_ html: inout HTMLBuffer, _ position: Int) {
    switch position {
    case 0: break
    case 1: html.markup("<td class=\"sign\">=</td>")
    default: html.markup("<td class=\"sign\">+</td>")
    }
  }
}

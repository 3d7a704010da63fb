import Documents
import Values

/// Writes `reports/exceptions.html`: one self-contained page that a bookkeeper can work from.
///
/// On top the control totals and the queues, then each exception as a card: the reason in plain
/// words, the evidence, the place in the file, the candidates, what to do.
package enum ExceptionHTML {
  /// Exceptions shown on the page; the rest is counted and left to the CSV and JSON reports.
  package static let maximumCards = 2_000

  package static func bytes(_ report: ExceptionReport) -> [UInt8] {
    var html = HTMLBuffer()
    let sorted = ReportOrder.byUrgency(report.exceptions)
    ReportPage.open(&html, title: "Exceptions", workspace: report.workspace)
    ReportPage.headline(
      &html,
      kind: "Exception report",
      title: headline(report),
      workspace: report.workspace,
      madeAt: report.madeAt
    )
    ReportPage.notes(&html, notes(report))
    if isAllDone(report) { allDone(&html, report) }
    TotalsHTML.write(&html, report)
    overview(&html, sorted)
    cards(&html, sorted)
    QuarantineHTML.write(&html, report.quarantined)
    CompanionHTML.write(&html, report)
    ReportPage.close(&html)
    return html.bytes
  }

  private static func headline(_ report: ExceptionReport) -> String {
    let files = report.quarantined.count
    let waiting = report.exceptions.count
    let unread = Wording.count(files, "file could not be read", "files could not be read")
    switch (waiting, files) {
    case (0, 0):
      return isAllDone(report) ? "Nothing waits for you" : "The figures do not agree"
    case (0, _): return unread
    case (_, 0): return Wording.count(waiting, "exception waits for you", "exceptions wait for you")
    default: return Wording.count(waiting, "exception", "exceptions") + ", and " + unread
    }
  }

  private static func notes(_ report: ExceptionReport) -> [String] {
    guard report.filesInWork > 0 else { return report.notes }
    let files = Wording.count(
      report.filesInWork,
      "file has arrived and is",
      "files have arrived and are"
    )
    return report.notes + ["\(files) still in work: not in these figures."]
  }

  /// Figures that do not agree are never a reason to be glad.
  private static func isAllDone(_ report: ExceptionReport) -> Bool {
    report.exceptions.isEmpty && report.quarantined.isEmpty && report.imbalances.isEmpty
  }

  private static func allDone(_ html: inout HTMLBuffer, _ report: ExceptionReport) {
    html.markup("<section class=\"panel done\">\n<p class=\"tick\" aria-hidden=\"true\">✓</p>\n<p>")
    switch report.totals.received.count {
    case 0:
      html.text("No document has arrived yet. Drop one into a watched folder and it shows up here.")
    case 1: html.text("Well done: the one document that came in is dealt with.")
    case let count:
      html.text(
        "Well done: all \(AmountText.grouped(count)) documents that came in are dealt with, and there "
          + "is nothing to decide."
      )
    }
    html.markup("</p>\n</section>\n")
  }

  private static func overview(_ html: inout HTMLBuffer, _ sorted: [ExceptionItem]) {
    guard !sorted.isEmpty else { return }
    html.markup(
      """
      <section aria-labelledby="queues"><h2 id="queues">Queues</h2>
      <div class="panel scroll"><table>
      <thead><tr><th scope="col">Queue</th><th scope="col" class="number">Exceptions</th>\
      <th scope="col" class="number">Of these block</th><th scope="col" class="number">At stake</th>\
      <th scope="col" class="number">Oldest</th></tr></thead>
      <tbody>

      """
    )
    for (position, queue) in ReportOrder.queues(sorted).enumerated() {
      overviewRow(&html, position: position, name: queue.name, items: queue.items)
    }
    html.markup("</tbody></table></div></section>\n")
  }

  private static func overviewRow(
    _ html: inout HTMLBuffer,
    position: Int,
    name: String,
    items: [ExceptionItem]
  ) {
    html.markup("<tr><th scope=\"row\"><a href=\"#queue-")
    html.text(String(position + 1))
    html.markup("\">")
    html.value(name)
    html.element("</a></th><td class=\"number\">", AmountText.grouped(items.count), "</td>")
    let blocks = items.count { $0.severity == .block }
    html.element("<td class=\"number\">", AmountText.grouped(blocks), "</td><td class=\"number\">")
    let sums = Sums(magnitudesOf: items.lazy.compactMap(\.amount))
    for (position, currency) in sums.currencies.enumerated() {
      if position > 0 { html.markup("<br>") }
      html.text(AmountText.of(sums.decimal(currency), currency))
    }
    let oldest = items.map(\.ageDays).max() ?? 0
    html.element("</td><td class=\"number\">", Wording.count(oldest, "day", "days"), "</td></tr>\n")
  }

  private static func cards(_ html: inout HTMLBuffer, _ sorted: [ExceptionItem]) {
    let totalOf = Dictionary(grouping: sorted, by: \.queue).mapValues(\.count)
    // Anchors are numbered over all queues, those of a cut list are a beginning of them.
    for (position, queue) in ReportOrder.queues(Array(sorted.prefix(maximumCards))).enumerated() {
      html.markup("<section><h2 id=\"queue-")
      html.text(String(position + 1))
      html.markup("\">")
      html.value(queue.name)
      let total = totalOf[queue.name] ?? queue.items.count
      html.element(" <span class=\"muted\">", AmountText.grouped(total), "</span></h2>\n")
      for item in queue.items { ExceptionCard.write(&html, item) }
      html.markup("</section>\n")
    }
    guard sorted.count > maximumCards else { return }
    html.markup("<p class=\"verdict bad\">")
    html.text(
      "This page shows the \(AmountText.grouped(maximumCards)) most urgent of "
        + "\(AmountText.grouped(sorted.count)) exceptions. The other "
        + "\(AmountText.grouped(sorted.count - maximumCards)) are in exceptions.csv and "
        + "exceptions.json, beside this file."
    )
    html.markup("</p>\n")
  }
}

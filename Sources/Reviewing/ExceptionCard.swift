import Books
import Documents
import Values

/// One exception as a card of the HTML report.
enum ExceptionCard {
  /// Findings and problems shown at once; more of them fold away.
  static let maximumOpenEvidence = 4

  static func write(_ html: inout HTMLBuffer, _ item: ExceptionItem) {
    html.markup(item.severity == .block ? "<article class=\"block\" id=\"" : "<article id=\"")
    html.identifier(item.id)
    html.markup("\">\n")
    head(&html, item)
    evidence(&html, item)
    place(&html, item)
    candidates(&html, item)
    advice(&html, item)
    html.markup("</article>\n")
  }

  private static func head(_ html: inout HTMLBuffer, _ item: ExceptionItem) {
    html.element("<p class=\"label\"><span class=\"id\">", item.id, "</span>")
    tag(&html, item.severity)
    html.element("<span>waits ", Wording.age(item.ageDays), "</span>")
    if let owner = item.owner {
      html.markup("<span>assigned to ")
      html.value(owner)
      html.markup("</span>")
    }
    html.element("</p>\n<div class=\"top\"><h3>", item.reason, "</h3>")
    if let amount = item.amount {
      html.element("<p class=\"amount\">", AmountText.of(amount), "</p>")
    } else if let raw = item.document?.rawAmount {
      html.markup("<p class=\"amount\"><span class=\"raw\">")
      html.value(raw)
      html.markup("</span> (unread)</p>")
    }
    html.markup("</div>\n")
    subject(&html, item)
  }

  private static func subject(_ html: inout HTMLBuffer, _ item: ExceptionItem) {
    if let document = item.document {
      html.markup("<p class=\"subject\">")
      html.values(Wording.document(document))
      html.markup("</p>\n")
    }
    if let entry = item.entry {
      html.markup("<p class=\"subject\">")
      html.values(Wording.entry(entry, ledger: item.ledger))
      html.markup("</p>\n")
    }
  }

  private static func tag(_ html: inout HTMLBuffer, _ severity: Severity) {
    switch severity {
    case .block: html.markup("<span class=\"tag block\">")
    case .review: html.markup("<span class=\"tag\">")
    case .info: html.markup("<span class=\"tag info\">")
    }
    html.element("", Wording.severity(severity), "</span>")
  }

  private static func evidence(_ html: inout HTMLBuffer, _ item: ExceptionItem) {
    let count = item.findings.count + item.problems.count
    guard count > 0 else { return }
    html.markup("<h4>Evidence</h4>\n<ul class=\"evidence\">\n")
    var shown = 0
    func fold() {
      if shown == maximumOpenEvidence {
        let more = Wording.count(count - shown, "more", "more")
        html.element("</ul>\n<details><summary>", more, "</summary>\n<ul class=\"evidence\">\n")
      }
      shown += 1
    }
    for finding in ReportOrder.findings(item) {
      fold()
      self.finding(&html, finding)
    }
    for problem in item.problems {
      fold()
      self.problem(&html, problem)
    }
    html.markup(shown > maximumOpenEvidence ? "</ul></details>\n" : "</ul>\n")
  }

  private static func finding(_ html: inout HTMLBuffer, _ finding: Finding) {
    html.markup("<li>")
    tag(&html, finding.severity)
    html.element(" ", finding.message, " <span class=\"muted\">(")
    html.text(finding.code)
    html.markup(")</span></li>\n")
  }

  /// A problem of a file or document, with its place and the text that stands there.
  static func problem(_ html: inout HTMLBuffer, _ problem: Problem) {
    html.element("<li>", problem.message, "")
    let place = Wording.place(problem.place)
    if !place.isEmpty {
      html.markup(" <span class=\"muted\">at</span> ")
      html.value(place)
    }
    if let raw = problem.rawText {
      html.markup(" <span class=\"raw\">")
      html.value(raw)
      html.markup("</span>")
    }
    html.element(" <span class=\"muted\">(", problem.code, ")</span>")
    if !problem.remedy.isEmpty { html.element("<br>", problem.remedy, "") }
    html.markup("</li>\n")
  }

  private static func place(_ html: inout HTMLBuffer, _ item: ExceptionItem) {
    guard let fileName = item.fileName else { return }
    html.markup("<h4>Where</h4>\n<p class=\"subject\">")
    let place = Wording.place(item.place)
    html.values([fileName] + (place.isEmpty ? [] : [place]))
    if !item.companions.isEmpty {
      html.markup(" <span class=\"muted\">accompanied by</span> ")
      html.values(item.companions.map(\.text))
    }
    html.markup(" <span class=\"muted\">")
    if let arrivalID = item.arrivalID { html.element("(", arrivalID, ") ") }
    html.element("through the workflow ", item.workflow, "</span></p>\n")
  }

  private static func candidates(_ html: inout HTMLBuffer, _ item: ExceptionItem) {
    let candidates = ReportOrder.candidates(item)
    guard !candidates.isEmpty else { return }
    html.markup("<h4>Ledger entries considered")
    if let ledger = item.ledger {
      html.markup(" in ")
      html.value(ledger)
    }
    if item.candidates.count > candidates.count {
      html.text(" (the best \(candidates.count) of \(item.candidates.count))")
    }
    html.markup(
      """
      </h4>
      <div class="scroll"><table><thead><tr><th scope="col">Entry</th><th scope="col">Day</th>\
      <th scope="col">Counterparty and text</th><th scope="col">For and against</th>\
      <th scope="col" class="number">Amount</th></tr></thead>
      <tbody>

      """
    )
    for candidate in candidates { row(&html, candidate) }
    html.markup("</tbody></table></div>\n")
  }

  private static func row(_ html: inout HTMLBuffer, _ candidate: CandidateLine) {
    let entry = candidate.entry
    html.element("<tr><th scope=\"row\"><span class=\"id\">", entry.id.description, "</span>")
    if !candidate.isRunnerUp { html.markup("<br><span class=\"tag chosen\">best</span>") }
    html.element("</th><td class=\"day\">", entry.day.description, "</td><td>")
    html.values([entry.counterparty, entry.reference, entry.memo].compactMap(\.self))
    html.markup("</td><td>")
    ReasonList.write(&html, candidate.reasons)
    html.element("</td><td class=\"number\">", AmountText.of(entry.amount), "</td></tr>\n")
  }

  private static func advice(_ html: inout HTMLBuffer, _ item: ExceptionItem) {
    html.element("<div class=\"todo\"><p class=\"advice\">", item.suggestion, "</p>\n")
    if !item.choices.isEmpty {
      html.markup("<ul>\n")
      for choice in item.choices {
        html.element("<li><code>", choice.command(for: item.id), "</code> <span>")
        html.element("", choice.meaning, "</span></li>\n")
      }
      html.markup("</ul>")
    }
    html.markup("</div>\n")
  }
}

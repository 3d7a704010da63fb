/// Which file accompanies which, at the end of the exception report: nothing to do, but to be found.
enum CompanionHTML {
  static func write(_ html: inout HTMLBuffer, _ report: ExceptionReport) {
    let files = report.companions
    guard !files.isEmpty else { return }
    html.markup(
      "<section><h2 id=\"companions\">Files that accompany others <span class=\"muted\">"
    )
    html.element("", AmountText.grouped(files.count), "</span></h2>\n<details><summary>")
    html.element("", Wording.count(files.count, "file", "files"), " with the paper of each")
    html.markup(
      """
      </summary>
      <div class="scroll"><table><thead><tr><th scope="col">File</th><th scope="col">belongs to</th>\
      <th scope="col">Workflow</th></tr></thead>
      <tbody>

      """
    )
    let sorted = ReportOrder.byID(files)
    for file in sorted.suffix(ExceptionHTML.maximumCards) { row(&html, file) }
    html.markup("</tbody></table></div></details>\n")
    if files.count > ExceptionHTML.maximumCards {
      html.markup("<p class=\"muted\">")
      html.text(
        "The newest \(AmountText.grouped(ExceptionHTML.maximumCards)) are shown; all of them are in "
          + "exceptions.json, beside this file."
      )
      html.markup("</p>\n")
    }
    html.markup("</section>\n")
  }

  private static func row(_ html: inout HTMLBuffer, _ file: CompanionFile) {
    html.markup("<tr><th scope=\"row\">")
    html.value(file.file.text)
    html.markup("</th><td>")
    html.values(file.leaders.map(\.text))
    html.markup("</td><td>")
    html.value(file.workflow)
    html.markup("</td></tr>\n")
  }
}

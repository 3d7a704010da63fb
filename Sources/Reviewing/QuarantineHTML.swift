/// The files that could not be read at all, at the end of the exception report.
enum QuarantineHTML {
  static func write(_ html: inout HTMLBuffer, _ files: [QuarantinedFile]) {
    guard !files.isEmpty else { return }
    html.markup(
      "<section><h2 id=\"quarantined\">Files that could not be read <span class=\"muted\">"
    )
    html.element("", AmountText.grouped(files.count), "</span></h2>\n")
    for file in ReportOrder.byID(files).prefix(ExceptionHTML.maximumCards) { card(&html, file) }
    if files.count > ExceptionHTML.maximumCards {
      html.markup("<p class=\"verdict bad\">")
      html.text(
        "This page shows \(AmountText.grouped(ExceptionHTML.maximumCards)) of these "
          + "\(AmountText.grouped(files.count)) files. All of them are in exceptions.json, beside "
          + "this file."
      )
      html.markup("</p>\n")
    }
    html.markup("</section>\n")
  }

  private static func card(_ html: inout HTMLBuffer, _ file: QuarantinedFile) {
    html.markup("<article class=\"block\" id=\"")
    html.identifier(file.arrivalID)
    html.element("\">\n<p class=\"label\"><span class=\"id\">", file.arrivalID, "</span>")
    html.markup("<span class=\"tag block\">Quarantined</span>")
    html.element("<span>waits ", Wording.age(file.ageDays), "</span><span>workflow ")
    html.value(file.workflow)
    html.markup("</span></p>\n<h3>")
    html.value(file.fileName)
    html.markup("</h3>\n<ul class=\"evidence\">\n")
    for problem in file.problems { ExceptionCard.problem(&html, problem) }
    html.markup("</ul>\n</article>\n")
  }
}

/// What every report page shares: the head, the look, the headline and the foot.
///
/// One file with nothing outside it: no script, no font, no picture; its own policy forbids them.
enum ReportPage {
  static func open(_ html: inout HTMLBuffer, title: String, workspace: String) {
    html.markup(
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <meta name="generator" content="Tickmark">
      <title>
      """
    )
    html.text(title + " · " + workspace)
    html.markup("</title>\n<style>\n")
    html.markup(style)
    html.markup("</style>\n</head>\n<body>\n<main>\n")
  }

  static func headline(
    _ html: inout HTMLBuffer,
    kind: StaticString,
    title: String,
    workspace: String,
    madeAt: String
  ) {
    html.markup("<header class=\"page\">\n<p class=\"kicker\">")
    html.markup(kind)
    html.element("</p>\n<h1>", title, "</h1>\n<p class=\"muted\">Workspace ")
    html.value(workspace)
    html.element(" <span class=\"dot\">·</span> made <time datetime=\"", madeAt, "\">")
    html.element("", Wording.moment(madeAt), "</time></p>\n</header>\n")
  }

  static func notes(_ html: inout HTMLBuffer, _ notes: [String]) {
    guard !notes.isEmpty else { return }
    html.markup("<ul class=\"notes\">\n")
    for note in notes { html.element("<li>", note, "</li>\n") }
    html.markup("</ul>\n")
  }

  /// The verdict on the totals: a tick, or what is wrong.
  static func verdict(
    _ html: inout HTMLBuffer,
    good: StaticString,
    bad: StaticString,
    imbalances: [String]
  ) {
    guard !imbalances.isEmpty else {
      html.markup("<p class=\"verdict good\"><span aria-hidden=\"true\">✓</span> ")
      html.markup(good)
      html.markup("</p>\n")
      return
    }
    html.markup("<div class=\"verdict bad\" role=\"alert\"><p><span aria-hidden=\"true\">✗</span> ")
    html.markup(bad)
    html.markup("</p>\n<ul>\n")
    for reason in imbalances { html.element("<li>", reason, "</li>\n") }
    html.markup("</ul></div>\n")
  }

  static func close(_ html: inout HTMLBuffer) {
    html.markup(
      """
      <footer class="page"><p>Made by Tickmark from the workspace's books. Tickmark clears only what is certain; the last word is yours.</p></footer>
      </main>
      </body>
      </html>

      """
    )
  }
}

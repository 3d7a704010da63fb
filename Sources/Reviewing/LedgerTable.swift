import Values

/// A section with one table of the ledger report, and the cells in it.
enum LedgerTable {
  /// A section with a table; a heading that begins with `#` is of a column of figures.
  static func write<Row>(
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
    for content in rows.prefix(LedgerHTML.maximumRows) {
      html.markup("<tr>")
      row(&html, content)
      html.markup("</tr>\n")
    }
    html.markup("</tbody></table></div>\n")
    if rows.count > LedgerHTML.maximumRows {
      let shown = AmountText.grouped(LedgerHTML.maximumRows)
      html.element("<p class=\"verdict bad\">The first ", shown, " rows of ")
      html.element("", AmountText.grouped(rows.count), " are shown.</p>\n")
    }
    html.markup("</section>\n")
  }

  static func identifier(_ html: inout HTMLBuffer, _ id: String) {
    html.element("<th scope=\"row\"><span class=\"id\">", id, "</span></th>")
  }

  static func cell(_ html: inout HTMLBuffer, _ values: [String?]) {
    html.markup("<td>")
    html.values(values.compactMap(\.self))
    html.markup("</td>")
  }

  static func day(_ html: inout HTMLBuffer, _ day: Day?) {
    html.element("<td class=\"day\">", day?.description ?? "", "</td>")
  }

  static func number(_ html: inout HTMLBuffer, _ text: String?) {
    html.element("<td class=\"number\">", text ?? "", "</td>")
  }

  static func exception(_ html: inout HTMLBuffer, _ id: String?) {
    html.markup("<td>")
    if let id {
      html.markup("<a href=\"exceptions.html#")
      html.identifier(id)
      html.element("\">", id, "</a>")
    }
    html.markup("</td>")
  }
}

import Books

/// The evidence for and against a match: what weighs most first.
enum ReasonList {
  static func sorted(_ reasons: [Reason]) -> [Reason] {
    reasons.sorted { left, right in
      let (one, other) = (left.weight.magnitude, right.weight.magnitude)
      if one != other { return one > other }
      if left.weight != right.weight { return left.weight > right.weight }
      return (left.code, left.text) < (right.code, right.text)
    }
  }

  static func write(_ html: inout HTMLBuffer, _ reasons: [Reason]) {
    html.markup("<ul class=\"why\">")
    for reason in sorted(reasons) {
      html.markup(
        reason.weight < 0
          ? "<li class=\"against\"><span aria-label=\"against\">−</span> "
          : "<li><span class=\"good\" aria-label=\"for\">+</span> "
      )
      html.element("", reason.text, "</li>")
    }
    html.markup("</ul>")
  }
}

import Documents
import Extraction
import Readings

/// What is to be said about templates, in words for a bookkeeper.
enum TemplateProblems {
  /// Of more templates only a count is told.
  private static let maximumVerdicts = 12

  static func chosen(
    _ template: TemplateInstructions,
    _ verdicts: [TemplateChoosing.Verdict]
  ) -> Problem {
    let texts = (template.choose.all + template.choose.any).map { "\"\($0)\"" }
    let others = verdicts.filter { $0.id != template.id }
    let rest = others.isEmpty ? "" : " Not chosen: \(list(others))."
    return note(
      "template.chosen",
      "The template \(template.id) reads this paper: it is known by"
        + " \(texts.joined(separator: ", ")).\(rest)",
      remedy: "Is it another kind of paper? Then narrow `choose` of the template."
    )
  }

  /// The same for a template of invoice2data.
  static func chosen(
    _ template: ForeignTemplate,
    _ choice: ForeignChoosing,
    _ verdicts: [TemplateChoosing.Verdict]
  ) -> Problem {
    let keywords = template.keywords.map { "\"\($0)\"" }.joined(separator: ", ")
    var rest = ""
    if !choice.others.isEmpty {
      let shown = choice.others.prefix(maximumVerdicts).joined(separator: ", ")
      rest +=
        " It comes before \(shown), which \(choice.others.count == 1 ? "knows" : "know") it too."
    }
    if !verdicts.isEmpty { rest += " Not chosen: \(list(verdicts))." }
    return note(
      "template.chosen",
      "The template \(template.name) of invoice2data reads this paper: it is known by \(keywords).\(rest)",
      remedy:
        "Is it another kind of paper? Then narrow the template's `keywords`, or use `priority`."
    )
  }

  static func noneFits(_ verdicts: [TemplateChoosing.Verdict], _ foreignCount: Int) -> Problem {
    var tried = verdicts.isEmpty ? "" : " \(list(verdicts))."
    if foreignCount > 0 {
      tried += " None of \(foreignCount) templates of invoice2data has all keywords on it."
    }
    return note(
      "template.none-fits",
      "No template knows this paper; it was read without one.\(tried)",
      remedy:
        "Add a template for papers of this kind, or correct `choose` of one that should know it."
    )
  }

  private static func list(_ verdicts: [TemplateChoosing.Verdict]) -> String {
    let shown = verdicts.prefix(maximumVerdicts).map { "\($0.id) (\($0.reason ?? "fits"))" }
    let rest = verdicts.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  /// Nothing, or nothing readable, stands where a field should.
  static func absent(
    _ template: String,
    _ field: TemplateField,
    _ unread: TemplateSearch.Unread?
  ) -> Problem {
    guard let unread else {
      return Problem(
        code: field.isRequired ? "template.missing-field" : "template.not-found",
        scope: field.isRequired ? .document : .note,
        message: "The template \(template) did not find \(field.field): \(way(field)).",
        place: Place(field: field.field),
        remedy: field.isRequired
          ? "Look at the paper; if its layout has changed, correct the template's field."
          : "Correct the template's field if the paper has the value; it was looked for without the"
            + " template too."
      )
    }
    let kind = noun(field)
    return Problem(
      code: unread.isOpen ? "template.ambiguous" : "template.unreadable",
      scope: .document,
      message: unread.isOpen
        ? "The template \(template) found \(unread.raw) for \(field.field), which may be read in two"
          + " ways; nothing says which."
        : "The template \(template) found \"\(unread.raw.prefix(80))\" for \(field.field), which is no"
          + " \(kind).",
      place: Place(page: unread.place.page, line: unread.place.line, field: field.field),
      rawText: unread.raw,
      remedy: unread.isOpen
        ? "Write `read.locale`, or `format` for a day, in the workflow."
        : "Correct the template's field; `match` takes a part of the text."
    )
  }

  private static func noun(_ field: TemplateField) -> String {
    switch field.type {
    case .text: "text"
    case .amount: "amount"
    case .number: "number"
    case .day: field.format.map { "day of the form \($0)" } ?? "day"
    case .currency: "currency"
    }
  }

  private static func way(_ field: TemplateField) -> String {
    if !field.after.isEmpty {
      let labels = field.after.map { "\"\($0)\"" }.joined(separator: ", ")
      return "nothing of its kind stands behind or under \(labels)"
    }
    if field.area != nil { return "its area holds nothing of its kind" }
    return "its pattern hits nothing"
  }

  static func several(
    _ template: String,
    _ field: String,
    _ first: TemplateSearch.Hit,
    _ other: TemplateSearch.Hit
  ) -> Problem {
    Problem(
      code: "template.several-values",
      scope: .document,
      message:
        "The template \(template) found several values for \(field): \(first.raw.prefix(60)),"
        + " \(other.raw.prefix(60)); the first was taken.",
      place: Place(page: other.place.page, line: other.place.line, field: field),
      rawText: other.raw,
      remedy: "Write `pick`: first or last, or a label that stands there once."
    )
  }

  static func noLines(
    _ template: String,
    _ lines: TemplateLines,
    _ isStartFound: Bool
  ) -> Problem {
    Problem(
      code: lines.isRequired ? "template.missing-field" : "template.not-found",
      scope: lines.isRequired ? .document : .note,
      message: "The template \(template) did not find the items: "
        + (isStartFound
          ? "no line has the form of `row`." : "the headline of `from` stands nowhere."),
      place: Place(field: "lines"),
      remedy: "Correct `lines` of the template; `tickmark read` shows what it finds."
    )
  }

  static func badCell(
    _ template: String,
    _ unread: TemplateLinesReader.Unread,
    isText: Bool
  ) -> Problem {
    Problem(
      code: "template.unreadable",
      scope: .document,
      message:
        "The template \(template) found \"\(unread.raw.prefix(80))\" for \(unread.group) of an"
        + " item, which is no number.",
      place: Place(
        page: isText ? nil : unread.place.page,
        line: unread.place.line,
        field: "lines.\(unread.group)"
      ),
      rawText: unread.raw,
      remedy: "Correct the group in the template's `row`."
    )
  }

  static func differs(_ template: String, _ value: TemplateValue, printed: String) -> Problem {
    Problem(
      code: "template.differs",
      scope: .document,
      message:
        "The template \(template) gives \(value.value) for \(value.path), but net, tax and total"
        + " as they are printed add up with \(printed).",
      place: Place(page: value.source.page, line: value.source.line, field: value.path),
      rawText: value.source.text ?? value.value,
      remedy: "Look at the paper; if \(printed) is right, correct the template's field."
    )
  }

  static func badValue(
    _ template: String,
    _ path: String,
    _ value: String,
    _ source: Source
  ) -> Problem {
    Problem(
      code: "template.unreadable",
      scope: .document,
      message:
        "The template \(template) gives \"\(value.prefix(80))\" for \(path), which it cannot be.",
      place: Place(page: source.page, line: source.line, field: path),
      rawText: value,
      remedy: "Correct the template's field."
    )
  }

  static func tooExpensive(_ template: String, _ field: String) -> Problem {
    Problem(
      code: "template.too-expensive",
      scope: .document,
      message:
        "The template \(template) was given up at \(field): its patterns take too long on this"
        + " paper.",
      place: Place(field: field),
      remedy: "Write the pattern without repetitions inside repetitions, such as (a+)+."
    )
  }

  /// A field that a template of invoice2data calls required, and did not find.
  static func missing(_ template: String, _ field: String, _ path: String) -> Problem {
    Problem(
      code: "template.missing-field",
      scope: .document,
      message: "The template \(template) did not find \(field), which it calls required.",
      place: Place(field: path),
      remedy: "Look at the paper; if its layout has changed, correct the template's field."
    )
  }

  static func foreignUnread(
    _ template: String,
    _ field: String,
    _ raw: String,
    isOpen: Bool
  ) -> Problem {
    Problem(
      code: isOpen ? "template.ambiguous" : "template.unreadable",
      scope: .document,
      message: isOpen
        ? "The template \(template) found \(raw) for \(field), which may be two days; nothing says which."
        : "The template \(template) found \"\(raw.prefix(80))\" for \(field), which is not of its type.",
      place: Place(field: field),
      rawText: raw,
      remedy: isOpen
        ? "Write `date_formats` or `languages` in the template's `options`, or `read.locale`."
        : "Correct the template's pattern or `decimal_separator`."
    )
  }

  static func foreignSeveral(
    _ template: String,
    _ field: String,
    _ values: [String]
  ) -> Problem {
    Problem(
      code: "template.several-values",
      scope: .document,
      message: "The template \(template) found several values for \(field):"
        + " \(values.prefix(5).joined(separator: ", ")); the first was taken.",
      place: Place(field: field),
      remedy: "Write `group`: first, last, max or min, in the template's field."
    )
  }

  private static func note(_ code: String, _ message: String, remedy: String) -> Problem {
    Problem(code: code, scope: .note, message: message, remedy: remedy)
  }
}

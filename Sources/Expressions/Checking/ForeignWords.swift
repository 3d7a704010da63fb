import Values

/// What people call a function who know other languages, and what it is called here.
enum ForeignWords {
  private static let names: [String: String] = [
    "length": "size", "len": "size", "count": "size", "strlen": "size",
    "touppercase": "upper", "toupper": "upper", "uppercase": "upper", "ucase": "upper",
    "tolowercase": "lower", "tolower": "lower", "lowercase": "lower", "lcase": "lower",
    "substr": "substring", "mid": "substring", "left": "substring",
    "includes": "contains", "beginswith": "startsWith", "hasprefix": "startsWith",
    "hassuffix": "endsWith", "strip": "trim", "substitute": "replace", "concat": "join",
    "now": "today", "maximum": "max", "minimum": "min", "total": "sum", "rounded": "round",
    "any": "exists", "some": "exists", "every": "all", "where": "filter",
  ]

  /// What other languages have a function for and this one writes otherwise.
  private static let idioms: [String: (words: String, example: String)] = {
    let choice = ("a choice is written with ? and :", "condition ? value : other value")
    let absence = ("has() asks whether something is there", "!has(document.dueDate)")
    let standIn = (
      "orValue() stands in for what is absent", "document.?dueDate.orValue(document.issueDate)"
    )
    let picked = ("a list is picked from by filter", "list.filter(item, item > 0).size()")
    let within = ("a text is looked into by contains", "text.contains(\"...\")")
    return [
      "if": choice, "iif": choice, "wenn": choice, "switch": choice, "case": choice,
      "and": ("it is written &&", "a && b"), "und": ("it is written &&", "a && b"),
      "or": ("it is written ||", "a || b"), "oder": ("it is written ||", "a || b"),
      "not": ("it is written !", "!a"), "nicht": ("it is written !", "!a"),
      "isblank": absence, "isempty": absence, "isnull": absence, "empty": absence,
      "ifblank": standIn, "ifnull": standIn, "iferror": standIn, "coalesce": standIn,
      "nvl": standIn, "default": standIn, "countif": picked, "sumif": picked,
      "search": within, "find": within, "instr": within,
      "between": ("both ends are compared", "a <= x && x <= b"),
      "eomonth": ("a day is asked for it", "document.issueDate.endOfMonth()"),
      "year": ("it is a part of a day", "document.issueDate.year"),
      "month": ("it is a part of a day", "document.issueDate.month"),
      "weekday": ("it is a part of a day", "document.issueDate.weekday"),
      "date": ("a day is written day()", "day(\"2026-03-14\")"),
      "datevalue": ("a day is written day()", "day(\"2026-03-14\")"),
      "isnumber": ("a column has its type in the definition", "\"type\": \"number\""),
      "regex": ("a text is tried with matches", "text.matches(\"^RE-[0-9]+$\")"),
      "regexp": ("a text is tried with matches", "text.matches(\"^RE-[0-9]+$\")"),
      "vlookup": (
        "a row is looked up by `lookup` in `set`", "{ \"lookup\": \"limits\", \"key\": \"...\" }"
      ),
      "power": ("powers are multiplied out", "x * x"),
      "pow": ("powers are multiplied out", "x * x"),
    ]
  }()

  /// How that is written here; nil where nothing is known of such a function.
  static func idiom(_ name: String, isMethod: Bool) -> (words: String, example: String)? {
    let name = name.lowercased()
    // Of what is called behind a value the word may be a slip of a function's name.
    return isMethod && !["isblank", "isempty", "isnull", "coalesce"].contains(name)
      ? nil : idioms[name]
  }

  /// What is said about `TRUE`, `wahr` and `NULL`; nil for any other name.
  static func constant(_ name: String, at range: Range<Int>) -> ExpressionFault? {
    switch name.lowercased() {
    case "true", "wahr", "vrai", "yes": constant(name, "true", range)
    case "false", "falsch", "faux", "no": constant(name, "false", range)
    case "null", "nil", "none", "undefined":
      ExpressionFault(
        .notInLanguage,
        "there is no \(name): what a paper does not say is absent, and has() asks for it",
        at: range,
        expected: "has(document.dueDate), or document.?dueDate with orValue()"
      )
    default: nil
    }
  }

  private static func constant(
    _ name: String,
    _ word: String,
    _ range: Range<Int>
  ) -> ExpressionFault {
    ExpressionFault(
      .unknownName,
      "there is no \(name): it is written \(word)",
      at: range,
      expected: word,
      suggestion: word
    )
  }

  /// The nearest of `known` to a name that there is not: one a slip away, else what another language calls so.
  static func nearest(to name: String, among known: [String]) -> String? {
    let foreign = names.filter { known.contains($0.value) }
    if let exact = foreign[name.lowercased()] { return exact }
    return Spelling.nearest(to: name, among: known)
      ?? Spelling.nearest(to: name, among: Array(foreign.keys)).flatMap { foreign[$0] }
  }
}

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

  /// The nearest of `known` to a name that there is not: one a slip away, else what another language calls so.
  static func nearest(to name: String, among known: [String]) -> String? {
    let foreign = names.filter { known.contains($0.value) }
    if let exact = foreign[name.lowercased()] { return exact }
    return Spelling.nearest(to: name, among: known)
      ?? Spelling.nearest(to: name, among: Array(foreign.keys)).flatMap { foreign[$0] }
  }
}

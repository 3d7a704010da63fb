/// The codes of problems, decisions and refused rulings that the sources can give.
struct CodesInSources {
  private(set) var problems: Set<String> = []
  private(set) var rulings: Set<String> = []
  /// Files that put a family in front of a code that they are given.
  private(set) var composers: Set<String> = []

  init(_ tree: SourceTree) {
    for file in tree.files where !file.path.hasPrefix("Workflows/") {
      let text = file.lines.filter { !$0.contains("///") }.joined(separator: "\n")
      if text.contains(".") && text.contains("\"") { take(text, path: file.path) }
    }
  }

  /// What a text of Swift says, for the test of this type.
  init(text: String, path: String) { take(text, path: path) }

  /// Families whose codes may be one word, as in `file.empty`; elsewhere such a text may be anything.
  private static let families: Set<String> = [
    "file", "kind", "xml", "value", "camt", "bank", "xlsx", "statement", "csv", "reader", "match",
    "entry", "ruling", "rule", "person", "table", "pdf", "print", "template", "mail", "zip",
    "image", "ocr",
  ]
  /// Fields of path templates, which look like codes.
  private static let fields: Set<String> = ["file.name", "file.stem", "file.extension"]

  private mutating func take(_ text: String, path: String) {
    for match in text.matches(of: #/["']([a-z]+)\.([a-z][a-z0-9]*(?:-[a-z0-9]+)*)["']/#) {
      let (family, word) = (String(match.1), String(match.2))
      let code = "\(family).\(word)"
      guard Self.families.contains(family) || word.contains("-"), !Self.fields.contains(code) else {
        continue
      }
      problems.insert(code)
    }
    // `"csv." + code`: the code stands in the call.
    if text.contains(#/"[a-z]+\." \+ code/#) { composers.insert(path) }
    if path.hasPrefix("Readers/CSV") {
      for match in text.matches(
        of: #/[^a-zA-Z](?:file|limit|problem|shape)\(\s*"([a-z]+(?:-[a-z]+)*)"/#
      ) {
        problems.insert("csv.\(match.1)")
      }
    }
    for match in text.matches(of: #/RulingRefusal\(\s*"([a-z]+(?:-[a-z]+)*)"/#) {
      rulings.insert(String(match.1))
    }
  }
}

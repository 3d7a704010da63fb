/// The labels that invoices print, in English, German, French, Spanish, Italian and Dutch.
///
/// A row is language (`xx` where several share the word), field, strength and the labels, folded: capitals and digits without spaces.
enum LabelCatalog {
  static let longest = 8

  /// By folded text.
  static let labels: [String: Label] = {
    var table: [String: Label] = [:]
    for row in rows {
      let words = row.split(separator: " ")
      guard words.count > 3, let field = LabelField(rawValue: String(words[1])),
        let strength = Int(words[2])
      else { preconditionFailure("a label row without language, field and strength: \(row)") }
      for word in words.dropFirst(3) {
        let label = Label(field: field, strength: strength, language: String(words[0]))
        // The first row that names a label keeps it.
        if table[String(word)] == nil { table[String(word)] = label }
      }
    }
    return table
  }()

  private static let rows: [String] =
    [LabelRows.identity, LabelRows.dates, LabelRows.amounts, LabelRows.parties, LabelRows.columns]
    .flatMap { $0.split(separator: "\n").map(String.init) }
}

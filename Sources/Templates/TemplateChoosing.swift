import Readings

/// Which of the templates knows a paper, and why the others do not.
struct TemplateChoosing {
  struct Verdict {
    var id: String
    /// Why it was not chosen; nil for the chosen one.
    var reason: String?
  }

  private(set) var chosen: TemplateInstructions?
  private(set) var verdicts: [Verdict] = []

  init(_ templates: [TemplateInstructions], _ text: String) {
    let bare = Self.bare(text)
    for template in templates {
      if let chosen {
        verdicts.append(
          Verdict(id: template.id, reason: "\(chosen.id) comes before it")
        )
        continue
      }
      let reason = Self.objection(template.choose, bare)
      if reason == nil { chosen = template }
      verdicts.append(Verdict(id: template.id, reason: reason))
    }
  }

  /// Why the texts do not choose it; nil when they do.
  private static func objection(_ choose: TemplateChoice, _ text: [UInt8]) -> String? {
    if let absent = choose.all.first(where: { !contains(text, $0) }) {
      return "\"\(absent)\" does not stand there"
    }
    if let there = choose.none.first(where: { contains(text, $0) }) {
      return "\"\(there)\" stands there"
    }
    if !choose.any.isEmpty, !choose.any.contains(where: { contains(text, $0) }) {
      let texts = choose.any.map { "\"\($0)\"" }.joined(separator: ", ")
      return "none of \(texts) stands there"
    }
    return nil
  }

  private static func contains(_ text: [UInt8], _ piece: String) -> Bool {
    let piece = bare(piece)
    return !piece.isEmpty && ByteSearch.contains(text, piece)
  }

  /// Without white space, which papers set as they like.
  private static func bare(_ text: String) -> [UInt8] {
    Array(String(text.unicodeScalars.filter { !$0.properties.isWhitespace }).utf8)
  }
}

/// Whether bytes stand within others.
enum ByteSearch {
  static func contains(_ text: [UInt8], _ piece: [UInt8]) -> Bool {
    guard let first = piece.first, piece.count <= text.count else { return piece.isEmpty }
    let (text, piece) = (text.span, piece.span)
    for start in 0...(text.count - piece.count) where text[start] == first {
      var length = 1
      while length < piece.count, text[start + length] == piece[length] { length += 1 }
      if length == piece.count { return true }
    }
    return false
  }
}

package import Books
package import Storage

/// Rulings as people write them: `accept`, `reject`, `match E12 E13`, `match E12 rest discount`, `duplicate D5`, `set totals.gross=1190.00`.
package enum RulingText {
  package static func parse(_ text: String) throws -> RulingBody {
    let words = text.split { $0.isWhitespace || $0 == "," }.map(String.init)
    let arguments = words.dropFirst()
    switch words.first?.lowercased() {
    case "accept" where arguments.isEmpty: return .accept
    case "reject" where arguments.isEmpty: return .reject
    case "match" where !arguments.isEmpty: return try match(Array(arguments))
    case "duplicate" where arguments.count == 1: return .duplicate(try document(arguments[1]))
    case "set" where !arguments.isEmpty:
      let rest = text.drop { !$0.isWhitespace }.drop { $0.isWhitespace }
      return try set(String(rest))
    default:
      throw RulingRefusal(
        "not-understood",
        "“\(text)” is no ruling.",
        remedy: "Write accept, reject, match E12, duplicate D5, or set FIELD=VALUE."
      )
    }
  }

  /// `E12 E13`, or `E12 rest discount`: what the difference is called.
  private static func match(_ words: [String]) throws -> RulingBody {
    guard let place = words.firstIndex(where: { $0.lowercased() == "rest" }) else {
      return .match(try words.map(entry))
    }
    let kind = words[(place + 1)...].joined(separator: " ")
    return .match(try words[..<place].map(entry), rest: try rest(kind))
  }

  package static func rest(_ text: String) throws -> Residual.Kind {
    guard let kind = Residual.Kind(rawValue: text.lowercased()) else {
      throw RulingRefusal(
        "not-a-rest",
        "“\(text)” is no kind of difference.",
        remedy: "Kinds: " + Residual.Kind.allCases.map(\.rawValue).joined(separator: ", ") + "."
      )
    }
    return kind
  }

  package static func entry(_ text: String) throws -> EntryID {
    guard let id = EntryID(text: text) else {
      throw RulingRefusal(
        "not-an-entry",
        "\(text) is no entry.",
        remedy: "Entries are written E12."
      )
    }
    return id
  }

  package static func document(_ text: String) throws -> DocumentID {
    guard let id = DocumentID(text: text) else {
      throw RulingRefusal(
        "not-a-document",
        "\(text) is no document.",
        remedy: "Documents are written D5."
      )
    }
    return id
  }

  /// `FIELD=VALUE`.
  package static func set(_ text: String) throws -> RulingBody {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      throw RulingRefusal(
        "not-a-value",
        "\(text) sets nothing.",
        remedy: "Write FIELD=VALUE: totals.gross=1190.00"
      )
    }
    return .set(
      field: String(text[..<equals]),
      value: String(text[text.index(after: equals)...])
    )
  }
}

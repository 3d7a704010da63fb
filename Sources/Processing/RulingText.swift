package import Books
package import Storage

/// Rulings as people write them: `accept`, `reject`, `match E12 E13`, `duplicate D5`, `set totals.gross=1190.00`.
package enum RulingText {
  package static func parse(_ text: String) throws -> RulingBody {
    let words = text.split { $0.isWhitespace || $0 == "," }.map(String.init)
    let arguments = words.dropFirst()
    switch words.first?.lowercased() {
    case "accept" where arguments.isEmpty: return .accept
    case "reject" where arguments.isEmpty: return .reject
    case "match" where !arguments.isEmpty: return .match(try arguments.map(entry))
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

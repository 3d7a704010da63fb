/// A piece of the JSON Schema (2020-12) in the order in which it is written.
indirect enum SchemaValue: Sendable {
  case object([(key: String, value: SchemaValue)])
  case array([SchemaValue])
  case text(String)
  case number(String)
  case flag(Bool)

  static func texts(_ texts: [String]) -> SchemaValue { .array(texts.map(SchemaValue.text)) }

  /// This schema with a further keyword; a schema is always an object.
  func adding(_ key: String, _ value: SchemaValue) -> SchemaValue {
    guard case .object(let members) = self else { return self }
    return .object(members + [(key, value)])
  }

  /// JSON text, indented by two.
  func rendered(indentation: String = "") -> String {
    let inner = indentation + "  "
    switch self {
    case .text(let text): return Self.quoted(text)
    case .number(let text): return text
    case .flag(let flag): return flag ? "true" : "false"
    case .array(let elements):
      let parts = elements.map { $0.rendered(indentation: inner) }
      let line = "[" + parts.joined(separator: ", ") + "]"
      guard line.contains("\n") || line.count > 100 else { return line }
      return "[\n" + parts.map { inner + $0 }.joined(separator: ",\n") + "\n\(indentation)]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      let parts = members.map {
        "\(inner)\(Self.quoted($0.key)): \($0.value.rendered(indentation: inner))"
      }
      return "{\n" + parts.joined(separator: ",\n") + "\n\(indentation)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

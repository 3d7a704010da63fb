import Values

extension ExpressionValue {
  /// Exact JSON: numbers as written, money as `{"amount":"1190.00","currency":"EUR"}`, days, points in time and
  /// durations as texts, bytes in hexadecimal; an optional without a value is `null`.
  package var jsonText: String {
    var text = ""
    writeJSON(to: &text)
    return text
  }

  private func writeJSON(to text: inout String) {
    switch self {
    case .bool(let value): text += value ? "true" : "false"
    case .number(let number): text += number.description
    case .text(let content): text += Self.json(content)
    case .bytes(let bytes): text += Self.json(Self.hexadecimal(bytes))
    case .day(let day): text += Self.json(day.description)
    case .money(let money):
      text += #"{"amount":"\#(money.amount)","currency":"\#(money.currency.code)"}"#
    case .timestamp(let timestamp): text += Self.json(timestamp.description)
    case .duration(let duration): text += Self.json(duration.secondsText)
    case .optional(let value): value.map { $0.writeJSON(to: &text) } ?? text.append("null")
    case .type(let name): text += Self.json(name)
    case .list(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += "," }
        element.writeJSON(to: &text)
      }
      text += "]"
    case .map(let map): Self.write(map, to: &text)
    case .object(let object): Self.write(object, to: &text)
    }
  }

  private static func write(_ map: ExpressionMap, to text: inout String) {
    text += "{"
    for (index, key) in map.keys.enumerated() {
      if index > 0 { text += "," }
      text += json(key.value.displayText) + ":"
      map[key]?.writeJSON(to: &text)
    }
    text += "}"
  }

  /// The fields that are there, by their whole paths.
  private static func write(_ object: any ExpressionObject, to text: inout String) {
    text += "{"
    var isFirst = true
    for (index, field) in object.objectType.fields.enumerated() {
      let value: ExpressionValue?
      do {
        value = try object.value(at: index)
      } catch {
        continue
      }
      guard let value else { continue }
      text += (isFirst ? "" : ",") + json(field.path) + ":"
      value.writeJSON(to: &text)
      isFirst = false
    }
    text += "}"
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Source: RFC 8259, section 7.
  private static func json(_ content: String) -> String {
    var text = "\""
    for scalar in content.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}

import Values

/// Values as texts and back: `string()`, `number()`, `bool()`, `bytes()`.
enum ValueText {
  /// The text of one value that is no list, map or object.
  static func text(_ value: ExpressionValue) throws(EvaluationError) -> String {
    switch value {
    case .bool(let bool): return bool ? "true" : "false"
    case .number(let number): return number.description
    case .text(let text): return text
    case .day(let day): return day.description
    case .money(let money): return money.displayText
    case .timestamp(let timestamp): return timestamp.description
    case .duration(let duration): return duration.secondsText
    case .type(let name): return name
    case .bytes(let bytes):
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw EvaluationError(.badValue, "these bytes are no text: they are not UTF-8")
      }
      return text
    case .list, .map, .optional, .object:
      throw EvaluationError(.wrongType, "\(value.typeWords) has no text")
    }
  }

  /// The number that a text is: `-12.50`, `+3`, `.5`, `6.02e23`.
  static func number(_ text: String) throws(EvaluationError) -> ExactDecimal {
    if let number = ExactDecimal(text) { return number }
    if let number = withExponent(text) { return number }
    throw EvaluationError(.badValue, "\(TextQuoting.short(text)) is no number" + hint(text))
  }

  private static func hint(_ text: String) -> String {
    let lower = text.lowercased()
    if ["nan", "inf", "infinity", "+inf", "-inf", "-infinity"].contains(lower) {
      return ": this language has neither NaN nor infinity"
    }
    if text.contains(",") {
      return "; decimals stand behind a point and thousands are not grouped: 1234.56"
    }
    if text.utf8.contains(where: { $0 == 0x20 }) {
      return "; use trim() where there are blanks around it"
    }
    return "; a number is written like 1234.56, with 38 digits at most"
  }

  /// `digits[.digits][e[sign]digits]`, where either side of the point may be empty.
  private static func withExponent(_ text: String) -> ExactDecimal? {
    let parts = text.utf8.split(
      maxSplits: 1,
      omittingEmptySubsequences: false,
      whereSeparator: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
    )
    var exponent = 0
    if parts.count == 2 {
      guard parts[1].count <= 6, let value = Int(String(Substring(parts[1]))) else { return nil }
      exponent = value
    }
    var mantissa = String(Substring(parts[0]))
    if mantissa.hasSuffix(".") { mantissa.removeLast() }
    let unsigned = mantissa.drop { $0 == "-" || $0 == "+" }
    if unsigned.hasPrefix(".") {
      mantissa = mantissa.prefix(mantissa.count - unsigned.count) + "0" + unsigned
    }
    return ExactDecimal(mantissa)?.shifted(by: exponent)
  }

  /// The texts that CEL takes for true and false.
  static func bool(_ text: String) throws(EvaluationError) -> Bool {
    switch text {
    case "1", "t", "true", "TRUE", "True": return true
    case "0", "f", "false", "FALSE", "False": return false
    default:
      throw EvaluationError(.badValue, "\(TextQuoting.short(text)) is neither true nor false")
    }
  }
}

extension ExactDecimal {
  /// The number times 10 to the `exponent`, nil past 38 digits or decimals.
  func shifted(by exponent: Int) -> ExactDecimal? {
    let normal = normalized
    if normal.isZero { return .zero }
    var (coefficient, scale) = (normal.coefficient, normal.scale - exponent)
    while scale < 0 {
      guard coefficient.magnitude <= Self.maximumCoefficient.magnitude / 10 else { return nil }
      (coefficient, scale) = (coefficient * 10, scale + 1)
    }
    while scale > Self.maximumScale, coefficient % 10 == 0 {
      (coefficient, scale) = (coefficient / 10, scale - 1)
    }
    guard scale <= Self.maximumScale else { return nil }
    return ExactDecimal(coefficient: coefficient, scale: scale)
  }
}

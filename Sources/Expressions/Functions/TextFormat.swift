import Values

/// `text.format([...])`: values put in for `%` marks.
///
/// Source: the strings extension of CEL, `format`. Rounding is half to even, as there.
struct TextFormat {
  static let defaultPrecision = 6

  private let pattern: [Unicode.Scalar]
  private let values: [ExpressionValue]
  private var position = 0
  private var used = 0
  private var result = ""

  static func format(
    _ pattern: String,
    _ values: [ExpressionValue]
  ) throws(EvaluationError) -> String {
    var format = TextFormat(pattern: Array(pattern.unicodeScalars), values: values)
    return try format.run()
  }

  private init(pattern: [Unicode.Scalar], values: [ExpressionValue]) {
    self.pattern = pattern
    self.values = values
  }

  private mutating func run() throws(EvaluationError) -> String {
    while let scalar = take() {
      guard scalar == "%" else {
        result.unicodeScalars.append(scalar)
        continue
      }
      if position < pattern.count, pattern[position] == "%" {
        position += 1
        result += "%"
        continue
      }
      let precision = try takePrecision()
      try put(verb: take(), precision)
      guard result.utf8.count <= ExpressionLimits.textBytes else {
        throw EvaluationError(.tooExpensive, "format makes too large a text")
      }
    }
    guard used == values.count else {
      throw EvaluationError(
        .badValue,
        "format has \(values.count) values for \(used) places in the text"
      )
    }
    return result
  }

  private mutating func take() -> Unicode.Scalar? {
    guard position < pattern.count else { return nil }
    position += 1
    return pattern[position - 1]
  }

  /// `.3`; nil when there is none.
  private mutating func takePrecision() throws(EvaluationError) -> Int? {
    guard position < pattern.count, pattern[position] == "." else { return nil }
    position += 1
    var digits = 0
    var precision = 0
    while position < pattern.count, let digit = Self.digit(pattern[position]) {
      (precision, digits, position) = (min(precision * 10 + digit, 1_000), digits + 1, position + 1)
    }
    guard digits > 0, precision <= ExactDecimal.maximumScale else {
      throw EvaluationError(.badValue, "a number of decimals from 0 to 38 belongs behind `%.`")
    }
    return precision
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    ("0"..."9").contains(scalar) ? Int(scalar.value) - 0x30 : nil
  }

  private mutating func put(
    verb: Unicode.Scalar?,
    _ precision: Int?
  ) throws(EvaluationError) {
    guard let verb, "sdfebxXo".unicodeScalars.contains(verb) else {
      throw EvaluationError(
        .badValue,
        "%\(verb.map(String.init) ?? "") is no place for a value; write %s, %d, %f, %e, %b, %o, %x, %X, or %% for a percent sign"
      )
    }
    guard used < values.count else {
      throw EvaluationError(.outOfRange, "format has no value \(used + 1) for %\(verb)")
    }
    let value = values[used]
    used += 1
    switch verb {
    case "s": result += try FormatText.text(value, depth: 0)
    case "f": result += try FormatText.fixed(value, precision ?? Self.defaultPrecision)
    case "e": result += try FormatText.scientific(value, precision ?? Self.defaultPrecision)
    case "x": result += try FormatText.hexadecimal(value)
    case "X": result += try FormatText.hexadecimal(value).uppercased()
    case "o": result += try FormatText.whole(value, radix: 8, "%o")
    case "b":
      if case .bool(let bool) = value {
        result += bool ? "1" : "0"
      } else {
        result += try FormatText.whole(value, radix: 2, "%b")
      }
    default: result += try FormatText.whole(value, radix: 10, "%d")
    }
  }
}

/// One value as `format` writes it.
enum FormatText {
  static func whole(
    _ value: ExpressionValue,
    radix: Int,
    _ verb: String
  ) throws(EvaluationError) -> String {
    guard case .number(let number) = value, number.normalized.scale == 0 else {
      throw EvaluationError(.wrongType, "\(verb) takes a whole number, not \(described(value))")
    }
    return String(number.normalized.coefficient, radix: radix)
  }

  static func hexadecimal(_ value: ExpressionValue) throws(EvaluationError) -> String {
    switch value {
    case .text(let text): return hexadecimal(Array(text.utf8))
    case .bytes(let bytes): return hexadecimal(bytes)
    default: return try whole(value, radix: 16, "%x")
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    var result = ""
    for byte in bytes { result += (byte < 16 ? "0" : "") + String(byte, radix: 16) }
    return result
  }

  static func fixed(
    _ value: ExpressionValue,
    _ precision: Int
  ) throws(EvaluationError) -> String {
    let number = try decimal(value, "%f")
    do throws(ArithmeticError) {
      return try number.rounded(to: precision, .halfEven).description
    } catch {
      throw EvaluationError(error, in: "\(number) with \(precision) decimals")
    }
  }

  /// `1.052033e+03`.
  static func scientific(
    _ value: ExpressionValue,
    _ precision: Int
  ) throws(EvaluationError) -> String {
    let number = try decimal(value, "%e")
    let digits = String(number.coefficient.magnitude)
    var exponent = number.isZero ? 0 : digits.utf8.count - 1 - number.scale
    do throws(ArithmeticError) {
      // The digits as a number between 1 and 10, which rounding may carry to 10.
      let unit = try ExactDecimal(checking: number.coefficient, scale: digits.utf8.count - 1)
      var mantissa = try unit.rounded(to: precision, .halfEven)
      if mantissa.magnitude >= ExactDecimal(10) {
        mantissa = try ExactDecimal(mantissa.isNegative ? -1 : 1).rounded(to: precision, .down)
        exponent += 1
      }
      let size = String(exponent.magnitude)
      return "\(mantissa)e\(exponent < 0 ? "-" : "+")\(size.utf8.count < 2 ? "0" : "")\(size)"
    } catch {
      throw EvaluationError(error, in: "\(number) with \(precision) decimals")
    }
  }

  private static func decimal(
    _ value: ExpressionValue,
    _ verb: String
  ) throws(EvaluationError) -> ExactDecimal {
    guard case .number(let number) = value else {
      throw EvaluationError(.wrongType, "\(verb) takes a number, not \(described(value))")
    }
    return number
  }

  /// `[abc, 3.14]`, `{key: value}` in the order of the keys' texts, and what `string()` gives.
  static func text(_ value: ExpressionValue, depth: Int) throws(EvaluationError) -> String {
    guard depth < ExpressionLimits.depth else {
      throw EvaluationError(.tooExpensive, "%s takes lists and maps only so deep")
    }
    switch value {
    case .list(let elements):
      var parts: [String] = []
      for element in elements { parts.append(try text(element, depth: depth + 1)) }
      return "[" + parts.joined(separator: ", ") + "]"
    case .map(let map):
      var entries: [(key: String, value: String)] = []
      for key in map.keys {
        guard let value = map[key] else { continue }
        entries.append((try ValueText.text(key.value), try text(value, depth: depth + 1)))
      }
      entries.sort { $0.key < $1.key }
      return "{" + entries.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    case .optional(let inner):
      guard let inner else { throw EvaluationError(.absent, "%s got an optional without a value") }
      return try text(inner, depth: depth + 1)
    case .object:
      throw EvaluationError(.wrongType, "%s takes no \(value.typeWords); name one of its fields")
    case .bool, .number, .text, .bytes, .day, .money, .timestamp, .duration, .type:
      return try ValueText.text(value)
    }
  }

  private static func described(_ value: ExpressionValue) -> String {
    if case .number(let number) = value { return number.description }
    return value.typeWords
  }
}

import Patterns
import Values

/// Places in texts, and what is done at the places where one text stands in another.
enum TextPlaces {
  /// The place, where the text has it or ends with it.
  static func checked(
    _ place: Int,
    in scalars: [Unicode.Scalar]
  ) throws(EvaluationError) -> Int {
    guard (0...scalars.count).contains(place) else {
      throw EvaluationError(
        .outOfRange,
        "there is no place \(place) in a text of \(scalars.count) letters"
      )
    }
    return place
  }

  /// The first argument with the third put for the second.
  static func replace(_ a: FunctionArguments, limit: Int) throws(EvaluationError) -> ExpressionValue
  {
    let text = try a.scalars(0)
    let (old, new) = (try a.scalars(1), try a.scalars(2))
    let places = TextSearch(for: old).places(in: text, limit: limit)
    // A scalar has four bytes at most; a text that passes the limit is not built at all.
    try room(for: text.count + places.count * max(0, new.count - old.count), a)
    var result: [Unicode.Scalar] = []
    var rest = 0
    for place in places {
      result += text[rest..<place]
      result += new
      rest = place + old.count
    }
    result += text[rest...]
    return .text(String(scalars: result[...]))
  }

  /// The parts of the first argument between the second; an empty separator gives each letter.
  static func split(_ a: FunctionArguments, limit: Int) throws(EvaluationError) -> ExpressionValue {
    let text = try a.scalars(0)
    let separator = try a.scalars(1)
    guard limit > 0 else { return .list([]) }
    var places: [Int]
    if separator.isEmpty {
      places = Array((1..<max(1, text.count)).prefix(limit - 1))
      if text.isEmpty { return .list([]) }
    } else {
      places = TextSearch(for: separator).places(in: text, limit: limit - 1)
    }
    guard places.count < ExpressionLimits.elements, places.count < a.context.stepsLeft else {
      throw EvaluationError(.tooExpensive, "a text falls into \(places.count + 1) parts")
    }
    places.append(text.count)
    var parts: [ExpressionValue] = []
    var rest = 0
    for place in places {
      parts.append(.text(String(scalars: text[rest..<place])))
      rest = place + separator.count
    }
    return .list(parts)
  }

  static func join(
    _ texts: [String],
    _ separator: String,
    _ a: FunctionArguments
  ) throws(EvaluationError) -> ExpressionValue {
    let bytes = texts.reduce(0) { $0 + $1.utf8.count }
    try room(for: bytes + max(0, texts.count - 1) * separator.utf8.count, a)
    return .text(texts.joined(separator: separator))
  }

  /// Refuses a text that would be too large before it is made.
  static func room(for size: Int, _ a: FunctionArguments) throws(EvaluationError) {
    let allowed = min(
      ExpressionLimits.textBytes,
      a.context.stepsLeft * ExpressionLimits.bytesPerStep
    )
    guard size <= allowed else {
      throw EvaluationError(.tooExpensive, "a text of \(size) letters would be made")
    }
  }
}

extension String {
  init(scalars: ArraySlice<Unicode.Scalar>) {
    self.init()
    unicodeScalars.append(contentsOf: scalars)
  }
}

/// What `matches` and `extract` share.
enum PatternCalls {
  /// What the pattern's first group took of the first argument, or the whole hit; nil: no hit.
  static func hit(_ a: FunctionArguments) throws(EvaluationError) -> String? {
    guard let pattern = a.context.pattern else {
      throw EvaluationError(.badPattern, "the second value is no pattern")
    }
    switch pattern.firstMatch(in: try a.text(0)) {
    case .match(let match): return String(match.value)
    case .none: return nil
    case .tooExpensive:
      throw EvaluationError(
        .badPattern,
        "the pattern \(TextQuoting.short(pattern.text)) searches too long"
      )
    }
  }
}

/// Texts in quotes.
enum TextQuoting {
  /// Source: `strings.quote` of CEL's strings extension.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{07}": result += "\\a"
      case "\u{08}": result += "\\b"
      case "\u{0C}": result += "\\f"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0B}": result += "\\v"
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// For messages: in quotes, cut after 40 letters.
  static func short(_ text: String) -> String {
    text.unicodeScalars.count <= 40 ? quoted(text) : quoted(String(text.prefix(40)) + "...")
  }
}

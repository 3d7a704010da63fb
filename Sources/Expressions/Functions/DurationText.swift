import Values

/// Durations as texts: `90s`, `1h45m47s`, `-1.5h`.
///
/// Source: Go's time.ParseDuration, which CEL names; the range is google.protobuf.Duration's, 10,000 years.
enum DurationText {
  static func duration(_ text: String) throws(EvaluationError) -> Duration {
    var rest = text[...]
    let isNegative = rest.hasPrefix("-")
    if isNegative || rest.hasPrefix("+") { rest.removeFirst() }
    if rest == "0" { return .zero }
    var total = ExactDecimal.zero
    guard !rest.isEmpty else { throw malformed(text) }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { !($0.isASCII && ($0.isNumber || $0 == ".")) }
      rest = rest.dropFirst(unit.count)
      guard let nanoseconds = units[String(unit)], let part = amount(digits) else {
        throw malformed(text)
      }
      do throws(ArithmeticError) {
        total = try total.adding(part.multiplied(by: ExactDecimal(nanoseconds)))
      } catch {
        throw outOfRange(TextQuoting.short(text))
      }
    }
    return try make(isNegative ? total.negated : total, TextQuoting.short(text))
  }

  /// `digits`, `digits.`, `.digits` or `digits.digits`.
  private static func amount(_ digits: Substring) -> ExactDecimal? {
    var digits = String(digits)
    if digits == "." { return nil }
    if digits.hasPrefix(".") { digits = "0" + digits }
    if digits.hasSuffix(".") { digits.removeLast() }
    return ExactDecimal(digits)
  }

  private static let units: [String: Int] = [
    "ns": 1, "us": 1_000, "µs": 1_000, "μs": 1_000, "ms": 1_000_000, "s": 1_000_000_000,
    "m": 60_000_000_000, "h": 3_600_000_000_000,
  ]

  /// The duration of so many nanoseconds, a fraction of one dropped.
  static func make(
    _ nanoseconds: ExactDecimal,
    _ what: String
  ) throws(EvaluationError) -> Duration {
    let whole: ExactDecimal
    do throws(ArithmeticError) {
      whole = try nanoseconds.rounded(to: 0, .down)
    } catch {
      throw outOfRange(what)
    }
    return try DurationLimits.checked(whole.coefficient)
  }

  private static func malformed(_ text: String) -> EvaluationError {
    EvaluationError(
      .badValue,
      "\(TextQuoting.short(text)) is no duration; it is written like 90s, 1h30m or 1.5h, days like days(30)"
    )
  }

  private static func outOfRange(_ what: String) -> EvaluationError {
    EvaluationError(.outOfRange, "\(what) is longer than 10,000 years")
  }
}

import Books
import Readings
import Values

extension Shape where Value == String {
  /// The id of a workflow, ledger or table.
  static var name: Shape {
    formed(
      "a name of small letters, digits and `-`",
      pattern: "^[a-z][a-z0-9-]{0,63}$",
      suggest: Suggestions.name,
      parse: { Names.isName($0) ? $0 : nil }
    )
  }

  static var version: Shape {
    formed("a version such as \"1\" or \"2.1\"", pattern: "^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$") {
      text in
      let isVersion =
        text.utf8.count <= 40 && (text.first.map { $0.isLetterASCII || $0.isDigitASCII } ?? false)
        && text.allSatisfy { $0.isLetterASCII || $0.isDigitASCII || "._-".contains($0) }
      return isVersion ? text : nil
    }
  }

  /// BCP 47: language, script, region.
  static var locale: Shape {
    formed(
      "a locale such as de-AT",
      pattern: "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$",
      suggest: Suggestions.locale,
      parse: { Locales.isLocale($0) ? $0 : nil }
    )
  }
}

extension Shape where Value == Currency {
  static var currency: Shape {
    formed(
      "a currency of ISO 4217 such as EUR",
      pattern: "^[A-Z]{3}$",
      suggest: Suggestions.currency
    ) { text in
      guard let currency = Currency(text), currency.code == text else { return nil }
      return currency
    }
  }
}

extension Shape where Value == Money {
  /// `0.02 EUR`, not negative.
  static var money: Shape {
    checked(
      "an amount with its currency such as 0.02 EUR",
      schema: [("pattern", .text("^[0-9]+(\\.[0-9]+)? [A-Z]{3}$"))]
    ) { text throws(TextFault) in
      let parts = text.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 2, let decimal = ExactDecimal(parts[0]), !decimal.isNegative,
        !parts[0].hasPrefix("+"), let currency = Currency(parts[1]), currency.code == parts[1]
      else {
        let reason = "`\(text.prefix(80))` is not an amount with its currency"
        let suggestion = Suggestions.money(text).map { "\"\($0)\"" }
        throw TextFault(code: .badValue, reason: reason, suggestion: suggestion)
      }
      do throws(ArithmeticError) {
        return try Money(decimal, currency)
      } catch .inexact {
        let reason = "\(currency) has only \(currency.exponent) decimals"
        throw TextFault(code: .badValue, reason: reason)
      } catch {
        throw TextFault(code: .outOfRange, reason: "`\(text.prefix(80))` is too large")
      }
    }
  }
}

extension Shape where Value == Int {
  /// `60 d`.
  static func days(_ range: ClosedRange<Int>) -> Shape {
    quantity(
      "a number of days such as 60 d (\(range.lowerBound) d to \(range.upperBound) d)",
      pattern: "^[0-9]{1,5} ?d$",
      range
    ) { number, unit in
      Quantity.whole(number, times: unit == "d" ? 1 : nil).map { Int($0) }
    }
  }
}

extension Shape where Value == Duration {
  /// `2 s`, `15 min`.
  static func duration(_ range: ClosedRange<Duration>, example: String, from: String) -> Shape {
    quantity(
      "a time such as \(example) (in ms, s, min, h or d; \(from))",
      pattern: #"^[0-9]{1,9}(\.[0-9]{1,3})? ?(ms|s|min|h|d)$"#,
      range
    ) { number, unit in
      Quantity.whole(number, times: Quantity.milliseconds[unit]).map { .milliseconds($0) }
    }
  }
}

extension Shape where Value == Int64 {
  /// `25 MB`.
  static func bytes(_ range: ClosedRange<Int64>) -> Shape {
    quantity(
      "a size such as 25 MB (in B, kB, MB, GB, KiB, MiB or GiB; at most 16 GiB)",
      pattern: #"^[0-9]{1,12}(\.[0-9]{1,3})? ?(B|kB|KB|MB|GB|KiB|MiB|GiB)$"#,
      range
    ) { number, unit in
      Quantity.whole(number, times: Quantity.bytes[unit])
    }
  }
}

extension Shape where Value: Comparable {
  /// A number with a unit, in a range.
  fileprivate static func quantity(
    _ expected: String,
    pattern: String,
    _ range: ClosedRange<Value>,
    value: @escaping @Sendable (ExactDecimal, String) -> Value?
  ) -> Shape {
    checked(expected, schema: [("pattern", .text(pattern))]) { text throws(TextFault) in
      guard let (number, unit) = Quantity.split(text), let value = value(number, unit) else {
        let noun = expected.split(separator: " such as").first ?? ""
        throw TextFault(
          code: .badValue,
          reason: "`\(text.prefix(80))` is not \(noun)",
          suggestion: Suggestions.quantity(text) { number, unit in
            value(number, unit).map(range.contains) ?? false
          }
        )
      }
      guard range.contains(value) else {
        throw TextFault(code: .outOfRange, reason: "`\(text.prefix(80))` is out of range")
      }
      return value
    }
  }
}

/// A number and its unit in one text.
enum Quantity {
  static let milliseconds: [String: Int64] = [
    "ms": 1, "s": 1_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000,
  ]

  static let bytes: [String: Int64] = [
    "B": 1, "kB": 1_000, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000,
    "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30,
  ]

  /// The number and the unit, with one space between them or none.
  static func split(_ text: String) -> (number: ExactDecimal, unit: String)? {
    let digits = text.prefix { $0.isDigitASCII || $0 == "." }
    var unit = text.dropFirst(digits.count)
    if unit.first == " " { unit = unit.dropFirst() }
    guard digits.count <= 16, let number = ExactDecimal(digits) else { return nil }
    return (number, String(unit))
  }

  /// The product where it is a whole number.
  static func whole(_ number: ExactDecimal, times factor: Int64?) -> Int64? {
    guard let factor else { return nil }
    do throws(ArithmeticError) {
      let product = try number.multiplied(by: ExactDecimal(Int(factor))).normalized
      return product.scale == 0 ? Int64(exactly: product.coefficient) : nil
    } catch {
      // Too large for any limit that follows.
      return nil
    }
  }
}

/// The form of the ids of workflows, ledgers and tables.
enum Names {
  static func isName(_ text: String) -> Bool {
    text.first?.isSmallASCII == true && text.utf8.count <= 64
      && text.allSatisfy { $0.isSmallASCII || $0.isDigitASCII || $0 == "-" }
  }
}

/// The form of a locale's name.
enum Locales {
  static func isLocale(_ text: String) -> Bool {
    var parts = text.split(separator: "-", omittingEmptySubsequences: false)[...]
    guard let language = parts.popFirst(), (2...3).contains(language.count),
      language.allSatisfy(\.isSmallASCII)
    else { return false }
    if let script = parts.first, script.count == 4, script.first?.isCapitalASCII == true,
      script.dropFirst().allSatisfy(\.isSmallASCII)
    {
      parts = parts.dropFirst()
    }
    if let region = parts.first,
      (region.count == 2 && region.allSatisfy(\.isCapitalASCII))
        || (region.count == 3 && region.allSatisfy(\.isDigitASCII))
    {
      parts = parts.dropFirst()
    }
    return parts.isEmpty
  }
}

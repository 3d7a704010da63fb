import Values

/// How days and numbers are written in XML, read exactly.
enum XMLText {
  /// `xs:date` with or without a zone, `xs:dateTime`, or CII's 102 (YYYYMMDD) and its longer relatives.
  ///
  /// Nil when it is no day of the calendar.
  static func day(_ text: String, format: String? = nil) -> Day? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    // Eight digits without a format can only be 102: as DDMMYYYY the month would be 19 or 20.
    if digits.count == text.count { return compactDay(text, format: format ?? "102") }
    let day = text.prefix(10)
    guard isZoneOrTime(text.dropFirst(10)) else { return nil }
    return Day(day)
  }

  /// `xs:decimal`: also `.5` and `5.`, which `ExactDecimal` does not read.
  static func decimal(_ text: String) -> ExactDecimal? {
    if let plain = ExactDecimal(text) { return plain }
    var rest = text[...]
    var sign = ""
    if let first = rest.first, first == "-" || first == "+" {
      sign = String(first)
      rest.removeFirst()
    }
    if rest.last == ".", rest.count > 1 { rest.removeLast() }
    if rest.first == "." { return ExactDecimal(sign + "0" + rest) }
    return ExactDecimal(sign + rest)
  }

  /// UNTDID 2379: 101 YYMMDD is left out, for it does not say the century.
  private static func compactDay(_ text: String, format: String) -> Day? {
    let length: Int? =
      switch format {
      case "102": 8
      case "203": 12
      case "204": 14
      default: nil
      }
    guard text.utf8.count == length else { return nil }
    let digits = Array(text)
    return Day(String(digits[0..<4]) + "-" + String(digits[4..<6]) + "-" + String(digits[6..<8]))
  }

  /// Nothing, `Z`, `+01:00`, or `T` and a time.
  private static func isZoneOrTime(_ rest: Substring) -> Bool {
    guard let first = rest.first else { return true }
    if first == "Z" { return rest.count == 1 }
    if first == "T" { return rest.count >= 6 }
    guard first == "+" || first == "-" else { return false }
    let parts = rest.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { $0.count == 2 && $0.allSatisfy(\.isNumber) }
  }
}

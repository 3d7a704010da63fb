import Values

/// A number of a workbook as people see it.
enum WorkbookNumber {
  /// `text` as the file holds it (`1190.0999999999999`, `1.19E3`), shown in `format`; nil when it is no number.
  static func shown(_ text: String, _ format: WorkbookFormat, startsIn1904: Bool) -> String? {
    guard let value = decimal(text) else { return nil }
    switch format.kind {
    case .day: return day(value, startsIn1904: startsIn1904)?.description ?? plain(value)
    case .general, .time, .text: return plain(value)
    case .fixed(let decimals): return marked(fixed(value, decimals), format.currency)
    case .percent(let decimals):
      guard let hundredfold = try? value.multiplied(by: ExactDecimal(100)) else { return nil }
      return fixed(hundredfold, decimals)
    }
  }

  /// Programs compute in binary and show fifteen digits: what stands behind them is no one's figure.
  static func decimal(_ text: String) -> ExactDecimal? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "E" || $0 == "e" }
    guard parts.count <= 2, let mantissa = XMLText.decimal(String(parts[0])) else { return nil }
    var value = mantissa
    if parts.count == 2 {
      let digits = parts[1].first == "+" ? parts[1].dropFirst() : parts[1]
      guard let exponent = Int(digits), abs(exponent) <= 60 else { return nil }
      guard let shifted = shifted(mantissa, exponent) else { return nil }
      value = shifted
    }
    let whole = String(value.magnitude.normalized.coefficient)
    guard whole.utf8.count > 15 else { return value.normalized }
    let scale = value.normalized.scale - (whole.utf8.count - 15)
    guard scale >= 0 else { return value.normalized }
    return (try? value.rounded(to: scale, .halfUp))?.normalized
  }

  private static func shifted(_ value: ExactDecimal, _ exponent: Int) -> ExactDecimal? {
    if exponent <= 0 {
      let scale = value.scale - exponent
      guard scale <= ExactDecimal.maximumScale else { return .zero }
      return try? ExactDecimal(checking: value.coefficient, scale: scale)
    }
    var result = value
    for _ in 0..<exponent {
      guard let next = try? result.multiplied(by: ExactDecimal(10)) else { return nil }
      result = next
    }
    return result
  }

  private static func fixed(_ value: ExactDecimal, _ decimals: Int) -> String {
    unambiguous((try? value.rounded(to: min(decimals, 15), .halfUp)) ?? value)
  }

  private static func plain(_ value: ExactDecimal) -> String { unambiguous(value.normalized) }

  /// Three decimals get a fourth, for `1.234` might be read as a thousand.
  private static func unambiguous(_ value: ExactDecimal) -> String {
    value.scale == 3 ? "\(value)0" : value.description
  }

  private static func marked(_ text: String, _ currency: String?) -> String {
    currency.map { "\(text) \($0)" } ?? text
  }

  /// Serial days, where 1900 counts a 29 February that never was; nil for that day and for none.
  private static func day(_ value: ExactDecimal, startsIn1904: Bool) -> Day? {
    guard let whole = try? value.rounded(to: 0, .down), let serial = Int(whole.description) else {
      return nil
    }
    guard (1...2_958_465).contains(serial) else { return nil }
    if startsIn1904 { return Day(year: 1904, month: 1, day: 1)?.adding(days: serial) }
    guard serial != 60 else { return nil }
    return Day(year: 1899, month: 12, day: 30)?.adding(days: serial < 60 ? serial + 1 : serial)
  }
}

import Values

extension ExpressionValue {
  /// For people: `1190.00 EUR`, `2026-03-14`, `Kessel`, `12.50`, `a, b`.
  ///
  /// At most `ExpressionLimits.textBytes`; what is longer ends with an ellipsis.
  package var displayText: String {
    var text = ""
    write(to: &text, quoted: false)
    return text
  }

  /// As `displayText`, texts in quotes, so that they can be told from what stands around them.
  var quotedText: String {
    var text = ""
    write(to: &text, quoted: true)
    return text
  }

  private func write(to text: inout String, quoted: Bool) {
    guard text.utf8.count < ExpressionLimits.textBytes else {
      if !text.hasSuffix("…") { text += "…" }
      return
    }
    switch self {
    case .bool(let value): text += value ? "true" : "false"
    case .number(let number): text += number.description
    case .text(let content): text += quoted ? content.debugDescription : content
    case .bytes(let bytes):
      text += String(validating: bytes, as: UTF8.self) ?? "\(bytes.count) bytes"
    case .day(let day): text += day.description
    case .money(let money): text += money.displayText
    case .timestamp(let timestamp): text += timestamp.description
    case .duration(let duration): text += duration.displayText
    case .optional(let value): value?.write(to: &text, quoted: quoted)
    case .object(let object): text += object.objectType.name
    case .type(let name): text += name
    case .list(let elements):
      if quoted { text += "[" }
      for (index, element) in elements.enumerated() {
        if index > 0 { text += ", " }
        element.write(to: &text, quoted: quoted)
      }
      if quoted { text += "]" }
    case .map(let map):
      for (index, key) in map.keys.enumerated() {
        if index > 0 { text += ", " }
        key.value.write(to: &text, quoted: quoted)
        text += ": "
        map[key]?.write(to: &text, quoted: quoted)
      }
    }
  }
}

extension MoneyAmount {
  /// With as many decimals as the currency has, or more where it is written with more.
  var displayText: String { MoneyAmount(reckoned: amount, currency).description }

  /// What multiplying or dividing gave: with the currency's decimals at least, so that 2 x 12.50 EUR is 25.00 EUR.
  init(reckoned amount: ExactDecimal, _ currency: Currency) {
    self.init(amount, currency)
    guard amount.scale < currency.exponent else { return }
    do {
      self.amount = try amount.rounded(to: currency.exponent, .down)
    } catch {
      // 38 digits already: it stays as it is.
      return
    }
  }
}

extension Duration {
  /// `3600s`, `1.5s`: CEL's form.
  var secondsText: String {
    "\(ExactDecimal(coefficient: wholeNanoseconds, scale: 9).normalized)s"
  }

  /// `30 days`, `1 day`; anything but whole days in seconds.
  var displayText: String {
    guard wholeDays != 0, self == .seconds(wholeDays * 86_400) else { return secondsText }
    return wholeDays.magnitude == 1 ? "\(wholeDays) day" : "\(wholeDays) days"
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC, with as many decimals as there are: `2026-03-14T09:30:00Z`.
  package var description: String {
    let (days, rest) = Self.split(seconds)
    let clock = [rest / 3_600, rest / 60 % 60, rest % 60].map { ($0 < 10 ? "0" : "") + String($0) }
    let fraction = ExactDecimal(coefficient: Int128(nanoseconds), scale: 9).normalized
    let decimals = nanoseconds == 0 ? "" : String(fraction.description.dropFirst())
    return "\(Day(number: Int32(clamping: days)))T\(clock.joined(separator: ":"))\(decimals)Z"
  }

  private static func split(_ seconds: Int64) -> (days: Int64, rest: Int64) {
    let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    return rest < 0 ? (days - 1, rest + 86_400) : (days, rest)
  }
}

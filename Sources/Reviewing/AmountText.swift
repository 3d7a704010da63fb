import Values

/// Amounts as people read them in any country: `1 190.00 EUR`.
///
/// Groups of three are set apart by a narrow no-break space, which no locale takes for a decimal mark.
enum AmountText {
  static let groupSpace: Character = "\u{202F}"

  static func of(_ amount: Money) -> String {
    of(amount.decimal, amount.currency)
  }

  static func of(_ amount: ExactDecimal, _ currency: Currency) -> String {
    "\(grouped(amount))\u{A0}\(currency.code)"
  }

  static func grouped(_ amount: ExactDecimal) -> String {
    let text = amount.magnitude.description
    let whole = text.prefix { $0 != "." }
    var result = amount.isNegative ? "\u{2212}" : ""
    for (position, digit) in whole.enumerated() {
      if position > 0, (whole.count - position).isMultiple(of: 3) { result.append(groupSpace) }
      result.append(digit)
    }
    return result + text.dropFirst(whole.count)
  }

  static func grouped(_ count: Int) -> String { grouped(ExactDecimal(count)) }
}

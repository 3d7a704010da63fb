import Testing
import Values

@testable import Readers

@Suite("NumberParser")
struct NumberParserTests {
  private func read(_ text: String, _ style: NumberStyle) -> String {
    let bytes = Array(text.utf8)
    switch NumberParser.parse(bytes.span, style) {
    case .success(let reading):
      switch reading.currency {
      case nil: return "\(reading.value)"
      case .exact(let currency): return "\(reading.value) \(currency)"
      case .oneOf(let sign, _): return "\(reading.value) \(sign)?"
      }
    case .failure(let failure): return "\(failure)"
    }
  }

  @Test(
    "with a decimal comma",
    arguments: [
      ("1190,00", "1190.00"), ("1.190,00", "1190.00"), ("1.234.567,8", "1234567.8"),
      ("1.234", "1234"), ("-5", "-5"), ("5-", "-5"), ("1.190,00-", "-1190.00"), ("+5,5", "5.5"),
      ("(1.190,00)", "-1190.00"), ("\u{2212}12,50", "-12.50"), ("12,50 S", "-12.50"),
      ("12,50 H", "12.50"), ("12,50H", "12.50"), ("1 190,00", "1190.00"),
      ("1\u{A0}190,00 €", "1190.00 EUR"), ("1\u{202F}190,00", "1190.00"), ("EUR 5", "5 EUR"),
      ("-EUR 5,00", "-5.00 EUR"), ("€-5,00", "-5.00 EUR"), ("5,00 kr", "5.00 kr?"),
      ("12,-", "12"), ("12,--", "12"), (",50", "0.50"), ("5,00 EUR-", "-5.00 EUR"),
      ("007,10", "7.10"), ("0,00", "0.00"), ("5,00 EUR DR", "-5.00 EUR"),
      ("12.50", "grouping"), ("1.23,4", "grouping"), ("1,2,3", "grouping"), ("12..34", "grouping"),
      ("1.234.56", "grouping"), ("12,", "grouping"), ("1 23,00", "grouping"),
      ("1E+05", "exponent"), ("1,5e3", "exponent"), ("#REF!", "spreadsheetError"),
      ("#########", "hashes"), ("abc", "notANumber"), ("-", "notANumber"), ("", "notANumber"),
      ("12 Stück", "notANumber"), ("-100 H", "signs"), ("(5)-", "signs"), ("--5", "signs"),
      ("1-2", "notANumber"), ("01.02.2026", "grouping"), ("=1+1", "notANumber"),
      ("1234567890123456789012345678901234567890", "tooManyDigits"),
      ("\u{661}", "notANumber"), ("5 EUR USD", "notANumber"),
    ]
  )
  func decimalComma(text: String, expected: String) {
    #expect(read(text, .decimalComma) == expected)
  }

  @Test(
    "with a decimal point",
    arguments: [
      ("1,190.00", "1190.00"), ("1'190.00", "1190.00"), ("1\u{2019}190.50", "1190.50"),
      ("$1,190.00", "1190.00 $?"), ("US$ 5.00", "5.00 USD"), ("Fr. 5.00", "5.00 CHF"),
      ("£5", "5 GBP"), ("5.00 CR", "5.00"), ("5.00Dr", "-5.00"), ("12,34,567.00", "1234567.00"),
      ("1,234", "1234"), ("5.-", "5"), ("1190,00", "grouping"), ("1.190,00", "grouping"),
      ("($5.00)", "-5.00 $?"),
    ]
  )
  func decimalPoint(text: String, expected: String) {
    #expect(read(text, .decimalPoint) == expected)
  }

  @Test(
    "locales",
    arguments: [
      ("de-DE", NumberStyle.decimalComma), ("de-AT", .decimalComma), ("de-CH", .decimalPoint),
      ("fr-FR", .decimalComma), ("en-GB", .decimalPoint), ("en", .decimalPoint),
      ("it_CH", .decimalPoint), ("es-MX", .decimalPoint), ("nl", .decimalComma), ("xx", nil),
      ("", nil),
    ]
  )
  func locales(tag: String, style: NumberStyle?) {
    #expect(NumberStyle(locale: tag) == style)
  }

  @Test("what is written in a style reads back the same, seed 7")
  func roundTrip() {
    var numbers = SeededNumbers(seed: 7)
    for _ in 0..<3_000 {
      let scale = Int.random(in: 0...4, using: &numbers)
      let value = ExactDecimal(
        coefficient: Int128(Int64.random(in: -99_999_999_999...99_999_999_999, using: &numbers)),
        scale: scale
      )
      for style in NumberStyle.allCases {
        #expect(read(written(value, style), style) == value.description)
      }
    }
  }

  private func written(_ value: ExactDecimal, _ style: NumberStyle) -> String {
    let parts = value.magnitude.description.split(separator: ".")
    var groups = ""
    for (index, digit) in parts[0].reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { groups.append(style == .decimalPoint ? "," : ".") }
      groups.append(digit)
    }
    let whole = (value.isNegative ? "-" : "") + String(groups.reversed())
    return parts.count == 1 ? whole : whole + (style == .decimalPoint ? "." : ",") + parts[1]
  }
}

import Values

/// Currencies by sign or code at the ends of a word.
enum CurrencyMark {
  private static let signs: [(String, String?)] = [
    ("€", "EUR"), ("£", "GBP"), ("US$", "USD"), ("CA$", "CAD"), ("A$", "AUD"), ("₹", "INR"),
    ("zł", "PLN"), ("Kč", "CZK"), ("¥", nil), ("$", nil), ("Fr.", "CHF"), ("SFr.", "CHF"),
    ("Rs.", nil), ("Rs", nil), ("kr", nil), ("RM", "MYR"), ("S$", "SGD"),
  ]

  /// Codes that stand on invoices without being words of a language.
  private static let codes: Set<String> = [
    "EUR", "USD", "GBP", "CHF", "AUD", "CAD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
    "RON",
    "BGN", "MYR", "THB", "IDR", "PHP", "INR", "JPY", "CNY", "HKD", "SGD", "ZAR", "TRY", "AED",
    "MXN", "BRL", "ISK", "ILS",
  ]

  /// The currency that a whole word names; nil also for `$`, which several have.
  static func currency(_ word: String) -> Currency? {
    let bare = word.drop { "([".contains($0) }
    var text = bare.prefix { !")],;:".contains($0) }
    // `EUR.` ends a sentence; `Fr.` is a sign.
    if text.hasSuffix("."), !signs.contains(where: { $0.0 == text }) { text = text.dropLast() }
    if let sign = signs.first(where: { $0.0 == text }) { return sign.1.flatMap { Currency($0) } }
    if text == "Euro" || text == "EURO" || text == "euros" || text == "Euros" {
      return Currency("EUR")
    }
    return codes.contains(String(text)) ? Currency(text) : nil
  }

  /// True for a word that is nothing but a sign or code.
  static func isMark(_ word: String) -> Bool {
    signs.contains { $0.0 == word } || codes.contains(word)
  }

  /// A mark before the figure: its currency (nil: several have it) and length in scalars.
  static func leading(_ text: String) -> (Currency?, Int)? {
    for (sign, code) in signs where text.hasPrefix(sign) && text != sign {
      return (code.flatMap { Currency($0) }, sign.unicodeScalars.count)
    }
    let start = String(text.prefix(3))
    if text.utf8.count > 3, codes.contains(start) { return (Currency(start), 3) }
    return nil
  }

  static func trailing(_ text: String) -> (Currency?, Int)? {
    for (sign, code) in signs where text.hasSuffix(sign) && text != sign {
      return (code.flatMap { Currency($0) }, sign.unicodeScalars.count)
    }
    let end = String(text.suffix(3))
    if text.utf8.count > 3, codes.contains(end) { return (Currency(end), 3) }
    return nil
  }
}

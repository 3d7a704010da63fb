import Values

/// A currency's code or sign beside a figure.
enum CurrencyMark: Equatable {
  case exact(Currency)
  /// A sign that several currencies share: `$`, `kr`, `¥`.
  case oneOf(sign: String, [String])

  /// The mark that `text` is, nil when it is none.
  init?(_ text: String) {
    // Nearly always a plain code: the long way costs a tenth of a whole reading.
    if text.utf8.count == 3, let currency = Currency(text) {
      self = .exact(currency)
      return
    }
    let trimmed = String(text.filter { !$0.isWhitespace })
    let name = trimmed.hasSuffix(".") ? String(trimmed.dropLast()) : trimmed
    if let shared = Self.shared[name.lowercased()] {
      self = .oneOf(sign: name, shared)
    } else if let currency = Currency(Self.signs[name.lowercased()] ?? name) {
      self = .exact(currency)
    } else {
      return nil
    }
  }

  private static let signs: [String: String] = [
    "€": "EUR", "euro": "EUR", "£": "GBP", "us$": "USD", "ca$": "CAD", "c$": "CAD", "a$": "AUD",
    "au$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "r$": "BRL", "zł": "PLN", "kč": "CZK",
    "ft": "HUF", "fr": "CHF", "sfr": "CHF", "₹": "INR", "₺": "TRY", "₴": "UAH", "₪": "ILS",
    "₩": "KRW", "₽": "RUB", "лв": "BGN", "lei": "RON",
  ]

  private static let shared: [String: [String]] = [
    "$": ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "CLP", "COP", "ARS", "TWD"],
    "kr": ["SEK", "NOK", "DKK", "ISK"],
    "¥": ["JPY", "CNY"],
  ]
}

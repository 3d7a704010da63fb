import Values

/// What was probably meant by a value that has not the right form.
enum Suggestions {
  /// `expense-limits` for `Expense Limits`, `expense_limits` or `expenseLimits`.
  static func name(_ text: String) -> String? {
    var name = ""
    var before: Character?
    for letter in text {
      if "_ .".contains(letter) {
        name += "-"
      } else {
        // A capital behind a small letter begins a new word.
        name += letter.isCapitalASCII && before?.isSmallASCII == true ? "-" : ""
        name += letter.lowercased()
      }
      before = letter
    }
    return Names.isName(name) ? name : nil
  }

  /// `de-DE` for `de_DE`, `DE-de` or `de-de`.
  static func locale(_ text: String) -> String? {
    let parts = text.replacing("_", with: "-").split(separator: "-")
    guard let language = parts.first, (1...2).contains(parts.count) else { return nil }
    let region = parts.dropFirst().map { "-" + $0.uppercased() }.joined()
    let locale = language.lowercased() + region
    return Locales.isLocale(locale) ? locale : nil
  }

  /// The nearest currency; of equally near ones one that is often seen.
  static func currency(_ text: String) -> String? {
    if let code = symbols[text.lowercased()] { return code }
    if let currency = Currency(text) { return currency.code }
    return Spelling.nearest(to: text, among: common)
      ?? Spelling.nearest(to: text, among: Currency.all)
  }

  /// `0.02 EUR` for `0,02 €` and the like.
  static func money(_ text: String) -> String? {
    let parts = text.split(separator: " ")
    guard parts.count == 2 else { return nil }
    let (first, second) = (String(parts[0]), String(parts[1]))
    let isFirst = first.first?.isDigitASCII == true
    let number = (isFirst ? first : second).replacing(",", with: ".")
    guard ExactDecimal(number)?.isNegative == false,
      let currency = currency(isFirst ? second : first)
    else { return nil }
    return "\(number) \(currency)"
  }

  /// `2 s` for `2 sec`, `25 MB` for `25 mb`; only what `isGood` accepts.
  static func quantity(_ text: String, isGood: (ExactDecimal, String) -> Bool) -> String? {
    let written = text.replacing(",", with: ".")
    guard let (number, unit) = Quantity.split(written) else { return nil }
    let word = unit.lowercased()
    let digits = written.prefix { $0.isDigitASCII || $0 == "." }
    let known = units.first {
      ($0.unit.lowercased() == word || $0.words.contains(word)) && isGood(number, $0.unit)
    }
    guard let known else { return nil }
    return "\"\(digits) \(known.unit)\""
  }

  /// `dd.MM.yyyy` for `DD.MM.YYYY`, `dd.mm.jjjj`, `%d.%m.%Y` or `TT.MM.JJJJ`.
  static func dayFormat(_ text: String) -> String {
    let isSingle = text.contains("%")
    return text.filter { $0 != "%" }.map { letter in
      switch letter {
      case "d", "D", "t", "T": isSingle ? "dd" : "d"
      case "m", "M": isSingle ? "MM" : "M"
      case "y", "Y", "j", "J", "a", "A": isSingle ? "yyyy" : "y"
      default: String(letter)
      }
    }
    .joined()
  }

  private static let symbols = [
    "€": "EUR", "$": "USD", "£": "GBP", "fr.": "CHF", "sfr": "CHF", "zł": "PLN", "kč": "CZK",
  ]

  private static let common = [
    "EUR", "USD", "GBP", "CHF", "DKK", "SEK", "NOK", "PLN", "CZK", "HUF", "RON", "CAD", "AUD",
    "JPY",
  ]

  private static let units: [(unit: String, words: [String])] = [
    ("ms", ["msec", "millisecond", "milliseconds"]), ("s", ["sec", "secs", "second", "seconds"]),
    ("min", ["m", "mins", "minute", "minutes"]), ("h", ["hr", "hrs", "hour", "hours", "std"]),
    ("d", ["day", "days", "tage", "t"]), ("B", ["byte", "bytes"]), ("kB", ["k", "kbyte"]),
    ("MB", ["m", "megabyte", "megabytes", "megs", "meg", "mbyte"]),
    ("GB", ["g", "gigabyte", "gigabytes", "gbyte"]), ("KiB", []), ("MiB", []), ("GiB", []),
  ]
}

import Values

/// What locale, language and country suggest where a figure or date may be read two ways.
struct LocaleEvidence {
  var decimalSign: UInt8?
  var dateOrder: DateMention.Order?

  init(
    hints: ExtractionHints,
    language: String?,
    _ identifiers: [IdentifierMention],
    _ layout: Layout
  ) {
    self.init(locale: hints.locale ?? language) { Self.country(identifiers, layout) }
  }

  /// `country` decides the order of day and month where the locale does not.
  init(locale: String?, country: () -> DateMention.Order? = { nil }) {
    let parts = (locale ?? "").lowercased().split { $0 == "-" || $0 == "_" }
    let spoken = parts.first.map(String.init)
    let region = parts.dropFirst().last.map { $0.uppercased() }
    switch spoken {
    case "de", "fr", "es", "it", "nl":
      dateOrder = .dayFirst
      // Swiss papers part decimals by a point.
      decimalSign = region == "CH" ? UInt8(ascii: ".") : UInt8(ascii: ",")
    case "en":
      decimalSign = UInt8(ascii: ".")
      dateOrder =
        region.map { $0 == "US" || $0 == "PH" ? .monthFirst : .dayFirst }
        ?? country()
    default: dateOrder = country()
    }
  }

  /// Words that stand on papers of countries that write the day first: names, currencies, legal forms, taxes, streets.
  private static let dayFirstWords: Set = [
    "GBP", "GSTIN", "INR", "MALAYSIA", "MYR", "RM", "SDN", "BHD", "RINGGIT", "SINGAPORE", "SGD",
    "PTE", "AUSTRALIA", "AUD", "ABN", "PTY", "NZD", "INDIA", "PVT", "EUR", "IRELAND", "UK", "ZAR",
    "INDONESIA", "THAILAND", "JALAN", "SELANGOR", "JOHOR", "KUALA", "SST", "VAT", "RUPEES",
  ]
  /// Canada writes all three ways.
  private static let undecidedWords: Set = ["CANADA", "CAD", "HST", "QST", "PST"]
  private static let dayFirstCountries: Set = [
    "GB", "IE", "DE", "FR", "NL", "BE", "AT", "ES", "IT", "DK", "PL", "XI",
  ]

  /// The country decides, where the paper shows one; papers that show both kinds decide nothing.
  private static func country(
    _ identifiers: [IdentifierMention],
    _ layout: Layout
  ) -> DateMention.Order? {
    let countries = Set(identifiers.filter { $0.kind != .bic }.map { String($0.text.prefix(2)) })
    let words = Set(layout.tokens.map(\.folded))
    guard words.isDisjoint(with: undecidedWords) else { return nil }
    let isAmerican =
      words.contains("USA") || words.contains("USD")
      || layout.lines.contains { isStates(layout.tokens[$0.tokens]) }
    let isDayFirst =
      !countries.isDisjoint(with: dayFirstCountries) || !words.isDisjoint(with: dayFirstWords)
      || words.contains("GST") || layout.tokens.contains { isDayFirstMark($0.text) }
    return isAmerican == isDayFirst ? nil : isAmerican ? .monthFirst : .dayFirst
  }

  /// `£12.00`, `RM12.00`, `12,00€`.
  private static func isDayFirstMark(_ text: String) -> Bool {
    text.contains("£") || text.contains("€")
      || (text.hasPrefix("RM") && text.dropFirst(2).first?.isNumber == true)
  }

  /// `United States`, or a state before its post code: `CA 94538`.
  private static func isStates(_ tokens: ArraySlice<Token>) -> Bool {
    tokens.indices.dropLast().contains { index in
      tokens[index].folded == "UNITED" && tokens[index + 1].folded == "STATES"
        || isState(tokens[index]) && isZIP(tokens[index + 1].text)
    }
  }

  private static func isState(_ token: Token) -> Bool { states.contains(token.folded) }

  private static func isZIP(_ text: String) -> Bool {
    let digits = text.prefix { $0.isNumber }
    return digits.count == 5 && (text.count == 5 || text.dropFirst(5).first == "-")
  }

  /// Postal codes of the United States (USPS Publication 28, appendix B).
  private static let states: Set<String> = Set(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY"
      .split(separator: " ").map(String.init)
  )
}

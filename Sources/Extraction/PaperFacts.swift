package import Values

/// Everything that one look over the words finds; the finders of fields share it.
struct PaperFacts {
  let layout: Layout
  let hints: ExtractionHints
  let labels: [LabelHit]
  let language: String?
  let numbers: NumberScanner
  let dates: DateScanner
  let identifiers: [IdentifierMention]
  let locale: LocaleEvidence
  /// For each token the label hit that it belongs to.
  private let labelByToken: [Int]
  /// For each token the date that it belongs to.
  private let dateByToken: [Int]

  init(_ pages: [PaperPage], hints: ExtractionHints) {
    layout = Layout(pages)
    self.hints = hints
    let finder = LabelFinder(layout)
    labels = finder.hits
    language = finder.language
    identifiers = IdentifierScanner(layout, labels).mentions
    locale = LocaleEvidence(hints: hints, language: language, identifiers, layout)
    numbers = NumberScanner(layout, hint: locale.decimalSign)
    dates = DateScanner(layout, usual: locale.dateOrder)
    var byToken = [Int](repeating: -1, count: layout.tokens.count)
    for (index, hit) in labels.enumerated() { for token in hit.tokens { byToken[token] = index } }
    labelByToken = byToken
    byToken = [Int](repeating: -1, count: layout.tokens.count)
    for (index, date) in dates.mentions.enumerated() {
      for token in date.tokens { byToken[token] = index }
    }
    dateByToken = byToken
  }

  func label(at token: Int) -> LabelHit? {
    labelByToken[token] < 0 ? nil : labels[labelByToken[token]]
  }

  func date(at token: Int) -> DateMention? {
    dateByToken[token] < 0 ? nil : dates.mentions[dateByToken[token]]
  }

  func number(at token: Int) -> NumberMention? {
    numbers.byToken[token].map { numbers.mentions[$0] }
  }

  func page(of token: Int) -> Int { layout.tokens[token].page }

  /// How far down its page a token stands, 0...1.
  func depth(of token: Int) -> Double {
    let page = layout.pages[layout.tokens[token].page]
    return page.height > 0 ? layout.tokens[token].box.middleY / page.height : 0
  }

  /// The regions of a label, cut where another label begins.
  func regions(_ hit: LabelHit) -> [ValueSearch.Region] {
    var regions: [ValueSearch.Region] = []
    for var region in ValueSearch.regions(hit, layout) {
      let end = region.tokens.first { token in
        guard let other = label(at: token) else { return false }
        return other.tokens != hit.tokens && (other.label.strength > 1 || other.field != .number)
      }
      if let end { region.tokens = region.tokens.lowerBound..<end }
      // A label right behind this one: both head columns, and the value stands below.
      if region.tokens.isEmpty { continue }
      regions.append(region)
    }
    return regions
  }
}

/// What the workflow says of its papers.
package struct ExtractionHints: Hashable, Sendable {
  /// BCP 47, such as `de-AT`.
  package var locale: String?
  package var currency: Currency?

  package init(locale: String? = nil, currency: Currency? = nil) {
    self.locale = locale
    self.currency = currency
  }
}

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
    self.init(locale: hints.locale ?? language) { Self.english(identifiers, layout) }
  }

  /// `english` decides the order of day and month for English without a country.
  init(locale: String?, english: () -> DateMention.Order? = { nil }) {
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
        ?? english()
    default: break
    }
  }

  /// English papers: the country decides, where the paper shows one.
  private static func english(
    _ identifiers: [IdentifierMention],
    _ layout: Layout
  ) -> DateMention.Order? {
    let dayFirst: Set = ["GB", "IE", "DE", "FR", "NL", "BE", "AT", "ES", "IT", "DK", "PL", "XI"]
    let countries = Set(identifiers.filter { $0.kind != .bic }.map { String($0.text.prefix(2)) })
    let words = Set(layout.tokens.map(\.folded))
    let isAmerican =
      words.contains("USA") || words.contains("USD")
      || layout.lines.contains { Self.isStates(layout.tokens[$0.tokens]) }
    let isDayFirst =
      !countries.isDisjoint(with: dayFirst) || words.contains("GBP") || words.contains("GSTIN")
      || words.contains("INR") || layout.tokens.contains { $0.text.contains("£") }
    return isAmerican == isDayFirst ? nil : isAmerican ? .monthFirst : .dayFirst
  }

  private static func isStates(_ tokens: ArraySlice<Token>) -> Bool {
    tokens.indices.dropLast().contains {
      tokens[$0].folded == "UNITED" && tokens[$0 + 1].folded == "STATES"
    }
  }
}

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
  /// Height of ordinary writing: the median of the words.
  let usualHeight: Double
  /// For each token the label hit that it belongs to.
  private let labelByToken: [Int]
  /// For each token the date that it belongs to.
  private let dateByToken: [Int]

  init(_ pages: [PaperPage], hints: ExtractionHints) {
    layout = Layout(pages)
    self.hints = hints
    let heights = layout.tokens.map(\.box.height).sorted()
    usualHeight = heights.isEmpty ? 0 : heights[heights.count / 2]
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
  /// The folder takes expenses: a paper that could be either is a receipt.
  package var prefersReceipt = false

  package init(locale: String? = nil, currency: Currency? = nil) {
    self.locale = locale
    self.currency = currency
  }
}

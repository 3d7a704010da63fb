/// Finds the labels of a layout: at each place the longest one that the catalog knows.
struct LabelFinder {
  private let layout: Layout
  /// An invoice of many pages has some hundred.
  private static let maximumHits = 8_000
  private(set) var hits: [LabelHit] = []
  /// Votes for the paper's language.
  private(set) var languages: [String: Int] = [:]

  init(_ layout: Layout) {
    self.layout = layout
    for segment in layout.segments.indices where hits.count < Self.maximumHits { scan(segment) }
  }

  private static let shared = "xx"

  /// The language that most labels speak, nil where two are even or nothing speaks.
  var language: String? {
    let sorted = languages.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    guard let first = sorted.first else { return nil }
    return sorted.count > 1 && sorted[1].value == first.value ? nil : first.key
  }

  private mutating func scan(_ index: Int) {
    let segment = layout.segments[index]
    var position = segment.tokens.lowerBound
    while position < segment.tokens.upperBound {
      guard let (label, end) = longest(from: position, to: segment.tokens.upperBound) else {
        position += 1
        continue
      }
      // `Total` speaks for none of its languages.
      if label.language != Self.shared { languages[label.language, default: 0] += label.strength }
      hits.append(
        LabelHit(
          label: label,
          tokens: position..<end,
          line: segment.line,
          segment: index,
          startsSegment: position == segment.tokens.lowerBound,
          endsSegment: end == segment.tokens.upperBound
        )
      )
      position = end
    }
  }

  private func longest(from start: Int, to end: Int) -> (Label, Int)? {
    var key = ""
    var best: (Label, Int)?
    for index in start..<min(end, start + LabelCatalog.longest) {
      let token = layout.tokens[index]
      // A word of digits begins the value; `2.` of an article may be part of none.
      if token.hasDigit { break }
      // `Gesamtbetrag EUR`, `Total CHF inkl. MWST`: the currency is no part of the label.
      if !key.isEmpty, CurrencyMark.isMark(token.text), best != nil || index + 1 < end {
        if let found = best, found.1 == index { best = (found.0, index + 1) }
        continue
      }
      key += token.folded
      if let label = LabelCatalog.labels[key] {
        best = (label, index + 1)
      } else if let label = Self.taxed(key) ?? Self.compound(key) {
        best = (label, index + 1)
      }
      if token.endsLabel, !token.folded.isEmpty { break }
    }
    return best
  }

  /// `Gesamtsumme inkl. USt.`, `Total excl. VAT`: a total and what it holds, however they are put together.
  private static func taxed(_ key: String) -> Label? {
    for (words, field) in [(including, LabelField.gross), (excluding, .net)] {
      guard let end = words.first(where: { key.hasSuffix($0) }) else { continue }
      let base = key.dropLast(end.count)
      if let label = LabelCatalog.labels[String(base)],
        [.total, .gross, .net, .lineNet].contains(label.field)
      {
        return Label(field: field, strength: 3, language: label.language)
      }
    }
    return nil
  }

  private static let including = [
    "INKLUST", "INKLMWST", "INKLUSIVEMWST", "INKLUSIVEUST", "INKLMEHRWERTSTEUER", "MITMWST",
    "INCLVAT", "INCVAT", "INCLUDINGVAT", "INCLTAX", "INCLBTW", "INCLUSIEFBTW", "INCBTW",
    "TOUTESTAXES", "TOUTESTAXESCOMPRISES", "IVAINCLUSA", "CONIVA", "IVAINCLUIDO", "INCLSALESTAX",
  ]
  private static let excluding = [
    "EXKLUST", "EXKLMWST", "OHNEMWST", "OHNEUST", "EXCLVAT", "EXVAT", "EXCLUDINGVAT", "EXCVAT",
    "BEFORETAX", "BEFOREVAT", "EXCLBTW", "EXCLUSIEFBTW", "EXBTW", "HORSTAXES", "HORSTVA",
    "SINIVA", "IVAESCLUSA", "ESCLUSAIVA", "SENZAIVA", "EXCLTAX",
  ]

  /// German puts words together: `Handelsrechnung Nr.` is a kind of `Rechnung Nr.`.
  private static func compound(_ key: String) -> Label? {
    for (ending, strength) in compounds where key.hasSuffix(ending) && key.count > ending.count {
      return Label(field: .number, strength: strength, language: "de")
    }
    return nil
  }

  private static let compounds = [
    ("RECHNUNGNR", 3), ("RECHNUNGSNUMMER", 3), ("RECHNUNGNUMMER", 3), ("GUTSCHRIFTNR", 3),
    ("KORREKTURNR", 3), ("RECHNUNG", 1), ("GUTSCHRIFT", 1), ("RECHNUNGSNR", 3),
  ]
}

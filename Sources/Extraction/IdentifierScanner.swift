import Values

/// A VAT number, IBAN or BIC on the paper.
struct IdentifierMention {
  enum Kind {
    case vat
    case iban
    case bic
  }

  var kind: Kind
  /// Without spaces, in capitals.
  var text: String
  var tokens: Range<Int>
  var line: Int
  /// Its check digits are right.
  var isValid: Bool
}

/// Finds identifiers by their form; an IBAN that does not prove right only behind its label.
struct IdentifierScanner {
  private(set) var mentions: [IdentifierMention] = []
  private var taken: Set<Int> = []
  /// More of them are no invoice's own.
  private static let maximumMentions = 300
  /// Words of eight or eleven letters look like a BIC too; few of them name a country in the middle.
  private static let bankCountries = Set(
    IBAN.countries + ["US", "CA", "AU", "NZ", "JP", "CN", "HK", "SG", "IN", "ZA", "KR", "MX"]
  )

  init(_ layout: Layout, _ labels: [LabelHit]) {
    for index in layout.tokens.indices where Self.mayBegin(layout.tokens[index].text) {
      addAccount(at: index, layout)
    }
    for hit in labels {
      switch hit.field {
      case .iban: addLabelled(hit, layout)
      case .bic: addBank(hit, layout)
      default: break
      }
    }
    for index in layout.tokens.indices
    where !taken.contains(index) && Self.mayBegin(layout.tokens[index].text) {
      addTax(at: index, layout)
    }
    for hit in labels where hit.field == .vatID || hit.field == .buyerVATID {
      addNational(hit, layout)
    }
  }

  /// Two capitals, alone or before digits.
  private static func mayBegin(_ text: String) -> Bool {
    let letters = text.unicodeScalars.drop { $0 == "(" }.prefix(2)
    return letters.count == 2 && letters.allSatisfy { ("A"..."Z").contains($0) }
  }

  /// The words from `start` on that stand together, at most `count`.
  private static func run(_ start: Int, _ count: Int, _ layout: Layout) -> Range<Int> {
    var end = start + 1
    while end < layout.tokens.count, end - start < count,
      layout.tokens[end].line == layout.tokens[start].line,
      layout.tokens[end].box.x0 - layout.tokens[end - 1].box.x1 < layout.tokens[end].box.height
    {
      end += 1
    }
    return start..<end
  }

  private static func compact(_ range: Range<Int>, _ layout: Layout) -> String {
    layout.tokens[range].map(\.folded).joined()
  }

  private mutating func add(
    _ kind: IdentifierMention.Kind,
    _ text: String,
    _ tokens: Range<Int>,
    isValid: Bool,
    _ layout: Layout
  ) {
    guard mentions.count < Self.maximumMentions else { return }
    let line = layout.tokens[tokens.lowerBound].line
    mentions.append(
      IdentifierMention(kind: kind, text: text, tokens: tokens, line: line, isValid: isValid)
    )
    taken.formUnion(tokens)
  }

  private mutating func addAccount(at index: Int, _ layout: Layout) {
    let run = Self.run(index, 10, layout)
    var text = ""
    for end in run {
      text += layout.tokens[end].folded
      if text.utf8.count > 34 { return }
      if text.utf8.count >= 15, IBAN(text) != nil {
        add(.iban, text, run.lowerBound..<end + 1, isValid: true, layout)
        return
      }
    }
  }

  /// What stands behind `IBAN` and has the form, though not the sum, of one.
  private mutating func addLabelled(_ hit: LabelHit, _ layout: Layout) {
    for range in ValueSearch.regions(hit, layout) {
      guard let start = range.tokens.first(where: { Self.mayBegin(layout.tokens[$0].text) }),
        !taken.contains(start)
      else { continue }
      var text = ""
      var end = start
      while end < range.tokens.upperBound, text.utf8.count < 34 {
        let part = layout.tokens[end].folded
        // Groups of four and a shorter one at the end.
        if end > start,
          part.utf8.count > 4 || !part.utf8.contains(where: { (0x30...0x39).contains($0) })
        {
          break
        }
        text += part
        end += 1
        if end > start + 1, part.utf8.count < 4 { break }
      }
      let digits = text.utf8.dropFirst(2).prefix(2).allSatisfy { (0x30...0x39).contains($0) }
      guard (15...34).contains(text.utf8.count), digits else { continue }
      add(.iban, text, start..<end, isValid: false, layout)
      return
    }
  }

  private mutating func addBank(_ hit: LabelHit, _ layout: Layout) {
    for range in ValueSearch.regions(hit, layout) {
      for index in range.tokens where !taken.contains(index) {
        let text = layout.tokens[index].folded
        guard text.utf8.count == 8 || text.utf8.count == 11, let bic = BIC(text),
          Self.bankCountries.contains(bic.countryCode)
        else { continue }
        add(.bic, bic.compact, index..<index + 1, isValid: true, layout)
        return
      }
    }
  }

  /// `NIF: B12345674`, `P. IVA 01234567897`, `VAT no. 123 4567 82`: printed at home without the country.
  private mutating func addNational(_ hit: LabelHit, _ layout: Layout) {
    guard let country = ["es": "ES", "it": "IT", "en": "GB"][hit.label.language] else { return }
    for range in ValueSearch.regions(hit, layout) {
      guard let first = range.tokens.first(where: { !layout.tokens[$0].folded.isEmpty }),
        !taken.contains(first)
      else { continue }
      // `GB` numbers are written in groups; a wrong one of bare figures may be anything.
      let end = country == "GB" ? Self.run(first, 3, layout).upperBound : first + 1
      for last in (first + 1...end).reversed() {
        let text = country + Self.compact(first..<last, layout)
        let verdict = VATIdentifier.verdict(text)
        guard verdict == .valid || verdict == .wrongCheckDigits && country != "GB" else { continue }
        add(.vat, text, first..<last, isValid: verdict == .valid, layout)
        return
      }
    }
  }

  private mutating func addTax(at index: Int, _ layout: Layout) {
    let run = Self.run(index, 5, layout)
    var weak: (String, Range<Int>)?
    var text = ""
    for end in run where !taken.contains(end) {
      text += layout.tokens[end].folded
      guard text.utf8.count <= 18 else { break }
      switch VATIdentifier.verdict(text) {
      case .valid:
        add(.vat, text, run.lowerBound..<end + 1, isValid: true, layout)
        return
      case .wrongCheckDigits: weak = (text, run.lowerBound..<end + 1)
      case .malformed, .wrongLength, .unknownCountry: break
      }
      if layout.tokens[end].text.hasSuffix(",") || layout.tokens[end].text.hasSuffix(";") { break }
    }
    if let (text, range) = weak { add(.vat, text, range, isValid: false, layout) }
  }
}

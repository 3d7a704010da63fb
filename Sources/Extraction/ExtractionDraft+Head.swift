import Documents
import Values

extension ExtractionDraft {
  mutating func findReferences() {
    let finder = ReferenceFinder(facts: facts)
    let preceding = document.type == .creditNote ? finder.candidates(.precedingInvoice) : []
    let numbers = finder.candidates(.number).filter { number in
      !preceding.contains { PartyText.key($0.value) == PartyText.key(number.value) }
    }
    if let (best, other, repeats) = Candidate.best(
      numbers,
      same: { PartyText.key($0) == PartyText.key($1) }
    ) {
      numberTokens = best.tokens
      let gap = best.score - (other?.score ?? 0)
      var confidence = min(995, best.score + 85 + (repeats > 1 ? 20 : 0))
      if other != nil, gap < 150 { confidence -= gap < 40 ? 250 : 60 }
      set("number", \.number, best.value, best.tokens, confidence)
    }
    simple(.orderReference, "references.purchaseOrder", \.references.purchaseOrder, finder)
    simple(.buyerReference, "references.buyerReference", \.references.buyerReference, finder)
    simple(.contract, "references.contract", \.references.contract, finder)
    simple(.precedingInvoice, "references.precedingInvoice", \.references.precedingInvoice, finder)
  }

  private mutating func simple(
    _ field: LabelField,
    _ path: String,
    _ key: WritableKeyPath<Document, String?>,
    _ finder: ReferenceFinder
  ) {
    guard
      let (best, other, repeats) = Candidate.best(
        finder.candidates(field),
        same: { PartyText.key($0) == PartyText.key($1) }
      )
    else { return }
    var confidence = min(985, best.score + 50 + (repeats > 1 ? 20 : 0))
    if let other, best.score - other.score < 100 { confidence -= 150 }
    set(path, key, best.value, best.tokens, confidence)
  }

  mutating func findDates() {
    let finder = DateFinder(facts: facts)
    if let (best, other, repeats) = Candidate.best(
      finder.issueDates(number: numberTokens),
      same: ==
    ) {
      let gap = best.score - (other?.score ?? 0)
      var confidence = min(995, best.score + 70 + (repeats > 1 ? 30 : 0))
      if other != nil, gap < 60 { confidence -= gap < 20 ? 120 : 40 }
      if isSettledByLanguage(best.tokens) { confidence = min(confidence, 970) }
      set("issueDate", \.issueDate, best.value, best.tokens, confidence)
    }
    let dues = finder.dueDates(issued: document.issueDate)
    if let (best, other, repeats) = Candidate.best(dues, same: ==) {
      let gap = best.score - (other?.score ?? 0)
      var confidence = min(995, best.score + 70 + (repeats > 1 ? 30 : 0))
      if other != nil, gap < 80 { confidence -= 120 }
      if isSettledByLanguage(best.tokens) { confidence = min(confidence, 970) }
      set("dueDate", \.dueDate, best.value, best.tokens, confidence)
    }
  }

  private func isSettledByLanguage(_ tokens: Range<Int>) -> Bool {
    facts.date(at: tokens.lowerBound)?.isSettledByLanguage ?? false
  }

  /// By its label, else by the marks on the amounts, else by a mark anywhere.
  mutating func findCurrency() {
    for hit in facts.labels where hit.field == .currency {
      for region in facts.regions(hit) {
        for token in region.tokens.prefix(3) {
          let text = facts.layout.tokens[token].text
          guard
            let currency = CurrencyMark.currency(text) ?? (text.count == 3 ? Currency(text) : nil)
          else { continue }
          setCurrency(currency, token..<token + 1, 990)
          return
        }
      }
    }
    var votes: [Currency: (count: Int, tokens: Range<Int>)] = [:]
    for number in facts.numbers.mentions {
      guard let currency = number.currency, !number.isPercent else { continue }
      votes[currency, default: (0, number.tokens)].count += 1
    }
    if votes.isEmpty {
      for index in facts.layout.tokens.indices {
        guard let currency = Self.currency(in: facts.layout.tokens[index].text) else { continue }
        votes[currency, default: (0, index..<index + 1)].count += 1
      }
    }
    let sorted = votes.sorted { ($0.value.count, $1.key) > ($1.value.count, $0.key) }
    guard let first = sorted.first else {
      if let tokens = dollars(), let currency = Currency("USD") {
        setCurrency(currency, tokens, 930)
      }
      return
    }
    let rest = sorted.dropFirst().reduce(0) { $0 + $1.value.count }
    let confidence = rest == 0 ? 985 : first.value.count > 3 * rest ? 930 : 700
    setCurrency(first.key, first.value.tokens, confidence)
  }

  /// Amounts in `$` on a paper whose addresses are American: likely, not sure, for several countries write so.
  private func dollars() -> Range<Int>? {
    let tokens = facts.layout.tokens
    guard let mark = tokens.firstIndex(where: { $0.text.hasPrefix("$") || $0.text.hasSuffix("$") }),
      facts.layout.lines.contains(where: { PostalLine.isAmerican(tokens[$0.tokens]) }),
      !facts.identifiers.contains(where: { $0.kind == .vat || $0.kind == .iban })
    else { return nil }
    return mark..<mark + 1
  }

  /// `Einzel/€`, `(EUR)`, `EUR`.
  private static func currency(in text: String) -> Currency? {
    if let currency = CurrencyMark.currency(text) { return currency }
    if text.contains("€") { return Currency("EUR") }
    return text.contains("£") ? Currency("GBP") : nil
  }

  private mutating func setCurrency(_ currency: Currency, _ tokens: Range<Int>, _ confidence: Int) {
    document.currency = currency
    document.sources["currency"] = source(tokens, confidence, value: currency.code)
  }
}

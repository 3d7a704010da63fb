import Documents
import Values

extension ExtractionDraft {
  /// Fills the document as a receipt.
  mutating func readReceipt(_ rows: [ReceiptRow]) {
    document.type = .receipt
    let totals = ReceiptTotals(rows, facts)
    findReceiptNumber()
    findDay()
    findCurrency()
    setTotal(totals)
    if document.totals.gross != nil {
      setTax(totals)
      setExtras(rows)
      setItems(rows)
    }
    setPayment(rows, totals)
    setMerchant()
    findDoubts()
  }

  private mutating func findReceiptNumber() {
    // Tills print many numbers: only what a label for the paper's own names, and no article behind a title.
    let named = ReferenceFinder(facts: facts).candidates(.number).filter { candidate in
      let words = candidate.value.split(separator: " ")
      return candidate.score >= 800 && words.count <= 2
        && !words.contains { $0.count > 4 && $0.allSatisfy(\.isLetter) }
    }
    let found = Candidate.best(
      named,
      same: { PartyText.key($0) == PartyText.key($1) }
    )
    guard let (best, other, _) = found else { return }
    numberTokens = best.tokens
    let isContested = other.map { best.score - $0.score < 150 } ?? false
    set("number", \.number, best.value, best.tokens, min(930, best.score) - (isContested ? 200 : 0))
  }

  private mutating func findDay() {
    let candidates = ReceiptDates(facts).candidates()
    guard let (best, _, _) = Candidate.best(candidates, same: ==) else { return }
    let features = ReceiptConfidence.features(best, candidates, facts)
    let sure = ReceiptConfidence.thousandths(features, ReceiptConfidence.day)
    let letters = ReceiptLetters.sure(
      candidates.filter { $0.value == best.value }.map(\.tokens),
      facts
    )
    let mention = facts.date(at: best.tokens.lowerBound)
    let bound =
      mention?.isRepaired == true || isContested(best, candidates) ? Self.contestedDay : 1000
    set("issueDate", \.issueDate, best.value, best.tokens, min(sure, letters, bound))
  }

  /// A day of which the picture may show another one.
  private static let contestedDay = 700

  /// Another day differs by one digit and either is read unsurely, so that one of them is misread.
  private func isContested(_ best: Candidate<Day>, _ all: [Candidate<Day>]) -> Bool {
    all.contains { other in
      let differences = zip(other.value.description.utf8, best.value.description.utf8)
        .count { $0 != $1 }
      return differences == 1
        && min(facts.layout.confidence(other.tokens), facts.layout.confidence(best.tokens)) < 900
    }
  }

  private mutating func setTotal(_ totals: ReceiptTotals) {
    guard let best = totals.best else { return }
    let hasRounding = !totals.amounts(.rounding).isEmpty
    let features = ReceiptConfidence.features(
      best,
      runnerUp: totals.runnerUp,
      hasRounding: hasRounding
    )
    let sure = ReceiptConfidence.thousandths(features, ReceiptConfidence.total)
    let places = totals.rows.flatMap(\.amounts).filter { $0.amount == best.amount }.map(\.tokens)
    let letters = ReceiptLetters.sure(
      places,
      facts,
      isProved: best.evidence.isChange || best.evidence.isComposed
    )
    set("totals.gross", \.totals.gross, best.place, min(sure, letters))
    // A currency that stands on the total says what it is in.
    if document.currency == nil, let currency = best.place.currency {
      document.currency = currency
      document.sources["currency"] = source(best.place.tokens, 930, value: currency.code)
    }
  }

  mutating func set(
    _ path: String,
    _ key: WritableKeyPath<Document, ExactDecimal?>,
    _ amount: ReceiptAmount,
    _ confidence: Int
  ) {
    guard confidence >= Self.floor else { return }
    document[keyPath: key] = amount.value
    var source = source(amount.tokens, confidence, value: amount.value.description)
    source.confidence = ExactDecimal(coefficient: Int128(min(confidence, 999)), scale: 3)
    document.sources[path] = source
  }

  private mutating func setMerchant() {
    guard let answer = ReceiptMerchant(facts).answer() else { return }
    let features = ReceiptConfidence.features(answer, facts)
    let sure = ReceiptConfidence.thousandths(features, ReceiptConfidence.name)
    set("seller.name", \.seller.name, answer.name, answer.nameTokens, sure)
    guard document.seller.name != nil, let first = answer.address.first else { return }
    let parts = answer.address.map { PartyText.trimmed(facts.layout.text($0)) }
    let text = parts.filter { !$0.isEmpty }.joined(separator: ", ")
    let place = ReceiptConfidence.addressFeatures(answer, facts)
    let confidence = ReceiptConfidence.thousandths(place, ReceiptConfidence.address)
    let letters = answer.address.map { facts.layout.confidence($0) }.min() ?? 1000
    set("seller.address", \.seller.address, text, first, min(confidence, letters))
    setBox("seller.address", answer.address)
  }
}

/// How sure the letters of a value are.
enum ReceiptLetters {
  /// Thousandths; a value that is printed at several places, or proved by arithmetic, would have to be misread
  /// alike at each of them.
  static func sure(_ places: [Range<Int>], _ facts: PaperFacts, isProved: Bool = false) -> Int {
    let doubts = places.map { 1000 - min(1000, max(0, facts.layout.confidence($0))) }.sorted()
    guard let least = doubts.first else { return 0 }
    var doubt = least
    for other in doubts.dropFirst().prefix(2) { doubt = doubt * max(100, other) / 1000 }
    if isProved { doubt = doubt * 100 / 1000 }
    return 1000 - doubt
  }
}

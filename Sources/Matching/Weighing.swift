package import Books
package import Values
package import Workflows

/// What one pair says by itself, whatever else is in the books.
package struct PairLink: Hashable, Sendable {
  /// It could clear, or stand in the way of another pair.
  package var competes = false
  /// The entry names the document, which speaks against every other document that it does not name.
  package var namesSurely = false
  /// It competes, and the document's number or payment reference stands in the entry's text.
  package var claims = false
  /// It claims, and would clear if nothing else were there.
  package var isCertain = false
  /// Document and entry are of one party, or the entry names the document, and the money goes the right way in its days: they
  /// may belong together with others, whatever their amounts.
  package var isOfParty = false
  /// It is so, and the entry names the document.
  package var names = false

  /// Nothing.
  package init() {}

  /// Whoever gathers what must be solved together follows these pairs and no others.
  package var connects: Bool { competes || namesSurely }
}

/// Weighs single pairs, and remembers what it knows of each document and entry.
package struct Weighing {
  private let plan: ReconcilePlan
  private(set) var documents: [DocumentID: DocumentProfile] = [:]
  private(set) var entries: [EntryID: EntryProfile] = [:]
  /// A pair is asked about from both sides, and again whenever those with whom it hangs together are solved.
  private var known: [Key: Known] = [:]
  /// How many pairs were weighed: what tests count instead of seconds.
  package private(set) var weighedPairs = 0

  private struct Key: Hashable {
    var document: DocumentID
    var entry: EntryID
  }

  private struct Known {
    var link = PairLink()
    /// As it was weighed by itself; nil where the workflow does not let the two be compared.
    var pair: PackedPair?
  }

  /// `plan` is that of documents that bring none of their own.
  package init(plan: ReconcilePlan) {
    self.plan = plan
  }

  /// `wornKeys` are the document's keys that too many share to name anything: always the same ones.
  package mutating func link(
    _ document: OpenDocument,
    _ entry: OpenEntry,
    wornKeys: Set<String>
  ) -> PairLink {
    if let one = known[Key(document: document.id, entry: entry.id)] { return one.link }
    return weighedOnce(profile(document), profile(entry), wornKeys).link
  }

  /// The pair at these places of a problem, as it was weighed by itself.
  mutating func pair(
    _ document: DocumentProfile,
    _ entry: EntryProfile,
    wornKeys: Set<String>,
    at places: (document: Int, entry: Int)
  ) -> Pair {
    if let packed = weighedOnce(document, entry, wornKeys).pair { return packed.pair(at: places) }
    return weighed(document, entry, wornKeys, at: places)
  }

  private mutating func weighedOnce(
    _ document: DocumentProfile,
    _ entry: EntryProfile,
    _ wornKeys: Set<String>
  ) -> Known {
    let key = Key(document: document.id, entry: entry.id)
    if let one = known[key] { return one }
    let found = weigh(document, entry, wornKeys)
    known[key] = found
    return found
  }

  /// Days of entries that may belong to the document; nil: any.
  package mutating func days(of document: OpenDocument) -> ClosedRange<Day>? {
    profile(document).days
  }

  /// False where direction, day or currency already say that the two are of no party, whatever stands in their texts.
  package mutating func mayBeOfParty(_ document: OpenDocument, _ entry: Entry) -> Bool {
    let paper = profile(document)
    guard paper.amount != 0, !entry.amount.isZero, paper.days?.contains(entry.day) ?? true else {
      return false
    }
    let costsArePositive = paper.plan.costs == .positive
    let signFits = (paper.isMoneyOut != costsArePositive) == entry.amount.isNegative
    let currency = paper.payable.currency
    return (signFits || paper.isCredit)
      && (currency == entry.amount.currency || entry.originalAmount?.currency == currency)
  }

  private mutating func weighed(
    _ paper: DocumentProfile,
    _ line: EntryProfile,
    _ wornKeys: Set<String>,
    at places: (document: Int, entry: Int)
  ) -> Pair {
    weighedPairs += 1
    var pair = Pair(document: places.document, entry: places.entry, evidence: [])
    Scorer(costsArePositive: paper.plan.costs == .positive)
      .weigh(paper, line, &pair, wornKeys: wornKeys)
    return pair
  }

  private mutating func weigh(
    _ paper: DocumentProfile,
    _ line: EntryProfile,
    _ wornKeys: Set<String>
  ) -> Known {
    guard paper.amount != 0, line.amount != 0, paper.admits?(line.entry) ?? true else {
      return Known()
    }
    var pair = weighed(paper, line, wornKeys, at: (0, 0))
    let packed = PackedPair(pair)
    var link = PairLink()
    link.isOfParty = Self.isOfParty(paper, line, pair)
    link.names = link.isOfParty && pair.hasStrongReference
    link.namesSurely = pair.evidence.contains { $0.namesSurely }
    let hasUsualSign = pair.signFits
    if !pair.signFits { pair.settleSign(paper, line, hasUsual: false) }
    link.competes = pair.competes
    link.claims = pair.competes && pair.hasStrongReference
    let accept = MatchingRules.hundredths(paper.plan.accept, MatchingRules.defaultAccept)
    link.isCertain =
      link.claims && hasUsualSign && pair.isClearable
      && MatchingRules.confidence(of: pair.score) >= accept
    return Known(link: link, pair: packed)
  }

  /// A credit note may be set off in a payment either way.
  private static func isOfParty(
    _ document: DocumentProfile,
    _ entry: EntryProfile,
    _ pair: Pair
  ) -> Bool {
    guard pair.signFits || document.isCredit, !pair.evidence.contains(.dayOutside) else {
      return false
    }
    let currency = document.payable.currency
    guard
      currency == entry.entry.amount.currency || entry.entry.originalAmount?.currency == currency
    else { return false }
    return pair.hasStrongReference || pair.evidence.contains(.ibanEqual)
      || pair.evidence.contains(.nameEqual) || pair.evidence.contains(.nameSimilar)
      || pair.evidence.contains(.nameLearned)
  }

  mutating func profile(_ document: OpenDocument) -> DocumentProfile {
    if let known = documents[document.id] { return known }
    let profile = DocumentProfile(document, plan)
    documents[document.id] = profile
    return profile
  }

  mutating func profile(_ entry: OpenEntry) -> EntryProfile {
    if let known = entries[entry.id] { return known }
    let profile = EntryProfile(entry)
    entries[entry.id] = profile
    return profile
  }
}

package import Books
import Documents
import Reconciling
import Values
import Workflows

/// What is open of one party: documents and entries that may belong together, several on either side.
///
/// Pairs that settle each other to the cent are decided before, and are not among them.
package struct PartyProblem {
  package struct Member {
    package var document: OpenDocument
    /// The entries that it may belong to: of its party, or naming it.
    package var entries: Set<EntryID>

    package init(_ document: OpenDocument, entries: Set<EntryID>) {
      self.document = document
      self.entries = entries
    }
  }

  package var ledger: LedgerName
  package var members: [Member]
  package var entries: [OpenEntry]

  package init(_ ledger: LedgerName, members: [Member], entries: [OpenEntry]) {
    self.ledger = ledger
    self.members = members
    self.entries = entries
  }
}

/// An explanation of several documents or entries: what it says, and how sure it is.
struct PartyFinding {
  var match: WholeMatch
  /// Positions of the documents and entries in the problem, in the order in which they are told.
  var documents: [Int]
  var entries: [Int]
  /// The engine's belief, in hundredths, rounded down.
  var confidence: Int
  /// The engine would book it without a person.
  var isSure: Bool
  /// Another explanation of one of its documents or entries comes near.
  var hasRival: Bool

  /// In log odds: a rival that is further off leaves the engine more than the belief (0.98) that it books with.
  static let clearMargin = 4.0
  /// Letters and digits from which on a number is one that nothing else is by chance (`NumberLevel.exactMiddle`).
  static let sureLength = 5

  /// What is weak in an explanation that nothing rivals.
  enum Weakness: Hashable {
    /// The amount is not the document's, and its number is short.
    case shortNumber
    /// The amount is not the document's.
    case amount
    case other
  }
}

/// Two explanations of which neither is chosen.
struct PartyTie {
  struct Side {
    var documents: [Int]
    var entries: [Int]
  }
  var best: Side
  var other: Side
}

/// Asks the engine for the best explanation of a party's open items.
struct PartyExplaining {
  let documents: [DocumentProfile]
  let papers: [Document]
  let entries: [EntryProfile]
  /// Costs are positive in this ledger: the engine sees it turned over.
  let isTurned: Bool
  private(set) var findings: [PartyFinding] = []
  private(set) var ties: [PartyTie] = []

  /// nil where the documents' workflows say different things about the ledger's signs.
  init?(_ problem: PartyProblem, _ weighing: inout Weighing) {
    documents = problem.members.map { weighing.profile($0.document) }
    papers = problem.members.map(\.document.document)
    entries = problem.entries.map { weighing.profile($0) }
    let turned = Set(documents.map { $0.plan.costs == .positive })
    guard turned.count == 1, let first = turned.first else { return nil }
    isTurned = first
    let builder = columns()
    let answer = Reconciling.Reconciler.explain(builder.books, by: .sound)
    let places = Places(
      documents: Dictionary(uniqueKeysWithValues: documents.indices.map { (documentKey($0), $0) }),
      entries: Dictionary(uniqueKeysWithValues: entries.indices.map { (entryKey($0), $0) })
    )
    findings = answer.matches.compactMap { finding($0, answer, places) }
    ties = answer.ties.compactMap { tie in
      guard let best = side(tie.best, answer, places), let other = side(tie.other, answer, places)
      else { return nil }
      return PartyTie(best: best, other: other)
    }
  }

  private struct Places {
    var documents: [String: Int]
    var entries: [String: Int]
  }

  // MARK: In

  private func columns() -> BooksBuilder {
    var builder = BooksBuilder()
    for (place, profile) in documents.enumerated() {
      guard let currency = CurrencyCode(Array(profile.payable.currency.code.utf8)) else { continue }
      let paper = papers[place]
      var row = BooksBuilder.Paper(
        id: documentKey(place),
        kind: profile.isCredit ? .creditNote : profile.isPaidAtOnce ? .receipt : .bill,
        currency: currency,
        totalMinor: profile.isCredit ? -profile.amount : profile.amount
      )
      row.name = paper.seller.name ?? paper.payee.name ?? paper.seller.tradingName
      row.number = paper.number
      row.order = paper.references.purchaseOrder
      row.taxID = paper.seller.vatID ?? paper.seller.taxRegistrationID
      row.iban = paper.payment.iban ?? paper.seller.iban ?? paper.payee.iban
      row.issueDay = paper.issueDate?.number
      row.dueDay = paper.dueDate?.number
      if let terms = DiscountTerms(paper) {
        row.discount = terms.hundredths
        row.discountDays = terms.days
      }
      builder.add(row)
      addNames(paper, profile.learned, row, &builder)
    }
    for place in entries.indices { addEntry(place, &builder) }
    return builder
  }

  /// Further names and accounts of the document's party.
  private func addNames(
    _ paper: Document,
    _ learned: [NameProfile],
    _ row: BooksBuilder.Paper,
    _ builder: inout BooksBuilder
  ) {
    let names =
      [paper.payee.name, paper.seller.tradingName].compactMap { $0 }
      + learned.map { $0.words.joined(separator: " ") }
    for name in names where name != row.name {
      builder.addSupplier(name: name, taxID: row.taxID, iban: row.iban)
    }
    for account in paper.payment.accounts ?? [] where account != row.iban {
      builder.addSupplier(name: row.name, taxID: row.taxID, iban: account)
    }
  }

  private func addEntry(_ place: Int, _ builder: inout BooksBuilder) {
    let entry = entries[place].entry
    guard let currency = CurrencyCode(Array(entry.amount.currency.code.utf8)) else { return }
    let amount = entry.amount.minorUnits
    var row = BooksBuilder.Line(
      id: entryKey(place),
      day: entry.day.number,
      currency: currency,
      amountMinor: isTurned ? 0 &- amount : amount
    )
    row.name = entry.counterparty
    row.iban = entry.counterpartyIBAN
    row.reference = entry.reference
    row.memo = entry.memo
    if let original = entry.originalAmount, original.currency != entry.amount.currency,
      let code = CurrencyCode(Array(original.currency.code.utf8))
    {
      row.originalCurrency = code
      row.originalMinor = original.minorUnits
    }
    builder.add(row)
  }

  /// Content first, so that where the engine must put equal rows into some order, ids tell only true twins apart.
  private func documentKey(_ place: Int) -> String {
    let profile = documents[place]
    return "\(profile.numberText)\u{1F}\(profile.nameText)\u{1F}\(profile.id)"
  }

  private func entryKey(_ place: Int) -> String {
    "\(entries[place].entry.wholeIdentity)\u{1F}\(entries[place].id)"
  }

  // MARK: Out

  private func side(
    _ side: FoundTie.Side,
    _ answer: Reconciliation,
    _ places: Places
  ) -> PartyTie.Side? {
    let papers = side.documents.compactMap { places.documents[answer.documentID($0)] }
    let rows = side.entries.compactMap { places.entries[answer.entryID($0)] }
    guard papers.count == side.documents.count, rows.count == side.entries.count else { return nil }
    return PartyTie.Side(documents: papers, entries: rows)
  }

  private func finding(
    _ found: FoundMatch,
    _ answer: Reconciliation,
    _ places: Places
  ) -> PartyFinding? {
    var (papers, rows): ([Int], [Int]) = ([], [])
    var allocations: [Allocation] = []
    for share in found.settlement.shares {
      guard let paper = places.documents[answer.documentID(share.document)],
        let row = places.entries[answer.entryID(share.entry)]
      else { return nil }
      if !papers.contains(paper) { papers.append(paper) }
      if !rows.contains(row) { rows.append(row) }
      allocations.append(allocation(share, paper, row))
    }
    var residuals: [Residual] = []
    for rest in found.settlement.rests {
      residuals.append(residual(rest, answer, places, &allocations))
    }
    let pattern = pattern(found, papers, rows)
    guard pattern != .oneToOne, let match = whole(pattern, papers, rows, allocations, residuals)
    else { return nil }
    return PartyFinding(
      match: match,
      documents: papers,
      entries: rows,
      confidence: Int((found.confidence * 100).rounded(.down)),
      isSure: found.decision == .auto,
      hasRival: found.runnerUp != nil && found.margin < PartyFinding.clearMargin
    )
  }

  private func allocation(_ share: Share, _ paper: Int, _ row: Int) -> Allocation {
    Allocation(
      document: documents[paper].id,
      entry: entries[row].id,
      documentAmount: like(documents[paper].payable, share.documentMinor),
      entryAmount: like(entries[row].entry.amount, share.entryMinor)
    )
  }

  /// So much of the whole, with its sign and currency.
  private func like(_ whole: Money, _ minor: Int64) -> Money {
    let size = Int64(clamping: minor.magnitude)
    return Money(minorUnits: whole.isNegative ? -size : size, currency: whole.currency)
  }

  /// A few minor units more than the document asks for stay with the entry: a document is never allocated beyond its amount.
  private func residual(
    _ rest: Rest,
    _ answer: Reconciliation,
    _ places: Places,
    _ allocations: inout [Allocation]
  ) -> Residual {
    let kind = Self.kind(rest.kind)
    switch rest.side {
    case .entry(let row):
      let place = places.entries[answer.entryID(row)] ?? 0
      let amount = like(entries[place].entry.amount, rest.minor)
      return Residual(side: .entry(entries[place].id), kind: kind, amount: amount)
    case .document(let row):
      let place = places.documents[answer.documentID(row)] ?? 0
      let payable = documents[place].payable
      let isMore =
        rest.minor != 0
        && documents[place].amount
          < allocations.reduce(0) { sum, share in
            share.document == documents[place].id
              ? sum + Int64(clamping: share.documentAmount.minorUnits.magnitude) : sum
          }
      if isMore, let last = allocations.lastIndex(where: { $0.document == documents[place].id }),
        let entry = entries.first(where: { $0.id == allocations[last].entry })
      {
        allocations[last].documentAmount = payable
        allocations[last].entryAmount = like(entry.entry.amount, documents[place].amount)
        let amount = like(entry.entry.amount, rest.minor)
        return Residual(side: .entry(entry.id), kind: kind, amount: amount)
      }
      return Residual(
        side: .document(documents[place].id),
        kind: kind,
        amount: like(payable, rest.minor)
      )
    }
  }

  private static func kind(_ kind: RestKind) -> Residual.Kind {
    switch kind {
    case .fee: .fee
    case .discount: .discount
    case .rounding: .rounding
    case .tip: .tip
    case .overpayment: .overpayment
    case .open: .open
    }
  }

  private func pattern(_ found: FoundMatch, _ papers: [Int], _ rows: [Int]) -> MatchPattern {
    switch found.kind {
    case .batch: return .batch
    case .parts: return .instalments
    case .openParts: return .partial
    case .several: return .manyToMany
    case .single:
      if documents[papers[0]].payable.currency != entries[rows[0]].entry.amount.currency {
        return .exchange
      }
      switch found.settlement.rests.first?.kind {
      case nil: return .oneToOne
      case .fee?: return .fee
      case .discount?: return .discount
      case .rounding?: return .rounding
      case .tip?: return .tip
      case .overpayment?: return .overpayment
      case .open?: return .partial
      }
    }
  }

  /// nil where it does not foot in the books' own rules: then there is no match.
  private func whole(
    _ pattern: MatchPattern,
    _ papers: [Int],
    _ rows: [Int],
    _ allocations: [Allocation],
    _ residuals: [Residual]
  ) -> WholeMatch? {
    do throws(ConservationError) {
      return try WholeMatch(
        pattern,
        documents: papers.map { documents[$0].id },
        payables: Dictionary(
          uniqueKeysWithValues: papers.map { (documents[$0].id, documents[$0].payable) }
        ),
        amounts: Dictionary(
          uniqueKeysWithValues: rows.map { (entries[$0].id, entries[$0].entry.amount) }
        ),
        allocations: allocations,
        residuals: residuals
      )
    } catch {
      return nil
    }
  }
}

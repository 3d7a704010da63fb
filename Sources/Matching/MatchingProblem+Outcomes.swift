import Books
import Values
import Workflows

extension MatchingProblem {
  /// One outcome for each document.
  func outcomes() -> [DocumentID: MatchOutcome] {
    outcomes(Array(documents.indices), Elimination(self), hidden: [], bounds: .standard)
  }

  /// One outcome for each of the documents at these positions.
  ///
  /// `hidden` entries belong to documents outside: they are not open, and not shown.
  func outcomes(
    _ positions: [Int],
    _ elimination: Elimination,
    hidden: Set<EntryID>,
    bounds: MatchingBounds
  ) -> [DocumentID: MatchOutcome] {
    var result: [DocumentID: MatchOutcome] = [:]
    for position in positions {
      let visible = pairs[position].filter { !hidden.contains(entries[$0.entry].id) }
      var outcome = outcome(position, ordered(visible), elimination, bounds)
      if outcome.status != .matched {
        outcome.explanation += unjudged(position, elimination, hidden: hidden)
      }
      result[documents[position].id] = outcome
    }
    return result
  }

  /// Open entries that are left out because `where` could not be judged for them, in words.
  private func unjudged(
    _ position: Int,
    _ elimination: Elimination,
    hidden: Set<EntryID>
  ) -> String {
    let open = (refused[position] ?? []).filter {
      elimination.documentOf[$0] == nil && !hidden.contains(entries[$0].id)
    }
    let found = open.compactMap { place in
      documents[position].unjudged?(entries[place].entry).map { (place: place, why: $0) }
    }.sorted { entries[$0.place].entry.identity < entries[$1.place].entry.identity }
    return found.first.map { words.unjudged($0.place, $0.why, count: found.count) } ?? ""
  }

  private func outcome(
    _ position: Int,
    _ shown: [Pair],
    _ elimination: Elimination,
    _ bounds: MatchingBounds
  ) -> MatchOutcome {
    let document = documents[position]
    if document.amount == 0 {
      var outcome = MatchOutcome(
        ledger: plan.ledger,
        status: .matched,
        explanation: "Nothing to pay: the amount due is \(document.payable)."
      )
      outcome.confidence = ExactDecimal(coefficient: 100, scale: 2)
      return outcome
    }
    if let entry = elimination.entryOf[position],
      let chosen = shown.first(where: { $0.entry == entry })
    {
      return matched(chosen, shown, elimination)
    }
    if let payments = elimination.payments[position] { return paidTwice(payments, shown) }
    return open(position, shown, elimination, bounds)
  }

  /// The first payment is proposed, and all of them are named.
  private func paidTwice(_ payments: [Pair], _ shown: [Pair]) -> MatchOutcome {
    let inOrder = ordered(payments).map { ($0, entries[$0.entry].entry) }
      .sorted { ($0.1.day, $0.1.identity) < ($1.1.day, $1.1.identity) }.map(\.0)
    let first = inOrder[0]
    var outcome = outcome(.ambiguous, words.paidTwice(inOrder))
    outcome.doubt = .paidTwice
    outcome.confidence = Self.confidence(first)
    outcome.candidates = candidates(
      inOrder + shown.filter { one in !inOrder.contains { $0.entry == one.entry } }
    )
    outcome.residuals = [
      Residual(
        side: .document(documents[first.document].id),
        kind: .open,
        amount: documents[first.document].payable
      )
    ]
    return outcome
  }

  private func matched(
    _ chosen: Pair,
    _ shown: [Pair],
    _ elimination: Elimination
  ) -> MatchOutcome {
    let others = shown.filter { $0.entry != chosen.entry }
    let rival = others.first { elimination.documentOf[$0.entry] == nil }
    var outcome = MatchOutcome(
      ledger: plan.ledger,
      status: .matched,
      explanation: words.match(chosen, runnerUp: rival)
    )
    outcome.candidates = candidates([chosen] + others)
    outcome.confidence = Self.confidence(chosen)
    let rivals = elimination.rivalsOf[chosen.document]
    outcome.grounds = MatchGrounds(
      accept: elimination.accepts[chosen.document],
      margin: elimination.margins[chosen.document],
      rivals: rivals ?? [],
      proofs: rivals == nil ? [.certain] : []
    )
    allocate(chosen, in: &outcome)
    return outcome
  }

  private func open(
    _ position: Int,
    _ shown: [Pair],
    _ elimination: Elimination,
    _ bounds: MatchingBounds
  ) -> MatchOutcome {
    let free = shown.filter { elimination.documentOf[$0.entry] == nil }
    var outcome: MatchOutcome
    if let why = barred(position, free.first, elimination, bounds) {
      outcome = self.outcome(.undecided, why)
    } else if let best = free.first {
      let rivals = self.rivals(of: best, among: free, elimination)
      let isTie = best.amountFits && best.hasIdentity && !rivals.isEmpty
      outcome =
        isTie
        ? self.outcome(.ambiguous, words.tie(best, rivals))
        : self.outcome(.doubtful, words.doubt(best, accept: elimination.accepts[position]))
      outcome.confidence = Self.confidence(best)
    } else if let taken = shown.first {
      outcome = self.outcome(.doubtful, words.taken(taken))
    } else {
      outcome = self.outcome(.unmatched, words.nothing(documents[position]))
    }
    outcome.candidates = candidates(free + shown.filter { !free.contains($0) })
    outcome.residuals = [
      Residual(
        side: .document(documents[position].id),
        kind: .open,
        amount: documents[position].payable
      )
    ]
    return outcome
  }

  /// Why the document is not decided by comparing; nil when it is.
  private func barred(
    _ position: Int,
    _ best: Pair?,
    _ elimination: Elimination,
    _ bounds: MatchingBounds
  ) -> String? {
    if let bar = elimination.bars.documents[position] {
      switch bar {
      case .crowd: return words.crowd(documents[position], bounds)
      case .together: return words.together(bounds)
      }
    }
    if elimination.undecided.contains(position) { return words.tooMany(documents[position]) }
    guard let best, best.competes, elimination.bars.entries.contains(best.entry) else { return nil }
    return words.crowdedEntry(best, bounds)
  }

  /// What stands in the way of the best pair: other entries for it, or other documents for its entry.
  private func rivals(of best: Pair, among free: [Pair], _ elimination: Elimination) -> [Pair] {
    let near = best.score - elimination.margins[best.document]
    let entries = free.filter { $0.entry != best.entry && $0.amountFits && $0.score > near }
    let contested = elimination.pairs(ofEntry: best.entry).filter {
      $0.document != best.document && elimination.entryOf[$0.document] == nil
    }
    let documents = contested.filter { $0.amountFits && $0.score > near }
    let found = ordered(entries) + documents
    if found.isEmpty, elimination.isAcceptable(best) {
      // Good enough alone, but others together come too near.
      return ordered(free.filter { $0.entry != best.entry }) + contested
    }
    return found
  }

  private func outcome(_ status: MatchOutcome.Status, _ explanation: String) -> MatchOutcome {
    MatchOutcome(ledger: plan.ledger, status: status, explanation: explanation)
  }

  private static func confidence(_ pair: Pair) -> ExactDecimal {
    ExactDecimal(coefficient: Int128(MatchingRules.confidence(of: pair.score)), scale: 2)
  }

  /// Best first; what is equal in all its content stands in the order of the ids, which nothing is
  /// decided by.
  private func ordered(_ pairs: [Pair]) -> [Pair] {
    guard pairs.count > 1 else { return pairs }
    let keyed = pairs.map { ($0, $0.score, entries[$0.entry].entry.identity) }
    return keyed.sorted { left, right in
      if left.1 != right.1 { return left.1 > right.1 }
      if left.2 != right.2 { return left.2 < right.2 }
      return entries[left.0.entry].id < entries[right.0.entry].id
    }.map(\.0)
  }

  private func candidates(_ pairs: [Pair]) -> [Candidate] {
    pairs.prefix(MatchingRules.maximumCandidates).map { pair in
      Candidate(
        document: documents[pair.document].id,
        entry: entries[pair.entry].id,
        score: pair.score,
        reasons: words.reasons(pair)
      )
    }
  }

  private var words: MatchWords { MatchWords(documents: documents, entries: entries) }
}

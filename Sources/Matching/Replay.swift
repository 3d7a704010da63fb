package import Books
import Values

/// Decides a stored match again, from its reasons and grounds alone: no document, no entry, no other match is looked at.
package enum Replay {
  /// True when they come to the match that was stored, false when they do not; nil for what no machine has matched.
  package static func holds(_ outcome: MatchOutcome) -> Bool? {
    guard outcome.holdsEntries, !outcome.allocations.isEmpty, let grounds = outcome.grounds else {
      return nil
    }
    if outcome.pattern == .remittance { return remittance(outcome, grounds) }
    return outcome.isOfParty ? party(outcome, grounds) : pair(outcome, grounds)
  }

  // MARK: Pairs

  private static func pair(_ outcome: MatchOutcome, _ grounds: MatchGrounds) -> Bool {
    guard let share = outcome.allocations.first, outcome.allocations.count == 1,
      let chosen = outcome.candidates.first(where: { $0.entry == share.entry }),
      let pair = pair(of: chosen), pair.isClearable
    else { return false }
    let confidence = MatchingRules.confidence(of: pair.score)
    guard confidence >= grounds.accept,
      outcome.confidence == ExactDecimal(coefficient: Int128(confidence), scale: 2)
    else { return false }
    if grounds.proofs.contains(.certain) { return pair.hasStrongReference }
    let rivals = grounds.rivals.reduce(0) { $0 + max(0, $1 - MatchingRules.baseline) }
    return pair.surplus >= rivals + grounds.margin
  }

  /// The evidence as its codes say; nil where a code or the sum of the weights is not the one that was stored.
  private static func pair(of candidate: Candidate) -> Pair? {
    var pair = Pair(document: 0, entry: 0, evidence: [])
    for reason in candidate.reasons {
      guard let evidence = Evidence(rawValue: reason.code), evidence.weight == reason.weight else {
        return nil
      }
      pair.evidence.append(evidence)
    }
    pair.signFits = !pair.evidence.contains(.signOpposite)
    return pair.score == candidate.score ? pair : nil
  }

  // MARK: Payment runs and payouts

  /// The line names the document, is its amount (or its documents' together), and nothing speaks against it.
  private static func remittance(_ outcome: MatchOutcome, _ grounds: MatchGrounds) -> Bool {
    guard let share = outcome.allocations.first, outcome.allocations.count == 1,
      let chosen = outcome.candidates.first(where: { $0.entry == share.entry }),
      let pair = pair(of: chosen), outcome.status == .matched
    else { return false }
    let least = ExactDecimal(coefficient: Int128(grounds.accept), scale: 2)
    return grounds.proofs.contains(.remittance) && outcome.confidence >= least
      && pair.evidence.contains(.remittanceLine) && pair.hasStrongReference
      && (pair.evidence.contains(.amountEqual) || pair.evidence.contains(.amountSum))
      && !pair.evidence.contains(where: RemittanceGrading.against.contains)
  }

  // MARK: Parties

  private static func party(_ outcome: MatchOutcome, _ grounds: MatchGrounds) -> Bool {
    let entries = Set(outcome.allocations.map(\.entry))
    let own = outcome.candidates.filter { entries.contains($0.entry) }
    let pairs = own.compactMap(pair)
    guard !pairs.isEmpty, pairs.count == own.count else { return false }
    guard !pairs.contains(where: { isContradicted($0, outcome) }) else { return false }
    guard isGraded(outcome.pattern, pairs, grounds) else { return false }
    if outcome.pattern == .partial { return outcome.status == .partial }
    let least = ExactDecimal(coefficient: Int128(grounds.accept), scale: 2)
    return outcome.status == .matched && grounds.proofs.contains(.sure)
      && outcome.confidence >= least
  }

  /// What is set off is as old as it is, and need not be named.
  private static func isContradicted(_ pair: Pair, _ outcome: MatchOutcome) -> Bool {
    let isSetOff = outcome.allocations.allSatisfy { $0.entryAmount.isZero }
    let against = isSetOff ? PartyGrading.againstParty : PartyGrading.against
    return pair.evidence.contains(where: against.contains)
  }

  private static func isGraded(
    _ pattern: MatchPattern,
    _ pairs: [Pair],
    _ grounds: MatchGrounds
  ) -> Bool {
    let isNamed = pairs.allSatisfy(\.hasStrongReference)
    switch pattern {
    case .batch: return isNamed || grounds.proofs.contains(.onlySum)
    case .instalments, .manyToMany, .partial: return isNamed
    case .discount: return grounds.proofs.contains(.inTime)
    case .fee: return isNamed && grounds.proofs.contains(.feeSaid)
    case .rounding, .exchange: return true
    case .oneToOne, .tip, .overpayment, .remittance: return false
    }
  }
}

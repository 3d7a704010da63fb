import Books
import Documents
import Values
import Workflows

/// Whether an explanation of several items is certain enough to be booked without a person, and what keeps it from that.
struct PartyGrading {
  let explaining: PartyExplaining
  let members: [PartyProblem.Member]

  /// What a person has to look at.
  enum Doubt: Hashable {
    case notProved
    /// Nothing else comes near, and still what speaks for it is too little.
    case notCertain(PartyFinding.Weakness)
    case contradicted(Evidence)
    case nobody
    case notNamed
    case lateDiscount(days: Int32)
    case unstatedDiscount
    case difference(Residual.Kind)
    case belowAccept(Int)
  }

  private var documents: [DocumentProfile] { explaining.documents }
  private var entries: [EntryProfile] { explaining.entries }

  /// nil: certain.
  func doubt(_ finding: PartyFinding) -> Doubt? {
    let pairs = pairs(of: finding)
    if let against = contradiction(pairs) { return .contradicted(against) }
    for row in finding.entries {
      let own = pairs.filter { $0.entry == row }
      guard own.contains(where: { $0.hasStrongReference || $0.isOfKnownParty }) else {
        return .nobody
      }
    }
    if let doubt = doubt(finding, pairs) { return doubt }
    guard finding.match.pattern != .partial else { return nil }
    guard finding.isSure else {
      return finding.hasRival ? .notProved : .notCertain(weakness(finding, pairs))
    }
    let least = accept(finding)
    return finding.confidence < least ? .belowAccept(least) : nil
  }

  /// One entry is one document's amount with two figures swapped: more likely a slip than a part or a fee, and what the
  /// pair says of it (which names the slip) is better than any explanation of the difference.
  func looksSwapped(_ finding: PartyFinding) -> Bool {
    guard finding.documents.count == 1, finding.entries.count == 1 else { return false }
    switch finding.match.pattern {
    case .partial, .fee, .tip, .overpayment: break
    case .oneToOne, .batch, .instalments, .manyToMany, .discount, .rounding, .exchange, .remittance:
      return false
    }
    return MatchWords.isTransposed(
      documents[finding.documents[0]].amount,
      entries[finding.entries[0]].amount
    )
  }

  private func doubt(_ finding: PartyFinding, _ pairs: [Pair]) -> Doubt? {
    switch finding.match.pattern {
    case .batch:
      return isAllNamed(finding, pairs) || isOnlySum(finding, pairs) ? nil : .notProved
    case .instalments, .manyToMany:
      return isAllNamed(finding, pairs) ? nil : .notNamed
    case .partial:
      guard isAllNamed(finding, pairs) else { return .notNamed }
      return isUsualDiscount(finding) ? .unstatedDiscount : nil
    case .discount: return lateness(finding).map { .lateDiscount(days: $0) }
    case .rounding, .exchange: return nil
    case .fee:
      return isFeeSaid(finding) && isAllNamed(finding, pairs) ? nil : .difference(.fee)
    case .tip: return .difference(.tip)
    case .overpayment: return .difference(.overpayment)
    case .oneToOne, .remittance: return nil
    }
  }

  private func weakness(_ finding: PartyFinding, _ pairs: [Pair]) -> PartyFinding.Weakness {
    guard finding.documents.count == 1, finding.entries.count == 1, let pair = pairs.first,
      pair.evidence.contains(where: { $0 == .amountNear || $0 == .amountDiscounted })
    else { return .other }
    let length = documents[pair.document].numberText.count { $0.isLetter || $0.isNumber }
    let isShort = length < PartyFinding.sureLength
    return pair.hasStrongReference && isShort ? .shortNumber : .amount
  }

  /// What was proved of an explanation that is certain, beside what its reasons say.
  func grounds(of finding: PartyFinding) -> MatchGrounds {
    let pairs = pairs(of: finding)
    var proofs: [MatchGrounds.Proof] = finding.isSure ? [.sure] : []
    switch finding.match.pattern {
    case .batch: if isOnlySum(finding, pairs) { proofs.append(.onlySum) }
    case .discount: if lateness(finding) == nil { proofs.append(.inTime) }
    case .fee: if isFeeSaid(finding) { proofs.append(.feeSaid) }
    case .oneToOne, .instalments, .partial, .manyToMany, .rounding, .tip, .overpayment, .exchange,
      .remittance:
      break
    }
    return MatchGrounds(accept: accept(finding), margin: 0, proofs: proofs)
  }

  /// The highest that one of its documents asks for.
  private func accept(_ finding: PartyFinding) -> Int {
    finding.documents.map {
      MatchingRules.hundredths(documents[$0].plan.accept, MatchingRules.defaultAccept)
    }.max() ?? MatchingRules.defaultAccept
  }

  private func isFeeSaid(_ finding: PartyFinding) -> Bool {
    finding.entries.contains { row in
      entries[row].memoWords.contains(where: MatchingProblem.feeWords.contains)
    }
  }

  // MARK: Pairs

  /// What each document and entry of the explanation say about each other, seen as parts of it.
  func pairs(of finding: PartyFinding) -> [Pair] {
    finding.match.allocations.compactMap { share in
      guard let paper = finding.documents.first(where: { documents[$0].id == share.document }),
        let row = finding.entries.first(where: { entries[$0].id == share.entry })
      else { return nil }
      var pair = Pair(document: paper, entry: row, evidence: [])
      Scorer(costsArePositive: explaining.isTurned).weigh(documents[paper], entries[row], &pair)
      adapt(&pair, finding)
      return pair
    }
  }

  /// The amounts are right together, and numbers may stand in a list.
  private func adapt(_ pair: inout Pair, _ finding: PartyFinding) {
    if let amount = Self.amount(finding.match.pattern) {
      let replaced: [Evidence] = [
        .amountDiffers, .amountEqual, .amountWithinTolerance, .currencyDiffers,
      ]
      pair.evidence.removeAll { replaced.contains($0) }
      pair.evidence.insert(amount, at: 0)
    }
    guard !pair.hasStrongReference, let number = documents[pair.document].number,
      Scorer.reference(number, entries[pair.entry]) == .referencePart
    else { return }
    let isList = finding.documents.contains { other in
      other != pair.document
        && documents[other].number.flatMap { Scorer.reference($0, entries[pair.entry]) }?
          .isStrongReference == true
    }
    if isList {
      pair.evidence.removeAll { $0 == .otherNumber || $0 == .referencePart }
      pair.evidence.append(.referenceListed)
    }
  }

  private static func amount(_ pattern: MatchPattern) -> Evidence? {
    switch pattern {
    case .batch, .instalments, .manyToMany: .amountSum
    case .partial: .amountPart
    case .discount: .amountDiscounted
    case .exchange: .amountOriginal
    case .fee, .rounding, .tip, .overpayment: .amountNear
    case .oneToOne, .remittance: nil
    }
  }

  /// What speaks against a part of an explanation.
  static let against: [Evidence] = [
    .otherNumber, .ibanDiffers, .nameDiffers, .dayBefore, .dayFar, .dayOutside,
  ]
  /// The same of a credit note that is set off: it need not be named, and is as old as it is.
  static let againstParty: [Evidence] = [.ibanDiffers, .nameDiffers]

  private func contradiction(_ pairs: [Pair]) -> Evidence? {
    for pair in pairs {
      let against = documents[pair.document].isCredit ? Self.againstParty : Self.against
      if let found = pair.evidence.first(where: against.contains) { return found }
    }
    return nil
  }

  private func isAllNamed(_ finding: PartyFinding, _ pairs: [Pair]) -> Bool {
    let papers = finding.documents.allSatisfy { paper in
      pairs.contains { $0.document == paper && $0.hasStrongReference }
    }
    return papers
      && finding.entries.allSatisfy { row in
        pairs.contains { $0.entry == row && $0.hasStrongReference }
      }
  }

  // MARK: Proofs

  /// True when of all open documents that the entry may pay, no others come to its amount.
  private func isOnlySum(_ finding: PartyFinding, _ pairs: [Pair]) -> Bool {
    guard let row = finding.entries.first else { return false }
    let entry = entries[row]
    var (free, required): ([Int64], [Int64]) = ([], [])
    for (place, member) in members.enumerated() where member.entries.contains(entry.id) {
      let profile = documents[place]
      guard profile.payable.currency == entry.entry.amount.currency else { continue }
      let amount = profile.isCredit ? -profile.amount : profile.amount
      let isNamed = pairs.contains { $0.document == place && $0.hasStrongReference }
      if isNamed { required.append(amount) } else { free.append(amount) }
    }
    return SumProof.isOnly(free, required: required, sum: entry.amount)
  }

  /// By how many days a discount was taken too late; nil: in time.
  private func lateness(_ finding: PartyFinding) -> Int32? {
    let paper = explaining.papers[finding.documents[0]]
    guard let terms = DiscountTerms(paper), let issued = paper.issueDate else { return 0 }
    let used = entries[finding.entries[0]].entry.day.number - issued.number
    let late = used - terms.days - DiscountTerms.graceDays
    return late > 0 ? used - terms.days : nil
  }

  /// One entry pays all but 2 or 3 % soon after the document's day, though the paper offers no discount.
  private func isUsualDiscount(_ finding: PartyFinding) -> Bool {
    let profile = documents[finding.documents[0]]
    guard finding.entries.count == 1, DiscountTerms(explaining.papers[finding.documents[0]]) == nil,
      let issued = profile.issueDate
    else { return false }
    let entry = entries[finding.entries[0]]
    let used = entry.entry.day.number - issued.number
    guard (0...DiscountTerms.usualDays + DiscountTerms.graceDays).contains(used) else {
      return false
    }
    let missing = profile.amount - entry.amount
    return DiscountTerms.usual.contains { percent in
      DiscountTerms.amount(of: profile.amount, percent).map { abs($0 - missing) <= 1 } ?? false
    }
  }
}

extension Pair {
  /// The account or the whole name is the document's.
  fileprivate var isOfKnownParty: Bool {
    evidence.contains(.ibanEqual) || evidence.contains(.nameEqual)
  }
}

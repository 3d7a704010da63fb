package import Books
import Values
import Workflows

/// What is told of the documents of a party, beyond what pairs say.
package struct PartySolution {
  /// Outcomes of documents that are told otherwise than by pairs.
  package private(set) var told: [DocumentID: MatchOutcome] = [:]
  /// What is given: each is whole, or nobody has it.
  package private(set) var matches: [WholeMatch] = []

  private let problem: PartyProblem

  package init(_ problem: PartyProblem, _ weighing: inout Weighing) {
    self.problem = problem
    guard let explaining = PartyExplaining(problem, &weighing) else { return }
    let grading = PartyGrading(explaining: explaining, members: problem.members)
    for finding in explaining.findings where isAllowed(finding) && !grading.looksSwapped(finding) {
      tell(finding, grading)
    }
    for tie in explaining.ties { tell(tie, explaining) }
  }

  /// Every pair in it may be, and every workflow lets its pattern be.
  private func isAllowed(_ finding: PartyFinding) -> Bool {
    let mayBe = finding.match.allocations.allSatisfy { share in
      problem.members.contains {
        $0.document.id == share.document && $0.entries.contains(share.entry)
      }
    }
    return mayBe
      && finding.documents.allSatisfy { place in
        let allowed = problem.members[place].document.plan?.patterns ?? []
        return allowed.isEmpty || allowed.contains(finding.match.pattern.rawValue)
      }
  }

  private mutating func tell(_ finding: PartyFinding, _ grading: PartyGrading) {
    let doubt = grading.doubt(finding)
    let isGiven = doubt == nil
    if isGiven { matches.append(finding.match) }
    let pairs = grading.pairs(of: finding)
    let words = PartyWords(explaining: grading.explaining, finding: finding, pairs: pairs)
    for place in finding.documents {
      let id = grading.explaining.documents[place].id
      var outcome = MatchOutcome(
        ledger: problem.ledger,
        status: !isGiven ? .doubtful : finding.match.pattern == .partial ? .partial : .matched,
        explanation: words.explanation(of: place, doubt)
      )
      outcome.pattern = finding.match.pattern
      outcome.isOfParty = true
      outcome.partners = finding.match.documents.filter { $0 != id }
      outcome.confidence = ExactDecimal(
        coefficient: Int128(min(finding.confidence, Self.highest)),
        scale: 2
      )
      outcome.candidates = words.candidates(of: place)
      if isGiven {
        outcome.allocations = finding.match.allocations(of: id)
        outcome.residuals = finding.match.residuals(of: id)
        outcome.grounds = grading.grounds(of: finding)
      } else {
        outcome.residuals = [open(place, grading.explaining)]
      }
      told[id] = outcome
    }
  }

  /// Nothing that a machine finds is certain.
  private static let highest = 99

  private func open(_ place: Int, _ explaining: PartyExplaining) -> Residual {
    let profile = explaining.documents[place]
    return Residual(side: .document(profile.id), kind: .open, amount: profile.payable)
  }

  private mutating func tell(_ tie: PartyTie, _ explaining: PartyExplaining) {
    for place in Set(tie.best.documents + tie.other.documents).sorted() {
      let id = explaining.documents[place].id
      guard told[id] == nil else { continue }
      var outcome = MatchOutcome(
        ledger: problem.ledger,
        status: .ambiguous,
        explanation: PartyWords.tie(tie, explaining)
      )
      outcome.isOfParty = true
      outcome.pattern = .batch
      outcome.residuals = [open(place, explaining)]
      outcome.candidates = PartyWords.candidates(of: place, tie, explaining)
      told[id] = outcome
    }
  }
}

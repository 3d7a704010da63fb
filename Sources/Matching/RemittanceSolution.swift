package import Books
import Values
import Workflows

/// What is told of the documents that a payment run or payout names.
package struct RemittanceSolution {
  /// An outcome for each document that the run's lines name, but for those that another entry pays.
  package private(set) var told: [DocumentID: MatchOutcome] = [:]
  /// What is given: whole, or nobody has it.
  package let match: WholeMatch?

  package init(_ problem: RemittanceProblem, _ weighing: inout Weighing) {
    let grading = RemittanceGrading(problem, &weighing)
    match = grading.match
    let words = RemittanceWords(grading)
    for (place, member) in grading.members.enumerated() {
      told[member.open.id] = Self.outcome(place, grading, words)
    }
  }

  /// Partners that are told one by one; a run may have a thousand.
  private static let maximumPartners = 50

  private static func outcome(
    _ place: Int,
    _ grading: RemittanceGrading,
    _ words: RemittanceWords
  ) -> MatchOutcome {
    let member = grading.members[place]
    let id = member.open.id
    var outcome = MatchOutcome(
      ledger: grading.problem.ledger,
      status: grading.match == nil ? .doubtful : .matched,
      explanation: words.explanation(of: place)
    )
    outcome.pattern = .remittance
    outcome.isOfParty = true
    let others = grading.members.enumerated().filter { $0.offset != place }.map(\.element.open.id)
    outcome.partners = Array(others.prefix(maximumPartners))
    outcome.candidates = [
      Candidate(
        document: id,
        entry: grading.entry.id,
        score: member.pair.score,
        reasons: words.reasons(of: place)
      )
    ]
    if let match = grading.match {
      outcome.confidence = ExactDecimal(
        coefficient: Int128(RemittanceGrading.confidence),
        scale: 2
      )
      outcome.allocations = match.allocations(of: id)
      outcome.residuals = match.residuals(of: id)
      let accept = grading.members.map {
        MatchingRules.hundredths($0.paper.plan.accept, MatchingRules.defaultAccept)
      }.max()
      outcome.grounds = MatchGrounds(
        accept: accept ?? MatchingRules.defaultAccept,
        margin: 0,
        proofs: [.remittance]
      )
    } else {
      let confidence = min(MatchingRules.confidence(of: member.pair.score), Self.highestProposal)
      outcome.confidence = ExactDecimal(coefficient: Int128(confidence), scale: 2)
      outcome.residuals = [Residual(side: .document(id), kind: .open, amount: member.open.payable)]
    }
    return outcome
  }

  /// Something keeps it from being booked.
  private static let highestProposal = 90
}

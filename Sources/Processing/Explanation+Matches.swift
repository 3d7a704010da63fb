package import Books
package import Values

extension Explanation {
  /// An amount as other programs get it: `{"amount":"31.80","currency":"EUR"}`.
  package struct AmountLine: Sendable, Codable {
    package var amount: String
    package var currency: String

    init(_ money: Money) {
      amount = money.decimal.description
      currency = money.currency.code
    }
  }

  /// What one ledger says of the document.
  package struct MatchLine: Sendable, Codable {
    package struct Share: Sendable, Codable {
      package var document: DocumentID
      package var entry: EntryID
      package var documentAmount: AmountLine
      package var entryAmount: AmountLine
    }

    package struct Rest: Sendable, Codable {
      /// Of which document (`D3`) or entry (`E7`).
      package var of: String
      package var kind: Residual.Kind
      package var amount: AmountLine
    }

    package var ledger: LedgerName
    package var status: MatchOutcome.Status
    package var pattern: MatchPattern
    package var confidence: ExactDecimal
    package var explanation: String
    package var isOfParty: Bool
    /// The other documents that the same entries settle, or would settle.
    package var partners: [DocumentID]
    package var allocations: [Share]
    package var residuals: [Rest]
    /// Best first.
    package var candidates: [Candidate]
    package var grounds: MatchGrounds?

    init(_ match: MatchOutcome) {
      ledger = match.ledger
      status = match.status
      pattern = match.pattern
      confidence = match.confidence
      explanation = match.explanation
      isOfParty = match.isOfParty
      partners = match.partners
      allocations = match.allocations.map { share in
        Share(
          document: share.document,
          entry: share.entry,
          documentAmount: AmountLine(share.documentAmount),
          entryAmount: AmountLine(share.entryAmount)
        )
      }
      residuals = match.residuals.map { rest in
        let of =
          switch rest.side {
          case .document(let id): id.description
          case .entry(let id): id.description
          }
        return Rest(of: of, kind: rest.kind, amount: AmountLine(rest.amount))
      }
      candidates = match.candidates
      grounds = match.grounds
    }
  }
}

extension Explanation.MatchLine {
  /// For a terminal.
  var text: String {
    let holdsEntries = status == .matched || status == .partial
    var out = "\nAgainst \(ledger): \(status.rawValue)"
    if holdsEntries { out += ", confidence \(confidence)" }
    out += "\n  \(explanation)\n"
    for (index, candidate) in candidates.enumerated() {
      let rank =
        index < allocations.count && isOfParty
        ? "chosen" : index == 0 ? (holdsEntries ? "chosen" : "best") : "next best"
      out += "  \(rank): \(candidate.entry), \(candidate.score) points\n"
      for reason in candidate.reasons {
        out += "    \(reason.weight > 0 ? "+" : "")\(reason.weight)  \(reason.text)\n"
      }
    }
    for rest in residuals {
      out += "  left over: \(rest.amount.amount) \(rest.amount.currency) (\(rest.kind.rawValue))\n"
    }
    return out
  }
}

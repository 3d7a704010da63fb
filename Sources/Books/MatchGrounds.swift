/// What a match hangs on beside its reasons, so that it can be decided again from what is stored.
package struct MatchGrounds: Hashable, Sendable, Codable {
  /// What is known of the match beside what the reasons say.
  package enum Proof: String, Hashable, Sendable, Codable, CaseIterable {
    /// The one entry that names the document, and no other.
    case certain
    /// Every way to explain the party's open items was looked at, and this is by far the likeliest.
    case sure
    /// No other open documents of the party come to the entry's amount.
    case onlySum = "only-sum"
    /// The discount was taken in the days that the document offers.
    case inTime = "in-time"
    /// The text says that there is a fee.
    case feeSaid = "fee-said"
    /// A payment file or payout list names each document, and comes to the entry's amount to the minor unit.
    case remittance
  }

  /// Lowest confidence that clears, in hundredths.
  package var accept: Int
  /// Points by which a pair must be ahead of its rivals together.
  package var margin: Int
  /// Scores of what stood in the way: the best other entry of the document, the best other document of the entry.
  package var rivals: [Int]
  package var proofs: [Proof]

  package init(accept: Int, margin: Int, rivals: [Int] = [], proofs: [Proof] = []) {
    self.accept = accept
    self.margin = margin
    self.rivals = rivals
    self.proofs = proofs
  }
}

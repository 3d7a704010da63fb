/// How much is compared before reconciling says that it cannot tell: never on which rows came first, always on what the books hold.
package struct MatchingBounds: Hashable, Sendable {
  /// Most entries of about its amount that one document is compared with, most documents of about its amount that one
  /// entry is compared with, and most documents or entries that may share a reference which still names anything.
  package var alike: Int
  /// Most documents that may compete with each other, one through the next.
  package var together: Int
  /// Most open documents, and most open entries, of one party that are explained together.
  package var party: Int
  /// Most lines of a payment run or payout that are compared with documents.
  package var remittance: Int

  package init(alike: Int, together: Int, party: Int = 60, remittance: Int = 1_000) {
    self.alike = alike
    self.together = together
    self.party = party
    self.remittance = remittance
  }

  /// Two hundred pairs are weighed in a millisecond; beyond six hundred documents no two people would agree by eye either.
  package static let standard = MatchingBounds(alike: 200, together: 600)
}

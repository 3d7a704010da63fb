/// Why a match that fits is left to a person all the same; the code of its exception is `match.` and this.
package enum MatchDoubt: String, Hashable, Sendable, Codable {
  /// A later entry of the opposite sign may take the payment back.
  case returned
  /// Several entries name the document and pay all of it.
  case paidTwice = "paid-twice"
}

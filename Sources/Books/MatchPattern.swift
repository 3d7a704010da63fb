/// The way in which documents and entries belong together: the words of `reconcile.patterns`.
package enum MatchPattern: String, Hashable, Sendable, Codable, CaseIterable {
  /// One document, one entry of its amount.
  case oneToOne = "one-to-one"
  /// One entry pays several documents of one party; credit notes are set off.
  case batch
  /// One entry is a payment run or payout of which a file says, line by line, which documents it pays.
  case remittance
  /// Several entries pay one document.
  case instalments
  /// Entries that name the document pay a part of it; the rest stays open.
  case partial
  /// Several entries pay several documents.
  case manyToMany = "many-to-many"
  /// Less the early-payment discount.
  case discount
  /// A bank's fee makes the difference.
  case fee
  /// A few minor units make the difference.
  case rounding
  /// A usual tip on a receipt makes the difference.
  case tip
  /// The entry is more than the document asks for.
  case overpayment
  /// The entry is in another currency, and states the document's.
  case exchange
}

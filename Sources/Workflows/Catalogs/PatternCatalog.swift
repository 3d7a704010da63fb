/// The ways in which documents and entries may belong together: the words of `reconcile.patterns`.
package enum PatternCatalog {
  package static let names: [String] = [
    "one-to-one", "batch", "partial", "n-to-m", "discount", "fee", "exchange", "credit-note",
    "overpayment", "tip", "rounding", "payout",
  ]
}

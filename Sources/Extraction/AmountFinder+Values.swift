// What labels and numbers offer for the totals, the best first.

extension AmountFinder {
  private static var perField: Int { 14 }

  /// Candidates that may stand for `field`, the best first, one for an amount.
  func values(_ fields: [(LabelField, Int)]) -> [TotalValue] {
    var best: [Amount: TotalValue] = [:]
    for candidate in candidates {
      guard let weight = fields.first(where: { $0.0 == candidate.field })?.1 else { continue }
      let score = candidate.score - weight
      if let known = best[candidate.amount], known.score >= score { continue }
      best[candidate.amount] = TotalValue(
        amount: candidate.amount,
        numbers: [candidate.number],
        score: score,
        isLabelled: true
      )
    }
    return best.values.sorted { ($0.score, $1.amount) > ($1.score, $0.amount) }
      .prefix(Self.perField).map { $0 }
  }

  /// A printed amount without a label, for what the others leave open; a tax is none that a label calls something else.
  func unlabelled(_ amount: Amount, asTax: Bool = false) -> TotalValue? {
    guard let numbers = printed[amount],
      let number = numbers.last(where: { !asTax || !isDeduction($0) })
    else { return nil }
    return TotalValue(amount: amount, numbers: [number], score: 300, isLabelled: false)
  }
}

import Values

/// An amount that may be the total, with what speaks for it.
struct ReceiptTotal {
  var amount: Amount
  /// The best place to show.
  var place: ReceiptAmount
  var evidence: ReceiptEvidence
  var score: Int
}

/// What speaks for an amount being the total.
struct ReceiptEvidence: Hashable {
  /// The best label it stands behind.
  var label: ReceiptMeaning?
  /// Label and amount stand in one line of the layout.
  var isBeside = false
  /// Cash handed over less change.
  var isChange = false
  /// Subtotal, tax, service, rounding and discount make it.
  var isComposed = false
  /// The items add up to it.
  var isItemSum = false
  /// Base and tax of a tax row make it.
  var isTaxed = false
  /// How often it is printed.
  var repeats = 0
  /// Different labels of a total, or of the payment, that name it.
  var names = 0
  /// Letters of the least sure place among its best ones, 0...1000.
  var letters = 1000
}

/// Chooses the total among the amounts of a receipt.
struct ReceiptTotals {
  let rows: [ReceiptRow]
  private(set) var candidates: [ReceiptTotal] = []
  private let facts: PaperFacts

  init(_ rows: [ReceiptRow], _ facts: PaperFacts) {
    self.rows = rows
    self.facts = facts
    candidates = Self.found(rows, facts).sorted {
      ($0.score, $1.place.tokens.lowerBound) > ($1.score, $0.place.tokens.lowerBound)
    }
  }

  var best: ReceiptTotal? { candidates.first.flatMap { $0.score > 0 ? $0 : nil } }
  var runnerUp: ReceiptTotal? { candidates.dropFirst().first }

  // MARK: Labelled amounts

  /// The amounts of the rows with `meaning`, without zeros.
  func amounts(_ meaning: ReceiptMeaning) -> [ReceiptAmount] {
    rows.filter { $0.meaning == meaning }.compactMap(\.last).filter { $0.amount != .zero }
  }

  private static func labelScore(_ meaning: ReceiptMeaning?) -> Int {
    switch meaning {
    case .finalTotal: 125
    case .fullTotal: 90
    case .total: 85
    case .weakTotal: 50
    case .card: 55
    case .cash: 40
    case .subtotal: 30
    case .net: 10
    case nil, .tax, .rounding, .service, .tip, .discount, .change, .other: 0
    }
  }

  // MARK: Candidates

  private static func found(_ rows: [ReceiptRow], _ facts: PaperFacts) -> [ReceiptTotal] {
    var found: [Amount: ReceiptTotal] = [:]
    var names: [Amount: Set<ReceiptMeaning>] = [:]
    for row in rows {
      for (offset, place) in row.amounts.enumerated() where place.amount.units > 0 {
        let isLast = offset == row.amounts.count - 1
        // Two amounts behind `Total` stand in a table of taxes: base and tax.
        let isTable = row.amounts.count > 1
        let meaning = isLast || isTable ? row.meaning : nil
        var score = labelScore(meaning)
        if isTable { score = score * 6 / 10 }
        if row.isJoined { score -= 8 }
        var total =
          found[place.amount]
          ?? ReceiptTotal(amount: place.amount, place: place, evidence: ReceiptEvidence(), score: 0)
        total.evidence.repeats += 1
        if let meaning, labelScore(meaning) > 0 { names[place.amount, default: []].insert(meaning) }
        if score > total.score || (score == total.score && score > 0) {
          total.score = score
          total.place = place
          total.evidence.label = meaning
          total.evidence.isBeside = !row.isJoined
        }
        found[place.amount] = total
      }
    }
    let sums = ReceiptSums(rows)
    for amount in found.keys {
      found[amount]?.evidence.names = names[amount]?.count ?? 0
      found[amount].map { found[amount] = sums.weighed($0, facts) }
    }
    return Array(found.values)
  }
}

import Values

/// The arithmetic of a receipt.
struct ReceiptSums {
  private var tendered: [Amount] = []
  private var change: [Amount] = []
  private var bases: [Amount] = []
  private var totals: [Amount] = []
  private var parts: [Amount] = []
  private var roundings: [Amount] = []
  private var items: [Amount] = []
  private var taxed: Set<Amount> = []
  /// What is left of cash less change when the amounts slipped by a row beside their labels.
  private var paid: Set<Amount> = []
  private var given: Set<Amount> = []
  private var printed: Set<Amount> = []
  /// A till has a handful; more of them would only cost time.
  private static let most = 8

  init(_ rows: [ReceiptRow]) {
    for row in rows {
      printed.formUnion(row.amounts.map(\.amount))
      guard let last = row.last?.amount else { continue }
      switch row.meaning {
      case .cash, .card: tendered.append(last.magnitude)
      case .change: change.append(last.magnitude)
      case .subtotal, .net: bases.append(last)
      case .tax: parts.append(last)
      case .service, .tip: parts.append(last)
      case .discount: parts.append(last.magnitude.negated)
      case .rounding: roundings.append(last)
      case .weakTotal where row.amounts.count == 1: tendered.append(last.magnitude)
      case .finalTotal, .fullTotal, .total: totals.append(last)
      case .weakTotal, .other, nil: break
      }
      if row.amounts.count > 1, row.meaning != .change {
        taxed.insert(row.amounts[row.amounts.count - 2].amount + last)
      }
    }
    items = Self.items(rows)
    for (total, handed) in Self.slipped(rows) {
      paid.insert(total)
      given.insert(handed)
    }
  }

  /// The amounts of the rows before the first sum.
  private static func items(_ rows: [ReceiptRow]) -> [Amount] {
    let end = rows.firstIndex { row in
      guard let meaning = row.meaning, row.last != nil else { return false }
      return meaning.isTotal || meaning == .subtotal || meaning == .net
    }
    guard let end else { return [] }
    return rows[..<end].filter { $0.meaning == nil || $0.meaning == .discount }.compactMap {
      $0.last?.amount
    }
  }

  /// `a, b, c` one after the other with b - c = a, about the labels of total and change.
  private static func slipped(_ rows: [ReceiptRow]) -> [(total: Amount, given: Amount)] {
    guard let first = rows.firstIndex(where: { $0.meaning?.isTotal == true }),
      let last = rows.lastIndex(where: { $0.meaning == .change }), first < last
    else { return [] }
    let region = rows[max(0, first - 1)...min(rows.count - 1, last + 1)]
    let amounts = region.compactMap { $0.last?.amount }
    return amounts.indices.dropLast(2).compactMap { index in
      let (total, given, back) = (amounts[index], amounts[index + 1], amounts[index + 2])
      let isPaid =
        total.units > 0 && back.magnitude != .zero && given.magnitude - back.magnitude == total
      return isPaid ? (total, given.magnitude) : nil
    }
  }

  func weighed(_ total: ReceiptTotal, _ facts: PaperFacts) -> ReceiptTotal {
    var total = total
    let amount = total.amount
    if isPaid(amount) || paid.contains(amount) {
      total.evidence.isChange = true
      total.score += total.evidence.label?.isTotal == true ? 45 : 70
    } else if given.contains(amount) {
      total.score -= 50
    }
    if isComposed(amount) {
      total.evidence.isComposed = true
      total.score += 20
    }
    if isBase(amount) { total.score -= 25 }
    if items.count > 1, items.reduce(.zero, +) == amount {
      total.evidence.isItemSum = true
      total.score += 12
    }
    if taxed.contains(amount) {
      total.evidence.isTaxed = true
      total.score += 12
    }
    switch rounding(amount) {
    case .before: total.score -= 40
    case .after: total.score += 30
    case .none: break
    }
    total.score += min(24, 8 * (total.evidence.repeats - 1))
    total.score += min(24, 8 * max(0, total.evidence.names - 1))
    total.evidence.letters = facts.layout.confidence(total.place.tokens)
    return total
  }

  /// Cash less change, where something was given back.
  private func isPaid(_ amount: Amount) -> Bool {
    return tendered.prefix(Self.most).contains { paid in
      change.prefix(Self.most).contains { $0 != .zero && paid - $0 == amount && paid != amount }
    }
  }

  private enum Rounding {
    case none
    case before
    case after
  }

  /// Whether the amount is printed once more as what the rounding makes of it, or is that itself.
  private func rounding(_ amount: Amount) -> Rounding {
    for step in roundings.prefix(Self.most) where step != .zero && abs(step.units) < 10_000 {
      for part in [step, step.negated] {
        // The printed minus may be missing; what comes out ends in 0 or 5.
        let isRound = { (value: Amount) in value.units % 500 == 0 }
        if printed.contains(amount + part), isRound(amount + part), !isRound(amount) {
          return .before
        }
        if printed.contains(amount - part), isRound(amount), !isRound(amount - part) {
          return .after
        }
      }
    }
    return .none
  }

  private func isComposed(_ amount: Amount) -> Bool {
    let parts = parts.filter { $0 != .zero }.prefix(Self.most)
    guard !parts.isEmpty else { return false }
    let steps = [Amount.zero] + roundings.filter { abs($0.units) < 10_000 }.prefix(2)
    let smaller = totals.filter { $0 < amount }
    for base in Set(bases + smaller).prefix(Self.most) where base != amount {
      for step in steps where Self.reaches(amount - base - step, parts) { return true }
    }
    return false
  }

  /// With tax and what else is added it makes another amount that is printed.
  private func isBase(_ amount: Amount) -> Bool {
    let parts = parts.filter { $0.units > 0 }.prefix(Self.most)
    guard !parts.isEmpty, bases.contains(amount) || totals.contains(amount) else { return false }
    let steps = [Amount.zero] + roundings.filter { abs($0.units) < 10_000 }.prefix(2)
    return (totals + tendered).prefix(2 * Self.most).contains { whole in
      whole > amount && steps.contains { Self.reaches(whole - amount - $0, parts) }
    }
  }

  /// Some of the parts, at least one, add up to `rest`.
  private static func reaches(_ rest: Amount, _ parts: ArraySlice<Amount>) -> Bool {
    guard let first = parts.first else { return false }
    if first == rest { return true }
    return reaches(rest - first, parts.dropFirst()) || reaches(rest, parts.dropFirst())
  }
}

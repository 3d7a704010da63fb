package import Values

/// One document or entry as a period sees it: what it came to, and on which days what of it was settled.
package struct CutOffItem: Sendable {
  package var id: String
  package var currency: Currency
  package var day: Day
  /// Minor units, signed as the statement counts.
  package var amount: Int128
  /// A person said that it needs nothing on the other side.
  package var isAlone: Bool
  /// Settled on the day on which both sides were there.
  package var parts: [(amount: Int128, day: Day)] = []
  package var rests: [(kind: String, amount: Int128)] = []

  package init(id: String, currency: Currency, day: Day, amount: Int128, isAlone: Bool) {
    self.id = id
    self.currency = currency
    self.day = day
    self.amount = amount
    self.isAlone = isAlone
  }

  /// Money that is still owed stays open, whoever owes it; other differences are told with the last part.
  private static func staysOpen(_ kind: String) -> Bool {
    kind == Residual.Kind.open.rawValue || kind == Residual.Kind.overpayment.rawValue
  }

  private var lastDay: Day? { parts.map(\.day).max() }
  private var needsNothing: Bool { isAlone && parts.isEmpty }

  func matched(from first: Day = .first, to last: Day) -> Int128 {
    parts.reduce(0) { $1.day >= first && $1.day <= last ? $0 + $1.amount : $0 }
  }

  func isMatched(by day: Day) -> Bool { parts.contains { $0.day <= day } }

  /// Differences that are told from `first` to `last`.
  func told(from first: Day = .first, to last: Day) -> [(kind: String, amount: Int128)] {
    guard let day = lastDay, day >= first, day <= last else { return [] }
    return rests.filter { !Self.staysOpen($0.kind) }
  }

  func overpaid(by day: Day) -> [(kind: String, amount: Int128)] {
    guard let lastDay, lastDay <= day else { return [] }
    return rests.filter { $0.kind == Residual.Kind.overpayment.rawValue }
  }

  /// By what is stored of what is left, not by taking away: so the two prove each other.
  func open(at day: Day) -> Int128 {
    guard self.day <= day, !needsNothing else { return 0 }
    guard let lastDay else { return amount }
    var open = parts.reduce(0 as Int128) { $1.day > day ? $0 + $1.amount : $0 }
    for rest in rests where Self.staysOpen(rest.kind) || lastDay > day { open += rest.amount }
    return open
  }

  /// The same by taking away.
  func remaining(at day: Day) -> Int128 {
    guard self.day <= day, !needsNothing else { return 0 }
    return amount - matched(to: day) - told(to: day).reduce(0) { $0 + $1.amount }
  }

  func alone(from first: Day, to last: Day) -> Int128 {
    needsNothing && day >= first && day <= last ? amount : 0
  }

  /// When something of it was settled after the period.
  func settled(after day: Day) -> Day? { parts.map(\.day).filter { $0 > day }.min() }
}

/// Adds up one side of a period, by the days of what happened.
package struct CutOff: Sendable {
  package let first: Day
  package let last: Day
  private var sums: [String: Sums] = [:]
  private var listed: [(day: Day, open: PeriodStatement.Open)] = []

  private struct Sums {
    var currency: Currency
    var all = Tally()
    var matched = Tally()
    var residuals: [String: Int128] = [:]
    var alone = Tally()
    var open = Tally()
    var opening = Tally()
    var arrived = Tally()
    var rollMatched = Tally()
    var rollAlone = Tally()
    var rollResiduals: [String: Int128] = [:]
    var closing = Tally()
  }

  private struct Tally {
    var count = 0
    var sum: Int128 = 0

    mutating func add(_ minor: Int128) {
      count += 1
      sum += minor
    }

    func told(_ currency: Currency) -> PeriodStatement.Tally {
      .init(count: count, sum: CutOff.decimal(sum, currency))
    }
  }

  package init(first: Day, last: Day) {
    (self.first, self.last) = (first, last)
  }

  package mutating func add(_ item: CutOffItem) {
    guard item.day <= last else { return }
    var sums = self.sums[item.currency.code] ?? Sums(currency: item.currency)
    if item.day >= first { addOfPeriod(item, &sums) }
    roll(item, &sums)
    self.sums[item.currency.code] = sums
  }

  private func addOfPeriod(_ item: CutOffItem, _ sums: inout Sums) {
    sums.all.add(item.amount)
    if item.isMatched(by: last) {
      sums.matched.add(item.matched(to: last))
      for rest in item.told(to: last) { sums.residuals[rest.kind, default: 0] += rest.amount }
      var open = item.open(at: last)
      for rest in item.overpaid(by: last) {
        sums.residuals[rest.kind, default: 0] += rest.amount
        open -= rest.amount
      }
      if open != 0 { sums.residuals[Residual.Kind.open.rawValue, default: 0] += open }
    } else if item.isAlone, item.parts.isEmpty {
      sums.alone.add(item.amount)
    } else {
      sums.open.add(item.amount)
    }
  }

  private mutating func roll(_ item: CutOffItem, _ sums: inout Sums) {
    let before = first.adding(days: -1)
    let (opening, closing) = (item.remaining(at: before), item.open(at: last))
    let isNew = item.day >= first && item.amount != 0
    if opening != 0 { sums.opening.add(opening) }
    if isNew { sums.arrived.add(item.amount) }
    let alone = item.alone(from: first, to: last)
    guard alone == 0 else {
      sums.rollAlone.add(alone)
      return
    }
    sums.rollMatched.sum += item.matched(from: first, to: last)
    for rest in item.told(from: first, to: last) {
      sums.rollResiduals[rest.kind, default: 0] += rest.amount
    }
    if closing == 0 {
      if opening != 0 || isNew { sums.rollMatched.count += 1 }
      return
    }
    sums.closing.add(closing)
    if opening == 0, !isNew { sums.rollMatched.count -= 1 }
    let money = Money(minorUnits: Int64(clamping: closing), currency: item.currency)
    listed.append(
      (
        item.day,
        PeriodStatement.Open(
          id: item.id,
          day: item.day,
          ageDays: max(0, item.day.days(until: last)),
          amount: money,
          settledLater: item.settled(after: last)
        )
      )
    )
  }

  /// Of the period's own items, by currency code.
  package var sides: [String: PeriodStatement.Side] {
    sums.filter { $0.value.all.count > 0 }.mapValues { sums in
      var side = PeriodStatement.Side()
      side.all = sums.all.told(sums.currency)
      side.matched = sums.matched.told(sums.currency)
      side.residuals = sums.residuals.mapValues { Self.decimal($0, sums.currency) }
      side.alone = sums.alone.told(sums.currency)
      side.open = sums.open.told(sums.currency)
      return side
    }
  }

  /// What was open, came, went and is open.
  ///
  /// `signed` is what the period before was signed with: what has changed of it since is told.
  package func rolls(
    signed: [String: PeriodStatement.Roll]?
  ) throws(ArithmeticError) -> [String: PeriodStatement.Roll] {
    var rolls: [String: PeriodStatement.Roll] = [:]
    for (code, sums) in sums {
      var roll = PeriodStatement.Roll()
      roll.opening = sums.opening.told(sums.currency)
      roll.arrived = sums.arrived.told(sums.currency)
      roll.matched = sums.rollMatched.told(sums.currency)
      roll.residuals = sums.rollResiduals.mapValues { Self.decimal($0, sums.currency) }
      roll.alone = sums.rollAlone.told(sums.currency)
      roll.closing = sums.closing.told(sums.currency)
      rolls[code] = roll
    }
    for (code, before) in signed ?? [:] {
      var roll = rolls[code] ?? PeriodStatement.Roll()
      roll.changed.count = roll.opening.count - before.closing.count
      roll.changed.sum = try roll.opening.sum.subtracting(before.closing.sum)
      roll.opening = before.closing
      rolls[code] = roll
    }
    if signed != nil {
      for (code, roll) in rolls where signed?[code] == nil {
        rolls[code]?.changed = roll.opening
        rolls[code]?.opening = .init()
      }
    }
    return rolls
  }

  /// What is open at the end, oldest first.
  package var open: [PeriodStatement.Open] {
    listed.sorted {
      ($0.day, $0.open.id.count, $0.open.id) < ($1.day, $1.open.id.count, $1.open.id)
    }
    .prefix(PeriodStatement.maximumListed).map(\.open)
  }

  package static func decimal(_ minor: Int128, _ currency: Currency) -> ExactDecimal {
    ExactDecimal(coefficient: minor, scale: currency.exponent)
  }
}

import Values

/// One amount of the totals, with what says it on the paper.
struct TotalValue {
  var amount: Amount
  /// Indices of the numbers that say it: one, several for a sum of rows, none for a zero that nothing says.
  var numbers: [Int]
  var score: Int
  var isLabelled: Bool
}

/// Net, tax and gross that belong together.
struct TotalsAnswer {
  var net: TotalValue?
  var tax: TotalValue?
  var gross: TotalValue?
  var due: TotalValue?
  var prepaid: TotalValue?
  var lines: TotalValue?
  var allowances: TotalValue?
  var charges: TotalValue?
  var rounding: TotalValue?
  var withheld: TotalValue?
  var rows: [TaxRow] = []
  /// Net and tax add up to gross.
  var foots = false
  /// A different set adds up nearly as well.
  var isContested = false

  /// How sure `value` is, 0...1000; `base` is for one that nothing proves.
  func confidence(_ value: TotalValue?, base: Int) -> Int {
    guard let value else { return 0 }
    let doubt = isContested ? 120 : 0
    if foots, tax?.amount != .zero { return (value.isLabelled ? 995 : 960) - doubt }
    if foots { return (value.isLabelled ? 970 : 900) - doubt }
    return base - doubt - max(0, 860 - value.score) / 2
  }
}

/// Chooses among labelled amounts: the set that foots wins.
struct TotalsFinder {
  private let finder: AmountFinder
  private let facts: PaperFacts

  private static let perField = 14
  private static let maximumTables = 8

  init(_ facts: PaperFacts, currency: Currency?) {
    self.facts = facts
    finder = AmountFinder(facts, currency: currency)
  }

  func answer() -> TotalsAnswer {
    var answer = TotalsAnswer()
    let rows = rowSets()
    var sets: [FootedSet] = []
    for row in rows { sets += footed(row) }
    let sorted = sets.sorted { ($0.score, $1.gross.amount) > ($1.score, $0.gross.amount) }
    if let best = sorted.first {
      answer.net = best.net
      answer.tax = best.tax
      answer.gross = best.gross
      answer.rows = best.rows
      if let adjusted = best.adjusted {
        answer.due = adjusted.total
        answer.rounding = adjusted.isWithheld ? nil : adjusted.change
        answer.withheld = adjusted.isWithheld ? adjusted.change : nil
      }
      answer.foots = true
      let other = sorted.first {
        $0.gross.amount != best.gross.amount || $0.net.amount != best.net.amount
      }
      answer.isContested = other.map { best.score - $0.score < 120 } ?? false
    } else {
      takeUnfooted(&answer)
    }
    settleDue(&answer)
    return answer
  }

  // MARK: Candidates

  /// Candidates that may stand for `field`, the best first, one for an amount.
  private func values(_ fields: [(LabelField, Int)]) -> [TotalValue] {
    var best: [Amount: TotalValue] = [:]
    for candidate in finder.candidates {
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
  private func printed(_ amount: Amount, asTax: Bool = false) -> TotalValue? {
    guard let numbers = finder.printed[amount],
      let number = numbers.last(where: { !asTax || !finder.isDeduction($0) })
    else { return nil }
    return TotalValue(amount: amount, numbers: [number], score: 300, isLabelled: false)
  }

  // MARK: Tax rows

  private func rowSets() -> [TaxRowSet?] {
    TaxRowSet.sets(finder.taxRows, finder.taxShares, maximum: Self.maximumTables) + [nil]
  }

  // MARK: Sets that foot

  private struct FootedSet {
    var net: TotalValue
    var tax: TotalValue
    var gross: TotalValue
    var rows: [TaxRow]
    var score: Int
    var adjusted: Adjusted?
  }

  /// A total behind the gross: rounded in cash, or less a tax that the buyer keeps back.
  private struct Adjusted {
    var total: TotalValue
    var change: TotalValue
    var isWithheld: Bool
  }

  private func footed(_ rows: TaxRowSet?) -> [FootedSet] {
    var nets = values([(.net, 0), (.total, 350), (.lineTotal, 250)])
    let made = composed().filter { one in !nets.contains { $0.amount == one.amount } }
    nets += made.prefix(20)
    var taxes = values([(.tax, 0)])
    var grosses = values([(.gross, 0), (.total, 60), (.due, 60)])
    if let rows {
      taxes = Self.adding(
        rows.tax,
        printed(rows.tax)?.numbers ?? rows.rows.map(\.taxNumber),
        to: taxes
      )
      if let net = rows.net {
        let bases = rows.rows.compactMap(\.baseNumber)
        nets = Self.adding(net, bases.count == 1 ? bases : printed(net)?.numbers ?? bases, to: nets)
        if let gross = printed(net + rows.tax),
          !grosses.contains(where: { $0.amount == gross.amount })
        {
          grosses.append(gross)
        }
      }
    }
    if !taxes.contains(where: { $0.amount == .zero }) {
      taxes.append(TotalValue(amount: .zero, numbers: [], score: 150, isLabelled: false))
    }
    taxes += taxes.filter { $0.amount.units > 0 && hasLooseMinus }.map {
      var turned = $0
      turned.amount = $0.amount.negated
      turned.score -= 50
      return turned
    }
    let hasTax = taxes.contains { $0.isLabelled && $0.amount != .zero }
    let hasTotal = grosses.contains { $0.isLabelled }
    let parts = TaxRowSet.parts(finder.taxRows)
    var sets: [FootedSet] = []
    func add(_ net: TotalValue, _ tax: TotalValue, _ gross: TotalValue) {
      guard net.amount + tax.amount == gross.amount, gross.amount.units != 0,
        // A negative paper is negative throughout.
        (net.amount.units < 0) == (gross.amount.units < 0),
        tax.amount == .zero || (tax.amount.units < 0) == (gross.amount.units < 0),
        tax.amount.magnitude < net.amount.magnitude
      else { return }
      let isProved = rows.map { $0.tax == tax.amount && $0.isProved(by: net.amount) } ?? false
      var score = net.score + tax.score + gross.score + (isProved ? 500 : 0)
      if !net.isLabelled && !gross.isLabelled {
        if !isProved { return }
        // A row that multiplies is none of the paper's totals where others are labelled.
        if hasTotal { score -= 500 }
      }
      // Without a tax two labels must say the amount; what is only printed may be an item.
      if tax.amount == .zero, !net.isLabelled || !gross.isLabelled || net.numbers == gross.numbers {
        return
      }
      if !net.isLabelled || !gross.isLabelled, !isProved, tax.amount != .zero, !isRate(net, tax) {
        return
      }
      if !tax.isLabelled, tax.amount != .zero, !isProved, !isRate(net, tax) {
        // Where rows say the taxes, another amount that happens to fit is none.
        if !finder.taxRows.isEmpty { return }
        score -= 200
      }
      // Without any tax the same amount twice proves little.
      if tax.amount == .zero { score -= hasTax ? 550 : 250 }
      if !isProved || rows?.rows.count == 1,
        parts.contains(where: { $0.tax == tax.amount && $0.base == net.amount })
      {
        score -= 700
      }
      sets.append(
        FootedSet(
          net: net,
          tax: tax,
          gross: gross,
          rows: isProved ? rows?.based(on: net.amount, finder) ?? [] : [],
          score: score
        )
      )
    }
    for net in nets { for tax in taxes { for gross in grosses { add(net, tax, gross) } } }
    for net in nets where net.isLabelled {
      for gross in grosses where gross.isLabelled {
        if let tax = printed(gross.amount - net.amount, asTax: true) { add(net, tax, gross) }
      }
      for tax in taxes where tax.isLabelled {
        if let gross = printed(net.amount + tax.amount) { add(net, tax, gross) }
      }
    }
    for gross in grosses where gross.isLabelled {
      for tax in taxes where tax.isLabelled && tax.amount != .zero {
        if let net = printed(gross.amount - tax.amount) { add(net, tax, gross) }
      }
    }
    for adjusted in adjustments(grosses) {
      let total = adjusted.total.amount
      let change = adjusted.change.amount
      for net in nets where net.isLabelled || rows?.isProved(by: net.amount) == true {
        for tax in taxes where tax.amount != .zero && (tax.isLabelled || tax.amount == rows?.tax) {
          let sum = net.amount + tax.amount
          guard adjusted.isWithheld ? sum - change.magnitude == total : sum + change == total else {
            continue
          }
          // The gross is what the two add up to, and stands where they stand.
          let gross = TotalValue(
            amount: sum,
            numbers: net.numbers + tax.numbers,
            score: adjusted.total.score,
            isLabelled: true
          )
          let isProved = rows.map { $0.tax == tax.amount && $0.isProved(by: net.amount) } ?? false
          sets.append(
            FootedSet(
              net: net,
              tax: tax,
              gross: gross,
              rows: isProved ? rows?.based(on: net.amount, finder) ?? [] : [],
              score: net.score + tax.score + gross.score + (isProved ? 500 : 0),
              adjusted: adjusted
            )
          )
        }
      }
    }
    return sets
  }

  private func adjustments(_ grosses: [TotalValue]) -> [Adjusted] {
    let roundings = values([(.rounding, 0)]).filter {
      $0.amount != .zero && $0.amount.magnitude.units <= 500
    }
    let withheld = values([(.withheld, 0)]).filter { $0.amount != .zero }
    return grosses.filter(\.isLabelled).flatMap { total in
      roundings.map { Adjusted(total: total, change: $0, isWithheld: false) }
        + withheld.map { Adjusted(total: total, change: Self.positive($0), isWithheld: true) }
    }
  }

  /// What the lines make with what is taken off and put on, for papers that do not print the net.
  private func composed() -> [TotalValue] {
    let none = TotalValue(amount: .zero, numbers: [], score: 0, isLabelled: false)
    var found: [TotalValue] = []
    for lines in values([(.lineTotal, 0), (.net, 100), (.total, 200)]).prefix(6) {
      for allowance in values([(.allowances, 0)]).prefix(4) + [none] {
        for charge in values([(.charges, 0)]).prefix(4) + [none]
        where allowance.amount != .zero || charge.amount != .zero {
          let amount = lines.amount - allowance.amount.magnitude + charge.amount.magnitude
          found.append(
            TotalValue(
              amount: amount,
              numbers: lines.numbers + allowance.numbers + charge.numbers,
              score: 520,
              isLabelled: true
            )
          )
        }
      }
    }
    return found
  }

  private static func adding(
    _ amount: Amount,
    _ numbers: [Int],
    to values: [TotalValue]
  ) -> [TotalValue] {
    if values.contains(where: { $0.amount == amount }) { return values }
    return values + [TotalValue(amount: amount, numbers: numbers, score: 420, isLabelled: false)]
  }

  /// True when some rate on the paper makes `tax` of `net`.
  private func isRate(_ net: TotalValue, _ tax: TotalValue) -> Bool {
    facts.numbers.mentions.contains { number in
      number.isPercent
        && number.value.flatMap { Amount($0) }.map { net.amount.isTaxed($0, gives: tax.amount) }
          == true
    }
  }

  /// A minus sign that stands by itself, torn off its amount.
  private var hasLooseMinus: Bool {
    facts.layout.tokens.contains { ["-", "−", "–"].contains($0.text) }
  }

  // MARK: What does not foot

  private func takeUnfooted(_ answer: inout TotalsAnswer) {
    answer.net = values([(.net, 0)]).first
    answer.tax = values([(.tax, 0)]).first
    let grosses = values([(.gross, 0), (.total, 100), (.due, 50)])
    answer.gross = grosses.first
    if let first = grosses.first, grosses.count > 1, first.score - grosses[1].score < 120 {
      answer.isContested = true
    }
  }

  // MARK: From the lines to the net

  /// The sum of lines, where it is the net or what allowances and charges make of the net.
  private func settleLines(_ answer: inout TotalsAnswer) {
    guard let net = answer.net else { return }
    let none = TotalValue(amount: .zero, numbers: [], score: 0, isLabelled: false)
    let allowances = values([(.allowances, 0)]).map(Self.positive) + [none]
    let charges = values([(.charges, 0)]).map(Self.positive) + [none]
    for lines in values([(.lineTotal, 0), (.net, 100), (.total, 200)]) {
      for allowance in allowances {
        for charge in charges {
          let isBare = allowance.amount == .zero && charge.amount == .zero
          // What is taken off a negative sum is added to it.
          let change = charge.amount - allowance.amount
          let made = lines.amount.units < 0 ? lines.amount - change : lines.amount + change
          guard made == net.amount, !isBare || finder.isLineTotal(lines) else { continue }
          answer.lines = lines
          answer.allowances = allowance
          answer.charges = charge
          return
        }
      }
    }
  }

  /// Deductions are printed with a minus or without.
  static func positive(_ value: TotalValue) -> TotalValue {
    var value = value
    value.amount = value.amount.magnitude
    return value
  }

  // MARK: Due

  private func settleDue(_ answer: inout TotalsAnswer) {
    settleLines(&answer)
    let dues = values([(.due, 0)])
    let prepaids = values([(.prepaid, 0)]).filter { $0.amount != .zero }
    guard let gross = answer.gross else {
      answer.due = dues.first
      return
    }
    for due in dues {
      for prepaid in prepaids where gross.amount - prepaid.amount.magnitude == due.amount {
        answer.due = due
        answer.prepaid = prepaid
        return
      }
    }
    if let due = dues.first(where: { $0.amount == gross.amount }) {
      answer.due = due
    } else if answer.rounding != nil || answer.withheld != nil {
      return
    } else if let due = dues.first {
      answer.due = due
      answer.due?.score -= 200
    }
  }

  /// True when some label speaks of money paid before.
  var speaksOfPrepayment: Bool {
    finder.candidates.contains { $0.field == .prepaid && $0.amount != .zero }
  }
}

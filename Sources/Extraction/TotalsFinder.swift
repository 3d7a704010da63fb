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

  private static let maximumTables = 8

  init(_ facts: PaperFacts, currency: Currency?) {
    self.facts = facts
    finder = AmountFinder(facts, currency: currency)
  }

  func answer() -> TotalsAnswer {
    var answer = TotalsAnswer()
    let rows = TaxRowSet.sets(finder.taxRows, finder.taxShares, maximum: Self.maximumTables)
    let sets = (rows + [nil]).flatMap { FootedSets(facts, finder, rows: $0).all() }
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

  // MARK: What does not foot

  private func takeUnfooted(_ answer: inout TotalsAnswer) {
    answer.net = finder.values([(.net, 0)]).first
    answer.tax = finder.values([(.tax, 0)]).first
    let grosses = finder.values([(.gross, 0), (.total, 100), (.due, 50)])
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
    let allowances = finder.values([(.allowances, 0)]).map(Self.positive) + [none]
    let charges = finder.values([(.charges, 0)]).map(Self.positive) + [none]
    for lines in finder.values([(.lineTotal, 0), (.net, 100), (.total, 200)]) {
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
    let dues = finder.values([(.due, 0)])
    let prepaids = finder.values([(.prepaid, 0)]).filter { $0.amount != .zero }
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

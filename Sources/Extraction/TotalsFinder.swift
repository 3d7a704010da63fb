import Values

/// One amount of the totals, with the number on the paper that says it.
struct TotalValue {
  var amount: Amount
  /// Nil for a zero that no number says.
  var number: Int?
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
  var rows: [TaxRow] = []
  /// Net and tax add up to gross.
  var foots = false
  /// A different set adds up nearly as well.
  var isContested = false
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
        number: candidate.number,
        score: score,
        isLabelled: true
      )
    }
    return best.values.sorted { ($0.score, $1.amount) > ($1.score, $0.amount) }
      .prefix(Self.perField).map { $0 }
  }

  /// A printed amount without a label, for what the others leave open.
  private func printed(_ amount: Amount) -> TotalValue? {
    guard let numbers = finder.printed[amount], let number = numbers.last else { return nil }
    return TotalValue(amount: amount, number: number, score: 300, isLabelled: false)
  }

  // MARK: Tax rows

  private struct RowSet {
    var rows: [TaxRow]
    var net: Amount
    var tax: Amount
  }

  /// Ways to take the proved tax rows: all, those of the last table, none.
  private func rowSets() -> [RowSet?] {
    let rows = finder.taxRows
    guard !rows.isEmpty else { return [nil] }
    var tables: [[TaxRow]] = []
    for row in rows {
      if let last = tables.last?.last, row.line - last.line <= 3 {
        tables[tables.count - 1].append(row)
      } else {
        tables.append([row])
      }
    }
    if tables.count > 1 { tables = tables.suffix(Self.maximumTables) + [rows] }
    return tables.map { rows in
      let (net, tax) = rows.reduce((Amount.zero, Amount.zero)) { ($0.0 + $1.base, $0.1 + $1.tax) }
      return RowSet(rows: rows, net: net, tax: tax)
    } + [nil]
  }

  // MARK: Sets that foot

  private struct FootedSet {
    var net: TotalValue
    var tax: TotalValue
    var gross: TotalValue
    var rows: [TaxRow]
    var score: Int
  }

  private func footed(_ rows: RowSet?) -> [FootedSet] {
    var nets = values([(.net, 0), (.total, 350), (.lineTotal, 250)])
    var taxes = values([(.tax, 0)])
    var grosses = values([(.gross, 0), (.total, 60), (.due, 60)])
    if let rows {
      nets = Self.adding(
        rows.net,
        number: single(rows) { $0.baseNumber } ?? printed(rows.net)?.number,
        to: nets
      )
      taxes = Self.adding(
        rows.tax,
        number: single(rows) { $0.taxNumber } ?? printed(rows.tax)?.number,
        to: taxes
      )
      if let gross = printed(rows.net + rows.tax),
        !grosses.contains(where: { $0.amount == gross.amount })
      {
        grosses.append(gross)
      }
    }
    if !taxes.contains(where: { $0.amount == .zero }) {
      taxes.append(TotalValue(amount: .zero, number: nil, score: 150, isLabelled: false))
    }
    taxes += taxes.filter { $0.amount.units > 0 && hasLooseMinus }.map {
      var turned = $0
      turned.amount = $0.amount.negated
      turned.score -= 50
      return turned
    }
    var sets: [FootedSet] = []
    func add(_ net: TotalValue, _ tax: TotalValue, _ gross: TotalValue) {
      guard net.amount + tax.amount == gross.amount, gross.amount.units != 0,
        // A negative paper is negative throughout.
        (net.amount.units < 0) == (gross.amount.units < 0),
        tax.amount.magnitude < net.amount.magnitude
      else { return }
      let isProved = rows.map { $0.tax == tax.amount && $0.net == net.amount } ?? false
      var score = net.score + tax.score + gross.score + (isProved ? 500 : 0)
      if !net.isLabelled && !gross.isLabelled && !isProved { return }
      if !tax.isLabelled, tax.amount != .zero, !isProved, !isRate(net, tax) { score -= 200 }
      // Without any tax the same amount twice proves little.
      if tax.amount == .zero { score -= 250 }
      sets.append(
        FootedSet(
          net: net,
          tax: tax,
          gross: gross,
          rows: isProved ? rows?.rows ?? [] : [],
          score: score
        )
      )
    }
    for net in nets { for tax in taxes { for gross in grosses { add(net, tax, gross) } } }
    for net in nets where net.isLabelled {
      for gross in grosses where gross.isLabelled {
        if let tax = printed(gross.amount - net.amount) { add(net, tax, gross) }
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
    return sets
  }

  private func single(_ rows: RowSet, _ number: (TaxRow) -> Int) -> Int? {
    rows.rows.count == 1 ? rows.rows.first.map(number) : nil
  }

  private static func adding(
    _ amount: Amount,
    number: Int?,
    to values: [TotalValue]
  ) -> [TotalValue] {
    if values.contains(where: { $0.amount == amount }) { return values }
    return values + [TotalValue(amount: amount, number: number, score: 420, isLabelled: false)]
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
    let none = TotalValue(amount: .zero, number: nil, score: 0, isLabelled: false)
    let allowances = values([(.allowances, 0)]).map(Self.positive) + [none]
    let charges = values([(.charges, 0)]).map(Self.positive) + [none]
    for lines in values([(.lineTotal, 0)]) {
      for allowance in allowances {
        for charge in charges where lines.amount - allowance.amount + charge.amount == net.amount {
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

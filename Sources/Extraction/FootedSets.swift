import Values

/// Net, tax and gross that add up, with what speaks for them.
struct FootedSet {
  var net: TotalValue
  var tax: TotalValue
  var gross: TotalValue
  var rows: [TaxRow]
  var score: Int
  var adjusted: Adjusted?
}

/// A total behind the gross: rounded in cash, or less a tax that the buyer keeps back.
struct Adjusted {
  var total: TotalValue
  var change: TotalValue
  var isWithheld: Bool
}

/// Every way to take net, tax and gross from a paper so that they add up, with one way to take its tax rows.
struct FootedSets {
  private let facts: PaperFacts
  private let finder: AmountFinder
  private let rows: TaxRowSet?
  private var nets: [TotalValue]
  private var taxes: [TotalValue]
  private var grosses: [TotalValue]
  /// Rows of tables with several rates.
  private let parts: [TaxRow]

  init(_ facts: PaperFacts, _ finder: AmountFinder, rows: TaxRowSet?) {
    self.facts = facts
    self.finder = finder
    self.rows = rows
    parts = TaxRowSet.parts(finder.taxRows)
    nets = finder.values([(.net, 0), (.total, 350), (.lineTotal, 250)])
    taxes = finder.values([(.tax, 0)])
    grosses = finder.values([(.gross, 0), (.total, 60), (.due, 60)])
    let made = composed().filter { one in !nets.contains { $0.amount == one.amount } }
    nets += made.prefix(20)
    if let rows {
      taxes = Self.adding(
        rows.tax,
        finder.unlabelled(rows.tax)?.numbers ?? rows.rows.map(\.taxNumber),
        to: taxes
      )
      if let net = rows.net {
        let bases = rows.rows.compactMap(\.baseNumber)
        nets = Self.adding(
          net,
          bases.count == 1 ? bases : finder.unlabelled(net)?.numbers ?? bases,
          to: nets
        )
        if let gross = finder.unlabelled(net + rows.tax),
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
  }

  func all() -> [FootedSet] {
    let triples = labelled() + completed()
    return triples.compactMap { set($0.net, $0.tax, $0.gross) } + adjusted()
  }

  private typealias Triple = (net: TotalValue, tax: TotalValue, gross: TotalValue)

  private func labelled() -> [Triple] {
    var found: [Triple] = []
    for net in nets {
      for tax in taxes {
        for gross in grosses where net.amount + tax.amount == gross.amount {
          found.append((net, tax, gross))
        }
      }
    }
    return found
  }

  /// Two that labels name, and the third that is printed somewhere.
  private func completed() -> [Triple] {
    var found: [Triple] = []
    for net in nets where net.isLabelled {
      for gross in grosses where gross.isLabelled {
        let tax = finder.unlabelled(gross.amount - net.amount, asTax: true)
        if let tax { found.append((net, tax, gross)) }
      }
      for tax in taxes where tax.isLabelled {
        let gross = finder.unlabelled(net.amount + tax.amount)
        if let gross { found.append((net, tax, gross)) }
      }
    }
    for gross in grosses where gross.isLabelled {
      for tax in taxes where tax.isLabelled && tax.amount != .zero {
        let net = finder.unlabelled(gross.amount - tax.amount)
        if let net { found.append((net, tax, gross)) }
      }
    }
    return found
  }

  private func isProved(_ net: TotalValue, _ tax: TotalValue) -> Bool {
    rows.map { $0.tax == tax.amount && $0.isProved(by: net.amount) } ?? false
  }

  private func footed(
    _ net: TotalValue,
    _ tax: TotalValue,
    _ gross: TotalValue,
    score: Int,
    adjusted: Adjusted? = nil
  ) -> FootedSet {
    let isProved = isProved(net, tax)
    return FootedSet(
      net: net,
      tax: tax,
      gross: gross,
      rows: isProved ? rows?.based(on: net.amount, finder) ?? [] : [],
      score: score + net.score + tax.score + gross.score + (isProved ? 500 : 0),
      adjusted: adjusted
    )
  }

  /// What speaks for the three; nil when they do not go together.
  private func set(_ net: TotalValue, _ tax: TotalValue, _ gross: TotalValue) -> FootedSet? {
    guard net.amount + tax.amount == gross.amount, gross.amount.units != 0,
      // A negative paper is negative throughout.
      (net.amount.units < 0) == (gross.amount.units < 0),
      tax.amount == .zero || (tax.amount.units < 0) == (gross.amount.units < 0),
      tax.amount.magnitude < net.amount.magnitude
    else { return nil }
    let isProved = isProved(net, tax)
    var score = 0
    if !net.isLabelled && !gross.isLabelled {
      if !isProved { return nil }
      // A row that multiplies is none of the paper's totals where others are labelled.
      if grosses.contains(where: \.isLabelled) { score -= 500 }
    }
    // Without a tax two labels must say the amount; what is only printed may be an item.
    if tax.amount == .zero, !net.isLabelled || !gross.isLabelled || net.numbers == gross.numbers {
      return nil
    }
    if !net.isLabelled || !gross.isLabelled, !isProved, tax.amount != .zero, !isRate(net, tax) {
      return nil
    }
    if !tax.isLabelled, tax.amount != .zero, !isProved, !isRate(net, tax) {
      // Where rows say the taxes, another amount that happens to fit is none.
      if !finder.taxRows.isEmpty { return nil }
      score -= 200
    }
    // Without any tax the same amount twice proves little.
    if tax.amount == .zero {
      score -= taxes.contains { $0.isLabelled && $0.amount != .zero } ? 550 : 250
    }
    if !isProved || rows?.rows.count == 1,
      parts.contains(where: { $0.tax == tax.amount && $0.base == net.amount })
    {
      score -= 700
    }
    return footed(net, tax, gross, score: score)
  }

  // MARK: Behind the gross and before the net

  private func adjusted() -> [FootedSet] {
    var found: [FootedSet] = []
    for adjusted in adjustments() {
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
          found.append(footed(net, tax, gross, score: 0, adjusted: adjusted))
        }
      }
    }
    return found
  }

  private func adjustments() -> [Adjusted] {
    let roundings = finder.values([(.rounding, 0)]).filter {
      $0.amount != .zero && $0.amount.magnitude.units <= 500
    }
    let withheld = finder.values([(.withheld, 0)]).filter { $0.amount != .zero }
    return grosses.filter(\.isLabelled).flatMap { total in
      roundings.map { Adjusted(total: total, change: $0, isWithheld: false) }
        + withheld.map {
          Adjusted(total: total, change: TotalsFinder.positive($0), isWithheld: true)
        }
    }
  }

  /// What the lines make with what is taken off and put on, for papers that do not print the net.
  private func composed() -> [TotalValue] {
    let none = TotalValue(amount: .zero, numbers: [], score: 0, isLabelled: false)
    var found: [TotalValue] = []
    for lines in finder.values([(.lineTotal, 0), (.net, 100), (.total, 200)]).prefix(6) {
      for allowance in finder.values([(.allowances, 0)]).prefix(4) + [none] {
        for charge in finder.values([(.charges, 0)]).prefix(4) + [none]
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
}

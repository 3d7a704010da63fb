import Values

/// An amount that a label names.
struct AmountCandidate {
  var field: LabelField
  var amount: Amount
  /// Index of the number among the scanner's.
  var number: Int
  var score: Int
  var strength: Int
}

/// Amounts by their labels: beside, under, or in the column that a headline names.
struct AmountFinder {
  let facts: PaperFacts
  /// The paper's own currency: amounts that carry another one count little.
  let currency: Currency?
  private(set) var candidates: [AmountCandidate] = []
  /// Rows of a rate, its base and its tax, proved by multiplying.
  private(set) var taxRows: [TaxRow] = []
  /// Labelled taxes with their rate and no base beside them: `VAT 20 %  40.00`.
  private(set) var taxShares: [TaxRow] = []
  /// Numbers that look like money, by amount.
  private(set) var printed: [Amount: [Int]] = [:]

  private var layout: Layout { facts.layout }

  init(_ facts: PaperFacts, currency: Currency?) {
    self.facts = facts
    self.currency = currency
    for (index, number) in facts.numbers.mentions.enumerated() where isMoney(number) {
      guard let value = number.value, let amount = Amount(value) else { continue }
      printed[amount, default: []].append(index)
    }
    for hit in facts.labels where hit.field.isAmount || Self.columnFields[hit.field] != nil {
      if hit.field.isAmount { add(hit) }
    }
    for line in layout.lines { addRows(line) }
  }

  private func isMoney(_ number: NumberMention) -> Bool {
    guard !number.isPercent, let value = number.value else { return false }
    if facts.date(at: number.tokens.lowerBound) != nil { return false }
    return value.scale == 2 || number.currency != nil
  }

  private static let columnFields: [LabelField: LabelField] = [
    .net: .net, .taxBase: .net, .lineNet: .net, .tax: .tax, .taxRate: .tax, .gross: .gross,
    .total: .gross,
    .due: .due,
  ]

  private func numbers(in tokens: Range<Int>) -> [Int] {
    tokens.compactMap { facts.numbers.byToken[$0] }.filter { index in
      let number = facts.numbers.mentions[index]
      return number.value != nil && !number.isPercent
        && facts.date(at: number.tokens.lowerBound) == nil
    }
  }

  /// Amounts to the right of the label up to the next label of an amount; else under it.
  private mutating func add(_ hit: LabelHit) {
    let line = layout.lines[hit.line]
    var end = line.tokens.upperBound
    for token in hit.tokens.upperBound..<end {
      if let other = facts.label(at: token), other.field.isAmount, other.tokens.lowerBound == token
      {
        // `Steuerbetrag in EUR` and `Total TTC` are one label in two.
        let isBetween = numbers(in: hit.tokens.upperBound..<token).isEmpty
        if !isBetween || other.label.strength >= 2 {
          end = token
          break
        }
      }
    }
    // `TVA non applicable, art. 293 B` names no amount.
    if hit.field == .tax, hit.tokens.upperBound < end,
      Self.denials.contains(layout.tokens[hit.tokens.upperBound].folded)
    {
      return
    }
    let behind = numbers(in: hit.tokens.upperBound..<end)
    let money = behind.filter { isMoney(facts.numbers.mentions[$0]) }
    let chosen = money.isEmpty ? behind : money
    if !chosen.isEmpty {
      for (offset, index) in chosen.reversed().enumerated() {
        add(hit, index, penalty: min(200, 100 * offset) + (money.isEmpty ? 150 : 0))
      }
      if let last = money.last { addShare(hit, last) }
      return
    }
    addNear(hit)
  }

  private static let denials: Set<String> = [
    "NON", "NICHT", "NOT", "NO", "ENTFAELLT", "EXEMPT", "EXONEREE", "ESENTE", "EXENTO", "VERLEGD",
  ]
  private static let itemFields: Set<LabelField> = [
    .description, .quantity, .unitPrice, .position,
  ]

  /// A headline of the items: what or how many, and two more columns.
  private func isItemHeadline(_ line: Int) -> Bool {
    var fields: Set<LabelField> = []
    var count = 0
    var token = layout.lines[line].tokens.lowerBound
    while token < layout.lines[line].tokens.upperBound {
      if facts.number(at: token)?.isMoney == true { return false }
      guard let hit = facts.label(at: token) else {
        token += 1
        continue
      }
      fields.insert(hit.field)
      count += 1
      token = hit.tokens.upperBound
    }
    return count >= 3 && !fields.isDisjoint(with: Self.itemFields)
      || fields.intersection(Self.itemFields).count >= 2
  }

  private mutating func addNear(_ hit: LabelHit) {
    // A value whose line is set a little higher or lower than its label.
    let box = layout.box(hit.tokens)
    let page = layout.lines[hit.line].page
    var found = false
    for line in max(0, hit.line - 1)...min(layout.lines.count - 1, hit.line + 1)
    where line != hit.line && layout.lines[line].page == page {
      guard abs(layout.lines[line].box.middleY - box.middleY) < 0.95 * box.height else { continue }
      for index in numbers(in: layout.lines[line].tokens)
      where facts.numbers.mentions[index].box.x0 > box.x1 && isMoney(facts.numbers.mentions[index])
      {
        let isOwn = layout.lines[line].tokens.contains {
          facts.label(at: $0)?.field.isAmount == true
        }
        if !isOwn {
          add(hit, index, penalty: 90)
          addShare(hit, index)
          found = true
        }
      }
    }
    if found { return }
    // Under a headline of the table of items stand its rows.
    if isItemHeadline(hit.line) { return }
    for region in facts.regions(hit) where region.way == .below {
      let money = numbers(in: region.tokens).filter { isMoney(facts.numbers.mentions[$0]) }
      guard let index = money.first else { continue }
      let isLabelled = layout.segments[layout.tokens[region.tokens.lowerBound].segment].tokens
        .contains {
          facts.label(at: $0)?.field.isAmount == true
        }
      if isLabelled { continue }
      add(hit, index, penalty: 100)
      addShare(hit, index)
      return
    }
  }

  /// The rate that a labelled tax has: the only percentage of its phrase, else of its line.
  private mutating func addShare(_ hit: LabelHit, _ tax: Int) {
    guard hit.field == .tax, let amount = amount(tax) else { return }
    func rates(_ tokens: Range<Int>) -> [Int] {
      tokens.compactMap { facts.numbers.byToken[$0] }.filter {
        facts.numbers.mentions[$0].isPercent
      }
    }
    let own = rates(layout.segments[hit.segment].tokens)
    let all = own.isEmpty ? rates(layout.lines[hit.line].tokens) : own
    guard all.count == 1, let rate = self.amount(all[0]), rate.units > 0, rate.units < 400_000,
      !taxShares.contains(where: { $0.taxNumber == tax })
    else { return }
    taxShares.append(
      TaxRow(
        rate: rate,
        tax: amount,
        taxNumber: tax,
        rateNumber: all[0],
        line: hit.line,
        edge: facts.numbers.mentions[tax].box.x1
      )
    )
  }

  private mutating func add(_ hit: LabelHit, _ index: Int, penalty: Int) {
    let number = facts.numbers.mentions[index]
    guard let value = number.value, let amount = Amount(value) else { return }
    var score = [0, 620, 780, 900][min(3, hit.label.strength)] - penalty
    if let own = number.currency, let currency, own != currency { score -= 350 }
    if !hit.startsSegment { score -= 60 }
    // Totals come last: the same label in an earlier place may be a column or a subtotal.
    score += min(40, hit.line * 40 / max(1, layout.lines.count))
    candidates.append(
      AmountCandidate(
        field: hit.field,
        amount: amount,
        number: index,
        score: score,
        strength: hit.label.strength
      )
    )
  }

  // MARK: Rows of several amounts

  private mutating func addRows(_ line: Layout.Line) {
    let all = numbersOfRow(line)
    let money = all.filter { isMoney(facts.numbers.mentions[$0]) }
    guard money.count >= 2 else { return }
    addTaxRow(line, money)
    addColumns(line, money)
  }

  private func numbersOfRow(_ line: Layout.Line) -> [Int] { numbers(in: line.tokens) }

  /// Rates of value added tax in the countries of the six languages and their neighbours, in percent.
  private static let usualRates: Set<String> = [
    "19", "7", "16", "5", "20", "10", "13", "5.5", "2.1", "21", "4", "22", "9", "6", "12", "8.1",
    "7.7", "2.6",
    "3.8", "2.5", "3.7", "25", "23", "17", "3", "14", "8", "18", "24", "13.5",
  ]

  /// The line's words; before them those of the line above where the row began there: `19 % VAT on`.
  private func rateTokens(_ line: Layout.Line) -> Range<Int> {
    let index = layout.tokens[line.tokens.lowerBound].line
    guard index > 0, layout.lines[index - 1].page == line.page,
      !line.tokens.contains(where: { facts.number(at: $0)?.isPercent == true })
    else { return line.tokens }
    let above = layout.lines[index - 1]
    let isOpen =
      line.box.y0 - above.box.y1 < 0.8 * line.box.height
      && !above.tokens.contains { token in
        facts.numbers.byToken[token].map { isMoney(facts.numbers.mentions[$0]) } ?? false
      }
      && above.tokens.contains { facts.label(at: $0)?.field == .tax }
    return isOpen ? above.tokens.lowerBound..<line.tokens.upperBound : line.tokens
  }

  private mutating func addTaxRow(_ line: Layout.Line, _ money: [Int]) {
    var rates: [(Amount, Int)] = []
    for token in rateTokens(line) {
      guard let index = facts.numbers.byToken[token] else { continue }
      let number = facts.numbers.mentions[index]
      guard let value = number.value, let rate = Amount(value), rate.units >= 0,
        rate.units < 400_000, rate.units > 0 || number.isPercent
      else {
        continue
      }
      let isUsual = Self.usualRates.contains(value.normalized.description)
      if number.isPercent || isUsual { rates.append((rate, index)) }
    }
    let isLabelled = line.tokens.contains {
      facts.label(at: $0).map { $0.field == .tax || $0.field == .taxRate } ?? false
    }
    for (rate, rateNumber) in rates {
      for base in money where base != rateNumber {
        // The tax stands behind its base; ten times a price is no tenth of an amount.
        for tax in money where (isLabelled ? tax != base : tax > base) && tax != rateNumber {
          guard let baseAmount = amount(base), let taxAmount = amount(tax), baseAmount.units != 0,
            rate == .zero
              ? taxAmount == .zero
              : baseAmount.isTaxed(rate, gives: taxAmount) && taxAmount != .zero
          else { continue }
          taxRows.append(
            TaxRow(
              rate: rate,
              base: baseAmount,
              tax: taxAmount,
              baseNumber: base,
              taxNumber: tax,
              rateNumber: rateNumber,
              line: layout.tokens[line.tokens.lowerBound].line,
              edge: facts.numbers.mentions[tax].box.x1
            )
          )
          return
        }
      }
    }
  }

  /// A label says that the number is a charge, an allowance, a payment or a rounding.
  func isDeduction(_ number: Int) -> Bool {
    candidates.contains {
      $0.number == number
        && [.charges, .allowances, .prepaid, .rounding, .withheld].contains($0.field)
    }
  }

  /// The amount is labelled as the sum of lines, and not only as a total of some kind.
  func isLineTotal(_ value: TotalValue) -> Bool {
    candidates.contains { $0.field == .lineTotal && $0.amount == value.amount }
  }

  func amount(_ index: Int) -> Amount? {
    facts.numbers.mentions[index].value.flatMap { Amount($0) }
  }

  /// A row of totals under headlines: each amount is what its column says.
  private mutating func addColumns(_ line: Layout.Line, _ money: [Int]) {
    let index = layout.tokens[line.tokens.lowerBound].line
    let facts = facts
    let label = line.tokens.lazy.compactMap { facts.label(at: $0) }.first
    let isTotal = label.map { [.total, .gross, .due].contains($0.field) } ?? false
    let hasRate = taxRows.last?.line == index
    guard isTotal || hasRate else { return }
    for number in money {
      guard
        let headline = headline(
          over: facts.numbers.mentions[number].box,
          from: index,
          page: line.page
        ),
        let field = Self.columnFields[headline.field], let amount = amount(number)
      else { continue }
      let score = (isTotal ? 830 : 700) - (headline.label.strength < 3 ? 60 : 0)
      candidates.append(
        AmountCandidate(
          field: field,
          amount: amount,
          number: number,
          score: score,
          strength: headline.label.strength
        )
      )
    }
  }

  /// The nearest label above in the same column.
  private func headline(over box: Box, from line: Int, page: Int) -> LabelHit? {
    var index = line - 1
    let last = layout.lines[line]
    while index >= 0, index > line - 60, layout.lines[index].page == page,
      last.box.y0 - layout.lines[index].box.y1 < 14 * last.box.height
    {
      var token = layout.lines[index].tokens.lowerBound
      while token < layout.lines[index].tokens.upperBound {
        guard let hit = facts.label(at: token) else {
          token += 1
          continue
        }
        if Self.columnFields[hit.field] != nil, layout.box(hit.tokens).overlapX(box) > 0.4,
          numbers(in: layout.segments[hit.segment].tokens).isEmpty
        {
          return hit
        }
        token = hit.tokens.upperBound
      }
      index -= 1
    }
    return nil
  }
}

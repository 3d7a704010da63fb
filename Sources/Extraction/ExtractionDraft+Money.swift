import Documents
import Values

extension ExtractionDraft {
  mutating func findTotals() {
    let finder = TotalsFinder(facts, currency: document.currency)
    let answer = finder.answer()
    let doubt = answer.isContested ? 120 : 0
    set("totals.net", \.totals.net, answer.net, answer.confidence(answer.net, base: 880))
    set("totals.tax", \.totals.tax, answer.tax, answer.confidence(answer.tax, base: 880))
    set("totals.gross", \.totals.gross, answer.gross, answer.confidence(answer.gross, base: 930))
    set("totals.lines", \.totals.lines, answer.lines, 985 - doubt)
    set("totals.allowances", \.totals.allowances, answer.allowances, 980 - doubt)
    set("totals.charges", \.totals.charges, answer.charges, 980 - doubt)
    set("totals.rounding", \.totals.rounding, answer.rounding, 980 - doubt)
    set("totals.withheld", \.totals.withheld, answer.withheld, 980 - doubt)
    if let due = answer.due {
      let agrees = answer.gross.map { $0.amount == due.amount } ?? false
      let isProved =
        agrees || answer.prepaid != nil || answer.rounding != nil || answer.withheld != nil
      set("totals.due", \.totals.due, due, isProved ? 990 - doubt : min(900, due.score))
      set("totals.prepaid", \.totals.prepaid, answer.prepaid.map(TotalsFinder.positive), 985)
    } else if let gross = answer.gross, !finder.speaksOfPrepayment {
      // Nothing was paid before: the total is what is due, and stands where the total stands.
      set("totals.due", \.totals.due, gross, answer.confidence(gross, base: 900) - 10)
    }
    setTaxes(answer, doubt)
  }

  private mutating func set(
    _ path: String,
    _ key: WritableKeyPath<Document, ExactDecimal?>,
    _ value: TotalValue?,
    _ confidence: Int
  ) {
    guard confidence >= Self.floor, let value, let index = value.numbers.first else { return }
    let numbers = value.numbers.map { facts.numbers.mentions[$0] }
    guard let decimal = numbers.count > 1 ? value.amount.decimal : decimal(value, numbers[0]) else {
      return
    }
    document[keyPath: key] = decimal
    let tokens = facts.numbers.mentions[index].tokens
    document.sources[path] = source(tokens, confidence, value: decimal.description)
    // The sum of several rows stands where they stand.
    setBox(path, numbers.map(\.tokens))
  }

  /// As written, with the sign that the arithmetic gave it.
  private func decimal(_ value: TotalValue, _ number: NumberMention) -> ExactDecimal? {
    guard let written = number.value, let amount = Amount(written) else { return nil }
    if amount == value.amount { return written }
    return amount.negated == value.amount ? written.negated : nil
  }

  private mutating func setTaxes(_ answer: TotalsAnswer, _ doubt: Int) {
    var rates: [Amount] = []
    for row in answer.rows where !rates.contains(row.rate) {
      rates.append(row.rate)
      let same = answer.rows.filter { $0.rate == row.rate }
      guard same.count == 1 else { continue }
      var tax = TaxBreakdown()
      tax.rate = row.rateNumber.flatMap { facts.numbers.mentions[$0].value }
      tax.base = row.baseNumber.flatMap { facts.numbers.mentions[$0].value }
      tax.amount = facts.numbers.mentions[row.taxNumber].value
      let path = "taxes[\(document.taxes.count)]"
      document.taxes.append(tax)
      let tokens = facts.numbers.mentions[row.taxNumber].tokens
      document.sources[path] = source(tokens, 990 - doubt, value: "")
    }
    guard document.taxes.isEmpty, answer.foots, let net = answer.net, let tax = answer.tax,
      let number = tax.numbers.first, tax.numbers.count == 1
    else { return }
    // One rate on the paper that makes the tax of the net.
    let rate = facts.numbers.mentions.first { mention in
      mention.isPercent
        && mention.value.flatMap { Amount($0) }.map {
          $0.units > 0 && net.amount.isTaxed($0, gives: tax.amount)
        } == true
    }
    guard let rate else { return }
    var row = TaxBreakdown()
    row.rate = rate.value
    row.base = net.numbers.count == 1 ? facts.numbers.mentions[net.numbers[0]].value : nil
    row.amount = facts.numbers.mentions[number].value
    document.taxes = [row]
    document.sources["taxes[0]"] = source(
      facts.numbers.mentions[number].tokens,
      980 - doubt,
      value: ""
    )
  }
}

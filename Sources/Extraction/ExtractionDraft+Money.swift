import Documents
import Values

extension ExtractionDraft {
  mutating func findTotals() {
    let finder = TotalsFinder(facts, currency: document.currency)
    let answer = finder.answer()
    let doubt = answer.isContested ? 120 : 0
    let footed = answer.foots && answer.tax?.amount != .zero
    func confidence(_ value: TotalValue, base: Int) -> Int {
      if footed { return (value.isLabelled ? 995 : 960) - doubt }
      if answer.foots { return (value.isLabelled ? 970 : 900) - doubt }
      return base - doubt - max(0, 860 - value.score) / 2
    }
    set("totals.net", \.totals.net, answer.net, base: 880, confidence)
    set("totals.tax", \.totals.tax, answer.tax, base: 880, confidence)
    set("totals.gross", \.totals.gross, answer.gross, base: 930, confidence)
    set("totals.lines", \.totals.lines, answer.lines, base: 0) { _, _ in 985 - doubt }
    set("totals.allowances", \.totals.allowances, answer.allowances, base: 0) { _, _ in 980 - doubt
    }
    set("totals.charges", \.totals.charges, answer.charges, base: 0) { _, _ in 980 - doubt }
    if let due = answer.due {
      let agrees = answer.gross.map { $0.amount == due.amount } ?? false
      let isProved = agrees || answer.prepaid != nil
      set("totals.due", \.totals.due, due, base: 0) { value, _ in
        isProved ? 990 - doubt : min(900, value.score)
      }
      set("totals.prepaid", \.totals.prepaid, answer.prepaid.map(TotalsFinder.positive), base: 0) {
        _,
        _ in
        985
      }
    } else if let gross = answer.gross, !finder.speaksOfPrepayment {
      // Nothing was paid before: the total is what is due, and stands where the total stands.
      set("totals.due", \.totals.due, gross, base: 900) { value, base in
        confidence(value, base: base) - 10
      }
    }
    setTaxes(answer, doubt)
  }

  private mutating func set(
    _ path: String,
    _ key: WritableKeyPath<Document, ExactDecimal?>,
    _ value: TotalValue?,
    base: Int,
    _ confidence: (TotalValue, Int) -> Int
  ) {
    guard let value, let index = value.number else { return }
    let number = facts.numbers.mentions[index]
    guard let decimal = decimal(value, number) else { return }
    let sure = confidence(value, base)
    guard sure >= Self.floor else { return }
    document[keyPath: key] = decimal
    document.sources[path] = source(number.tokens, sure, value: decimal.description)
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
      tax.base = facts.numbers.mentions[row.baseNumber].value
      tax.amount = facts.numbers.mentions[row.taxNumber].value
      let path = "taxes[\(document.taxes.count)]"
      document.taxes.append(tax)
      let tokens = facts.numbers.mentions[row.taxNumber].tokens
      document.sources[path] = source(tokens, 990 - doubt, value: "")
    }
    guard document.taxes.isEmpty, answer.foots, let net = answer.net, let tax = answer.tax,
      let number = tax.number
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
    row.base = net.number.flatMap { facts.numbers.mentions[$0].value }
    row.amount = facts.numbers.mentions[number].value
    document.taxes = [row]
    document.sources["taxes[0]"] = source(
      facts.numbers.mentions[number].tokens,
      980 - doubt,
      value: ""
    )
  }
}

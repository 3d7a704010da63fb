import Documents
import Values

extension ExtractionDraft {
  /// The tax, where base or rate prove it or one label alone names it.
  mutating func setTax(_ totals: ReceiptTotals) {
    guard let gross = document.totals.gross.flatMap({ Amount($0) }) else { return }
    let rows = totals.rows.filter { $0.meaning == .tax && $0.last?.amount.units ?? 0 > 0 }
    setTaxRows(totals.rows)
    let proof = TaxProof(gross: gross, totals: totals, facts)
    let proved = rows.compactMap(\.last).first { proof.proves($0.amount) }
    if let tax = proved {
      set("totals.tax", \.totals.tax, tax, 970)
      let net = totals.rows.flatMap(\.amounts).first { $0.amount + tax.amount == gross }
      if let net { set("totals.net", \.totals.net, net, 970) }
      return
    }
    // Base and tax side by side that make the total: a table of one rate.
    for row in totals.rows where row.amounts.count >= 2 {
      let (base, tax) = (row.amounts[row.amounts.count - 2], row.amounts[row.amounts.count - 1])
      guard base.amount + tax.amount == gross, proof.proves(tax.amount) else { continue }
      set("totals.tax", \.totals.tax, tax, 960)
      set("totals.net", \.totals.net, base, 960)
      return
    }
    let amounts = Set(rows.compactMap(\.last?.amount))
    if amounts.count == 1, let tax = rows.first?.last, tax.amount.units * 3 < gross.units {
      set("totals.tax", \.totals.tax, tax, 880)
    }
  }

  /// `SR 6% 52.00 3.12`: a rate with its base and its tax, proved by multiplying.
  private mutating func setTaxRows(_ rows: [ReceiptRow]) {
    for row in rows where row.amounts.count >= 2 && document.taxes.count < 8 {
      guard let rate = rate(of: row) else { continue }
      let (base, tax) = (row.amounts[row.amounts.count - 2], row.amounts[row.amounts.count - 1])
      guard base.amount.units > 0, let percent = Amount(rate), percent.units > 0,
        base.amount.isTaxed(percent, gives: tax.amount),
        !document.taxes.contains(where: { $0.rate == rate })
      else { continue }
      var entry = TaxBreakdown()
      entry.rate = rate
      entry.base = base.value
      entry.amount = tax.value
      document.sources["taxes[\(document.taxes.count)]"] = source(tax.tokens, 970, value: "")
      document.taxes.append(entry)
    }
  }

  private func rate(of row: ReceiptRow) -> ExactDecimal? {
    let line = facts.layout.lines[row.line]
    for token in line.tokens {
      if let number = facts.number(at: token), number.isPercent { return number.value }
      // `@6%`, `GST6%`.
      let text = facts.layout.tokens[token].text
      guard text.contains("%") else { continue }
      let digits = text.prefix { $0 != "%" }.reversed().prefix { $0.isNumber || $0 == "." }
      if let rate = ExactDecimal(String(digits.reversed())) { return rate }
    }
    return nil
  }

  /// Service charge, tip and rounding.
  mutating func setExtras(_ rows: [ReceiptRow]) {
    for row in rows {
      guard let last = row.last, last.amount != .zero, document.allowancesAndCharges.count < 4
      else {
        continue
      }
      switch row.meaning {
      case .service: addCharge("Service charge", last)
      case .tip: addCharge("Tip", last)
      case .rounding where document.totals.rounding == nil && abs(last.amount.units) < 10_000:
        set("totals.rounding", \.totals.rounding, last, 930)
      default: break
      }
    }
  }

  private mutating func addCharge(_ reason: String, _ amount: ReceiptAmount) {
    guard !document.allowancesAndCharges.contains(where: { $0.reason == reason }) else { return }
    var charge = AllowanceCharge(isCharge: true)
    charge.amount = amount.value
    charge.reason = reason
    let path = "allowancesAndCharges[\(document.allowancesAndCharges.count)]"
    document.sources[path] = source(amount.tokens, 930, value: "")
    document.allowancesAndCharges.append(charge)
  }

  mutating func setItems(_ rows: [ReceiptRow]) {
    guard let found = ReceiptItems(rows, facts) else { return }
    for item in found.items {
      var line = DocumentLine()
      line.id = String(document.lines.count + 1)
      line.description = item.description.map { PartyText.trimmed(facts.layout.text($0)) }
      line.net = item.amount.value
      document.sources["lines[\(document.lines.count)]"] = source(
        item.amount.tokens,
        950,
        value: ""
      )
      document.lines.append(line)
    }
  }

  /// How it was paid: by the row that names the amount.
  mutating func setPayment(_ rows: [ReceiptRow], _ totals: ReceiptTotals) {
    let paying = rows.filter { ($0.meaning == .card || $0.meaning == .cash) && !$0.label.isEmpty }
    let gross = totals.best?.amount
    let row =
      paying.first { $0.meaning == .card && $0.last?.amount == gross }
      ?? paying.first { $0.meaning == .cash && !$0.amounts.isEmpty }
      ?? paying.first { !$0.amounts.isEmpty }
    guard let row, let word = row.label.first(where: { isMeans($0) }) else { return }
    let name = facts.layout.tokens[word].text.filter { $0.isLetter || $0 == "-" }
    document.payment.more.meansText = name
    // UNTDID 4461: 10 in cash, 48 by card.
    document.payment.meansCode = row.meaning == .cash ? "10" : "48"
    let isAgreed = row.meaning == .cash || row.last?.amount == gross
    document.sources["payment.meansCode"] = source(
      word..<word + 1,
      isAgreed ? 950 : 850,
      value: name
    )
    document.payment.more.cardNumber = cardDigits()
  }

  private func isMeans(_ token: Int) -> Bool {
    ReceiptRow.words(facts.layout.tokens[token].text).contains { ReceiptWords.isMeans($0) }
  }

  /// The last four digits behind the masked ones: `XXXX XXXX XXXX 1819`, `************1819`.
  private func cardDigits() -> String? {
    let tokens = facts.layout.tokens
    for (index, token) in tokens.enumerated() {
      let masked = token.text.prefix { "Xx*#".contains($0) }
      guard masked.count >= 3 else { continue }
      let rest = token.text.dropFirst(masked.count).filter(\.isNumber)
      if rest.count == 4 { return rest }
      if rest.isEmpty, index + 1 < tokens.count, tokens[index + 1].line == token.line,
        tokens[index + 1].text.count == 4, tokens[index + 1].text.allSatisfy(\.isNumber)
      {
        return tokens[index + 1].text
      }
    }
    return nil
  }
}

/// What proves an amount to be the tax in `gross`.
private struct TaxProof {
  private let gross: Amount
  private let printed: Set<Amount>
  private let rates: [Amount]

  init(gross: Amount, totals: ReceiptTotals, _ facts: PaperFacts) {
    self.gross = gross
    printed = Set(totals.rows.flatMap(\.amounts).map(\.amount))
    rates = facts.numbers.mentions.filter(\.isPercent).compactMap { number in
      number.value.flatMap { Amount($0) }
    }
  }

  /// The rest is printed too, or a rate on the paper makes it.
  func proves(_ tax: Amount) -> Bool {
    // The highest rate anywhere is 27 percent.
    guard tax.units > 0, tax.units * 4 < gross.units else { return false }
    let rest = gross - tax
    return printed.contains(rest) || rates.contains { $0.units > 0 && rest.isTaxed($0, gives: tax) }
  }
}

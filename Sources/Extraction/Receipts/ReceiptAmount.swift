import Values

/// An amount on a receipt, also where a tax letter, a label or a currency is glued to it: `75.00SR`, `TOTAL:$6.90`.
struct ReceiptAmount {
  var amount: Amount
  /// As written, with its decimals.
  var value: ExactDecimal
  var tokens: Range<Int>
  var currency: Currency?
  var box: Box

  /// Reads the amounts of the tokens in `range`; `decimal` is the paper's sign, nil where it does not say.
  static func all(_ range: Range<Int>, _ facts: PaperFacts) -> [ReceiptAmount] {
    var found: [ReceiptAmount] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if facts.date(at: index) != nil {
        index += 1
        continue
      }
      let (amount, end) = read(at: index, range, facts)
      if let amount { found.append(amount) }
      index = end
    }
    return found
  }

  private static func read(
    at index: Int,
    _ range: Range<Int>,
    _ facts: PaperFacts
  ) -> (ReceiptAmount?, Int) {
    let layout = facts.layout
    if let number = facts.number(at: index), number.isPercent {
      return (nil, number.tokens.upperBound)
    }
    if let number = facts.number(at: index), let value = number.value, value.scale == 2 {
      let amount = make(value, number.tokens, currency(before: index, range, facts), facts)
      return (amount, number.tokens.upperBound)
    }
    let reading = FigureReading(
      decimal: facts.numbers.decimalSign ?? UInt8(ascii: "."),
      isTolerant: layout.pages[layout.tokens[index].page].isRecognized
    )
    // Torn at the decimal sign: `13. 10`, `13 .10`.
    if index + 1 < range.upperBound,
      let value = reading.torn(layout.tokens[index], layout.tokens[index + 1])
    {
      return (make(value, index..<index + 2, nil, facts), index + 2)
    }
    guard let value = reading.value(layout.tokens[index].text) else { return (nil, index + 1) }
    return (make(value, index..<index + 1, nil, facts), index + 1)
  }

  private static func make(
    _ value: ExactDecimal,
    _ tokens: Range<Int>,
    _ currency: Currency?,
    _ facts: PaperFacts
  ) -> ReceiptAmount? {
    guard let amount = Amount(value) else { return nil }
    return ReceiptAmount(
      amount: amount,
      value: value,
      tokens: tokens,
      currency: facts.number(at: tokens.lowerBound)?.currency ?? currency,
      box: facts.layout.box(tokens)
    )
  }

  private static func currency(
    before index: Int,
    _ range: Range<Int>,
    _ facts: PaperFacts
  ) -> Currency? {
    index > range.lowerBound ? CurrencyMark.currency(facts.layout.tokens[index - 1].text) : nil
  }
}

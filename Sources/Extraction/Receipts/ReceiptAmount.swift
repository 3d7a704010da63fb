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
    let sign = facts.numbers.decimalSign ?? UInt8(ascii: ".")
    if let number = facts.number(at: index), let value = number.value, value.scale == 2 {
      let amount = make(value, number.tokens, currency(before: index, range, facts), facts)
      return (amount, number.tokens.upperBound)
    }
    // Torn at the decimal sign: `13. 10`, `13 .10`.
    if index + 1 < range.upperBound, isTorn(layout.tokens[index], layout.tokens[index + 1]) {
      let text = layout.tokens[index].text + layout.tokens[index + 1].text
      if let figure = figure(text, decimal: sign) {
        return (make(figure, index..<index + 2, nil, facts), index + 2)
      }
    }
    guard let figure = figure(layout.tokens[index].text, decimal: sign) else {
      return (nil, index + 1)
    }
    return (make(figure, index..<index + 1, nil, facts), index + 1)
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

  private static func isTorn(_ left: Token, _ right: Token) -> Bool {
    let (first, second) = (left.text, right.text)
    guard right.box.x0 - left.box.x1 < 0.7 * right.box.height,
      first.last?.isASCII == true, second.first?.isASCII == true
    else { return false }
    let isLeft =
      first.last.map { ".,".contains($0) } == true && first.dropLast().last?.isNumber == true
    let isRight = second.first.map { ".,".contains($0) } == true && first.last?.isNumber == true
    return (isLeft && second.prefix(2).allSatisfy(\.isNumber) && second.count >= 2)
      || (isRight && second.dropFirst().prefix(2).allSatisfy(\.isNumber) && second.count >= 3)
  }

  /// The last run of digits in a word with exactly two decimals, and at most three letters or signs behind it.
  private static func figure(_ text: String, decimal: UInt8) -> ExactDecimal? {
    var bytes = Array(text.utf8)
    guard bytes.count <= 40, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    if bytes.contains(UInt8(ascii: "%")) { return nil }
    var isNegative = false
    var behind = 0
    while let last = bytes.last, !isDigit(last) {
      if last == UInt8(ascii: "-") { isNegative = true }
      bytes.removeLast()
      behind += 1
      if behind > 3 { return nil }
    }
    let start = (bytes.lastIndex { !isDigit($0) && $0 != 0x2C && $0 != 0x2E } ?? -1) + 1
    var figure = Array(bytes[start...])
    while let first = figure.first, !isDigit(first) { figure.removeFirst() }
    if start > 0, bytes[start - 1] == UInt8(ascii: "-") { isNegative = true }
    // A number of a telephone or an article is no amount: nothing but letters and signs before it.
    guard !bytes[..<start].contains(where: isDigit), figure.count >= 4,
      figure[figure.count - 3] == decimal, isDigit(figure[figure.count - 4])
    else { return nil }
    let whole = figure[..<(figure.count - 3)]
    let groups = whole.split(omittingEmptySubsequences: false) { !isDigit($0) }
    guard groups.dropFirst().allSatisfy({ $0.count == 3 }), groups.allSatisfy({ !$0.isEmpty }),
      !whole.contains(decimal)
    else { return nil }
    let digits = whole.filter(isDigit) + [0x2E] + figure.suffix(2)
    let value = ExactDecimal(String(decoding: digits, as: UTF8.self))
    return isNegative ? value?.negated : value
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

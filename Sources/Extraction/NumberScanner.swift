import Values

/// Every figure of a paper, read by the paper's own way to write decimals.
struct NumberScanner {
  private(set) var mentions: [NumberMention] = []
  /// Index of the mention that begins at a token.
  private(set) var byToken: [Int: Int] = [:]
  /// The decimal sign: `,` or `.`; nil when nothing on the paper says.
  private(set) var decimalSign: UInt8?

  private static let comma = UInt8(ascii: ",")
  private static let point = UInt8(ascii: ".")

  /// `hint` is the sign that the workflow's locale uses.
  init(_ layout: Layout, hint: UInt8?) {
    for line in layout.lines { scan(line, layout) }
    let commas = mentions.count { $0.hasDecimals && $0.asComma != nil && $0.asPoint == nil }
    let points = mentions.count { $0.hasDecimals && $0.asPoint != nil && $0.asComma == nil }
    if commas != points { decimalSign = commas > points ? Self.comma : Self.point }
    let sign = decimalSign ?? hint
    for index in mentions.indices {
      let mention = mentions[index]
      if !mention.isOpen {
        mentions[index].value = mention.asComma ?? mention.asPoint
      } else if let sign {
        mentions[index].value = sign == Self.comma ? mention.asComma : mention.asPoint
      }
      byToken[mention.tokens.lowerBound] = index
    }
  }

  private mutating func scan(_ line: Layout.Line, _ layout: Layout) {
    var index = line.tokens.lowerBound
    while index < line.tokens.upperBound {
      guard let form = NumberForm(layout.tokens[index].text) else {
        index += 1
        continue
      }
      let (end, whole) = Self.grouped(from: index, form, line, layout)
      add(whole, index..<end, line: layout.tokens[index].line, layout)
      index = end
    }
  }

  /// Joins `1 234,56`: groups of three behind a space that is no column's gap, decimals at the end.
  private static func grouped(
    from start: Int,
    _ form: NumberForm,
    _ line: Layout.Line,
    _ layout: Layout
  ) -> (end: Int, form: NumberForm) {
    // `€3 619,50`: the sign stands before the first group; behind it, it ends the number.
    guard form.isBareGroup, !form.startsWithZero,
      form.currency == nil || layout.tokens[start].text.last?.isNumber == true
    else {
      return (start + 1, form)
    }
    var text = layout.tokens[start].text
    var index = start + 1
    while index < line.tokens.upperBound {
      let (before, token) = (layout.tokens[index - 1], layout.tokens[index])
      let gap = token.box.x0 - before.box.x1
      let letter = Layout.letterWidth([before, token])
      guard gap < max(0.4 * token.box.height, 1.2 * letter), let next = NumberForm(token.text)
      else { break }
      let head = token.text.prefix { $0.isNumber }
      guard head.count == 3, token.text.first?.isNumber == true else { break }
      text += " " + token.text
      index += 1
      if next.hasSeparator {
        // Only decimals at the end make sure that it is one number.
        if let whole = NumberForm(text),
          whole.value(decimal: comma) ?? whole.value(decimal: point) != nil
        {
          return (index, whole)
        }
        break
      }
    }
    return (start + 1, form)
  }

  private mutating func add(_ form: NumberForm, _ tokens: Range<Int>, line: Int, _ layout: Layout) {
    var mention = NumberMention(tokens: tokens, line: line, box: layout.box(tokens))
    mention.asComma = form.value(decimal: Self.comma)
    mention.asPoint = form.value(decimal: Self.point)
    guard mention.asComma != nil || mention.asPoint != nil else { return }
    mention.isPercent = form.isPercent
    mention.currency = form.currency
    mention.isJoined = tokens.count > 1
    mention.hasDecimals =
      (mention.asComma?.scale ?? 0) > 0 || (mention.asPoint?.scale ?? 0) > 0
    takeNeighbours(&mention, layout)
    mentions.append(mention)
  }

  /// A percent sign or a currency that stands as a word of its own beside the figure.
  private func takeNeighbours(_ mention: inout NumberMention, _ layout: Layout) {
    let (first, next) = (mention.tokens.lowerBound, mention.tokens.upperBound)
    func neighbour(_ index: Int) -> Token? {
      guard layout.tokens.indices.contains(index), layout.tokens[index].line == mention.line else {
        return nil
      }
      let token = layout.tokens[index]
      let gap = max(token.box.x0 - mention.box.x1, mention.box.x0 - token.box.x1)
      return gap < 1.2 * mention.box.height ? token : nil
    }
    if let after = neighbour(next) {
      if after.text.first == "%" { mention.isPercent = true }
      // `12 RM` are metres as often as ringgit; these stand before their figure.
      if after.text != "RM", let currency = CurrencyMark.currency(after.text) {
        mention.currency = mention.currency ?? currency
      }
    }
    if mention.currency == nil, let before = neighbour(first - 1) {
      mention.currency = CurrencyMark.currency(before.text)
    }
  }
}

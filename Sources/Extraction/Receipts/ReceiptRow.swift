import Values

/// One row of a receipt: words, and the amounts to their right.
struct ReceiptRow {
  var line: Int
  /// The words before the first amount.
  var label: Range<Int>
  var meaning: ReceiptMeaning?
  var amounts: [ReceiptAmount]
  /// Words and amounts stand in two lines of the layout: less sure that they belong together.
  var isJoined = false

  /// The last amount: tills print the row's sum at the right edge.
  var last: ReceiptAmount? { amounts.last }

  /// The rows of a paper from the top.
  ///
  /// A label without an amount takes the one that stands alone beside or under it: photos are askew.
  static func rows(_ facts: PaperFacts) -> [ReceiptRow] {
    let layout = facts.layout
    var rows = layout.lines.indices.map { row(at: $0, facts) }
    for index in rows.indices
    where rows[index].amounts.isEmpty && rows[index].meaning != nil && rows[index].meaning != .other
    {
      guard let other = orphan(near: index, rows, layout) else { continue }
      let middle = layout.lines[rows[index].line].box.middleY
      // Two amounts at one height are a row of a table; at two heights they belong to two labels.
      let distances = rows[other].amounts.map { abs($0.box.middleY - middle) }
      let nearest = distances.min() ?? 0
      let height = rows[other].amounts.first?.box.height ?? 0
      let isNear = distances.map { $0 - nearest < 0.25 * height }
      rows[index].amounts = zip(rows[other].amounts, isNear).filter(\.1).map(\.0)
      rows[other].amounts = zip(rows[other].amounts, isNear).filter { !$0.1 }.map(\.0)
      rows[index].isJoined = true
    }
    return rows
  }

  private static func row(at index: Int, _ facts: PaperFacts) -> ReceiptRow {
    let layout = facts.layout
    let line = layout.lines[index]
    let amounts = ReceiptAmount.all(line.tokens, facts)
    let end = amounts.first.map { first in
      first.tokens.lowerBound + (isLabelled(layout.tokens[first.tokens.lowerBound]) ? 1 : 0)
    }
    let label = line.tokens.lowerBound..<(end ?? line.tokens.upperBound)
    let words = label.flatMap { Self.words(layout.tokens[$0].text) }
    var meaning = ReceiptMeaning.of(words)
    // `Rounding 22.90` is the rounded total: no rounding is that large.
    if meaning == .rounding, let last = amounts.last, last.amount.magnitude.units >= 10_000 {
      meaning = .finalTotal
    }
    return ReceiptRow(line: index, label: label, meaning: meaning, amounts: amounts)
  }

  /// A label is glued to the amount: `TOTAL:$6.90`, not `RM6.90`.
  private static func isLabelled(_ token: Token) -> Bool {
    let letters = token.text.prefix { !$0.isNumber }.filter(\.isLetter)
    return letters.count > 3
  }

  /// No word but a currency or a single letter.
  private static func isBare(_ token: Token) -> Bool {
    !token.hasLetter || CurrencyMark.isMark(token.text)
      || token.text.count(where: \.isLetter) <= 1 && !token.text.contains("%")
  }

  /// The words of a token, folded: `SUB-TOTAL` has two, `GST/TAX` too.
  static func words(_ text: String) -> [String] {
    let parts = text.split { !$0.isLetter && $0 != "." && $0 != "'" && !"0159".contains($0) }
    let folded = parts.map { Token.fold(String($0)) }.filter { word in
      word.utf8.contains { (0x41...0x5A).contains($0) }
    }
    return folded
  }

  /// A row nearby that has amounts and no words of its own.
  private static func orphan(near index: Int, _ rows: [ReceiptRow], _ layout: Layout) -> Int? {
    let box = layout.lines[rows[index].line].box
    func distance(_ other: Int) -> Double? {
      guard rows.indices.contains(other), let amount = rows[other].amounts.last,
        layout.lines[rows[other].line].page == layout.lines[rows[index].line].page,
        rows[other].label.allSatisfy({ isBare(layout.tokens[$0]) }), amount.box.x0 > box.x0
      else { return nil }
      let distance = abs(amount.box.middleY - box.middleY)
      return distance < 1.7 * max(box.height, amount.box.height) ? distance : nil
    }
    // Amounts stand above all their labels or below all of them: what the rows before left over comes first.
    let below = [index + 1, index + 2].compactMap { other in distance(other).map { (other, $0) } }
      .min { $0.1 < $1.1 }
    guard let above = distance(index - 1) else { return below?.0 }
    guard let below else { return index - 1 }
    return above <= 1.6 * below.1 ? index - 1 : below.0
  }
}

import Values

/// One row of the table of items.
struct LineRow {
  var tokens: Range<Int>
  var position: String?
  var description: [Range<Int>] = []
  var quantity: Int?
  var unit: String?
  var unitPrice: Int?
  var net: Int
  var rate: Int?
}

/// The table of items: columns by their headlines, rows by the amounts in the last column.
///
/// A description may run over several lines, the table over several pages.
struct LineFinder {
  let facts: PaperFacts
  private var layout: Layout { facts.layout }

  private struct Column {
    var field: LabelField
    var box: Box
  }

  /// More rows than this no paper prints.
  private static let maximumRows = 5_000

  /// The rows of every table that has a quantity or price and an amount; empty when there is none.
  func rows() -> [LineRow] {
    var rows: [LineRow] = []
    var line = 0
    while line < layout.lines.count, rows.count < Self.maximumRows {
      guard let (columns, end) = headline(at: line) else {
        line += 1
        continue
      }
      let (found, next) = body(columns, from: end)
      rows += found
      line = max(next, line + 1)
    }
    return rows
  }

  // MARK: Headlines

  /// The columns of a headline that begins at `line` and the line behind it.
  private func headline(at line: Int) -> ([Column], Int)? {
    var columns = columns(of: line)
    guard columns.count >= 2 else { return nil }
    var end = line + 1
    // Headlines of two or three lines stand close together.
    while end < min(layout.lines.count, line + 3),
      layout.lines[end].page == layout.lines[line].page,
      layout.lines[end].box.y0 - layout.lines[end - 1].box.y1 < 0.8 * layout.lines[line].box.height,
      !layout.lines[end].tokens.contains(where: { facts.numbers.byToken[$0] != nil })
    {
      columns += self.columns(of: end).filter { new in
        !columns.contains { $0.box.overlapX(new.box) > 0.3 }
      }
      end += 1
    }
    let fields = Set(columns.map(\.field))
    let hasAmount = !fields.isDisjoint(with: [.lineNet, .net, .total, .gross])
    // What was sold and for how much is enough; the sum of the rows must prove it.
    guard hasAmount, fields.contains(.description) || columns.count >= 3,
      fields.contains(.description) || fields.contains(.quantity) || fields.contains(.unitPrice)
    else { return nil }
    return (columns.sorted { $0.box.x0 < $1.box.x0 }, end)
  }

  private static let columnFields: Set<LabelField> = [
    .description, .quantity, .unitPrice, .lineNet, .taxRate, .position, .net, .total, .gross, .tax,
    .allowances,
  ]

  private func columns(of line: Int) -> [Column] {
    if layout.lines[line].tokens.contains(where: { isMoney($0) }) { return [] }
    var columns: [Column] = []
    if let first = layout.segments[layout.lines[line].segments.lowerBound...].first,
      first.tokens.count == 1,
      ["N", "NO", "NUM"].contains(layout.tokens[first.tokens.lowerBound].folded)
    {
      columns.append(Column(field: .position, box: first.box))
    }
    for token in layout.lines[line].tokens {
      guard let hit = facts.label(at: token), hit.tokens.lowerBound == token,
        Self.columnFields.contains(hit.field)
      else { continue }
      columns.append(Column(field: hit.field, box: layout.box(hit.tokens)))
    }
    return columns
  }

  private func isMoney(_ token: Int) -> Bool { facts.number(at: token)?.isMoney ?? false }

  // MARK: Rows

  private func body(_ columns: [Column], from start: Int) -> ([LineRow], Int) {
    var rows: [LineRow] = []
    var line = start
    let page = layout.lines[start - 1].page
    let amountColumn = columns.last { [.lineNet, .net, .total, .gross].contains($0.field) }
    guard let amountColumn else { return ([], start) }
    var previous = layout.lines[start - 1].box
    while line < layout.lines.count, layout.lines[line].page == page {
      let current = layout.lines[line]
      // Another headline begins another table.
      if isEnd(current) || self.columns(of: line).count >= 2 { break }
      if let row = row(current, columns, amountColumn) {
        rows.append(row)
      } else if !rows.isEmpty {
        if current.box.y0 - previous.y1 > 2.5 * current.box.height { break }
        extend(&rows[rows.count - 1], with: current, columns)
      }
      previous = current.box
      line += 1
    }
    return (rows, line)
  }

  /// A line of totals: a label of an amount at its beginning, and amounts behind.
  private func isEnd(_ line: Layout.Line) -> Bool {
    for token in line.tokens {
      guard let hit = facts.label(at: token) else { continue }
      let isTotal =
        hit.field.isAmount && hit.startsSegment && hit.label.strength >= 2
        && hit.field != .allowances && hit.field != .charges
      if isTotal,
        line.tokens.contains(where: isMoney)
          || hit.tokens.last.map({ layout.tokens[$0].endsLabel }) == true
      {
        return true
      }
    }
    return false
  }

  private func row(_ line: Layout.Line, _ columns: [Column], _ amount: Column) -> LineRow? {
    let numbers = line.tokens.compactMap { facts.numbers.byToken[$0] }
    var net: Int?
    var row = LineRow(tokens: line.tokens, net: 0)
    for index in numbers {
      let number = facts.numbers.mentions[index]
      guard number.value != nil, let column = column(of: number.box, columns) else { continue }
      switch column.field {
      case amount.field where column.box == amount.box: net = number.isPercent ? net : index
      case .quantity where !number.isPercent: row.quantity = row.quantity ?? index
      case .unitPrice where !number.isPercent: row.unitPrice = row.unitPrice ?? index
      case .taxRate, .tax:
        if number.isPercent || number.value.map({ $0.scale == 0 }) == true { row.rate = index }
      case .position: row.position = layout.text(number.tokens)
      default: break
      }
    }
    guard let net,
      facts.numbers.mentions[net].hasDecimals || facts.numbers.mentions[net].currency != nil
    else { return nil }
    row.net = net
    findFactors(&row, numbers)
    let isPriced = columns.contains { $0.field == .quantity || $0.field == .unitPrice }
    guard
      row.quantity != nil || row.unitPrice != nil || !isPriced && description(line, columns) != nil
    else { return nil }
    if let quantity = row.quantity {
      row.unit = unit(behind: facts.numbers.mentions[quantity], columns)
    }
    if let text = description(line, columns) { row.description = [text] }
    return row
  }

  /// Quantity and price that no headline names: the two numbers before the amount that make it.
  private func findFactors(_ row: inout LineRow, _ numbers: [Int]) {
    if let quantity = row.quantity, let price = row.unitPrice, makes(quantity, price, row.net) {
      return
    }
    let others = numbers.filter { $0 < row.net && !facts.numbers.mentions[$0].isPercent }
    for quantity in others {
      for price in others where price != quantity {
        // A price has decimals; of two factors the named one keeps its place.
        guard facts.numbers.mentions[price].hasDecimals,
          row.quantity ?? quantity == quantity
            || row.unitPrice ?? price == price,
          makes(quantity, price, row.net),
          !facts.numbers.mentions[quantity].isMoney || facts.numbers.mentions[price].isMoney
        else { continue }
        row.quantity = quantity
        row.unitPrice = price
        return
      }
    }
  }

  private func makes(_ quantity: Int, _ price: Int, _ net: Int) -> Bool {
    let values = [quantity, price, net].map { facts.numbers.mentions[$0].value?.magnitude }
    guard let quantity = values[0], let price = values[1], let net = values[2], !net.isZero else {
      return false
    }
    do throws(ArithmeticError) {
      let difference = try quantity.multiplied(by: price).subtracting(net).magnitude
      return difference <= ExactDecimal(coefficient: 1, scale: 2)
    } catch {
      return false
    }
  }

  /// The headline over `box`, or the nearest by its edges: figures stand flush right, texts flush left.
  private func column(of box: Box, _ columns: [Column]) -> Column? {
    func distance(_ column: Column) -> Double {
      if column.box.overlapX(box) > 0.5 { return abs(column.box.middleX - box.middleX) * 0.1 }
      return min(
        abs(column.box.x1 - box.x1),
        abs(column.box.x0 - box.x0),
        abs(column.box.middleX - box.middleX)
      )
    }
    guard let best = columns.min(by: { distance($0) < distance($1) }), distance(best) < 60 else {
      return nil
    }
    return best
  }

  private func unit(behind number: NumberMention, _ columns: [Column]) -> String? {
    let next = number.tokens.upperBound
    guard next < layout.tokens.count, layout.tokens[next].line == number.line,
      layout.tokens[next].box.x0 - number.box.x1 < number.box.height
    else { return nil }
    let token = layout.tokens[next]
    let isWord =
      token.text.count <= 10 && !token.hasDigit && token.hasLetter
      && !CurrencyMark.isMark(token.text)
    return isWord ? ReferenceFinder.trimmed(token.text) : nil
  }

  /// The words of the description's column: from its headline's left end to the next column's figures.
  private func description(_ line: Layout.Line, _ columns: [Column]) -> Range<Int>? {
    guard let column = columns.first(where: { $0.field == .description }) else {
      return line.segments.lazy.map { layout.segments[$0].tokens }.first { isText($0) }
    }
    return line.segments.lazy.map { layout.segments[$0] }.first { segment in
      abs(segment.box.x0 - column.box.x0) < 25 || segment.box.overlapX(column.box) > 0.5
    }.map(\.tokens).flatMap { isText($0) ? $0 : nil }
  }

  private func isText(_ tokens: Range<Int>) -> Bool {
    layout.tokens[tokens].contains { $0.text.count(where: \.isLetter) > 1 }
  }

  private func extend(_ row: inout LineRow, with line: Layout.Line, _ columns: [Column]) {
    guard row.description.count < 6, !line.tokens.contains(where: isMoney),
      let text = description(line, columns),
      layout.tokens[text].first.map({ !$0.endsLabel }) ?? true
    else { return }
    row.description.append(text)
  }
}

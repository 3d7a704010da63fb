import Documents
import Values

extension ExtractionDraft {
  /// The items, when their amounts add up to a total of the paper: a table that does not foot was read wrongly, or is none.
  mutating func findLines() {
    let rows = LineFinder(facts: facts).rows()
    guard !rows.isEmpty, let start = footing(rows) else { return }
    for row in rows[start...] { add(row) }
  }

  /// From which row on the amounts make the sum of lines or the net total; nil when none do.
  private func footing(_ rows: [LineRow]) -> Int? {
    // Prices that hold the tax make the gross.
    let totals = document.totals
    let wanted = [totals.lines, totals.net, totals.gross].compactMap {
      $0.flatMap { Amount($0) }
    }
    var sum = Amount.zero
    var start: Int?
    for (index, row) in rows.enumerated().reversed() {
      guard let amount = facts.numbers.mentions[row.net].value.flatMap({ Amount($0) }) else {
        return nil
      }
      sum = sum + amount
      if wanted.contains(sum) { start = index }
    }
    return start
  }

  private mutating func add(_ row: LineRow) {
    let numbers = facts.numbers.mentions
    var line = DocumentLine()
    line.id = row.position ?? String(document.lines.count + 1)
    let words = row.description.map { facts.layout.text($0) }
    line.description = words.isEmpty ? nil : words.joined(separator: "\n")
    line.quantity = row.quantity.flatMap { numbers[$0].value }
    line.unit = row.unit
    line.net = numbers[row.net].value
    line.taxRate = row.rate.flatMap { numbers[$0].value }
    // A price that does not make the amount has a discount or another base: then it is not said.
    line.unitPrice = row.unitPrice.flatMap { numbers[$0].value }
    let isProved = multiplies(line)
    if !isProved, line.quantity != nil { line.unitPrice = nil }
    let path = "lines[\(document.lines.count)]"
    document.lines.append(line)
    document.sources[path] = source(row.tokens, isProved ? 980 : 930, value: "")
  }

  private func multiplies(_ line: DocumentLine) -> Bool {
    guard let quantity = line.quantity, let price = line.unitPrice, let net = line.net else {
      return false
    }
    do throws(ArithmeticError) {
      let product = try quantity.multiplied(by: price)
      let difference = try product.subtracting(net).magnitude
      return difference <= ExactDecimal(coefficient: 1, scale: 2)
    } catch {
      return false
    }
  }
}

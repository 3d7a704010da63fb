/// What a column's cells say about how its numbers are written.
struct NumberEvidence {
  /// The first line that can only be read with a decimal point, comma, or either way.
  private(set) var pointLine: Int?
  private(set) var commaLine: Int?
  private(set) var openLine: Int?
  private(set) var openText = ""

  enum Verdict: Equatable {
    case style(NumberStyle)
    /// No number has a mark: both styles read the same.
    case either
    /// `1.234` and nothing that decides.
    case open(line: Int, text: String)
    case contradiction(pointLine: Int, commaLine: Int)
  }

  var verdict: Verdict {
    switch (pointLine, commaLine) {
    case (let point?, let comma?): .contradiction(pointLine: point, commaLine: comma)
    case (_?, nil): .style(.decimalPoint)
    case (nil, _?): .style(.decimalComma)
    case (nil, nil): openLine.map { .open(line: $0, text: openText) } ?? .either
    }
  }

  /// Weighs one cell (without outer white space).
  mutating func weigh(_ cell: Span<UInt8>, line: Int) {
    guard hasMark(cell) else { return }
    let plainPoint = NumberParser.plain(cell, .decimalPoint)
    let plainComma = NumberParser.plain(cell, .decimalComma)
    if plainPoint != nil, plainComma == nil { return note(.decimalPoint, line) }
    if plainComma != nil, plainPoint == nil { return note(.decimalComma, line) }
    let text = NumberText(cell)
    guard text.failure == nil else { return }
    // A cell that only one style can read decides; one that reads differently is open.
    let point = text.parse(.decimalPoint)
    let comma = text.parse(.decimalComma)
    switch (point, comma) {
    case (.success(let left), .success(let right)):
      guard left.value != right.value, openLine == nil else { return }
      if text.figure.first == 0x30 {
        // Nobody groups digits behind a zero: `0.125`.
        note(text.figure.contains(UInt8(ascii: ".")) ? .decimalPoint : .decimalComma, line)
      } else {
        openLine = line
        openText = String(decoding: text.figure, as: UTF8.self)
      }
    case (.success, .failure): note(.decimalPoint, line)
    case (.failure, .success): note(.decimalComma, line)
    case (.failure, .failure): break
    }
  }

  private mutating func note(_ style: NumberStyle, _ line: Int) {
    switch style {
    case .decimalPoint: pointLine = pointLine ?? line
    case .decimalComma: commaLine = commaLine ?? line
    }
  }

  private func hasMark(_ cell: Span<UInt8>) -> Bool {
    for index in 0..<cell.count
    where cell[index] == UInt8(ascii: ".") || cell[index] == UInt8(ascii: ",") {
      return true
    }
    return false
  }
}

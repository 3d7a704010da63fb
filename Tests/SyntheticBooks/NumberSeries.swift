import Values

/// How a party numbers its documents, and where it has got to.
package struct NumberSeries: Sendable {
  private let style: Int
  private let step: Int
  private var next: Int
  private var year: Int32 = 0
  /// Begins again at one each year.
  private let restarts: Bool

  init(_ random: inout SeededRandom) {
    style = random.below(9)
    step = random.pick([1, 1, 1, 2, 3, 7, 13])
    next = random.pick([1, 17, 260, 4_100, 88_000, 300_000])
    restarts = style == 8 || random.chance(20)
  }

  mutating func number(_ day: Int32, _ random: inout SeededRandom) -> String {
    let date = Day(number: day)
    let (year, month) = (date.year, date.month)
    if restarts, self.year != 0, self.year != Int32(year) { next = 1 }
    self.year = Int32(year)
    next += random.within(1...step)
    switch style {
    case 0: return "RX-\(next)/\(year % 100)"
    case 1: return "\(year)/\(padded(next, 4))"
    case 2: return "KV\(padded(next, 6))"
    case 3: return "LS.\(next).\(padded(month, 2))"
    case 4: return "\(next)"
    case 5: return "D\(year % 100)W\(padded(month, 2))-\(next)"
    case 6: return "\(padded(next, 7))A"
    case 7: return "Beleg-Nr \(year % 100)-\(padded(next, 5))"
    default: return "\(padded(next, 3))"
    }
  }
}

func padded(_ number: Int, _ width: Int) -> String {
  let text = "\(number)"
  return text.count >= width ? text : String(repeating: "0", count: width - text.count) + text
}

import Readings
import Values

// The file: separators, quotes, lines around the rows, encodings.
extension RandomTable {
  mutating func write() {
    hasHeader = !chance(6)
    let separator = pick([",", ";", ";", "\t", "|"])
    let lineEnd = pick(["\n", "\r\n", "\r\n"])
    let isQuoted = chance(30)
    layout.append("separator \(separator), header \(hasHeader), quoted \(isQuoted)")
    var lines: [[String]] = []
    if hasHeader { lines.append(columns.map(\.header)) }
    for index in rows.indices { lines.append(columns.map { $0.cells[index] }) }
    var text = preamble(separator, lineEnd)
    for line in lines {
      text += line.map { quoted($0, separator, isQuoted) }.joined(separator: separator) + lineEnd
    }
    text += trailer(separator, lineEnd)
    bytes = encoded(text)
  }

  private func quoted(_ cell: String, _ separator: String, _ always: Bool) -> String {
    guard always || cell.contains(separator) || cell.contains("\"") else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }

  private mutating func preamble(_ separator: String, _ lineEnd: String) -> String {
    guard hasHeader, chance(30) else { return "" }
    let lines = [
      "Account statement", "Holder\(separator)Eva Steindl", "", "Page\(separator)1",
      "Printed by the bank",
    ]
    layout.append("preamble")
    return lines.prefix(number(1...5)).joined(separator: lineEnd) + lineEnd
  }

  private mutating func trailer(_ separator: String, _ lineEnd: String) -> String {
    guard target == .ledger || target == .expense, rows.count > 2, chance(25) else { return "" }
    layout.append("trailer")
    let cells = columns.indices.map { $0 == 0 ? "Total" : "" }
    return cells.joined(separator: separator) + lineEnd
  }

  private mutating func encoded(_ text: String) -> [UInt8] {
    switch number(0...4) {
    case 0: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case 1:
      layout.append("utf-16")
      return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case 2:
      layout.append("windows-1252")
      // All letters of these tables are Latin-1.
      return text.unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : UInt8(ascii: "?") }
    default: return Array(text.utf8)
    }
  }
}

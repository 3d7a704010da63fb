import Books
import Documents
import Readings
import Testing
import Values

@testable import Readers

@Suite("CSV: properties")
struct CSVPropertyTests {
  private static let seed: UInt64 = 20_260_314
  private static let texts = [
    "Acme", "Müller; Söhne", "a,b", "\"q\"", "two\nlines", "cr\r\nlf", " Ω 🧾", "x|y\tz", "'",
    "=1+1",
  ]

  private static func table(_ numbers: inout SeededNumbers, rows: Int) -> [[String]] {
    (0..<rows).map { _ in
      let cents = Int.random(in: -999_999...999_999, using: &numbers)
      let day = Day(number: Int32.random(in: 10_000...25_000, using: &numbers))
      let amount = ExactDecimal(coefficient: Int128(cents), scale: 2).description
      let text = texts.randomElement(using: &numbers) ?? ""
      return [day.description, amount, text, "R\(Int.random(in: 0...99, using: &numbers))"]
    }
  }

  private static func written(
    _ rows: [[String]],
    separator: String,
    lineEnd: String,
    always: Bool
  ) -> [UInt8] {
    let lines = rows.map { row in
      row.map { cell in
        let needs =
          cell.contains { "\"\r\n".contains($0) || $0.isNewline } || cell.contains(separator)
        guard always || needs else { return cell }
        return "\""
          + cell.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"") + "\""
      }.joined(separator: separator)
    }
    return Array((lines.joined(separator: lineEnd) + lineEnd).utf8)
  }

  private static let header = ["Date", "Amount", "Memo", "Reference"]

  private static func values(_ reading: Reading) -> [[String]] {
    reading.entries.map {
      [$0.day.description, $0.amount.decimal.description, $0.memo ?? "", $0.reference ?? ""]
    }
  }

  @Test("rows that are written are read back equal, whatever the separator and line end")
  func roundTrip() {
    var numbers = SeededNumbers(seed: Self.seed)
    for separator in [",", ";", "\t", "|"] {
      for lineEnd in ["\n", "\r\n", "\r"] {
        for always in [true, false] {
          let rows = Self.table(&numbers, rows: 60)
          let bytes = Self.written(
            [Self.header] + rows,
            separator: separator,
            lineEnd: lineEnd,
            always: always
          )
          let reading = CSVText.reading(bytes, .ledger())
          let expected = rows.map { $0.prefix(2) + [String($0[2].trimmingSpaces)] + [$0[3]] }
          #expect(Self.values(reading) == expected.map(Array.init), "seed \(Self.seed)")
        }
      }
    }
  }

  @Test("any size of pieces gives the same reading")
  func pieceSizes() {
    var numbers = SeededNumbers(seed: Self.seed)
    let rows = Self.table(&numbers, rows: 40)
    let bytes = Self.written([Self.header] + rows, separator: ";", lineEnd: "\r\n", always: false)
    let instructions = ReadInstructions.ledger {
      $0.stopAt = "^Summe"
    }
    let whole = bytes + Array("Summe;\"1\";;\r\n".utf8)
    let expected = CSVText.reading(whole, instructions)
    #expect(expected.entries.count == 40)
    for size in Array(1...40) + [63, 64, 65, 1000] {
      #expect(CSVText.reading(whole, instructions, pieceBytes: size) == expected, "size \(size)")
    }
  }

  @Test("the order of the columns is irrelevant")
  func columnOrder() {
    var numbers = SeededNumbers(seed: Self.seed)
    let rows = [Self.header] + Self.table(&numbers, rows: 30)
    let expected = Self.values(
      CSVText.reading(
        Self.written(rows, separator: ",", lineEnd: "\n", always: false),
        .ledger()
      )
    )
    for _ in 0..<10 {
      let order = Array(0..<4).shuffled(using: &numbers)
      let shuffled = rows.map { row in order.map { row[$0] } }
      let bytes = Self.written(shuffled, separator: ",", lineEnd: "\n", always: false)
      #expect(Self.values(CSVText.reading(bytes, .ledger())) == expected)
    }
  }

  @Test("20,000 damaged files: never a trap, and nothing but entries or reasons")
  func mutations() {
    var numbers = SeededNumbers(seed: Self.seed)
    let rows = [Self.header + ["Balance"]] + Self.table(&numbers, rows: 6).map { $0 + [""] }
    let base = Self.written(rows, separator: ";", lineEnd: "\r\n", always: false)
    let wide: [UInt8] = [0xFF, 0xFE] + base.flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }
    let targets: [ReadInstructions] = [
      .ledger(), .made(.expense), .made(.table, nil), .ledger(locale: "de-DE") { $0.stopAt = "R5" },
    ]
    var refused = 0
    for round in 0..<20_000 {
      var bytes = round.isMultiple(of: 5) ? wide : base
      for _ in 0..<Int.random(in: 1...6, using: &numbers) { Self.damage(&bytes, &numbers) }
      let reading = CSVText.reading(
        bytes,
        targets[round % targets.count],
        pieceBytes: Int.random(in: 1...300, using: &numbers)
      )
      let hasFileProblem = reading.problems.contains { $0.scope == .file }
      if hasFileProblem != reading.summary.isRefused {
        Issue.record("seed \(Self.seed) round \(round): \(bytes)")
      }
      refused += reading.summary.isRefused ? 1 : 0
    }
    #expect(refused > 1_000 && refused < 20_000)
  }

  private static func damage(_ bytes: inout [UInt8], _ numbers: inout SeededNumbers) {
    guard !bytes.isEmpty else { return }
    let index = Int.random(in: 0..<bytes.count, using: &numbers)
    let special: [UInt8] = Array("\"\r\n;,.-+()'#E \t".utf8) + [0, 0xC3, 0xA0, 0xFF, 0xE2]
    switch Int.random(in: 0..<5, using: &numbers) {
    case 0: bytes[index] = UInt8.random(in: 0...255, using: &numbers)
    case 1: bytes.insert(special.randomElement(using: &numbers) ?? 0, at: index)
    case 2: bytes.remove(at: index)
    case 3: bytes.removeSubrange(index..<min(bytes.count, index + 9))
    default: bytes[index] = special.randomElement(using: &numbers) ?? 0
    }
  }
}

extension String {
  fileprivate var trimmingSpaces: Substring { drop { $0 == " " } }
}

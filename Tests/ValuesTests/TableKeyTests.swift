import Testing
import Values

@Suite struct TableKeyTests {
  /// Which of the cells a value finds.
  private func found(
    _ value: String,
    _ cells: [String],
    as kind: TableKey.Cells = .text
  ) -> [String] {
    guard let key = TableKey(column: "k", value: value, cells: kind) else { return [] }
    let near = cells.filter { TableKey.bucket(column: "k", cell: $0) == key.bucket }
    return key.rows(among: near) { $0 }
  }

  private func found(
    number: String,
    _ cells: [String],
    as kind: TableKey.Cells = .text
  ) throws -> [String] {
    let number = try #require(ExactDecimal(number))
    let key = try #require(TableKey(column: "k", number: number, cells: kind))
    let near = cells.filter { TableKey.bucket(column: "k", cell: $0) == key.bucket }
    return key.rows(among: near) { $0 }
  }

  @Test(
    "identifiers are the same in other case, with blanks and with punctuation",
    arguments: [
      ("de 811-907-980", "DE811907980"), ("DE 123", "DE123"), ("RE-2026/0414", "re 2026 0414"),
      ("CHE-123.456.789 MWST", "CHE123456789MWST"), ("NL 8213.45.678.B01", "NL821345678B01"),
      ("  Müller & Söhne ", "MUELLER SOEHNE"), ("ÉCLAIR", "Eclair"), ("Жук 7", "жук-7"),
      ("12/345/67890", "1234567890"), ("2026-0414", "20260414"), ("100 500 00", "10050000"),
      ("14.03.2026", "14032026"),
    ]
  )
  func identifiers(value: String, cell: String) {
    #expect(found(value, [cell]) == [cell])
    #expect(found(cell, [value]) == [value])
  }

  @Test(
    "what is another number is another key",
    arguments: [
      ("12.50", "1250"), ("-5", "5"), ("\u{2212}5", "5"), ("(5)", "5"), ("5-", "5"),
      ("1.5", "15"), ("1,5", "15"), ("1-5", "15"), ("1/5", "15"), ("12.50 EUR", "1250 EUR"),
      ("-5 EUR", "5 EUR"), ("(5 EUR)", "5 EUR"), ("5 EUR-", "5 EUR"), ("EUR -5", "EUR 5"),
      ("1.250,00 EUR", "125000 EUR"), ("19 %", "19"), ("0042", "42"), ("4.10", "4.1"),
      ("1.250", "1250"), ("1.250", "1,250"), ("1.250", "1.25"), ("0", "00"), ("1.2.3", "123"),
      ("M 12.5", "M 125"), ("1 5", "15"),
    ]
  )
  func numbers(value: String, cell: String) {
    #expect(found(value, [cell]) == [])
    #expect(found(cell, [value]) == [])
  }

  @Test(
    "the same number is the same key, however it is grouped",
    arguments: [
      ("1250", "1 250"), ("1250", "1'250"), ("1250.00", "1.250,00"), ("1250.00", "1,250.00"),
      ("12,50", "12.50"), ("1234567", "1.234.567"), ("-5", "\u{2212}5"), ("-5", "(5)"),
      ("-5", "5-"), ("+5", "5"), (".5", "0.5"), ("12,50 EUR", "12.50 eur"),
      ("1.250,00 EUR", "1250.00EUR"),
    ]
  )
  func grouping(value: String, cell: String) {
    #expect(found(value, [cell]) == [cell])
    #expect(found(cell, [value]) == [value])
  }

  @Test func `a number is found by its value, in text columns too`() throws {
    let cells = ["12.5", "12.50", "1250", "012.50", "-12.5", "125", "12,5"]
    #expect(try found(number: "12.50", cells) == ["12.50"])
    #expect(try found(number: "12.5000", cells) == ["12.5", "12.50", "12,5"])
    #expect(try found(number: "42", ["0042", "42.0"]) == ["42.0"])
    #expect(try found(number: "0", ["0.00", "00", "-"]) == ["0.00"])
  }

  @Test func `columns of numbers are compared by value`() throws {
    #expect(found("12,50", ["12.5", "1250", "-12.5"], as: .numbers) == ["12.5"])
    #expect(try found(number: "1.25", ["1.250", "1250"], as: .numbers) == ["1.250"])
    #expect(try found(number: "-5", ["5", "-5.00"], as: .numbers) == ["-5.00"])
  }

  @Test func `what is written alike goes before what only compares equal`() {
    let cells = ["A-1-5", "A-15", "a 15"]
    #expect(found("A-1-5", cells) == ["A-1-5"])
    #expect(found("a-15", cells) == ["A-15"])
    #expect(found("A  15", cells) == ["a 15"])
    #expect(found("A15", cells) == cells)
  }

  @Test func `nothing is found by a value without letter or digit`() {
    #expect(TableKey(column: "a", value: " - ") == nil)
    #expect(TableKey.bucket(column: "a", cell: "---") == nil)
    #expect(TableKey.bucket(column: "a", cell: "x") != TableKey.bucket(column: "b", cell: "x"))
  }

  @Test func `long values are found by all of what they say`() {
    let long = String(repeating: "Lieferung frei Baustelle ", count: 40)
    #expect(found(long + "A", [long + "A", long + "B"]) == [long + "A"])
    #expect(
      found(String(repeating: "ä", count: 500), [String(repeating: "Ä", count: 500)]).count == 1
    )
  }

  @Test func `equal keys are in one bucket`() {
    var random = SeededRandom(seed: 90)
    let pieces = [
      "0", "1", "5", "12", "000", ".", ",", "-", " ", "(", ")", "A", "ü", "%", "'", "/",
    ]
    for _ in 0..<20_000 {
      let texts = (0..<2).map { _ in
        (0..<Int.random(in: 1...6, using: &random)).map { _ in
          pieces.randomElement(using: &random) ?? ""
        }.joined()
      }
      let buckets = texts.map { TableKey.bucket(column: "k", cell: $0) }
      guard let first = buckets[0], let second = buckets[1] else { continue }
      let (one, other) = (KeyText(texts[0]), KeyText(texts[1]))
      if one.isSame(as: other) { #expect(first == second, "\(random), \(texts)") }
      if let a = one.number, let b = other.number, a != b {
        #expect(!one.isSame(as: other), "\(random), \(texts)")
      }
      if let number = one.number {
        #expect(KeyText(number).isSame(as: one), "\(random), \(texts)")
        #expect(TableKey(column: "k", number: number, cells: .text)?.bucket == first)
      }
    }
  }
}

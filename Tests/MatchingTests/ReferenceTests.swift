import Books
import Documents
import Testing
import Values

@testable import Matching

@Suite struct ReferenceTests {
  private func found(_ number: String, _ memo: String) -> String {
    let entry = EntryProfile(OpenEntry(id: EntryID(1), entry: Fixtures.entry("-1.00", memo)))
    guard let forms = NumberForms(number) else { return "none" }
    return Scorer.reference(forms, entry)?.rawValue ?? "none"
  }

  @Test(arguments: [
    ("2026-0414", "Invoice 2026-0414.", "reference-exact"),
    ("2026-0414", "2026/0414", "reference-exact"),
    ("2026-0414", "RE2026-0414", "reference-exact"),
    ("2026-0414", "A2026-0414", "none"),
    ("RE2026-0414", "2026 0414", "reference-stripped"),
    ("RE2026-0414", "RE2026-414", "reference-stripped"),
    ("INV-00529", "Invoice 529 v. 19.02.2026", "reference-marked"),
    ("INV-00529", "Table 529", "none"),
    ("INV-00529", "INV-005291", "none"),
    ("INV-00529", "xINV-00529", "none"),
    ("INV-00529", "SVWZ+00529", "reference-stripped"),
    ("00529", "KD-00529", "none"),
    ("F24-020621", "Facture 24020621", "reference-stripped"),
    ("A/241/24", "Rechnung 24124 KD 305355", "reference-stripped"),
    ("FV 515/04/2025", "Inv no FV 480/06/2025", "none"),
    ("12", "Rg. 12", "reference-marked"),
    ("12", "12 Stück", "none"),
    ("12", "Rg. 112", "none"),
    ("ABC", "ABC", "none"),
    ("", "Rg. 12", "none"),
    ("---", "---", "none"),
  ])
  func `a number is found as a whole or not at all`(
    number: String,
    memo: String,
    expected: String
  ) {
    #expect(found(number, memo) == expected)
  }

  @Test(arguments: Array(UInt64(1)...600))
  func `what counts as the number shares a key with it`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let number = Self.number(&random)
    let memo = Self.spelled(number, &random)
    let document = Fixtures.bill(number, "1.00")
    let entry = Fixtures.entry("-1.00", memo)
    guard ["reference-exact", "reference-stripped"].contains(found(number, memo)) else { return }
    let shared = Set(Matcher.keys(of: document)).intersection(Matcher.keys(of: entry))
    #expect(!shared.isEmpty, "seed \(seed): \(number) in \(memo)")
  }

  private static func number(_ random: inout SeededRandom) -> String {
    let digits = { (count: Int, random: inout SeededRandom) in
      (0..<count).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
    }
    let prefix = ["", "RE", "INV-", "F24-", "A/", "FV "].randomElement(using: &random) ?? ""
    let middle = ["", "2026-", "26/", "000"].randomElement(using: &random) ?? ""
    let suffix = ["", "/24", "-X", "/04/2025"].randomElement(using: &random) ?? ""
    return prefix + middle + digits(Int.random(in: 2...7, using: &random), &random) + suffix
  }

  private static func spelled(_ number: String, _ random: inout SeededRandom) -> String {
    let plain = number.filter { $0.isLetter || $0.isNumber }
    let spellings = [number, plain, number.filter { !$0.isLetter }, plain.filter { !$0.isLetter }]
    let head = ["", "Invoice ", "EREF+E2E016476140130 SVWZ+RE ", "KD 77 "]
    return (head.randomElement(using: &random) ?? "")
      + (spellings.randomElement(using: &random) ?? number) + " danke"
  }

  @Test func `keys are few and say something`() {
    let long = (0..<500).map { "RE2026-\(10_000 + $0)" }.joined(separator: " ")
    #expect(Matcher.keys(of: Fixtures.entry("-1.00", long)).count <= 48)
    #expect(Matcher.keys(of: Fixtures.entry("-1.00", "Miete Mai, danke")) == [])
    #expect(Matcher.keys(of: Fixtures.bill("2026", "1.00")) == [])
    #expect(Matcher.keys(of: Fixtures.bill("RE2026-0414", "1.00")).contains("20260414"))
    #expect(Matcher.keys(of: Fixtures.entry("-1.00", "RE2026/0414")).contains("20260414"))
  }

  @Test(arguments: [
    "", " ", "\u{0}", "🧾🧾🧾", "٤١٤٢", "ＲＥ２０２６", String(repeating: "9", count: 5_000),
  ])
  func `odd texts are survived`(text: String) throws {
    let paper = Fixtures.bill(text, "80.00", from: text, iban: text)
    let line = Fixtures.entry("-80.00", text, to: text, iban: text, reference: text)
    #expect(try Fixtures.solve([paper], [line]).count == 1)
  }
}

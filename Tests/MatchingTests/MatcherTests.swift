import Books
import Documents
import Matching
import Testing
import Values
import Workflows

@Suite struct MatcherTests {
  private let iban = "DE75512108001245126199"

  private func check(
    _ paper: Document,
    _ lines: [Entry],
    others: [Document] = [],
    plan: ReconcilePlan = Fixtures.plan(),
    is expected: String,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let found = try Fixtures.verdict(paper, lines, plan, others: others, at: location)
    #expect(found == expected, sourceLocation: location)
  }

  @Test(arguments: [
    "Rechnung 2026-0414", "RE2026-0414 Kd 77", "2026/0414", "20260414", "INV 2026 0414 danke",
    "SVWZ+Rechnung 2026-414",
  ])
  func `a number in the memo and an equal amount settle the bill`(memo: String) throws {
    try check(
      Fixtures.bill("2026-0414", "1190.00"),
      [Fixtures.entry("-1190.00", memo)],
      is: "matched 1"
    )
  }

  @Test func `the words name day, amount and counterparty but no id`() throws {
    let lines = [
      Fixtures.entry("-1190.00", "Rechnung 2026-0414"),
      Fixtures.entry("-1190.00", "Rechnung 2026-0399", on: "2026-03-16"),
    ]
    let outcome = try #require(
      try Fixtures.solve([Fixtures.bill("2026-0414", "1190.00")], lines).first
    )
    #expect(
      outcome.explanation == """
        The entry of 2026-03-20 (-1190.00 EUR, KESSEL HOLZHANDEL) settles it: amount equal, \
        number 2026-0414 stands in its text, same name (KESSEL HOLZHANDEL ~ Kessel Holzhandel \
        GmbH), day fits. Next best is the entry of 2026-03-16 (-1190.00 EUR, KESSEL \
        HOLZHANDEL): its text names another invoice.
        """
    )
    #expect(outcome.candidates.map(\.entry) == [EntryID(1), EntryID(2)])
    #expect(outcome.candidates.allSatisfy { $0.score == $0.reasons.reduce(0) { $0 + $1.weight } })
  }

  @Test(arguments: [
    ("2026", "Office rent 2026"), ("1101", "Tel 1101"), ("0815", "Karte 0815"),
    ("12345", "Kd 12345"),
  ])
  func `a short bare number in the text of somebody else's payment is chance`(
    number: String,
    memo: String
  ) throws {
    let foreign = Fixtures.entry("-119.00", memo, to: "Landlord GbR")
    try check(Fixtures.bill(number, "119.00"), [foreign], is: "doubtful")
    // To the seller itself, or as an invoice's number, it names the bill.
    try check(Fixtures.bill(number, "119.00"), [Fixtures.entry("-119.00", memo)], is: "matched 1")
    let marked = Fixtures.entry("-119.00", "Rechnung \(number)", to: "Landlord GbR")
    try check(Fixtures.bill(number, "119.00"), [marked], is: "matched 1")
  }

  @Test
  func `money that went to another account is believed by number and name together, and said`()
    throws
  {
    let other = "GB82WEST12345698765432"
    let bill = Fixtures.bill("2026-0414", "1190.00", iban: iban)
    let named = Fixtures.entry("-1190.00", "2026-0414", iban: other)
    try check(bill, [named], is: "matched 1")
    let outcome = try #require(try Fixtures.solve([bill], [named]).first)
    #expect(
      outcome.explanation.contains("although the bank account is not the one on the document")
    )
    try check(bill, [Fixtures.entry("-1190.00", "2026-0414", to: nil, iban: other)], is: "doubtful")
    try check(
      bill,
      [Fixtures.entry("-1190.00", "2026-0414", to: "Landlord GbR", iban: other)],
      is: "doubtful"
    )
    try check(bill, [Fixtures.entry("-1190.00", "Holz", iban: other)], is: "doubtful")
  }

  @Test func `the same amount alone is never enough`() throws {
    let line = Fixtures.entry("-1190.00", "Miete", to: "Immobilien Huber")
    try check(Fixtures.bill("2026-0414", "1190.00"), [line], is: "doubtful")
  }

  @Test func `two equally good lines are ambiguous, in whatever order`() throws {
    let one = Fixtures.entry("-1190.00", nil, iban: iban)
    let other = Fixtures.entry("-1190.00", nil, on: "2026-03-21", iban: iban)
    let paper = Fixtures.bill(nil, "1190.00", iban: iban)
    try check(paper, [one, other], is: "ambiguous")
    try check(paper, [other, one], is: "ambiguous")
  }

  @Test func `two equally good papers leave the line alone`() throws {
    let paper = Fixtures.bill("2026-0414", "1190.00")
    let line = Fixtures.entry("-1190.00", "2026-0414")
    try check(paper, [line], others: [paper], is: "ambiguous")
  }

  @Test func `a sure pair frees what is left for the next`() throws {
    let march = Fixtures.bill("2026-0303", "450.00", on: "2026-03-01", iban: iban)
    let april = Fixtures.bill(nil, "450.00", on: "2026-03-02", iban: iban)
    let lines = [
      Fixtures.entry("-450.00", "2026-0303", on: "2026-03-05", iban: iban),
      Fixtures.entry("-450.00", nil, on: "2026-03-06", iban: iban),
    ]
    try check(april, lines, others: [march], is: "matched 2")
  }

  @Test func `a number of another invoice in the memo speaks against the pair`() throws {
    let paper = Fixtures.bill("2026-0414", "450.00", iban: iban)
    let line = Fixtures.entry("-450.00", "Rechnung 2026-0398", iban: iban)
    try check(paper, [line], is: "doubtful")
  }

  @Test func `another bank account and no number is left to a person`() throws {
    let paper = Fixtures.bill("2026-0414", "450.00", iban: iban)
    let line = Fixtures.entry("-450.00", "danke", iban: "FR7630006000011234567890189")
    try check(paper, [line], is: "doubtful")
  }

  @Test func `a number with another amount is doubtful and says what it may be`() throws {
    let paper = Fixtures.bill("2026-0414", "1000.00")
    let cases = [
      ("-980.00", "20.00 EUR less", "a cash discount"),
      ("-400.00", "600.00 EUR less", "a partial payment"),
      ("-1008.50", "8.50 EUR more", "a bank fee"),
      ("-2500.00", "1500.00 EUR more", "one payment for several documents"),
    ]
    for (amount, difference, guess) in cases {
      let outcome = try #require(
        try Fixtures.solve([paper], [Fixtures.entry(amount, "2026-0414")]).first
      )
      #expect(outcome.status == .doubtful)
      #expect(outcome.explanation.contains(difference), "\(outcome.explanation)")
      #expect(outcome.explanation.contains(guess), "\(outcome.explanation)")
      #expect(outcome.candidates.count == 1)
    }
  }

  @Test func `another currency is never matched`() throws {
    let paper = Fixtures.bill("2026-0414", "1190.00", currency: "USD")
    try check(paper, [Fixtures.entry("-1190.00", "2026-0414")], is: "doubtful")
  }

  @Test func `a line outside the window is not taken`() throws {
    let line = Fixtures.entry("-1190.00", "2026-0414", on: "2026-12-20")
    try check(Fixtures.bill("2026-0414", "1190.00"), [line], is: "doubtful")
  }

  @Test func `nothing at all is unmatched and says what was looked for`() throws {
    let outcome = try #require(
      try Fixtures.solve([Fixtures.bill("2026-0414", "1190.00")], []).first
    )
    #expect(outcome.status == .unmatched)
    #expect(
      outcome.explanation
        == "No open entry of 1190.00 EUR between 2026-02-28 and 2026-06-12, "
        + "and none with this document's number."
    )
  }

  @Test func `two figures that changed places are named as the likely slip`() throws {
    let bill = Fixtures.bill("2026-0414", "842.40")
    for (paid, slip) in [("-824.40", true), ("-848.20", false), ("-742.40", false)] {
      let line = Fixtures.entry(paid, "Rechnung 2026-0414")
      let outcome = try #require(try Fixtures.solve([bill], [line]).first)
      #expect(outcome.status == .doubtful)
      #expect(outcome.explanation.contains("two figures were swapped") == slip, "\(paid)")
    }
  }

  @Test func `nothing to pay is settled by nothing`() throws {
    var paper = Fixtures.bill("2026-0414", "1190.00")
    paper.totals.due = ExactDecimal("0.00")
    try check(paper, [Fixtures.entry("-1190.00", "2026-0414")], is: "matched")
  }

  @Test(arguments: ["1", "12", "A7", "007"])
  func `a short number counts only after a word for invoice`(number: String) throws {
    let paper = Fixtures.bill(number, "80.00")
    try check(paper, [Fixtures.entry("-80.00", "Rechnung \(number)")], is: "matched 1")
    let stray = Fixtures.entry("-80.00", "Tisch \(number) am 12.1.", to: "Gasthaus Rose")
    try check(paper, [stray], is: "doubtful")
  }

  @Test func `a payment reference settles it without the number`() throws {
    var paper = Fixtures.bill("X-1", "80.00", from: nil)
    paper.payment.reference = "RF18 5390 0754 7034"
    let line = Fixtures.entry("-80.00", nil, to: nil, reference: "RF18539007547034")
    try check(paper, [line], is: "matched 1")
  }

  @Test func `one document with more alike lines than the limit is not decided`() throws {
    let paper = Fixtures.bill("2026-0414", "19.99")
    let lines = Array(repeating: Fixtures.entry("-19.99", "Abo"), count: 5_001)
    try check(paper, lines, is: "undecided")
  }

  @Test func `a tangle beyond the limit is not decided, its neighbours are`() throws {
    let alike = Array(repeating: Fixtures.bill(nil, "19.99", iban: iban), count: 64)
    let lines = Array(repeating: Fixtures.entry("-19.99", nil, iban: iban), count: 64)
    let other = Fixtures.bill("2026-0414", "77.00")
    let outcomes = try Fixtures.solve(
      alike + [other],
      lines + [Fixtures.entry("-77.00", "2026-0414")]
    )
    #expect(outcomes.dropLast().allSatisfy { $0.status == .undecided })
    #expect(outcomes.last?.status == .matched)
  }
}

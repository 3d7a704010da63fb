import Books
import Documents
import Matching
import Testing
import Values
import Workflows

/// What is open of one party, explained together: one payment for several documents, parts, differences with a name.
@Suite struct PartyTests {
  /// Documents and entries are numbered from 1; who may belong together is found as the daemon finds it.
  static func solve(
    _ papers: [Document],
    _ rows: [Entry],
    plan: ReconcilePlan = Fixtures.plan { $0.costs = .negative }
  ) -> PartySolution {
    let documents = papers.enumerated().compactMap { place, paper in
      OpenDocument(id: DocumentID(Int64(place + 1)), document: paper, plan: plan)
    }
    let entries = Fixtures.entries(rows)
    var weighing = Weighing(plan: plan)
    let members = documents.map { document in
      PartyProblem.Member(
        document,
        entries: Set(
          entries.filter { weighing.link(document, $0, wornKeys: []).isOfParty }.map(\.id)
        )
      )
    }
    let problem = PartyProblem(plan.ledger, members: members, entries: entries)
    return PartySolution(problem, &weighing)
  }

  private static func told(_ solution: PartySolution, _ document: Int64) throws -> MatchOutcome {
    try #require(solution.told[DocumentID(document)])
  }

  private static func bills(_ amounts: [String], due: String = "2026-03-28") -> [Document] {
    amounts.enumerated().map { place, amount in
      Fixtures.bill("RE-202\(place)-44\(place)7", amount, on: "2026-03-\(10 + place)", due: due)
    }
  }

  // MARK: Several documents

  @Test func `one payment that names each of its documents settles them all`() throws {
    let solution = Self.solve(
      Self.bills(["120.50", "79.90", "300.00"]),
      [Fixtures.entry("-200.40", "RE-2020-4407 RE-2021-4417")]
    )
    let match = try #require(solution.matches.first)
    #expect(solution.matches.count == 1)
    #expect(match.pattern == .batch)
    #expect(Set(match.documents) == [DocumentID(1), DocumentID(2)])
    #expect(match.residuals.isEmpty)
    let first = try Self.told(solution, 1)
    #expect(first.status == .matched)
    #expect(first.partners == [DocumentID(2)])
    #expect(first.allocations.map(\.document) == [DocumentID(1)])
    #expect(first.explanation.contains("another together (RE-2021-4417 of 79.90 EUR)"))
    #expect(first.explanation.contains("its text names each of them"))
    #expect(solution.told[DocumentID(3)] == nil)
  }

  @Test func `without numbers the only sum of a known party is enough`() throws {
    let solution = Self.solve(
      Self.bills(["120.53", "79.91", "300.17"]),
      [Fixtures.entry("-200.44", nil, on: "2026-03-28")]
    )
    #expect(solution.matches.map(\.pattern) == [.batch])
    #expect(try Self.told(solution, 2).explanation.contains("no other open documents"))
  }

  @Test func `two sums that fit are a tie, and both are told`() throws {
    let solution = Self.solve(
      Self.bills(["100.00", "100.00", "50.00", "50.00"]),
      [Fixtures.entry("-150.00", nil, on: "2026-03-28")]
    )
    #expect(solution.matches.isEmpty)
    for outcome in solution.told.values {
      #expect(outcome.status == .ambiguous || outcome.status == .doubtful)
      #expect(outcome.allocations.isEmpty)
    }
  }

  @Test func `a credit note is set off, and every side is whole`() throws {
    var credit = Fixtures.bill("GS-2026-0815", "20.00", on: "2026-03-12", type: .creditNote)
    credit.dueDate = Fixtures.day("2026-03-28")
    let solution = Self.solve(
      Self.bills(["120.50", "79.90"]) + [credit],
      [Fixtures.entry("-180.40", "RE-2020-4407 RE-2021-4417 GS-2026-0815")]
    )
    let match = try #require(solution.matches.first)
    #expect(match.pattern == .batch)
    #expect(match.allocations.count == 3)
    let paid = match.allocations.map(\.entryAmount.minorUnits).reduce(0, +)
    #expect(paid == -180_40)
    let note = try #require(match.allocations.first { $0.document == DocumentID(3) })
    #expect(note.documentAmount == Fixtures.money("20.00"))
    #expect(note.entryAmount.isZero)
  }

  @Test func `a list that names somebody else's document is a proposal`() throws {
    let solution = Self.solve(
      Self.bills(["120.50", "79.90"]),
      [Fixtures.entry("-200.40", "Rechnung RE-2020-4407")]
    )
    #expect(solution.matches.isEmpty)
    let second = try Self.told(solution, 2)
    #expect(second.status == .doubtful)
    #expect(second.explanation.contains("proposal"))
    #expect(second.partners == [DocumentID(1)])
  }

  // MARK: Parts

  @Test func `a part that names its document is kept, and the rest stays open`() throws {
    let solution = Self.solve(
      Self.bills(["1000.00"]),
      [Fixtures.entry("-400.00", "Anzahlung RE-2020-4407")]
    )
    let outcome = try Self.told(solution, 1)
    #expect(outcome.status == .partial)
    #expect(outcome.allocations.map(\.documentAmount) == [Fixtures.money("400.00")])
    #expect(outcome.residuals.map(\.kind) == [.open])
    #expect(outcome.residuals.map(\.amount) == [Fixtures.money("600.00")])
  }

  @Test(arguments: ["-824.40", "-842.04", "-482.40"])
  func `a slip of the hand is no part and no overpayment`(_ paid: String) throws {
    let solution = Self.solve(
      [Fixtures.bill("77310", "842.40", on: "2026-03-10", due: "2026-03-28")],
      [Fixtures.entry(paid, "77310")]
    )
    // Where two figures have changed places, what the pair says (which names the slip) stands.
    #expect(solution.matches.isEmpty)
    #expect(solution.told[DocumentID(1)] == nil)
  }

  @Test func `what was missing of a slip may still come`() throws {
    let solution = Self.solve(
      [Fixtures.bill("77310", "842.40", on: "2026-03-10", due: "2026-03-28")],
      [Fixtures.entry("-824.40", "77310"), Fixtures.entry("-18.00", "77310", on: "2026-03-24")]
    )
    #expect(solution.matches.map(\.pattern) == [.instalments])
  }

  @Test func `instalments that name their document settle it together`() throws {
    let solution = Self.solve(
      Self.bills(["1000.00"]),
      [
        Fixtures.entry("-400.00", "1. Rate RE-2020-4407"),
        Fixtures.entry("-600.00", "Rest RE-2020-4407", on: "2026-04-02"),
      ]
    )
    let outcome = try Self.told(solution, 1)
    #expect(outcome.status == .matched)
    #expect(outcome.pattern == .instalments)
    #expect(outcome.allocations.count == 2)
    #expect(outcome.residuals.isEmpty)
  }

  // MARK: Differences

  @Test func `a discount that the paper offers is taken in time`() throws {
    var bill = Self.bills(["1000.00"])[0]
    bill.payment.terms = "2 % Skonto innerhalb 14 Tagen, 30 Tage netto"
    let solution = Self.solve([bill], [Fixtures.entry("-980.00", "RE-2020-4407", on: "2026-03-20")])
    let outcome = try Self.told(solution, 1)
    #expect(outcome.status == .matched)
    #expect(outcome.pattern == .discount)
    #expect(outcome.residuals.map(\.kind) == [.discount])
    #expect(outcome.residuals.map(\.amount) == [Fixtures.money("20.00")])
  }

  @Test func `a discount taken late, or never offered, is a person's to grant`() throws {
    var bill = Self.bills(["1000.00"])[0]
    let early = Fixtures.entry("-980.00", "RE-2020-4407", on: "2026-03-20")
    let unstated = try Self.told(Self.solve([bill], [early]), 1)
    #expect(unstated.status == .doubtful)
    #expect(unstated.explanation.contains("usual discount"))
    bill.payment.terms = "2 % Skonto innerhalb 14 Tagen"
    let late = Fixtures.entry("-980.00", "RE-2020-4407", on: "2026-04-20")
    let outcome = try Self.told(Self.solve([bill], [late]), 1)
    #expect(outcome.status == .doubtful)
    #expect(outcome.explanation.contains("more than the terms allow"))
    #expect(outcome.allocations.isEmpty)
  }

  @Test func `an entry that states the document's own currency pays it`() throws {
    let bill = Fixtures.bill("US-77120", "500.00", currency: "USD")
    var row = Fixtures.entry("-463.17", "US-77120")
    row.originalAmount = Fixtures.money("-500.00", "USD")
    let outcome = try Self.told(Self.solve([bill], [row]), 1)
    #expect(outcome.status == .matched)
    #expect(outcome.pattern == .exchange)
    let share = try #require(outcome.allocations.first)
    #expect(share.documentAmount == Fixtures.money("500.00", "USD"))
    #expect(share.entryAmount == Fixtures.money("-463.17"))
  }

  @Test func `some cents more are rounding, and stay with the entry`() throws {
    let solution = Self.solve(
      Self.bills(["1000.00"]),
      [Fixtures.entry("-1000.02", "RE-2020-4407")]
    )
    let outcome = try Self.told(solution, 1)
    #expect(outcome.status == .matched)
    #expect(outcome.pattern == .rounding)
    #expect(outcome.residuals.map(\.side) == [.entry(EntryID(1))])
    #expect(outcome.residuals.map(\.amount) == [Fixtures.money("-0.02")])
  }

  @Test func `a fee is believed where the text says so`() throws {
    let bills = Self.bills(["1000.00"])
    let said = Fixtures.entry("-1015.00", "RE-2020-4407 plus Gebuehren")
    let silent = Fixtures.entry("-1015.00", "RE-2020-4407")
    let believed = try Self.told(Self.solve(bills, [said]), 1)
    #expect(believed.status == .matched)
    #expect(believed.residuals.map(\.kind) == [.fee])
    let proposal = try Self.told(Self.solve(bills, [silent]), 1)
    #expect(proposal.status == .doubtful)
  }

  // MARK: What a workflow allows

  @Test func `a pattern that the workflow does not allow is not told`() throws {
    let plan = Fixtures.plan {
      $0.costs = .negative
      $0.patterns = ["one-to-one", "partial"]
    }
    let rows = [Fixtures.entry("-200.40", "RE-2020-4407 RE-2021-4417")]
    let solution = Self.solve(Self.bills(["120.50", "79.90"]), rows, plan: plan)
    #expect(solution.told.isEmpty)
    #expect(solution.matches.isEmpty)
  }

  // MARK: Order

  @Test(arguments: 1...40) func `the order of rows changes nothing`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let amounts = (0..<Int.random(in: 2...6, using: &random)).map { _ in
      "\(Int.random(in: 20...90, using: &random)).\(Int.random(in: 10...99, using: &random))"
    }
    let papers = Self.bills(amounts)
    let cents = papers.map { $0.payableMoney?.minorUnits ?? 0 }
    var rows: [Entry] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let chosen = papers.indices.filter { _ in Bool.random(using: &random) }
      let sum = chosen.reduce(Int64(0)) { $0 + cents[$1] }
      guard sum > 0 else { continue }
      let names = Bool.random(using: &random) ? chosen.compactMap { papers[$0].number } : []
      let text = "-\(sum / 100).\(sum % 100 < 10 ? "0" : "")\(sum % 100)"
      rows.append(Fixtures.entry(text, names.joined(separator: " "), on: "2026-03-28"))
    }
    let expected = Self.solve(papers, rows)
    let order = papers.indices.shuffled(using: &random)
    let turned = Self.solve(order.map { papers[$0] }, rows.reversed())
    for (place, old) in order.enumerated() {
      let now = turned.told[DocumentID(Int64(place + 1))]
      let before = expected.told[DocumentID(Int64(old + 1))]
      #expect(now?.status == before?.status, "seed \(seed)")
      #expect(now?.explanation == before?.explanation, "seed \(seed)")
      #expect(now?.confidence == before?.confidence, "seed \(seed)")
    }
  }
}

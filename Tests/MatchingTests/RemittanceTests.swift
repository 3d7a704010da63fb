import Books
import Documents
import Matching
import Testing
import Values
import Workflows

/// An entry, the run that it is, and the documents that the run's lines name: proved, or told why not.
@Suite struct RemittanceTests {
  typealias Row = (
    gross: String, fee: String, text: String, name: String, iban: String
  )

  static func row(
    _ gross: String,
    _ text: String,
    fee: String = "0.00",
    name: String = "Kessel Holzhandel",
    iban: String = ""
  ) -> Row { (gross, fee, text, name, iban) }

  static func run(
    _ rows: [Row],
    kind: String? = "payment-run",
    day: String = "2026-03-19"
  )
    -> Remittance
  {
    let lines = rows.enumerated().compactMap { place, row -> RemittanceLine? in
      let net =
        Fixtures.money(row.gross).minorUnits - Fixtures.money(row.fee).minorUnits
      var values = [
        "batch": "PR-2026-118", "currency": "EUR", "gross": row.gross, "fee": row.fee,
        "net": "\(Money(minorUnits: net, currency: Fixtures.money("0").currency).decimal)",
        "text": row.text, "counterparty": row.name, "day": day, "reference": "e2e\(place)",
      ]
      values["kind"] = kind
      if !row.iban.isEmpty { values["counterpartyIBAN"] = row.iban }
      return RemittanceLine(row: values)
    }
    return Remittance(
      RemittanceID(1),
      table: "runs",
      scope: .batch,
      reference: "PR-2026-118",
      lines: lines,
      isOnlyBatch: true
    )
  }

  /// The lines name their documents as the daemon finds them.
  static func solve(
    _ papers: [Document],
    _ remittance: Remittance,
    _ entry: Entry,
    plan: ReconcilePlan = Fixtures.plan { $0.costs = .negative }
  ) -> RemittanceSolution {
    let documents = papers.enumerated().compactMap { place, paper in
      OpenDocument(id: DocumentID(Int64(place + 1)), document: paper, plan: plan)
    }
    var weighing = Weighing(plan: plan)
    let lines = remittance.lines.map { line in
      let naming = RemittanceNaming(line)
      let named = documents.filter { naming.names($0, &weighing) }
      let good = named.filter { naming.party($0, &weighing) != .other }
      return RemittanceProblem.Line(
        line,
        named: good,
        isContradicted: good.isEmpty && !named.isEmpty
      )
    }
    let problem = RemittanceProblem(
      plan.ledger,
      remittance,
      entries: [OpenEntry(id: EntryID(1), entry: entry)],
      lines: lines
    )
    return RemittanceSolution(problem, &weighing)
  }

  private static let papers = [
    Fixtures.bill("RE-2020-4407", "120.50"), Fixtures.bill("RE-2021-4417", "79.90"),
  ]
  private static let rows = [
    row("120.50", "Invoice RE-2020-4407"), row("79.90", "RE-2021-4417"),
  ]

  @Test func `what the lines name and come to is proved`() throws {
    let solution = Self.solve(
      Self.papers,
      Self.run(Self.rows),
      Fixtures.entry("-200.40", "PR-2026-118", to: nil)
    )
    let match = try #require(solution.match)
    #expect(match.pattern == .remittance)
    let first = try #require(solution.told[DocumentID(1)])
    #expect(first.status == .matched)
    #expect(first.candidates[0].reasons.map(\.code).contains("remittance-line"))
    #expect(Replay.holds(first) == true)
    #expect(
      first.explanation
        == "The entry of 2026-03-20 (-200.40 EUR) is the payment run PR-2026-118 of 2 lines, and its line of 120.50 EUR "
        + "names this document and another line one more; the lines come to the entry to the minor unit."
    )
  }

  @Test(arguments: [
    ("amount", "is not the amount of what it names"), ("number", "names no open document"),
    ("account", "goes to another account or name"), ("direction", "the money goes the other way"),
    ("day", "long before or after"), ("twice", "more than one line names"),
    ("accept", "more certainty is asked for"),
  ])
  func `one thing wrong leaves all of it to a person`(_ fault: String, _ words: String) throws {
    var (papers, rows) = (Self.papers, Self.rows)
    var (amount, day) = ("-200.40", "2026-03-19")
    var plan = Fixtures.plan { $0.costs = .negative }
    switch fault {
    case "amount": papers[1].totals.gross = ExactDecimal("79.91")
    case "number": rows[1].text = "wages"
    case "account":
      papers[1].payment.iban = "DE75512108001245126199"
      rows[1].iban = "FR7630006000011234567890189"
    case "direction": amount = "200.40"
    case "day": day = "2026-01-19"
    case "twice": rows[1].text = "RE-2020-4407"
    default: plan.accept = ExactDecimal(1)
    }
    let entry = Fixtures.entry(amount, "PR-2026-118", to: nil)
    let solution = Self.solve(papers, Self.run(rows, day: day), entry, plan: plan)
    #expect(solution.match == nil)
    let first = try #require(solution.told[DocumentID(1)])
    #expect(first.status == .doubtful)
    #expect(first.allocations.isEmpty)
    #expect(first.explanation.contains(words), "\(first.explanation)")
  }

  @Test func `a fee that does not fit its line is nobody's`() throws {
    var rows = Self.rows
    rows[0].fee = "130.00"
    let entry = Fixtures.entry("-70.40", "PR-2026-118", to: nil)
    let solution = Self.solve(Self.papers, Self.run(rows), entry)
    #expect(solution.match == nil)
    #expect(solution.told[DocumentID(1)]?.explanation.contains("do not fit together") == true)
  }

  @Test(arguments: 0..<200)
  func `whatever is proved foots, whatever is taken from it`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var (papers, rows, net): ([Document], [Row], Int64) = ([], [], 0)
    for number in 0..<Int.random(in: 1...9, using: &random) {
      let isCredit = number > 2 && Int.random(in: 0...3, using: &random) == 0
      let cents = Int64.random(in: isCredit ? 1...900 : 1_000...90_000, using: &random)
      let fee =
        isCredit || Bool.random(using: &random) ? 0 : Int64.random(in: 0...cents, using: &random)
      let size = Money(minorUnits: cents, currency: Fixtures.money("0").currency).decimal
      papers.append(
        Fixtures.bill("RE-77\(10 + number)", "\(size)", type: isCredit ? .creditNote : .invoice)
      )
      let withheld = Money(minorUnits: fee, currency: Fixtures.money("0").currency).decimal
      rows.append(
        Self.row("\(isCredit ? "-" : "")\(size)", "RE-77\(10 + number)", fee: "\(withheld)")
      )
      net += isCredit ? -cents : cents - fee
    }
    guard net > 0 else { return }
    let amount = Money(minorUnits: -net, currency: Fixtures.money("0").currency)
    let entry = Fixtures.entry("\(amount.decimal)", "PR-2026-118", to: nil)
    let solution = Self.solve(papers, Self.run(rows.shuffled(using: &random), kind: nil), entry)
    guard let match = solution.match else { return }
    // A `WholeMatch` cannot be made unless it foots; here the figures are added once more.
    #expect(match.allocations.reduce(0) { $0 + $1.entryAmount.minorUnits } == -net)
    for outcome in solution.told.values {
      #expect(Replay.holds(outcome) == true, "seed \(seed): \(outcome.explanation)")
      let whole =
        outcome.allocations.reduce(0) { $0 + $1.documentAmount.minorUnits }
        + outcome.residuals.reduce(0) { $0 + $1.amount.minorUnits }
      let id = try #require(outcome.allocations.first?.document)
      let paper = papers[Int(id.number) - 1]
      #expect(whole == paper.payableMoney?.minorUnits, "seed \(seed)")
    }
  }

  @Test func `numbers are found whole, in banks' spellings`() {
    let remittance = Self.run(Self.rows)
    func names(_ memo: String?, _ reference: String? = nil) -> Bool {
      RemittanceEntry(
        OpenEntry(
          id: EntryID(1),
          entry: Fixtures.entry("-1.00", memo, to: nil, reference: reference)
        )
      ).names(remittance)
    }
    #expect(names("SEPA Sammler PR-2026-118"))
    #expect(names("PR2026118"))
    #expect(names(nil, "pr-2026-118"))
    #expect(!names("PR-2026-1180"))
    #expect(!names("PR-2026-11"))
    #expect(!names("Sammler"))
  }
}

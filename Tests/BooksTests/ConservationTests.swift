import Books
import Testing
import Values

@Suite("Conservation")
struct ConservationTests {
  private let document = DocumentID(17)
  private let entry = EntryID(4)

  private func money(_ minor: Int64, _ code: String = "EUR") throws -> Money {
    Money(minorUnits: minor, currency: try #require(Currency(code)))
  }

  private func outcome(
    document documentShare: Int64,
    entry entryShare: Int64,
    rests: [(Residual.Side, Int64)] = []
  ) throws -> MatchOutcome {
    var outcome = MatchOutcome(ledger: LedgerName("bank"), status: .matched, explanation: "")
    outcome.allocations = [
      Allocation(
        document: document,
        entry: entry,
        documentAmount: try money(documentShare),
        entryAmount: try money(entryShare)
      )
    ]
    outcome.residuals = try rests.map {
      Residual(side: $0.0, kind: .discount, amount: try money($0.1))
    }
    return outcome
  }

  private func check(_ outcome: MatchOutcome) throws {
    try Conservation.check(
      outcome,
      payables: [document: money(10_000)],
      amounts: [entry: money(-9_800)]
    )
  }

  @Test("allocations and residuals that account for everything pass")
  func accepts() throws {
    let rest: [(Residual.Side, Int64)] = [(.document(document), 200)]
    try check(outcome(document: 9_800, entry: -9_800, rests: rest))
    let split: [(Residual.Side, Int64)] = [
      (.document(document), 150), (.document(document), 50), (.entry(entry), -100),
    ]
    try check(outcome(document: 9_800, entry: -9_700, rests: split))
    let empty = MatchOutcome(ledger: LedgerName("bank"), status: .unmatched, explanation: "")
    try Conservation.check(empty, payables: [:], amounts: [:])
  }

  @Test(
    "a document of which a cent is missing or counted twice is found",
    arguments: [9_799, 9_801]
  )
  func findsDocument(share: Int64) throws {
    let outcome = try outcome(
      document: share,
      entry: -9_800,
      rests: [(.document(document), 200)]
    )
    let accounted = try money(share + 200)
    #expect(
      throws: ConservationError.document(document, payable: try money(10_000), accounted: accounted)
    ) { try check(outcome) }
  }

  @Test(
    "an entry of which a cent is missing or counted twice is found",
    arguments: [-9_799, -9_801]
  )
  func findsEntry(share: Int64) throws {
    let outcome = try outcome(
      document: 9_800,
      entry: share,
      rests: [(.document(document), 200)]
    )
    let accounted = try money(share)
    #expect(
      throws: ConservationError.entry(entry, amount: try money(-9_800), accounted: accounted)
    ) { try check(outcome) }
  }

  @Test("nothing allocated at all is found")
  func findsNothing() throws {
    let empty = MatchOutcome(ledger: LedgerName("bank"), status: .matched, explanation: "")
    let (whole, none) = (try money(10_000), try money(0))
    #expect(throws: ConservationError.document(document, payable: whole, accounted: none)) {
      try check(empty)
    }
  }

  @Test("a share with the other sign is found, though the sum is right")
  func findsSign() throws {
    let outcome = try outcome(
      document: 9_800,
      entry: 9_800,
      rests: [(.document(document), 200), (.entry(entry), -19_600)]
    )
    #expect(throws: ConservationError.signFlips(entry)) { try check(outcome) }
  }

  @Test("another currency and an overflow are found")
  func findsArithmetic() throws {
    var mixed = try outcome(document: 9_800, entry: -9_800)
    let dollars = try money(200, "USD")
    mixed.residuals = [Residual(side: .document(document), kind: .exchange, amount: dollars)]
    let euro = try money(0).currency
    #expect(
      throws: ConservationError.arithmetic(.mixedCurrencies(euro, dollars.currency))
    ) { try check(mixed) }
    let huge = try outcome(
      document: .max,
      entry: -9_800,
      rests: [(.document(document), 1)]
    )
    #expect(throws: ConservationError.arithmetic(.overflow)) { try check(huge) }
  }

  @Test("of several faults the same one is named every time")
  func isRepeatable() throws {
    let empty = MatchOutcome(ledger: LedgerName("bank"), status: .matched, explanation: "")
    let (euro, none) = (try money(1), try money(0))
    for _ in 0..<50 {
      let payables = Dictionary(uniqueKeysWithValues: (1...30).map { (DocumentID($0), euro) })
      #expect(
        throws: ConservationError.document(DocumentID(1), payable: euro, accounted: none)
      ) { try Conservation.check(empty, payables: payables, amounts: [:]) }
    }
  }
}

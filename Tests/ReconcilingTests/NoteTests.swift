import Testing

@testable import Reconciling

/// What is told beside the matches: runs without a list, and what a remittance leaves of its entry.
@Suite struct NoteTests {
  private func notes(_ books: TestBooks) -> [MatchNote] { Reconciler.reconcile(books.open).notes }

  private func run(_ lines: [(party: String, number: String, net: String)]) -> TestBooks {
    var books = TestBooks()
    books.bill("D1", "Birkenfeld Holzhandel GmbH", "RE-20417", "100.00")
    books.entry("E1", "-350.50", "", "PR 9", ["reference": "RUN-9"])
    for line in lines {
      books.remittances.append([
        "batch_reference": "RUN-9", "kind": "payment_run", "date": "2026-03-17",
        "counterparty": line.party, "currency": "EUR", "gross": line.net, "fee": "0.00",
        "net": line.net, "text": line.number,
      ])
    }
    return books
  }

  @Test
  func `what a remittance that is found in part leaves of its entry is told to the minor unit`()
    throws
  {
    let books = run([
      ("Birkenfeld Holzhandel GmbH", "RE-20417", "100.00"), ("Quellwerk AG", "77310", "200.00"),
      ("Finanzamt", "Lohnsteuer", "50.50"),
    ])
    let answer = Reconciler.reconcile(books.open)
    let note = try #require(answer.notes.first { $0.kind == .entryPartOpen })
    #expect(note.entries.map(answer.entryID) == ["E1"])
    #expect(note.minor == -25_050)
    let given = answer.matches.flatMap(\.settlement.shares).reduce(0) { $0 + $1.entryMinor }
    #expect(given + note.minor == -35_050)
  }

  @Test func `a remittance that misses its entry says by how much`() throws {
    let books = run([("Birkenfeld Holzhandel GmbH", "RE-20417", "100.00")])
    let note = try #require(notes(books).first { $0.kind == .remittanceOff })
    #expect(note.minor == -25_050)
  }

  @Test(arguments: [
    ("PAYMENT RUN 14", true), ("Bulk payment", true), ("Sammelüberweisung", true),
    ("SAMMELAUFTRAG 3 Posten", true), ("paiement groupé mars", true), ("Zahllauf 03", true),
    ("payment for run shoes", false), ("Groupe Martin", false), ("Miete", false),
  ])
  func `a run without its list is told by its words in many languages`(memo: String, isRun: Bool) {
    var books = TestBooks()
    books.bill("D1", "Birkenfeld Holzhandel GmbH", "RE-20417", "100.00")
    books.entry("E1", "-350.50", "", memo)
    #expect(notes(books).contains { $0.kind == .needsRemittance } == isRun)
  }
}

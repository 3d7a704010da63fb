import Books
import Documents
import Matching
import Testing
import Values
import Workflows

@Suite struct CompetesTests {
  private func competes(_ paper: Document, _ line: Entry) throws -> Bool {
    let document = try #require(OpenDocument(id: DocumentID(1), document: paper))
    return Fixtures.competes(
      document,
      OpenEntry(id: EntryID(1), entry: line),
      plan: Fixtures.plan()
    )
  }

  @Test func `a pair that could clear competes, an equal amount alone does not`() throws {
    let paper = Fixtures.bill("2026-0414", "1190.00")
    #expect(try competes(paper, Fixtures.entry("-1190.00", "2026-0414")))
    #expect(try competes(paper, Fixtures.entry("-990.00", "2026-0414")))
    #expect(try !competes(paper, Fixtures.entry("-1190.00", "Miete", to: "Immobilien Huber")))
  }

  @Test(arguments: Array(UInt64(1)...60))
  func `what does not compete with any paper changes no outcome`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let books = RandomBooks(&random, papers: 5, lines: 8)
    let plan = Fixtures.plan { $0.costs = .negative }
    let documents = Fixtures.documents(books.papers)
    let entries = Fixtures.entries(books.lines)
    let rivals = entries.filter { entry in
      documents.contains { Fixtures.competes($0, entry, plan: plan) }
    }
    let all = Matcher.solve(documents: documents, entries: entries, plan: plan)
    let few = Matcher.solve(documents: documents, entries: rivals, plan: plan)
    for (id, outcome) in all where outcome.status == .matched {
      #expect(few[id]?.allocations == outcome.allocations)
    }
    #expect(
      all.values.count { $0.status == .matched } == few.values.count { $0.status == .matched }
    )
  }

  @Test func `each document keeps to the plan of its own workflow`() throws {
    let line = Fixtures.entry("-99.00", "2026-0414")
    let paper = Fixtures.bill("2026-0414", "100.00")
    let generous = Fixtures.plan { $0.toleranceAmount = Fixtures.money("5.00") }
    let entries = Fixtures.entries([line])
    for (plan, expected) in [(generous, MatchOutcome.Status.matched), (nil, .doubtful)] {
      let document = try #require(
        OpenDocument(id: DocumentID(1), document: paper, plan: plan)
      )
      let solved = Matcher.solve(documents: [document], entries: entries, plan: Fixtures.plan())
      #expect(solved[document.id]?.status == expected)
    }
  }
}

import Books
import Documents
import Testing

@testable import Checks

/// Checks that are run before anybody has looked into the books.
@Suite struct ChecksAheadTests {
  private static let supplier = SupplierRecord(
    row: [
      "name": "Kessel Holz", "vatID": "DE811907980", "iban": "DE75512108001245126199",
      "currency": "CHF",
    ]
  )
  private static let wrong: [@Sendable (inout Document) -> Void] = [
    { _ in },
    { $0 = Document(type: .invoice) },
    { $0.totals.due = Fixtures.decimal("1.00") },
    { $0.currency = nil },
    { $0.type = .creditNote },
    { $0.issueDate = Fixtures.day("2031-01-01") },
    { $0.payment.iban = "DE02120300000000202052" },
    { $0.seller.vatID = "DE811907981" },
    { $0.lines = [] },
  ]

  @Test(arguments: wrong.indices)
  func `what is checked ahead does not hang on what the books say`(place: Int) {
    let document = Fixtures.invoice(Self.wrong[place])
    var hit = DuplicateHit(kind: .exact, document: DocumentID(7))
    hit.number = document.number
    let full = Fixtures.context(supplier: .known(Self.supplier), duplicates: [hit])
    let bare = CheckContext(today: full.today, workflow: full.workflow)
    for (id, sight, check) in BuiltInChecks.table where sight == .paper {
      #expect(check(document, full) == check(document, bare), "\(id)")
    }
    let ahead = BuiltInChecks.ofPaper(document, full.workflow, today: full.today)
    #expect(
      BuiltInChecks.run(document, full, ofPaper: ahead)
        == BuiltInChecks.table.flatMap { $0.check(document, full) }
    )
  }
}

import Testing

@testable import Reconciling

/// Copies of documents, and what only looks like one.
@Suite struct DuplicateTests {
  private func copies(_ books: TestBooks) -> [String] {
    let answer = Reconciler.explain(books.open, by: .sound)
    return answer.notes.filter { $0.kind == .duplicateDocument }.map { note in
      note.documents.map(answer.documentID).joined(separator: " of ")
    }
  }

  @Test(arguments: [
    ("KV-01797", "KV-O1797"), ("LS2026-01266", "LS202601266"), ("SI-00000855", "RG SI-00000855"),
    ("RX-118/26", "RX-118/26a"), ("RX 118/26", "RX-118/26"), ("4711", "04711"),
    ("RX-5518", "RX-SS18"), ("RX-1O5", "RX-105"),
    ("2026-0107", "2026-107"), ("2026-0107", "20260107"),
  ])
  func `a copy is found however its number is written`(number: String, other: String) {
    var books = TestBooks()
    books.bill("D1", "Birkenfeld Holz GmbH", number, "1190.00")
    books.bill("D2", "Birkenfeld Holz GmbH", other, "1190.00", day: "2026-03-05")
    #expect(copies(books) == ["D2 of D1"])
  }

  @Test func `a number that ends in the letter O is no copy of itself`() {
    var books = TestBooks()
    books.bill("D1", "Birkenfeld Holz GmbH", "RX-118O", "1190.00")
    #expect(copies(books).isEmpty)
  }

  @Test func `a copy with a slip in the name is found`() {
    var books = TestBooks()
    books.bill("D1", "Birkenfeld Holz GmbH", "RX-118/26", "1190.00", ["vendor_tax_id": "DE811"])
    books.bill("D2", "Birkenfled Holz GmbH", "RX-118/26", "1190.00")
    #expect(copies(books).count == 1)
  }

  @Test(arguments: [
    ("RX-118/26", "RX-119/26", "2026-03-02"), ("2026-1", "2026-2", "2026-03-05"),
    ("RX-118/26", "RX-118/26", "2026-04-02"), ("", "", "2026-03-02"),
    ("INV-105", "INV-150", "2026-03-07"),
    ("RE-20001", "RE-20010", "2026-03-07"), ("2026-0107", "2026-0170", "2026-03-07"),
    ("20417", "204170", "2026-03-07"), ("RE-101", "RE-11O", "2026-03-07"),
  ])
  func `recurring bills, twins and series that begin again are no copies`(
    number: String,
    other: String,
    day: String
  ) {
    var books = TestBooks()
    books.bill("D1", "Birkenfeld Holz GmbH", number, "1190.00")
    books.bill("D2", "Birkenfeld Holz GmbH", other, "1190.00", day: day)
    #expect(copies(books).isEmpty)
  }

  @Test func `one number of two firms is no copy`() {
    var books = TestBooks()
    books.bill("D1", "Birkenfeld Holz GmbH", "118", "1190.00")
    books.bill("D2", "Falkner Optik AG", "118", "1190.00")
    #expect(copies(books).isEmpty)
  }
}

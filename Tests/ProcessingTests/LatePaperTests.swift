import Books
import Storage
import Testing

@testable import Processing

/// What comes later re-opens what it affects, and nothing else.
@Suite struct LatePaperTests {
  private let iban = "DE75512108001245126199"
  private var line: Line { Line("-100.00", "Kessel Holz", "", iban: iban) }

  @Test func `a twin with an equal claim makes both ambiguous`() throws {
    let shop = try Shop()
    try shop.take([Line.export("bank.csv", [line]), Bill("R-2026-01", iban: iban).paper])
    #expect(try shop.books().hasPrefix("R-2026-01 100.00 EUR cleared"))
    // Another number, so no duplicate; the entry names neither.
    try shop.take([Bill("Z-77", iban: iban).paper])
    #expect(
      try shop.books() == """
        R-2026-01 100.00 EUR exception match.ambiguous open:match.ambiguous
        Z-77 100.00 EUR exception duplicate-near open:duplicate-near
        bank 2026-03-12 -100.00 EUR Kessel Holz open
        """
    )
  }

  @Test func `a second payment lets the twins be told apart no better`() throws {
    let shop = try Shop()
    try shop.take([
      Line.export("one.csv", [line]), Bill("R-2026-01", iban: iban).paper,
      Line.export("two.csv", [Line("-100.00", "Kessel Holz", "", day: "2026-03-13", iban: iban)]),
    ])
    #expect(try shop.books().hasPrefix("R-2026-01 100.00 EUR exception match.ambiguous"))
  }

  @Test func `a changed account in the suppliers table stops a bill that was cleared`() throws {
    let (old, new) = ("DE75512108001245126199", "DE02120300000000202051")
    let shop = try Shop()
    try shop.take([
      Suppliers.table("s1.csv", [("Kessel Holz", old)]),
      Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "R-2026-01")]),
      Bill("R-2026-01", iban: old).paper,
    ])
    #expect(try shop.books().hasPrefix("R-2026-01 100.00 EUR cleared"))
    try shop.take([Suppliers.table("s2.csv", [("Kessel Holz", new)])])
    #expect(
      try shop.books().hasPrefix("R-2026-01 100.00 EUR exception iban-changed open:iban-changed")
    )
    try shop.take([Suppliers.table("s3.csv", [("Kessel Holz", old)])])
    #expect(try shop.books().hasPrefix("R-2026-01 100.00 EUR cleared"))
  }

  @Test func `an export without suppliers does not switch the check off`() throws {
    let shop = try Shop()
    try shop.take([
      Suppliers.table("s1.csv", [("Kessel Holz", "DE75512108001245126199")]),
      Bill("R-2026-01", iban: "DE02120300000000202051").paper,
    ])
    let books = try shop.books()
    #expect(books.contains("iban-changed"))
    try shop.take([Suppliers.table("none.csv", [])])
    #expect(try shop.sql("SELECT count(*) FROM tableRow") == ["1"])
    #expect(try shop.books().contains(books))
  }

  @Test func `a file without a supplier's columns does not replace the suppliers table`() throws {
    let shop = try Shop()
    try shop.take([
      Suppliers.table("s1.csv", [("Kessel Holz", "DE75512108001245126199")]),
      Bill("R-2026-01", iban: "DE02120300000000202051").paper,
    ])
    let books = try shop.books()
    #expect(books.contains("iban-changed"))
    try shop.take([Paper(workflow: "suppliers", name: "odd.csv", text: "foo,bar\n1,2\n3,4\n")])
    #expect(try shop.sql("SELECT count(*) FROM tableRow") == ["1"])
    #expect(
      try shop.sql("SELECT state FROM arrival WHERE name = 'odd.csv'") == ["\"quarantined\""]
    )
    #expect(
      try shop.sql("SELECT code FROM exception WHERE subject = 'arrival'")
        == ["\"table.no-supplier-columns\""]
    )
    #expect(try shop.books().contains(books))
    // Names of other languages will do, and so do columns that are not known beside one that is.
    try shop.take([
      Paper(workflow: "suppliers", name: "de.csv", text: "Lieferant,Ort\nKessel Holz,Ulm\n")
    ])
    #expect(
      try shop.sql("SELECT count(*) FROM tableRow WHERE CAST(body AS TEXT) LIKE '%Ulm%'") == ["1"]
    )
  }

  @Test
  func `a table that was dropped later is not overwritten by an earlier one that was read slowly`()
    throws
  {
    let shop = try Shop()
    try shop.drop(Suppliers.table("old.csv", [("Old", ""), ("Older", "")]))
    try shop.drop(Suppliers.table("new.csv", [("New", "")]))
    let readings = try shop.read()
    try shop.settle([readings[1]])
    try shop.settle([readings[0]])
    let rows = try shop.sql("SELECT body FROM tableRow")
    #expect(rows.count == 1)
    #expect(rows.first?.contains("New") == true)
  }

  @Test func `a rejected original lets its duplicate be decided`() throws {
    let shop = try Shop()
    let again = Paper(workflow: "invoices", name: "2.xml", text: Bill("R-2026-01").paper.text + " ")
    try shop.take([Bill("R-2026-01").paper, again])
    #expect(try shop.books().contains("R-2026-01 100.00 EUR duplicate"))
    try shop.rule("R-2026-01", "reject")
    #expect(
      try shop.books() == """
        R-2026-01 100.00 EUR exception match.unmatched open:match.unmatched
        R-2026-01 100.00 EUR rejected ruling.reject
        """
    )
    try shop.undo()
    #expect(
      try shop.books() == """
        R-2026-01 100.00 EUR duplicate duplicate-exact
        R-2026-01 100.00 EUR exception match.unmatched open:match.unmatched
        """
    )
  }

  @Test func `a rejected original lets what was only like it be decided`() throws {
    let shop = try Shop()
    try shop.take([Bill("R-2026-01").paper, Bill("R-2026-02").paper])
    #expect(try shop.books().contains("R-2026-02 100.00 EUR exception duplicate-near"))
    try shop.rule("R-2026-01", "reject")
    #expect(try shop.books().contains("R-2026-02 100.00 EUR exception match.unmatched"))
  }

  @Test func `many rejected papers with one number do not hide the one that stands`() throws {
    let shop = try Shop()
    let text = Bill("R-2026-01").paper.text
    func copy(_ number: Int) -> Paper {
      Paper(
        workflow: "invoices",
        name: "\(number).xml",
        text: text + String(repeating: " ", count: number)
      )
    }
    for number in 1...6 {
      try shop.take([copy(number)])
      let open = try shop.sql(
        "SELECT id FROM exception WHERE closedAt IS NULL AND subject = 'document'"
      )
      let id = try #require(open.first.flatMap { ExceptionID(text: $0) })
      if number < 6 { try shop.rule(id, "reject") }
    }
    try shop.take([copy(7)])
    #expect(try shop.sql("SELECT outcome FROM document WHERE id = 7") == ["\"duplicate\""])
  }

  @Test
  func `a corrected number finds the payment, frees what repeated the wrong one, and back again`()
    throws
  {
    let shop = try Shop()
    let twin = Paper(workflow: "invoices", name: "2.xml", text: Bill("R-2026-07").paper.text + " ")
    try shop.take([
      Line.export("bank.csv", [Line("-100.00", "Somebody", "R-2026-08")]),
      Bill("R-2026-07").paper, twin,
    ])
    let before = try shop.state()
    #expect(try shop.books().contains("duplicate duplicate-exact"))
    try shop.rule("R-2026-07", "set number=R-2026-08")
    let books = try shop.books()
    #expect(books.contains("cleared ok"))
    #expect(!books.contains("duplicate-exact"))
    try shop.undo()
    expectSame(try shop.state(), before)
  }

  @Test func `entries that a person has given away are never taken by the machine`() throws {
    let shop = try Shop()
    try shop.take([
      Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "R-2026-02")]),
      Bill("A-1", "Other Firm").paper,
    ])
    let entry = try shop.entry("R-2026-02")
    try shop.rule("A-1", "match \(entry)")
    try shop.take([Bill("R-2026-02").paper])
    #expect(
      try shop.books() == """
        A-1 100.00 EUR cleared ruling.match = 100.00 EUR of 2026-03-12 -100.00 EUR Kessel Holz R-2026-02
        R-2026-02 100.00 EUR exception match.unmatched open:match.unmatched
        bank 2026-03-12 -100.00 EUR Kessel Holz R-2026-02
        """
    )
    // Nor by another person before the first has taken it back.
    #expect(throws: RulingRefusal.self) { try shop.rule("R-2026-02", "match \(entry)") }
  }

  @Test func `a person takes an entry from the machine and gives it back`() throws {
    let shop = try Shop()
    try shop.take([
      Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "R-2026-02")]),
      Bill("A-1", "Other Firm").paper, Bill("R-2026-02").paper,
    ])
    let before = try shop.state()
    #expect(try shop.books().contains("R-2026-02 100.00 EUR cleared"))
    try shop.rule("A-1", "match \(try shop.entry("R-2026-02"))")
    #expect(
      try shop.books() == """
        A-1 100.00 EUR cleared ruling.match = 100.00 EUR of 2026-03-12 -100.00 EUR Kessel Holz R-2026-02
        R-2026-02 100.00 EUR exception match.unmatched open:match.unmatched
        bank 2026-03-12 -100.00 EUR Kessel Holz R-2026-02
        """
    )
    try shop.undo()
    expectSame(try shop.state(), before)
  }

  @Test func `a rejected rival leaves the entry to the other`() throws {
    let shop = try Shop()
    try shop.take([
      Line.export("bank.csv", [line]), Bill("R-2026-01", iban: iban).paper,
      Bill("Z-77", day: "2026-03-09", iban: iban).paper,
    ])
    let before = try shop.state()
    #expect(!(try shop.books().contains("cleared")))
    try shop.rule("Z-77", "reject")
    #expect(try shop.books().contains("R-2026-01 100.00 EUR cleared"))
    try shop.undo()
    expectSame(try shop.state(), before)
  }

  @Test func `one of two entries given away leaves the other to whom they both fitted`() throws {
    let shop = try Shop()
    let lines = ["first", "second"].map { Line("-100.00", "Kessel Holz", $0, iban: iban) }
    try shop.take([
      Line.export("bank.csv", lines), Bill("R-2026-01", iban: iban).paper,
      Bill("A-1", "Other Firm").paper,
    ])
    let before = try shop.state()
    #expect(try shop.books().contains("R-2026-01 100.00 EUR exception match.ambiguous"))
    try shop.rule("A-1", "match \(try shop.entry("first"))")
    #expect(
      try shop.books().contains(
        "R-2026-01 100.00 EUR cleared ok = 100.00 EUR of 2026-03-12 -100.00 EUR Kessel Holz second"
      )
    )
    try shop.undo()
    expectSame(try shop.state(), before)
  }

  @Test func `an entry that needs no document is left alone until that is taken back`() throws {
    let shop = try Shop(day: "2026-05-01")
    try shop.take([Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "R-2026-02")])])
    try shop.office.sweepLedgers()
    let id = try #require(
      try shop.sql("SELECT id FROM exception WHERE subject = 'entry'").first
        .flatMap { ExceptionID(text: $0) }
    )
    try shop.rule(id, "accept")
    try shop.take([Bill("R-2026-02").paper])
    #expect(try shop.books().contains("R-2026-02 100.00 EUR exception match.unmatched"))
    try shop.undo()
    #expect(try shop.books().contains("R-2026-02 100.00 EUR cleared"))
  }

  @Test
  func `an entry is never given twice when the document that has it is decided by nobody any more`()
    throws
  {
    let shop = try Shop()
    let line = Line("-100.00", "Kessel Holz", "R-2026-01")
    try shop.take([Line.export("bank.csv", [line]), Bill.table("bills.csv", [Bill("R-2026-01")])])
    #expect(try shop.books().contains("cleared"))
    try shop.folder.remove("workflows/bills.json")
    try shop.adopt([:])
    try shop.take([Bill("R-2026-01", "Kessel Holz", "100.00", day: "2026-03-11").paper])
    #expect(try shop.books().contains("R-2026-01 100.00 EUR cleared"))
    #expect(try shop.sql("SELECT count(*) FROM allocation") == ["1"])
  }

  @Test func `in a crowd of equal amounts only the number clears`() throws {
    let shop = try Shop()
    let count = MatchingBounds.standard.alike + 1
    let named = Line("-100.00", "Kessel Holz", "R-2026-01")
    let unnamed = Line("-100.00", "Birch Glass", "")
    let crowd = (0..<count).map { Bill("C-\($0 + 1000)", "Seller \($0)") }
    try shop.take([
      Line.export("bank.csv", [named, unnamed]), Bill.table("crowd.csv", crowd),
      Bill("R-2026-01").paper, Bill("B-9", "Birch Glass").paper,
    ])
    let books = try shop.books()
    #expect(books.contains("R-2026-01 100.00 EUR cleared"))
    #expect(books.contains("B-9 100.00 EUR exception match.undecided"))
  }
}

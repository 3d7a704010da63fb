import Books
import Documents
import Reviewing
import Storage
import Testing
import Values

@testable import Processing

/// Files that belong together are one paper in several forms, in whatever order they come.
@Suite struct GroupTests {
  /// The same books in every order of arrival, all at once or one by one; and they foot.
  private func check(
    _ papers: [Paper],
    _ expected: String,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    for order in permutations(papers) {
      for together in [false, true] {
        let shop = try Shop(GroupPapers.definitions())
        try shop.take(order, together: together)
        let note = "\(order.map(\.name)) \(together ? "together" : "one by one")"
        expectSame(try shop.books(), expected, note, location)
        try shop.take(papers)
        expectSame(try shop.books(), expected, "again, \(note)", location)
      }
    }
  }

  static let bill = Bill("R-1")
  static let paid =
    "R-1 100.00 EUR cleared ok = 100.00 EUR of 2026-03-12 -100.00 EUR Kessel Holz Invoice R-1\n"
  static let payment = "bank 2026-03-12 -100.00 EUR Kessel Holz Invoice R-1"

  @Test func `a scan accompanies the e-invoice of its name`() throws {
    try check(
      [GroupPapers.xml("a.xml", Self.bill), GroupPapers.pdf("a.pdf"), GroupPapers.bank],
      Self.paid + Self.payment + "\na.pdf accompanies a.xml"
    )
  }

  @Test func `one paper in two forms is one document, and the e-invoice leads`() throws {
    try check(
      [
        GroupPapers.xml("a.xml", Self.bill), GroupPapers.csv("a.csv", [Self.bill]),
        GroupPapers.pdf("a.pdf"), GroupPapers.bank,
      ],
      Self.paid + "R-1 100.00 EUR duplicate other-form\n" + Self.payment
        + "\na.csv accompanies a.xml\na.pdf accompanies a.xml"
    )
  }

  @Test func `files of other names have nothing to do with it`() throws {
    try check(
      [GroupPapers.xml("a.xml", Self.bill), GroupPapers.pdf("b.pdf"), GroupPapers.bank],
      Self.paid + Self.payment + "\nquarantined b.pdf pdf.without-text"
    )
  }

  @Test func `where no file of a group has a document, each is put aside`() throws {
    try check(
      [GroupPapers.pdf("a.pdf"), GroupPapers.archive("a.zip")],
      "quarantined a.pdf pdf.without-text\nquarantined a.zip file.unknown-kind"
    )
  }

  @Test func `a damaged file is put aside although the other form can be read`() throws {
    try check(
      [
        GroupPapers.cut("a.xml", Self.bill),
        GroupPapers.csv("a.csv", [Self.bill]), GroupPapers.bank,
      ],
      Self.paid + Self.payment + "\nquarantined a.xml xml.malformed"
    )
  }

  @Test func `different documents of one group are independent, what cannot be read is with each`()
    throws
  {
    try check(
      [
        GroupPapers.xml("a.xml", Self.bill), GroupPapers.pdf("a.pdf"),
        GroupPapers.csv("a.csv", [Bill("X-7", "Birch Glass", "7.00"), Bill("X-8", "Elm", "8.00")]),
      ],
      """
      R-1 100.00 EUR exception match.unmatched open:match.unmatched
      X-7 7.00 EUR exception match.unmatched open:match.unmatched
      X-8 8.00 EUR exception match.unmatched open:match.unmatched
      a.pdf accompanies a.csv, a.xml
      """
    )
  }

  @Test func `a table that repeats the paper among others is no companion, only its row is`() throws
  {
    try check(
      [
        GroupPapers.xml("a.xml", Self.bill),
        GroupPapers.csv("a.csv", [Bill("X-7", "Birch Glass", "7.00"), Self.bill]),
        GroupPapers.bank,
      ],
      Self.paid + """
        R-1 100.00 EUR duplicate other-form
        X-7 7.00 EUR exception match.unmatched open:match.unmatched
        """ + "\n" + Self.payment
    )
  }

  @Test func `the ledger's report names the files that accompany a document`() throws {
    for isPaid in [true, false] {
      let shop = try Shop(GroupPapers.definitions())
      try shop.take([GroupPapers.xml("a.xml", Self.bill), GroupPapers.pdf("a.pdf")])
      try shop.take([isPaid ? GroupPapers.bank : Line.export("bank.csv", [Line("-1.00")])])
      try shop.office.writeReports()
      let report = try shop.folder.read("reports/reconciliation-bank.html")
      #expect(report.contains("accompanied by a.pdf (A2)"), "paid: \(isPaid)")
    }
  }

  @Test func `a bank statement as PDF accompanies the export of its name`() throws {
    var definitions = GroupPapers.definitions()
    definitions["bank"] = Definitions.bank.replacing(
      #""settle": { "quiet": "50 ms" }"#,
      with: #""settle": { "quiet": "50 ms" }, "group": { "by": "stem" }"#
    )
    let scan = Paper(workflow: "bank", name: "bank.pdf", text: "%PDF-1.4\n%%EOF\n")
    for papers in permutations([scan, GroupPapers.bank]) {
      let shop = try Shop(definitions)
      try shop.take(papers)
      #expect(try shop.books() == Self.payment + " open\nbank.pdf accompanies bank.csv")
    }
  }
}

// MARK: Forms that contradict each other

extension GroupTests {
  private func findings(_ number: String, _ shop: Shop) throws -> [String] {
    let ids = try shop.storage.read(at: shop.clock.now()) { try $0.documents(numbered: number) }
    return try ids.flatMap { id in
      try shop.storage.read(at: shop.clock.now()) { try $0.document(id) }?.findings ?? []
    }.filter { $0.code == "forms-agree" }.map(\.message)
  }

  /// What the table says otherwise, and the two values that the finding must name.
  static let contradictions: [(Bill, own: String, other: String)] = [
    (Bill("R-1", "Kessel Holz", "100.50"), "100.00", "100.50"),
    (Bill("R-1", "Kessel Holz", "100.00", currency: "CHF"), "EUR", "CHF"),
    (Bill("R-1", "Kessel Holz", "100.00", day: "2026-03-11"), "2026-03-10", "2026-03-11"),
    (
      Bill("R-1", iban: "DE02120300000000202051"), "DE75512108001245126199",
      "DE02120300000000202051"
    ),
  ]

  @Test(arguments: contradictions.indices)
  func `forms that contradict each other are one exception that names both values`(
    _ index: Int
  ) throws {
    let (table, own, other) = Self.contradictions[index]
    let papers = [
      GroupPapers.xml("a.xml", Bill("R-1", iban: "DE75512108001245126199")),
      GroupPapers.csv("a.csv", [table]), GroupPapers.bank,
    ]
    for order in permutations(papers) {
      let shop = try Shop(GroupPapers.definitions())
      try shop.take(order)
      let findings = try findings("R-1", shop)
      #expect(findings.count == 1, "\(order.map(\.name)): \(findings)")
      #expect(findings.first?.contains("\(own) in this file, but \(other) in a.csv") == true)
      let books = try shop.books()
      #expect(books.contains("R-1 100.00 EUR exception forms-agree open:forms-agree"), "\(books)")
      #expect(books.contains("duplicate other-form") && books.contains("a.csv accompanies a.xml"))
      #expect(!books.contains("IMBALANCE"))
    }
  }

  @Test func `another number is a question about two papers, and neither is hidden`() throws {
    let papers = [
      GroupPapers.xml("a.xml", Self.bill), GroupPapers.csv("a.csv", [Bill("R-2")]),
      GroupPapers.pdf("a.pdf"),
    ]
    for order in permutations(papers) {
      let shop = try Shop(GroupPapers.definitions())
      try shop.take(order)
      #expect(
        try shop.books() == """
          R-1 100.00 EUR exception forms-agree open:forms-agree
          R-2 100.00 EUR exception forms-agree open:forms-agree
          a.pdf accompanies a.csv, a.xml
          """
      )
      #expect(
        try findings("R-2", shop).first?.contains("is R-2 in this file, but R-1 in a.xml") == true
      )
      try shop.rule("R-2", "duplicate \(try shop.id("R-1"))")
      #expect(
        try shop.books() == """
          R-1 100.00 EUR exception match.unmatched open:match.unmatched
          R-2 100.00 EUR duplicate ruling.duplicate
          a.pdf accompanies a.csv, a.xml
          """
      )
    }
  }

  @Test func `a corrected value makes two forms one paper, and undo two again`() throws {
    let shop = try Shop(GroupPapers.definitions())
    try shop.take([
      GroupPapers.csv("a.csv", [Bill("R-2")]), GroupPapers.xml("a.xml", Self.bill),
      GroupPapers.bank,
    ])
    let state = try shop.state()
    try shop.rule("R-2", "set number=R-1")
    #expect(
      try shop.books() == Self.paid + "R-2 100.00 EUR duplicate other-form\n" + Self.payment
        + "\na.csv accompanies a.xml"
    )
    try shop.undo()
    expectSame(try shop.state(), state)
  }

  @Test func `a person may say that a form is a paper of its own`() throws {
    for papers in permutations([
      GroupPapers.xml("a.xml", Self.bill), GroupPapers.csv("a.csv", [Self.bill]),
    ]) {
      let shop = try Shop(GroupPapers.definitions())
      try shop.take(papers)
      let state = try shop.state()
      let form = try #require(
        try shop.sql("SELECT id FROM document WHERE outcome = 'duplicate'").first
          .flatMap { DocumentID(text: $0) }
      )
      try shop.rule(form, "accept")
      #expect(
        try shop.books() == """
          R-1 100.00 EUR cleared ruling.accept
          R-1 100.00 EUR exception match.unmatched open:match.unmatched
          """
      )
      try shop.undo()
      expectSame(try shop.state(), state)
    }
  }
}

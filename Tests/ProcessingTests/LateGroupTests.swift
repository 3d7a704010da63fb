import Books
import Documents
import Reviewing
import Storage
import Testing
import Values

@testable import Processing

/// Members that come late, again, half read, or with content that is known: the books say the same.
@Suite struct LateGroupTests {
  static let bill = Bill("R-1")
  static let open = "R-1 100.00 EUR exception match.unmatched open:match.unmatched"

  private func state(_ name: String, _ shop: Shop) throws -> ArrivalState? {
    try shop.storage.read(at: shop.clock.now()) { try $0.arrivals(named: name).first?.state }
  }

  private func openFileExceptions(_ shop: Shop) throws -> [String] {
    try shop.sql(
      "SELECT code FROM exception WHERE subject = 'arrival' AND closedAt IS NULL ORDER BY 1"
    )
  }

  @Test func `a scan that waits for a person is called back when its e-invoice comes`() throws {
    let shop = try Shop(GroupPapers.definitions())
    try shop.take([GroupPapers.pdf("a.pdf")])
    #expect(try state("a.pdf", shop) == .quarantined)
    #expect(try openFileExceptions(shop).count == 1)
    shop.clock.forward(days: 13)
    let settled = try shop.take([GroupPapers.xml("a.xml", Self.bill)])
    #expect(try state("a.pdf", shop) == .companion)
    #expect(try openFileExceptions(shop).isEmpty)
    #expect(settled.flatMap(\.groupChanges).map(\.leaders) == [["A2 a.xml"]])
    #expect(try shop.books() == Self.open + "\na.pdf accompanies a.xml")
  }

  @Test func `a name that comes again after weeks, or with other content, is another paper`() throws
  {
    let shop = try Shop(GroupPapers.definitions())
    try shop.take([GroupPapers.xml("rent.xml", Self.bill)])
    shop.clock.forward(days: 15)
    try shop.take([GroupPapers.pdf("rent.pdf")])
    #expect(try state("rent.pdf", shop) == .quarantined)
    // The next month's bill, with its scan: neither is of the old group.
    try shop.take([GroupPapers.xml("rent.xml", Bill("R-2"))])
    #expect(try state("rent.pdf", shop) == .companion)
    try shop.take([GroupPapers.pdf("rent.pdf", "third")])
    #expect(try state("rent.pdf", shop) == .quarantined)
    try shop.take([GroupPapers.xml("rent.xml", Bill("R-3"))])
    #expect(
      try shop.sql("SELECT leader FROM companion ORDER BY arrival") == ["3", "5"],
      "each scan accompanies the bill of its month"
    )
  }

  @Test func `a file that waits for its group is no exception, and survives a stop`() throws {
    let shop = try Shop(GroupPapers.definitions())
    try shop.drop(GroupPapers.pdf("a.pdf"))
    try shop.drop(GroupPapers.xml("a.xml", Self.bill))
    let settled = try shop.settle(shop.read(limit: 1))
    #expect(settled.map(\.state) == [.waiting])
    #expect(try openFileExceptions(shop).isEmpty)
    let report = try shop.storage.read(at: shop.clock.now()) {
      try shop.office.builder($0).exceptionReport()
    }
    #expect(report.filesInWork == 2 && report.imbalances.isEmpty)
    let answer = shop.office.answer(
      OfficeRequest(command: .status(file: "a.pdf"), format: .text),
      daemon: nil
    )
    #expect(answer.text.contains("A1  waiting"))
    #expect(answer.text.contains("waits for A2 a.xml"))
    // The daemon dies with the other job begun.
    _ = try shop.read()
    #expect(try shop.storage.write(at: shop.clock.now()) { try $0.requeueRunningJobs() } == 1)
    try shop.settle(shop.read())
    #expect(try shop.books() == Self.open + "\na.pdf accompanies a.xml")
  }

  @Test func `when the reader dies over the file that would lead, the others are put aside`() throws
  {
    let shop = try Shop(GroupPapers.definitions())
    try shop.drop(GroupPapers.pdf("a.pdf"))
    try shop.drop(GroupPapers.xml("a.xml", Self.bill))
    try shop.settle(shop.read(limit: 1))
    let dead = try #require(try shop.read().first)
    try shop.storage.write(at: shop.clock.now()) {
      _ = try shop.settling($0).quarantine(
        dead.job,
        Problem(code: "reader.crashed", scope: .file, message: "It died.", remedy: "Ask again.")
      )
    }
    #expect(try shop.storage.read(at: shop.clock.now()) { try $0.openJobCount() } == 1)
    try shop.settleGroups()
    #expect(
      try shop.books() == """
        quarantined a.pdf pdf.without-text
        quarantined a.xml reader.crashed
        """
    )
    #expect(try openFileExceptions(shop).count == 2)
  }

  @Test func `content that came before under another name joins the group`() throws {
    // Each of the two under a name of its own, and again under the group's name: in any order.
    let xml = GroupPapers.xml("a.xml", Self.bill)
    let pdf = GroupPapers.pdf("a.pdf")
    for order in permutations([xml, pdf, xml.named("first.xml"), pdf.named("scan.pdf")]) {
      let shop = try Shop(GroupPapers.definitions())
      try shop.take(order)
      let books = try shop.books()
      #expect(books.hasPrefix(Self.open + "\n"), "\(order.map(\.name))")
      let companion = try #require(books.split(separator: "\n").dropFirst().first)
      #expect(
        companion.contains(".pdf accompanies ") && companion.hasSuffix(".xml"),
        "\(companion)"
      )
      #expect(!books.contains("quarantined"))
      #expect(try openFileExceptions(shop).isEmpty)
      #expect(try shop.storage.read(at: shop.clock.now()) { try $0.openJobCount() } == 0)
    }
  }

  @Test func `a ruling on a file that accompanies another by now opens nothing again`() throws {
    let shop = try Shop(GroupPapers.definitions())
    try shop.take([GroupPapers.pdf("a.pdf")])
    try shop.rule(ExceptionID(1), "accept")
    try shop.take([GroupPapers.xml("a.xml", Self.bill)])
    #expect(try openFileExceptions(shop).isEmpty)
    try shop.undo()
    #expect(try openFileExceptions(shop).isEmpty)
    #expect(try state("a.pdf", shop) == .companion)
  }

  @Test func `the control totals name companions apart, and foot`() throws {
    let shop = try Shop(GroupPapers.definitions())
    try shop.take([
      GroupPapers.pdf("a.pdf"), GroupPapers.xml("a.xml", Self.bill),
      GroupPapers.csv("a.csv", [Self.bill]), GroupPapers.pdf("alone.pdf"),
    ])
    let report = try shop.storage.read(at: shop.clock.now()) {
      try shop.office.builder($0).exceptionReport()
    }
    let totals = report.totals
    #expect(totals.foots && report.imbalances.isEmpty)
    #expect(totals.received.count == 2 && totals.received.files == 2)
    #expect(totals.companions.count == 1 && totals.companions.files == 1)
    #expect(totals.duplicates.count == 0 && totals.quarantined.files == 1)
    #expect(report.companions.map(\.file.fileName).sorted() == ["a.csv", "a.pdf"])
    let open = report.exceptions.first { $0.document != nil }
    #expect(open?.companions.map(\.fileName) == ["a.csv", "a.pdf"])
    let audit = try shop.storage.read(at: shop.clock.now()) { try $0.firstBrokenAuditLink() }
    #expect(audit == nil)
  }
}

// MARK: Copies

extension LateGroupTests {
  private func copies(_ template: String) -> String {
    #""output": { "cleared": [ { "file": "\#(template)" } ] }"#
  }

  @Test func `copies are made of the companions too, each with its own extension`() throws {
    let shop = try Shop(GroupPapers.definitions())
    try shop.take([
      GroupPapers.pdf("a.pdf"), GroupPapers.xml("a.xml", Self.bill), GroupPapers.bank,
    ])
    #expect(try shop.office.placing.run() == [])
    #expect(shop.folder.files("paid") == ["Kessel Holz/R-1.pdf", "Kessel Holz/R-1.xml"])
    #expect(try shop.folder.read("paid/Kessel Holz/R-1.pdf") == GroupPapers.pdf("a.pdf").text)
    let explained = shop.office.answer(
      OfficeRequest(command: .explain("a.pdf"), format: .text),
      daemon: nil
    )
    #expect(explained.text.contains("With       a.pdf  (A1)"))
  }

  @Test func `a companion that comes late is copied, and all go when the paper is open again`()
    throws
  {
    let shop = try Shop(GroupPapers.definitions())
    try shop.take([GroupPapers.xml("a.xml", Self.bill), GroupPapers.bank])
    _ = try shop.office.placing.run()
    try shop.take([GroupPapers.pdf("a.pdf")])
    _ = try shop.office.placing.run()
    #expect(shop.folder.files("paid") == ["Kessel Holz/R-1.pdf", "Kessel Holz/R-1.xml"])
    try shop.rule(try shop.id("R-1"), "reject")
    _ = try shop.office.placing.run()
    #expect(shop.folder.files("paid").isEmpty)
  }

  @Test(arguments: [
    ("paid/{document.number}.xml", ["R-1.pdf", "R-1.xml", "R-1.zip"]),
    ("paid/{document.number}", ["R-1", "R-1.pdf", "R-1.zip"]),
    ("paid/{file.name}", ["a.pdf", "a.xml", "a.zip"]),
  ]) func `a template that does not tell the files apart keeps their extensions`(
    _ template: String,
    _ expected: [String]
  ) throws {
    let papers = [
      GroupPapers.pdf("a.pdf"), GroupPapers.archive("a.zip"), GroupPapers.xml("a.xml", Self.bill),
    ]
    for order in permutations(papers) {
      let shop = try Shop(GroupPapers.definitions(copies(template)))
      try shop.take([GroupPapers.bank] + order)
      #expect(try shop.office.placing.run() == [])
      #expect(shop.folder.files("paid") == expected)
    }
  }
}

// MARK: Properties

extension LateGroupTests {
  /// Groups of all kinds, some of which share content or contradict each other.
  private static func papers(_ random: inout SeededRandom) -> [Paper] {
    var papers: [Paper] = []
    var lines: [Line] = []
    for number in 0..<8 {
      let bill = Bill("R-\(100 + number)", "Seller \(number)", "\(10 + number).00")
      var other = bill
      if random.next() % 3 == 0 { other.amount = "\(10 + number).50" }
      if random.next() % 4 == 0 { other.number += "7" }
      let forms = [
        GroupPapers.xml("g\(number).xml", bill), GroupPapers.csv("g\(number).csv", [other]),
        GroupPapers.pdf("g\(number).pdf"), GroupPapers.archive("g\(number).zip"),
        Paper(workflow: "invoices", name: "g\(number).html", text: "<html>\(number)</html>"),
        GroupPapers.cut("g\(number).ubl", bill),
      ]
      let count = 1 + Int(random.next() % UInt64(forms.count))
      papers += forms.shuffled(using: &random).prefix(count)
      if random.next() % 2 == 0 {
        lines.append(Line("-\(bill.amount)", bill.seller, "Invoice \(bill.number)"))
      }
    }
    return papers + [Line.export("bank.csv", lines)]
  }

  @Test(arguments: [21, 22, 23, 24, 25, 26] as [UInt64])
  func `groups of all kinds give the same books in any order and any batches`(
    _ seed: UInt64
  ) throws {
    var random = SeededRandom(seed: seed)
    let papers = Self.papers(&random)
    let inOrder = try Shop(GroupPapers.definitions())
    try inOrder.take(papers)
    let books = try inOrder.books()
    #expect(books.contains("accompanies") && !books.contains("IMBALANCE"))
    for round in 0..<4 {
      let shop = try Shop(GroupPapers.definitions())
      for paper in papers.shuffled(using: &random) {
        try shop.drop(paper)
        // Sometimes some of what waits is read, and sometimes nothing.
        if random.next() % 2 == 0 { try shop.settle(shop.read(limit: Int(random.next() % 4))) }
      }
      try shop.settle(shop.read())
      try shop.settleGroups()
      expectSame(try shop.books(), books, "order \(round), seed \(seed)")
      try shop.take(papers.shuffled(using: &random), together: true)
      expectSame(try shop.books(), books, "twice, order \(round), seed \(seed)")
    }
  }
}

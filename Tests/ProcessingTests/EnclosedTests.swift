import Books
import Documents
import Foundation
import Readings
import Reviewing
import Storage
import TestPapers
import Testing
import Values
import Workflows

@testable import Processing

/// Mails and archives: what is in them becomes arrivals of their own, with them or not at all.
@Suite struct EnclosedTests {
  private static func attached(_ bill: Bill, _ name: String) -> TestMail.Part {
    .file(name, "application/xml", Array(bill.paper.text.utf8))
  }

  private static let mail = TestMail.mail([
    .text("Please find our invoice attached."), attached(Bill("R-1"), "R-1.xml"),
    .file("terms.bin", "application/octet-stream", [1, 2, 3, 4]),
  ])

  private static func paper(_ name: String) -> Paper {
    Paper(workflow: "invoices", name: name, text: "")
  }

  /// Reads and settles until nothing waits.
  private func work(_ shop: Shop) throws -> [Settled] {
    var settled: [Settled] = []
    while true {
      let readings = try shop.read()
      guard !readings.isEmpty else { return settled }
      settled += try shop.settle(readings)
      try shop.settleGroups()
    }
  }

  /// Texts as they are, without the quotes in which `sql` shows them.
  private func texts(_ shop: Shop, _ query: String) throws -> [String] {
    try shop.sql(query).map { $0.trimmingCharacters(in: ["\""]) }
  }

  private func arrivals(_ shop: Shop) throws -> [String] {
    try texts(
      shop,
      "SELECT name || ' ' || coalesce(role, state) || coalesce(' in ' || parent, '')"
        + " || coalesce(' = ' || duplicateOf, '') FROM arrival ORDER BY id"
    )
  }

  private func verified(_ shop: Shop) throws -> String {
    shop.office.answer(OfficeRequest(command: .verify, format: .text), daemon: nil).text
  }

  @Test
  func `an invoice in a mail is an arrival of its own, and what comes with it accompanies it`()
    throws
  {
    let shop = try Shop()
    try shop.drop(Self.paper("march.eml"), bytes: Self.mail)
    _ = try work(shop)
    #expect(
      try arrivals(shop) == [
        "march.eml read", "R-1.xml read in 1", "terms.bin companion in 1",
      ]
    )
    #expect(try shop.books().contains("R-1 100.00 EUR exception"))
    let answer = try verified(shop)
    #expect(answer.contains("Totals     foot") && answer.contains("every byte as it arrived"))
    #expect(answer.contains("Archive    3 files"))
  }

  @Test func `whoever asks hears in which mail a paper came`() throws {
    let shop = try Shop()
    try shop.drop(Self.paper("march.eml"), bytes: Self.mail)
    _ = try work(shop)
    func ask(_ command: OfficeCommand) -> String {
      shop.office.answer(OfficeRequest(command: command, format: .text), daemon: nil).text
    }
    let way = ask(.explain("D1"))
    #expect(
      way.contains(
        "march.eml (A1), from Kessel Holz <bill@kessel.example>, \"Rechnung RE-7\", 2026-03-14"
      ),
      "\(way)"
    )
    let child = ask(.status(file: "R-1.xml"))
    #expect(child.contains("came in march.eml (A1), from Kessel Holz"), "\(child)")
    let mail = ask(.status(file: "march.eml"))
    #expect(
      mail.contains("holds A2 R-1.xml") && mail.contains("a mail from Kessel Holz"),
      "\(mail)"
    )
  }

  @Test func `the same mail, and the same paper alone, count once in either order`() throws {
    let shop = try Shop()
    try shop.drop(Self.paper("march.eml"), bytes: Self.mail)
    _ = try work(shop)
    try shop.drop(Self.paper("again.eml"), bytes: Self.mail)
    try shop.drop(Bill("R-1").paper)
    _ = try work(shop)
    #expect(
      try arrivals(shop) == [
        "march.eml read", "R-1.xml read in 1", "terms.bin companion in 1",
        "again.eml duplicate = 1", "R-1.xml duplicate = 2",
      ]
    )
    let other = try Shop()
    try other.drop(Bill("R-1").paper)
    _ = try work(other)
    try other.drop(Self.paper("march.eml"), bytes: Self.mail)
    _ = try work(other)
    #expect(try arrivals(other).contains("R-1.xml duplicate in 2 = 1"))
    for shop in [shop, other] {
      #expect(try texts(shop, "SELECT count(*) FROM document") == ["1"])
      #expect(try verified(shop).contains("Totals     foot"))
    }
  }

  @Test func `a kill between reading and settling leaves nothing, and the next start all of it`()
    throws
  {
    let shop = try Shop()
    try shop.drop(Self.paper("march.eml"), bytes: Self.mail)
    let lost = try shop.read()
    #expect(lost.first?.enclosed.count == 2)
    #expect(try arrivals(shop) == ["march.eml queued"])
    _ = try shop.storage.write(at: shop.clock.now()) { try $0.requeueRunningJobs() }
    _ = try work(shop)
    // A reading that comes late, of a job that is settled, adds nothing.
    #expect(try shop.settle(lost).isEmpty)
    #expect(try arrivals(shop).count == 3)
    #expect(try texts(shop, "SELECT count(*) FROM document") == ["1"])
  }

  @Test func `archives in mails in archives are opened down to a depth, twins are linked`() throws {
    let shop = try Shop()
    let inner = TestMail.zip([
      ("a/R-2.xml", Array(Bill("R-2").paper.text.utf8)),
      ("b/R-2.xml", Array(Bill("R-2").paper.text.utf8)), ("empty.xml", []),
    ])
    let outer = TestMail.zip([
      ("bills.zip", inner), ("march.eml", Self.mail),
    ])
    try shop.drop(Self.paper("all.zip"), bytes: outer)
    _ = try work(shop)
    #expect(
      try arrivals(shop) == [
        "all.zip read", "bills.zip read in 1", "march.eml read in 1", "R-2.xml read in 2",
        "R-2 (2).xml duplicate in 2 = 4", "empty.xml quarantined in 2", "R-1.xml read in 3",
        "terms.bin companion in 3",
      ]
    )
    #expect(try texts(shop, "SELECT DISTINCT root FROM arrival WHERE parent IS NOT NULL") == ["1"])
    #expect(try verified(shop).contains("Totals     foot"))
    let report = try shop.storage.read(at: shop.clock.now()) {
      try shop.office.builder($0).exceptionReport()
    }
    #expect(
      report.notes.contains { $0.hasPrefix("Of the files, 7 came inside 3 mails and archives") }
    )
    var nested = Array(Bill("R-9").paper.text.utf8)
    for level in 0..<7 { nested = TestMail.zip([("level\(level).zip", nested)]) }
    try shop.drop(Self.paper("deep.zip"), bytes: nested)
    _ = try work(shop)
    #expect(try shop.books().contains("enclosed.too-deep"))
    #expect(try !shop.books().contains("R-9"))
  }

  @Test func `a refused archive gives nothing, though its first files could be read`() throws {
    let shop = try Shop()
    var archive = TestMail.zip([
      ("R-3.xml", Array(Bill("R-3").paper.text.utf8)), ("x.bin", [1, 2, 3, 4]),
    ])
    // The checksum of the second file.
    if let second = archive.indices.dropFirst(4).first(where: {
      archive[$0...].starts(with: [0x50, 0x4B, 3, 4])
    }) {
      archive[second + 14] ^= 0xFF
    }
    try shop.drop(Self.paper("bad.zip"), bytes: archive)
    _ = try work(shop)
    #expect(try arrivals(shop) == ["bad.zip quarantined"])
    #expect(try shop.books() == "quarantined bad.zip zip.damaged")
  }

  @Test func `the XML and the PDF of one invoice in one mail are one paper`() throws {
    let shop = try Shop()
    let mail = TestMail.mail([
      Self.attached(Bill("R-4"), "R-4.xml"),
      .file("R-4.pdf", "application/pdf", TestPDF().bytes),
    ])
    try shop.drop(Self.paper("two.eml"), bytes: mail)
    _ = try work(shop)
    #expect(try texts(shop, "SELECT count(*) FROM document") == ["1"])
    #expect(try shop.books().contains("R-4.pdf accompanies R-4.xml"))
  }

  @Test func `an invoice in the text of a mail is the mail's own document`() throws {
    let shop = try Shop()
    let text = """
      Kessel Holz GmbH
      Rechnung Nr. RE-2026-0414
      Rechnungsdatum: 14.03.2026
      Rechnungsbetrag  1.190,00 EUR
      """
    try shop.drop(Self.paper("text.eml"), bytes: TestMail.mail(text))
    try shop.drop(Self.paper("talk.eml"), bytes: TestMail.mail("See you on Monday."))
    _ = try work(shop)
    #expect(try texts(shop, "SELECT number || ' ' || arrival FROM document") == ["RE-2026-0414 1"])
    #expect(try shop.books().contains("quarantined talk.eml mail.no-invoice"))
  }

  @Test func `what no honest reader says is not believed`() throws {
    let shop = try Shop()
    let enclosures = Enclosures(shop.office.archive, limits: ReadLimits())
    let first = EnclosedPiece(number: 1, name: "../../etc/passwd", bytes: [1], isLast: true)
    try enclosures.take([.enclosed(first)])
    #expect(enclosures.files.map(\.name) == ["....etcpasswd"])
    for wrong in [
      first, EnclosedPiece(number: 3, name: "x", bytes: [], isLast: true),
      EnclosedPiece(
        number: 2,
        name: "x",
        bytes: [UInt8](repeating: 0, count: 2 << 20),
        isLast: true
      ),
      EnclosedPiece(number: 2, name: String(repeating: "x", count: 2_000), bytes: [], isLast: true),
    ] {
      #expect(throws: Enclosures.BrokenRule.self) { try enclosures.take([.enclosed(wrong)]) }
    }
    try enclosures.take([.enclosed(EnclosedPiece(number: 2, name: "y", bytes: [2], isLast: false))])
    #expect(enclosures.files.count == 1)
    enclosures.abandon()
    #expect(shop.folder.files(".tickmark/work").filter { $0.hasPrefix("in.") }.isEmpty)
  }
}

import Foundation
import Storage
import Testing

@testable import Processing

/// Named copies: made once, kept apart, taken away again, never at the cost of what a person did.
@Suite struct OutboxTests {
  private func shop() throws -> Shop {
    var definitions = Definitions.standard
    definitions["invoices"] = Definitions.invoices(Definitions.copies)
    let shop = try Shop(definitions)
    try shop.take([
      Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "R-2026-01")]),
      Bill("R-2026-01").paper,
    ])
    return shop
  }

  private let path = "paid/Kessel Holz/R-2026-01.xml"

  @Test func `a cleared paper is copied whole, and once`() throws {
    let shop = try shop()
    #expect(try shop.office.placing.run() == [])
    #expect(try shop.folder.read(path) == Bill("R-2026-01").paper.text)
    try shop.folder.write(path, "a person's own text")
    #expect(try shop.office.placing.run() == [])
    #expect(try shop.folder.read(path) == "a person's own text")
    #expect(shop.folder.files("paid") == ["Kessel Holz/R-2026-01.xml"])
  }

  @Test func `a half copy that could not be removed goes with the copy that is taken back`()
    throws
  {
    let shop = try shop()
    let item = try #require(
      try shop.storage.read(at: shop.clock.now()) { try $0.openOutbox(limit: 1) }.first
    )
    try shop.storage.write(at: shop.clock.now()) { try $0.claim(path: item.path, for: item) }
    // The disk failed in the middle of the writing, and at the removing too.
    let half = Placing.temporary(try #require(item.hash), beside: path)
    try shop.folder.write(half, "half")
    try shop.rule(try shop.id("R-2026-01"), "reject")
    #expect(try shop.office.placing.run() == [])
    #expect(shop.folder.files("paid").isEmpty)
  }

  @Test func `a name that is taken gets a number`() throws {
    let shop = try shop()
    try shop.folder.write(path, "somebody else's")
    #expect(try shop.office.placing.run() == [])
    #expect(try shop.folder.read(path) == "somebody else's")
    #expect(shop.folder.exists("paid/Kessel Holz/R-2026-01 (2).xml"))
  }

  @Test func `what is no longer cleared is taken away, unless a person has changed it`() throws {
    for isChanged in [false, true] {
      let shop = try shop()
      _ = try shop.office.placing.run()
      if isChanged { try shop.folder.write(path, "with notes") }
      // The entry goes to somebody else, so the bill is open again.
      try shop.take([Bill("A-1", "Other Firm").paper])
      try shop.rule("A-1", "match \(try shop.entry("R-2026-01"))")
      #expect(try shop.office.placing.run() == [])
      #expect(shop.folder.exists(path) == isChanged)
      try shop.undo()
      #expect(try shop.office.placing.run() == [])
      #expect(shop.folder.exists(isChanged ? "paid/Kessel Holz/R-2026-01 (2).xml" : path))
    }
  }

  @Test func `a decision taken back before the copy is made leaves nothing`() throws {
    let shop = try shop()
    let items = try shop.storage.read(at: shop.clock.now()) { try $0.openOutbox(limit: 10) }
    #expect(items.map(\.kind) == [.place])
    try shop.take([Bill("A-1", "Other Firm").paper])
    try shop.rule("A-1", "match \(try shop.entry("R-2026-01"))")
    #expect(try shop.office.placing.run() == [])
    #expect(!shop.folder.exists(path))
    #expect(try shop.storage.read(at: shop.clock.now()) { try $0.isOpen(items[0]) } == false)
  }

  @Test func `a crash after the name was claimed repeats the copy under the same name`() throws {
    let shop = try shop()
    let item = try #require(
      try shop.storage.read(at: shop.clock.now()) { try $0.openOutbox(limit: 10).first }
    )
    try shop.storage.write(at: shop.clock.now()) { try $0.claim(path: path, for: item) }
    // Half of a copy, as a crash leaves it.
    try shop.folder.write("paid/Kessel Holz/.tickmark-copy-half", "<Inv")
    #expect(try shop.office.placing.run() == [])
    #expect(try shop.folder.read(path) == Bill("R-2026-01").paper.text)
    #expect(try shop.sql("SELECT path FROM placedFile").count == 1)
  }

  @Test func `what the disk refuses stays in the outbox and succeeds later`() throws {
    let shop = try shop()
    // A file stands where the folder should be.
    try shop.folder.write("paid/Kessel Holz", "no folder")
    #expect(try shop.office.placing.run().count == 1)
    #expect(try shop.sql("SELECT attempts FROM outbox WHERE doneAt IS NULL") == ["1"])
    #expect(try shop.sql("SELECT count(*) FROM outbox WHERE lastError IS NULL") == ["0"])
    try shop.folder.remove("paid/Kessel Holz")
    #expect(try shop.office.placing.run() == [])
    #expect(shop.folder.exists(path))
    #expect(try shop.sql("SELECT count(*) FROM outbox WHERE doneAt IS NULL") == ["0"])
  }

  @Test func `a file that cannot be read is copied where the definition says, and told of`() throws
  {
    var definitions = Definitions.standard
    definitions["invoices"] = Definitions.invoices(
      """
      "output": { "quarantined": [ { "file": "unreadable/{workflow}/{file.stem}.{file.extension}" },
        { "webhook": { "url": "https://erp.example/hook" } } ] }
      """
    )
    let shop = try Shop(definitions)
    try shop.take([Paper(workflow: "invoices", name: "odd/name.xml", text: "<Invoice>no")])
    #expect(try shop.office.placing.run() == [])
    #expect(try shop.folder.read("unreadable/invoices/odd-name.xml") == "<Invoice>no")
    let messages = try shop.storage.read(at: shop.clock.now()) { try $0.openMessages(limit: 9) }
    let message = try #require(messages.first)
    #expect(messages.count == 1)
    #expect(message.owner == .arrival(ArrivalID(1)))
    #expect(message.body.contains(#""event":"quarantined","file":"odd/name.xml""#))
    #expect(!message.body.contains(#""document""#))
  }
}

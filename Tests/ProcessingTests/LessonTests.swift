import Books
import Storage
import Testing

@testable import Processing

/// What a person shows once is known from then on; it speaks, never alone; it goes with its ruling, or when it is forgotten.
@Suite struct LessonTests {
  /// A bill that only its number in part, its amount and its day say something for: the card company pays under its own name.
  private static let first = Bill("R-2026-01", "Wolkenlager SE", "49.90")
  private static let second = Bill("R-2026-02", "Wolkenlager SE", "52.30")
  private static let entries = Line.export(
    "bank.csv",
    [Line("-49.90", "KARTENDIENST NORD", "monthly"), Line("-52.30", "KARTENDIENST NORD", "again")]
  )

  private func reasons(_ shop: Shop, _ number: String) throws -> [String] {
    let id = try shop.id(number)
    let stored = try shop.storage.read(at: shop.clock.now()) { try $0.document(id) }
    return stored?.matches.flatMap(\.candidates).flatMap(\.reasons).map(\.code) ?? []
  }

  private func states(_ shop: Shop) throws -> [Lesson.State] {
    try shop.storage.read(at: shop.clock.now()) { try $0.lessons().map(\.state) }
  }

  @Test func `a name that was matched once speaks for the next bill, whether it is there or comes`()
    throws
  {
    for isThere in [true, false] {
      let shop = try Shop()
      try shop.take([Self.entries, Self.first.paper] + (isThere ? [Self.second.paper] : []))
      if isThere { #expect(try reasons(shop, "R-2026-02").contains("name-differs")) }
      try shop.rule("R-2026-01", "match \(try shop.entry("monthly"))")
      if !isThere { try shop.take([Self.second.paper]) }
      let found = try reasons(shop, "R-2026-02")
      #expect(found.contains("name-learned"))
      #expect(!found.contains("name-differs"))
      // An amount and a name are not enough.
      #expect(try shop.books().contains("R-2026-02 52.30 EUR exception"))
      #expect(try states(shop) == [.inUse])
    }
  }

  @Test func `with a part of the number it is enough`() throws {
    let shop = try Shop()
    try shop.take([
      Line.export(
        "bank.csv",
        [
          Line("-49.90", "KARTENDIENST NORD", "monthly"),
          Line("-52.30", "KARTENDIENST NORD", "R-2026-02"),
        ]
      ), Self.first.paper,
    ])
    try shop.rule("R-2026-01", "match \(try shop.entry("monthly"))")
    try shop.take([Self.second.paper])
    #expect(try shop.books().contains("R-2026-02 52.30 EUR cleared"))
  }

  @Test func `taking the ruling back restores everything, and so does forgetting`() throws {
    let shop = try Shop()
    try shop.take([Self.entries, Self.first.paper, Self.second.paper])
    let before = try shop.books()
    try shop.rule("R-2026-01", "match \(try shop.entry("monthly"))")
    #expect(try shop.books() != before)
    try shop.undo()
    expectSame(try shop.books(), before)
    #expect(try reasons(shop, "R-2026-02").contains("name-differs"))
    #expect(try states(shop) == [.takenBack])
    try shop.rule("R-2026-01", "match \(try shop.entry("monthly"))")
    #expect(try states(shop) == [.takenBack, .inUse])
    let request = OfficeRequest(
      command: .forget(LessonID(2), note: nil, by: "Ada", isDryRun: false),
      format: .text
    )
    #expect(shop.office.answer(request, daemon: nil).exitCode == 0)
    #expect(try reasons(shop, "R-2026-02").contains("name-differs"))
    #expect(try states(shop) == [.takenBack, .forgotten])
    #expect(shop.office.answer(request, daemon: nil).exitCode == 2)
    let list = shop.office.answer(OfficeRequest(command: .lessons, format: .text), daemon: nil)
    #expect(list.text.contains("L2  Wolkenlager SE is paid as KARTENDIENST NORD"))
    #expect(list.text.contains("forgotten"))
  }

  @Test func `a name under which several sellers are paid says nothing of any`() throws {
    let shop = try Shop()
    let other = Bill("B-7", "Turmgasse GbR", "80.00")
    try shop.take([
      Line.export(
        "bank.csv",
        [
          Line("-49.90", "KARTENDIENST NORD", "monthly"),
          Line("-52.30", "KARTENDIENST NORD", "again"),
          Line("-80.00", "KARTENDIENST NORD", "rent"),
        ]
      ), Self.first.paper, Self.second.paper, other.paper,
    ])
    try shop.rule("R-2026-01", "match \(try shop.entry("monthly"))")
    #expect(try reasons(shop, "R-2026-02").contains("name-learned"))
    try shop.rule("B-7", "match \(try shop.entry("rent"))")
    #expect(try reasons(shop, "R-2026-02").contains("name-differs"))
    #expect(try states(shop) == [.shared, .shared])
    try shop.undo()
    #expect(try reasons(shop, "R-2026-02").contains("name-learned"))
  }

  @Test func `a name that is the seller's own teaches nothing`() throws {
    let shop = try Shop()
    try shop.take([
      Line.export("bank.csv", [Line("-49.90", "WOLKENLAGER", "x")]), Self.first.paper,
    ])
    try shop.rule("R-2026-01", "match \(try shop.entry("x"))")
    #expect(try states(shop).isEmpty)
  }
}

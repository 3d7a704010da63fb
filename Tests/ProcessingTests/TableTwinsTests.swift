import Testing

@testable import Processing

/// Rows of a lookup table that a lookup cannot tell from one another.
@Suite struct TableTwinsTests {
  private static let one = "DE75512108001245126199"
  private static let other = "DE02120300000000202051"

  private static func definitions(lookingUp: Bool) -> [String: String] {
    guard lookingUp else { return Definitions.standard }
    var definitions = Definitions.standard
    definitions["invoices"] = Definitions.invoices(
      """
      "use": { "list": { "table": "suppliers", "key": "name" } },
      "set": { "row": { "lookup": "list", "key": "document.seller.name" } },
      "check": [ { "id": "listed", "assert": "has(row)", "message": "not listed" } ]
      """
    )
    return definitions
  }

  /// The problems told of a dropped suppliers table.
  private func problems(
    _ rows: [(name: String, iban: String)],
    lookingUp: Bool = true
  ) throws -> String {
    let shop = try Shop(Self.definitions(lookingUp: lookingUp))
    try shop.take([Suppliers.table("s.csv", rows)])
    return try shop.sql("SELECT problems FROM arrival").joined()
  }

  @Test func `two rows with one key are told, with their lines`() throws {
    let told = try problems([
      ("Kessel Holz", Self.one), ("Birch", Self.one), ("KESSEL-HOLZ", Self.other),
    ])
    #expect(told.contains("table.rows-alike"))
    #expect(
      told.contains(
        "Lines 2 and 4 of the table suppliers have one name, “Kessel Holz” and “KESSEL-HOLZ”"
      ),
      "\(told)"
    )
  }

  @Test func `numbers that differ, and rows that say the same, are no twins`() throws {
    let rows = [
      ("12.50", Self.one), ("1250", Self.other), ("Birch", Self.one), ("Birch", Self.one),
    ]
    #expect(try !problems(rows).contains("table.rows-alike"))
  }

  @Test func `nobody is told of keys by which no rule looks anything up`() throws {
    let rows = [("Kessel Holz", Self.one), ("Kessel-Holz", Self.other)]
    #expect(try !problems(rows, lookingUp: false).contains("table.rows-alike"))
  }

  @Test func `of many pairs the first are told, and how many more there are`() throws {
    let rows = (0..<60).map { ("Firm \($0 / 2)", "DE\($0)") }
    let told = try problems(rows)
    #expect(told.ranges(of: "table.rows-alike").count == TableTwins.maximum)
    #expect(told.contains("10 more such pairs are not told"), "\(told)")
  }

  @Test func `a lookup between twins has no answer but its finding, and an exact one has`() throws {
    let shop = try Shop(Self.definitions(lookingUp: true))
    try shop.take([
      Suppliers.table("s.csv", [("Kessel Holz", Self.one), ("KESSEL-HOLZ", Self.other)])
    ])
    try shop.take([Bill("R-1").paper, Bill("R-2", "Kessel/Holz").paper])
    let exact = try shop.sql("SELECT findings FROM document WHERE number = 'R-1'").joined()
    let between = try shop.sql("SELECT findings FROM document WHERE number = 'R-2'").joined()
    #expect(!exact.contains("lookup-ambiguous"), "\(exact)")
    #expect(between.contains("lookup-ambiguous"), "\(between)")
  }
}

import Books
import Documents
import Reviewing
import Storage
import Testing
import Values

@testable import Processing

/// Rows of one table that are written only with their first decision, unless somebody must find them before.
@Suite struct FreshDocumentsTests {
  private static let definition = """
    { "format": 1, "workflow": "expenses", "document": "expense", "watch": "inbox/expenses",
      "read": { "csv": { "separator": ";", "columns": {
        "number": { "header": "No" }, "issueDate": { "header": "Date", "format": "yyyy-MM-dd" },
        "totals.gross": { "header": "Amount", "currency": "EUR" },
        "seller.name": { "header": "Name" } } } } }
    """

  /// A row, and the row before it that it repeats.
  private struct Row {
    var number: String
    var amount: String
    var repeats: Int?
    var isNear = false

    var text: String { "\(number);2026-03-10;\(amount);Kessel Holz" }
  }

  /// Rows of which some repeat an earlier one, close by or far away, exactly or nearly.
  private func rows(_ count: Int, _ random: inout SeededRandom) -> [Row] {
    var rows: [Row] = []
    var originals: [Int] = []
    for place in 0..<count {
      let kind = Int.random(in: 0..<10, using: &random)
      let near = originals.suffix(Bool.random(using: &random) ? 5 : count).randomElement(
        using: &random
      )
      if kind < 2, let near {
        rows.append(Row(number: rows[near].number, amount: rows[near].amount, repeats: near))
      } else if kind < 3, let near {
        rows.append(
          Row(number: "N-\(place)", amount: rows[near].amount, repeats: near, isNear: true)
        )
      } else {
        originals.append(place)
        rows.append(Row(number: "R-\(place)", amount: "\(place + 10).50"))
      }
    }
    return rows
  }

  @Test(arguments: [UInt64(1), 20_261_125])
  func `each row that repeats an earlier one is found, wherever the two stand in the table`(
    seed: UInt64
  ) throws {
    var random = SeededRandom(seed: seed)
    let rows = rows(Settling.documentsTogether * 2 + 137, &random)
    let text = "No;Date;Amount;Name\n" + rows.map { $0.text + "\n" }.joined()
    let shop = try Shop(["expenses": Self.definition])
    let settled = try shop.take([Paper(workflow: "expenses", name: "rows.csv", text: text)])
    let ids = settled.flatMap(\.documents)
    try #require(ids.count == rows.count)
    try shop.storage.read(at: shop.clock.now()) { transaction in
      for (place, row) in rows.enumerated() {
        let stored = try #require(try transaction.document(ids[place]))
        let decision = try #require(try transaction.decision(of: ids[place]))
        let code = row.repeats == nil ? "ok" : row.isNear ? "duplicate-near" : "duplicate-exact"
        #expect(stored.position == place && stored.document.number == row.number)
        #expect(decision.code == code, "row \(place) of seed \(seed)")
        if let first = row.repeats, !row.isNear { #expect(stored.duplicates == [ids[first]]) }
      }
      let report = try shop.office.builder(transaction).exceptionReport()
      #expect(report.imbalances.isEmpty)
    }
  }
}

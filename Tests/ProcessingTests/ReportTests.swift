import Books
import Documents
import Reviewing
import Storage
import Testing
import Workflows

@testable import Processing

/// Reports foot, are written whole, and come back filled in.
@Suite struct ReportTests {
  private func totals(_ shop: Shop) throws -> ControlTotals {
    try shop.storage.read(at: shop.clock.now()) { try shop.office.builder($0).controlTotals() }
  }

  @Test func `totals foot with huge amounts, strange currencies, bad files and copies`() throws {
    let shop = try Shop()
    let huge = "92233720368547758.07"
    let papers = [
      Bill("H-1", "Kessel Holz", huge).paper, Bill("H-2", "Birch Glass", huge).paper,
      Bill("H-3", "Elm", huge).paper, Bill("Y-1", "Tokyo", "5000", currency: "JPY").paper,
      Bill("Y-2", "Tokyo", "5000.55", currency: "JPY").paper,
      Bill("N-1", "Nobody", "much").paper,
      Bill("O-1", "Over", "99999999999999999999999.00").paper,
      Paper(workflow: "invoices", name: "broken.xml", text: "<a/>"),
      Line.export(
        "bank.csv",
        [Line("-" + huge, "A", "1"), Line("-" + huge, "B", "2"), Line(huge, "C", "3")]
      ),
    ]
    try shop.take(papers)
    for _ in 0..<2 {
      let totals = try totals(shop)
      #expect(totals.foots, "\(totals.difference)")
      for ledger in totals.ledgers { #expect(ledger.entries.foots) }
      try shop.take(papers.map { $0.named("copy of " + $0.name) })
    }
    let all = try totals(shop)
    // Seven documents and two copies of each; nobody knows what the broken file and its copies hold.
    #expect(all.received.count == 21)
    #expect(all.duplicates.count == 14)
    #expect(all.received.files == 3 && all.quarantined.files == 1 && all.duplicates.files == 2)
    // 5000.55 JPY, "much" and 10^23 EUR are in no sum.
    #expect(all.received.withoutAmount == 9 && all.duplicates.withoutAmount == 6)
    #expect(all.exceptions.withoutAmount == 3)
    #expect(
      try shop.sql(
        """
        SELECT count(*) FROM document WHERE number IN ('Y-2','O-1')
          AND CAST(findings AS TEXT) LIKE '%"required-fields"%"block"%'
        """
      ) == ["2"]
    )
    #expect(try shop.office.writeReports().contains("reports/exceptions.html"))
    #expect(try shop.folder.read("reports/exceptions.csv").contains("92233720368547758.07"))
  }

  @Test func `reports are replaced whole and leave nothing half behind`() throws {
    let shop = try Shop()
    try shop.take([Bill("R-2026-01").paper])
    try shop.office.writeReports()
    let before = try shop.folder.read("reports/exceptions.csv")
    #expect(before.contains("R-2026-01"))
    try shop.take([Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "R-2026-01")])])
    try shop.office.writeReports()
    #expect(!(try shop.folder.read("reports/exceptions.csv").contains("R-2026-01")))
    #expect(
      shop.folder.files("reports") == [
        "exceptions.csv", "exceptions.html", "exceptions.json", "reconciliation-bank.html",
        "reconciliation-bank.json",
      ]
    )
  }

  @Test func `a form that is filled in is taken, bit by bit, and bad answers are told`() throws {
    let shop = try Shop()
    try shop.take([
      Line.export("bank.csv", [Line("-100.00", "Somebody", "first")]),
      Bill("R-1", "Kessel Holz").paper, Bill("R-2", "Birch Glass").paper, Bill("R-3", "Elm").paper,
      Bill("R-4", "Oak").paper,
    ])
    func form(_ answers: [String: String], _ name: String) throws -> Paper {
      try shop.office.writeReports()
      let rows = try ["R-1", "R-2", "R-3", "R-4"].map { number -> String in
        let document = try shop.id(number)
        let id = try shop.storage.read(at: shop.clock.now()) {
          try $0.exception(of: .document, document.number)?.id
        }
        return "\(id.map(\.description) ?? "?"),\(answers[number] ?? "")\n"
      }
      return Paper(workflow: "rulings", name: name, text: "id,ruling\n" + rows.joined())
    }
    let first = try form(["R-1": "accept", "R-2": "match E1", "R-3": "perhaps"], "one.csv")
    let settled = try shop.take([first])
    #expect(settled.first?.rulingsMade == 2)
    #expect(settled.first?.problems.map(\.code) == ["ruling.not-understood"])
    #expect(try shop.books().contains("R-1 100.00 EUR cleared ruling.accept"))
    #expect(try shop.books().contains("R-2 100.00 EUR cleared ruling.match = 100.00 EUR"))
    // The same form with one answer more: those that stand are no mistakes.
    let second = try form(
      ["R-1": "accept", "R-2": "match E1", "R-3": "reject", "R-4": "match E1"],
      "two.csv"
    )
    let again = try shop.take([second])
    #expect(again.first?.rulingsMade == 1)
    #expect(again.first?.problems.map(\.code) == ["ruling.entry-taken"])
    #expect(try shop.books().contains("R-3 100.00 EUR rejected ruling.reject"))
    #expect(try totals(shop).foots)
    // The report itself, dropped as it is, answers nothing.
    let report = Paper(
      workflow: "rulings",
      name: "report.csv",
      text: try shop.folder.read("reports/exceptions.csv")
    )
    let state = try shop.take([report]).first
    #expect(state?.rulingsMade == 0)
    #expect(state?.problems.filter { $0.scope != .note } == [])
  }

  @Test(arguments: ["id,Entscheidung\nX1,reject\n", "ruling,note\nreject,no\n"])
  func `answers without their column are told`(_ text: String) throws {
    let shop = try Shop()
    try shop.take([Bill("R-1", "Kessel Holz").paper])
    let settled = try shop.take([Paper(workflow: "rulings", name: "one.csv", text: text)])
    #expect(settled.first?.state == .quarantined)
    #expect(settled.first?.problems.map(\.code) == ["csv.missing-column"])
  }

  @Test func `the report is taken back whatever stands in its cells`() throws {
    let shop = try Shop()
    // Problems of several lines each, full of commas and semicolons.
    let lines = (1...9).map { "Firm \($0)\n" }.joined()
    try shop.take([
      Paper(workflow: "suppliers", name: "s.csv", text: "name,vatID,iban\nElm,,\n" + lines),
      Bill("R-1", "Kessel Holz").paper,
    ])
    try shop.office.writeReports()
    for separator in [",", ";"] {
      let report = try shop.folder.read("reports/exceptions.csv")
      let rows = Self.cells(report.replacing("\u{FEFF}", with: "")).map { row in
        row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: separator)
      }
      let text = rows.joined(separator: "\r\n") + "\r\n"
      let settled = try shop.take([
        Paper(workflow: "rulings", name: "r\(separator).csv", text: text)
      ])
      #expect(settled.first?.problems.filter { $0.scope != .note } == [], "\(separator)")
      #expect(settled.first?.state == .read)
    }
  }

  /// The cells of a CSV with commas.
  private static func cells(_ text: String) -> [[String]] {
    var rows: [[String]] = [[""]]
    var isQuoted = false
    for character in text.replacing("\"\"", with: "\u{1}") {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: rows[rows.count - 1].append("")
      case "\r\n" where !isQuoted, "\n" where !isQuoted: rows.append([""])
      default:
        rows[rows.count - 1][rows[rows.count - 1].count - 1].append(
          character == "\u{1}" ? "\"" : character
        )
      }
    }
    return rows.filter { $0 != [""] }
  }

  @Test func `two documents that repeat each other are refused, both would be gone`() throws {
    let shop = try Shop()
    try shop.take([Bill("R-1", "Kessel Holz").paper, Bill("R-2", "Birch Glass").paper])
    try shop.rule("R-1", "duplicate \(try shop.id("R-2"))")
    let refusal = #expect(throws: RulingRefusal.self) {
      try shop.rule("R-2", "duplicate \(try shop.id("R-1"))")
    }
    #expect(refusal?.code == "not-an-original")
  }

  @Test func `changed definitions try the waiting again, bad ones change nothing`() throws {
    let shop = try Shop()
    try shop.take([
      Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "R-2026-01", day: "2026-03-29")]),
      Bill("R-2026-01", day: "2026-01-10").paper,
    ])
    #expect(try shop.books().contains("cleared"))
    try shop.take([Bill("R-2026-02", "Birch Glass").paper])
    #expect(throws: NotLoaded.self) { try shop.adopt(["bank": "{ \"format\": 1 }"]) }
    #expect(try shop.books().contains("R-2026-02 100.00 EUR exception match.unmatched"))
    let plain = Definitions.invoices().replacing(
      "\"reconcile\": { \"ledger\": \"bank\", \"costs\": \"negative\" }",
      with: "\"title\": \"t\""
    )
    let changed = try shop.adopt(["bank": Definitions.bank, "invoices": plain])
    #expect(changed.map(\.name) == ["invoices"])
    #expect(try shop.books().contains("R-2026-02 100.00 EUR cleared ok"))
    #expect(try totals(shop).foots)
  }

  @Test func `a ruling on a document whose workflow is gone is refused`() throws {
    let shop = try Shop()
    try shop.take([Bill("R-1").paper])
    try shop.folder.remove("workflows/invoices.json")
    try shop.adopt([:])
    for text in ["accept", "reject", "match E1", "duplicate D1", "set number=2"] {
      let refusal = #expect(throws: RulingRefusal.self) { try shop.rule("R-1", text) }
      #expect(refusal?.code == "no-workflow", "\(text)")
    }
    #expect(try shop.sql("SELECT count(*) FROM ruling") == ["0"])
  }
}

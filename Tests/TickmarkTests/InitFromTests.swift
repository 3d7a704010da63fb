import Foundation
import TestPapers
import Testing

/// `init --from` with the real programs, from a file to its rows in the books.
@Suite(.timeLimit(.minutes(5)))
struct InitFromTests {
  @Test(
    "a table is proposed, completed where it says so, checked, and its rows are in the books",
    arguments: ForeignTable.all
  )
  func fromFileToBooks(table: ForeignTable) async throws {
    try await withScratch([:]) { scratch in
      let paper = scratch.outside + "/" + table.file
      try scratch.write(table.bytes, to: paper)
      let answer = try await scratch.tickmark("init", "--from", paper, "--workflow", "new")
      #expect(answer.code == (table.open.isEmpty ? 0 : 1), "\(answer.testDescription)")
      Self.expectHonest(table, answer, scratch.text("workflows/new.json"))
      try await Self.complete(table, scratch)
      try await Self.expectRead(table, paper, scratch)
      try scratch.drop(table.bytes, as: "inbox/new/" + table.file)
      let run = try await scratch.tickmark("run", "--once")
      #expect(run.code < 2, "\(run.testDescription)")
      Self.expectBooked(table, run.output)
    }
  }

  @Test("of a workbook the sheet with the table is proposed, and its rows are in the books")
  func workbook() async throws {
    try await withScratch([:]) { scratch in
      let sheet = WorkbookFixture.data([
        ["Reisekosten 2026"], [], ["Datum", "Händler", "Kategorie", "Betrag"],
        ["=46095|1", "Hotel Seeblick", "Reise", "=214|2"],
        ["=46096|1", "Taxi Sonnenberg", "Reise", "=31.8|2"],
        ["=46098|1", "Bahn Nord", "Reise", "=98.4|2"],
        ["Summe", "", "", "=344.2|2"],
      ])
      let notes = WorkbookFixture.data([["Bitte alle Belege bis Monatsende einreichen."]])
      let bytes = WorkbookFixture.workbook([("Hinweise", notes), ("Reisen", sheet)])
      let paper = scratch.outside + "/reisen.xlsx"
      try scratch.write(bytes, to: paper)
      let answer = try await scratch.tickmark("init", "--from", paper, "--workflow", "new")
      #expect(answer.code == 0, "\(answer.testDescription)")
      #expect(answer.output.contains("unsure of: read.xlsx.sheet"), "\(answer.output)")
      let text = scratch.text("workflows/new.json")
      #expect(text.contains("\"sheet\": \"Reisen\""), "\(text)")
      for word in ["separator", "encoding", "locale"] { #expect(!text.contains(word), "\(text)") }
      try scratch.drop(bytes, as: "inbox/new/reisen.xlsx")
      let run = try await scratch.tickmark("run", "--once")
      #expect(run.output.contains("D3 Bahn Nord  98.40 EUR -> cleared"), "\(run.testDescription)")
    }
  }

  /// What the answer says and what the definition says are the same.
  private static func expectHonest(_ table: ForeignTable, _ answer: Answer, _ text: String) {
    let said = answer.output.split(separator: "\n").map(String.init)
    func keys(_ title: String) -> [String] {
      let line = said.first { $0.hasPrefix("  \(title): ") } ?? ""
      return line.split(separator: ": ").dropFirst().joined().components(separatedBy: ", ")
        .filter { !$0.isEmpty }
    }
    #expect(Set(keys("to fill in")) == Set(table.open.map(\.key)), "\(answer.output)")
    #expect(Set(keys("unsure of")) == Set(table.unsure), "\(answer.output)\(text)")
    // One FILL IN and one UNSURE at the head tell that there are any.
    let fillIns = text.components(separatedBy: "FILL IN: ").count - 1
    #expect(fillIns == (table.open.isEmpty ? 0 : table.open.count + 1), "\(text)")
    #expect(text.contains("UNSURE: ") == !table.unsure.isEmpty, "\(text)")
    #expect(text.contains("\"document\": \"\(table.document)\""), "\(text)")
    #expect(answer.output.contains("Next:\n  1. "), "\(answer.output)")
    #expect(answer.output.contains("inbox/new"))
  }

  /// `check` says what is left; with that filled in the definition is good.
  private static func complete(_ table: ForeignTable, _ scratch: Scratch) async throws {
    let before = try await scratch.tickmark("check")
    #expect(before.code == (table.open.isEmpty ? 0 : 78), "\(before.testDescription)")
    let left = before.output.components(separatedBy: "error to-fill-in: ").count - 1
    #expect(left == table.open.count, "\(before.output)")
    guard !table.open.isEmpty else { return }
    var text = scratch.text("workflows/new.json")
    for gap in table.open {
      #expect(text.contains(gap.marker), "\(text)")
      text = text.replacing(gap.marker, with: gap.answer)
    }
    try scratch.write(text, to: "workflows/new.json")
    let after = try await scratch.tickmark("check")
    #expect(after.code == 0, "\(after.testDescription)")
  }

  private static func expectRead(
    _ table: ForeignTable,
    _ paper: String,
    _ scratch: Scratch
  ) async throws {
    let read = try await scratch.tickmark("read", "--workflow", "new", paper)
    #expect(read.code == 0, "no row has a problem: \(read.testDescription)")
    // Columns are as wide as their values.
    func plain(_ text: String) -> String { text.replacing(#/ {2,}/#, with: "  ") }
    let shown = plain(read.output)
    for piece in table.shows { #expect(shown.contains(plain(piece)), "\(piece): \(read.output)") }
  }

  private static func expectBooked(_ table: ForeignTable, _ output: String) {
    switch table.document {
    case "ledger":
      #expect(output.contains("A1  \(table.file): \(table.rows) entries added"), "\(output)")
    case "table": #expect(output.contains("A1  \(table.file): \(table.rows) rows"), "\(output)")
    default:
      let documents = output.components(separatedBy: "A1  \(table.file): D").count - 1
      #expect(documents == table.rows, "\(output)")
      for missing in ["merchant is missing", "number is missing", "seller is missing"] {
        #expect(!output.contains(missing), "\(output)")
      }
    }
    #expect(!output.contains("QUARANTINED"), "\(output)")
  }
}

extension ForeignTable: CustomTestStringConvertible {
  var testDescription: String { name }
}

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RulingCommandTests {
  /// L-1 is paid exactly, L-2 is not paid, L-3 is paid with another amount; one entry has no invoice.
  private static func books(_ scratch: Scratch) async throws {
    try scratch.drop(
      Papers.bank([(100, "Invoice L-1"), (310, "Your bill L-3")]),
      as: "inbox/bank/b.csv"
    )
    try scratch.drop(Papers.invoice("L-1"), as: "inbox/invoices/one.xml")
    try scratch.drop(Papers.invoice("L-2", net: 200), as: "inbox/invoices/two.xml")
    try scratch.drop(Papers.invoice("L-3", net: 300), as: "inbox/invoices/three.xml")
    let run = try await scratch.tickmark("run", "--once")
    #expect(run.code == 1, "exceptions are open: \(run.testDescription)")
  }

  private static func exception(_ number: String, _ scratch: Scratch) async throws -> String {
    let list = try await scratch.tickmark("exceptions", "--format", "json")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [String: Any]
    )
    let all = try #require(report["exceptions"] as? [[String: Any]])
    let found = all.first { ($0["document"] as? [String: Any])?["number"] as? String == number }
    return try #require(found?["id"] as? String, "\(list.output)")
  }

  @Test("exceptions: the list and one with its evidence and the commands that answer it")
  func exceptions() async throws {
    try await withScratch { scratch in
      #expect(try await scratch.tickmark("exceptions").code == 0)
      try await Self.books(scratch)
      let list = try await scratch.tickmark("exceptions")
      #expect(list.code == 1)
      #expect(list.output.contains("2 exceptions wait."))
      #expect(list.output.contains("in balance"))
      let id = try await Self.exception("L-2", scratch)
      let one = try await scratch.tickmark("exceptions", id)
      #expect(one.code == 1)
      #expect(one.output.contains("tickmark rule \(id) --accept"))
      #expect(one.output.contains("two.xml"))
      let none = try await scratch.tickmark("exceptions", "X999")
      #expect(none.code == 2)
      #expect(none.errors.contains("There is no exception X999"))
    }
  }

  @Test("explain finds a document by its id, exception, number and file")
  func explain() async throws {
    try await withScratch { scratch in
      try await Self.books(scratch)
      let byNumber = try await scratch.tickmark("explain", "L-2")
      #expect(byNumber.code == 0)
      #expect(byNumber.output.contains("totals.gross"))
      #expect(byNumber.output.contains("238.00"))
      #expect(byNumber.output.contains("by rule unmatched"))
      let document = String(byNumber.output.prefix { $0 != " " })
      let exception = try await Self.exception("L-2", scratch)
      for name in [document, exception, "two.xml", document.lowercased()] {
        #expect(try await scratch.tickmark("explain", name).output == byNumber.output, "\(name)")
      }
      let json = try await scratch.tickmark("explain", "L-2", "--format", "json").objects()
      #expect(json.first?["document"] as? String == document)
      let none = try await scratch.tickmark("explain", "L-9")
      #expect(none.code == 2)
      #expect(none.errors.contains("There is no document L-9"))
    }
  }

  @Test("a dry run shows what would change and changes nothing")
  func dryRun() async throws {
    try await withScratch { scratch in
      try await Self.books(scratch)
      let id = try await Self.exception("L-2", scratch)
      let before = try await scratch.tickmark("exceptions").output
      let dry = try await scratch.tickmark("rule", id, "--accept", "--dry-run")
      #expect(dry.code == 0)
      #expect(dry.output.contains("is now cleared"))
      #expect(dry.output.contains("Nothing was changed"))
      #expect(try await scratch.tickmark("exceptions").output == before)
    }
  }

  @Test(
    "each ruling closes the exception, undo opens it again, and both are kept",
    arguments: [
      (["--accept"], "cleared"), (["--reject"], "rejected"), (["--match", "E2"], "cleared"),
      (["--duplicate", "of L-1"], "duplicate"),
    ]
  )
  func rulings(ruling: [String], outcome: String) async throws {
    try await withScratch { scratch in
      try await Self.books(scratch)
      let id = try await Self.exception("L-3", scratch)
      let paid = try await scratch.tickmark("explain", "L-1").output.prefix { $0 != " " }
      let ruling = ruling.map { $0 == "of L-1" ? String(paid) : $0 }
      let rule = try await scratch.run(
        ["rule", id] + ruling + ["--note", "by phone", "--by", "Ada"]
      )
      #expect(rule.code == 0, "\(rule.testDescription)")
      #expect(rule.output.contains("is now \(outcome)"), "\(rule.output)")
      let closed = try await scratch.tickmark("exceptions", id)
      #expect(closed.code == 0)
      #expect(closed.output.contains("Closed since"))
      #expect(!closed.output.contains("tickmark rule"), "a closed one cannot be ruled again")
      let told = try await scratch.tickmark("explain", "L-3")
      #expect(told.output.contains("Ada"))
      #expect(told.output.contains("by phone"))
      let again = try await scratch.tickmark("rule", id, "--accept")
      #expect(again.code == 2)
      #expect(again.errors.contains("closed already"))
      #expect(again.errors.contains("tickmark undo \(id)"))
      let undo = try await scratch.tickmark("undo", id)
      #expect(undo.code == 0, "\(undo.testDescription)")
      #expect(undo.output.contains("is now exception"), "\(undo.output)")
      #expect(try await Self.exception("L-3", scratch) == id)
      #expect(try await scratch.tickmark("explain", "L-3").output.contains("(taken back)"))
      try await scratch.expectSound()
    }
  }

  @Test("--set corrects a value, and the document is reconciled again with it")
  func set() async throws {
    try await withScratch { scratch in
      try scratch.drop(Papers.bank([(200, "Invoice L-2")]), as: "inbox/bank/b.csv")
      let broken = Papers.invoice("L-2", net: 200)
        .replacing(
          "<cbc:TaxInclusiveAmount currencyID=\"EUR\">238.00",
          with: "<cbc:TaxInclusiveAmount currencyID=\"EUR\">239.00"
        )
      try scratch.drop(broken, as: "inbox/invoices/two.xml")
      #expect(try await scratch.tickmark("run", "--once").code == 1)
      let id = try await Self.exception("L-2", scratch)
      let bad = try await scratch.tickmark("rule", id, "--set", "totals.grouse=238.00")
      #expect(bad.code == 2)
      #expect(bad.errors.contains("no field totals.grouse"))
      let notAmount = try await scratch.tickmark("rule", id, "--set", "totals.gross=much")
      #expect(notAmount.code == 2)
      let good = try await scratch.tickmark("rule", id, "--set", "totals.gross=238.00")
      #expect(good.code == 0, "\(good.testDescription)")
      #expect(good.output.contains("is now cleared"), "\(good.output)")
    }
  }

  @Test("what cannot be ruled is refused with what to do instead")
  func refusals() async throws {
    try await withScratch { scratch in
      try await Self.books(scratch)
      let id = try await Self.exception("L-2", scratch)
      let cases: [([String], String)] = [
        (["rule", id], "Give one of"),
        (["rule", id, "--accept", "--reject"], "Give one of"),
        (["rule", "seventeen", "--accept"], "exceptions are written X17"),
        (["rule", id, "--match", "E99"], "There is no ledger entry E99"),
        (["rule", id, "--match", "none"], "Entries are written E12"),
        (["rule", id, "--duplicate", "D99"], "There is no other document D99"),
        (["rule", id, "--set", "nothing"], "FIELD=VALUE"),
        (["rule", "X99", "--accept"], "There is no exception X99"),
        (["undo"], "There is no ruling to take back"),
      ]
      for (words, expected) in cases {
        let answer = try await scratch.run(words)
        #expect(answer.code == 2, "\(words): \(answer.testDescription)")
        #expect(answer.errors.contains(expected), "\(words): \(answer.errors)")
      }
    }
  }

  @Test("report writes all reports and prints their paths")
  func report() async throws {
    try await withScratch { scratch in
      try await Self.books(scratch)
      try FileManager.default.removeItem(atPath: scratch.path("reports"))
      let answer = try await scratch.tickmark("report")
      #expect(answer.code == 0)
      let paths = answer.output.split(separator: "\n").map(String.init)
      #expect(paths.contains("reports/exceptions.html"))
      #expect(paths.contains("reports/reconciliation-bank.html"))
      for path in paths { #expect(scratch.exists(path), "\(path)") }
      #expect(scratch.text("reports/exceptions.csv").contains("L-2"))
    }
  }
}

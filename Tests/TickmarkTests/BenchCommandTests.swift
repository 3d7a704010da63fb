import Foundation
import Glibc
import Testing

/// `test`, `eval`, `explain` and `rerun` as a person types them.
@Suite("The author's commands: test, eval, explain, rerun", .serialized)
struct BenchCommandTests {
  /// Invoices of 200 EUR and more go to a person.
  private static func invoices(limit: Int = 200, expect: String = "large") -> String {
    Definitions.invoices(
      more: """
        , "decide": [
            { "id": "large", "when": "document.totals.gross > money('\(limit) EUR')", "then": "exception", "queue": "approval" },
            { "id": "unmatched", "when": "match.status != 'matched'", "then": "exception" },
            { "id": "clean", "then": "cleared" } ],
          "tests": [ { "name": "a large one", "text": "\(escaped(Papers.invoice("T-1", net: 1_000)))",
            "today": "\(Papers.day(0))", "expect": { "decision": "exception", "rule": "\(expect)" } } ]
        """
    )
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  private func withShop(_ body: (Scratch) async throws -> Void) async throws {
    try await withScratch { scratch in
      try scratch.write(Self.invoices(), to: "workflows/invoices.json")
      try await body(scratch)
    }
  }

  @Test("test: 0 when all pass, 1 with the differences, and --update writes a file for review")
  func test() async throws {
    try await withShop { scratch in
      let passed = try await scratch.tickmark("test")
      #expect(passed.code == 0, "\(passed.testDescription)")
      #expect(passed.output.contains("1 test: 1 pass"))
      #expect(!scratch.exists(".tickmark"), "a test stores nothing")

      try scratch.write(Self.invoices(expect: "clean"), to: "workflows/invoices.json")
      let failed = try await scratch.tickmark("test", "invoices", "--update")
      #expect(failed.code == 1, "\(failed.testDescription)")
      #expect(failed.output.contains("FAIL  workflows/invoices.json:"))
      #expect(failed.output.contains("rule: expected clean, got large"))
      #expect(failed.errors.contains("workflows/invoices.new.json"))
      #expect(scratch.text("workflows/invoices.json") == Self.invoices(expect: "clean"))
      #expect(scratch.text("workflows/invoices.new.json") == Self.invoices())

      let json = try await scratch.tickmark("test", "--format", "json")
      let differences = try #require(try json.objects().first?["differences"] as? [[String: Any]])
      #expect(differences.first?["what"] as? String == "rule")

      try scratch.write(Self.invoices(), to: "workflows/invoices.json")
      let stale = try await scratch.tickmark("test")
      #expect(stale.code == 0, "\(stale.testDescription)")
      #expect(stale.errors.contains("workflows/invoices.new.json is left from an earlier --update"))
      let cleared = try await scratch.tickmark("test", "--update")
      #expect(cleared.code == 0, "\(cleared.testDescription)")
      #expect(
        cleared.errors.contains("taken away, for every test passes: workflows/invoices.new.json")
      )
      #expect(!scratch.exists("workflows/invoices.new.json"))

      let unknown = try await scratch.tickmark("test", "invoice")
      #expect(unknown.code == 2)
      #expect(unknown.errors.contains("Did you mean invoices?"))
      try scratch.write("{", to: "workflows/invoices.json")
      #expect(try await scratch.tickmark("test").code == 78)
    }
  }

  @Test("run and reload refuse definitions whose own tests fail")
  func refused() async throws {
    try await withShop { scratch in
      let daemon = try await scratch.daemon()
      try scratch.write(Self.invoices(expect: "clean"), to: "workflows/invoices.json")
      let refused = try await scratch.tickmark("reload")
      #expect(refused.code == 78, "\(refused.testDescription)")
      #expect(refused.output.contains("rule: expected clean, got large"))
      #expect(refused.errors.contains("the old ones stay in force"))
      try await scratch.stop(daemon)
      let start = try await scratch.tickmark("run", "--once")
      #expect(start.code == 78, "\(start.testDescription)")
      #expect(start.errors.contains("rule: expected clean, got large"))
    }
  }

  @Test("eval: values without a workspace; with a document the names of its rules")
  func eval() async throws {
    try await withShop { scratch in
      let plain = try await scratch.tickmark(
        "eval",
        "price * 3",
        "--bindings",
        #"{"price": 0.11}"#,
        in: scratch.outside
      )
      #expect(plain.output == "0.33\na number\n", "\(plain.testDescription)")
      try scratch.write(#"{"price": 5}"#, to: "b.json")
      let file = try await scratch.tickmark("eval", "price", "--bindings", "@b.json")
      #expect(file.output == "5\na number\n", "\(file.testDescription)")

      try scratch.drop(Papers.invoice("L-1"), as: "inbox/invoices/a.xml")
      _ = try await scratch.tickmark("run", "--once")
      let gross = try await scratch.tickmark("eval", "document.totals.gross", "--with", "L-1")
      #expect(
        gross.output == "{\"amount\":\"119.00\",\"currency\":\"EUR\"}\nmoney in EUR\n",
        "\(gross.testDescription)"
      )
      let wrong = try await scratch.tickmark("eval", "document.totals.grss", "--with", "D1")
      #expect(wrong.code == 1)
      #expect(wrong.errors.contains("^"), "\(wrong.testDescription)")
      #expect(wrong.errors.contains("gross"))
    }
  }

  @Test("rerun: what would change, without and with a daemon; nothing is stored")
  func rerun() async throws {
    try await withShop { scratch in
      try scratch.drop(Papers.bank([(100, "Invoice L-1")]), as: "inbox/bank/b.csv")
      try scratch.drop(Papers.invoice("L-1"), as: "inbox/invoices/a.xml")
      _ = try await scratch.tickmark("run", "--once")
      let same = try await scratch.tickmark("rerun")
      #expect(same.code == 0, "\(same.testDescription)")
      #expect(same.output.contains("0 would change, 1 stay as they are"))

      try scratch.write(Self.invoices(limit: 100), to: "stricter.json")
      let alone = try await scratch.tickmark("rerun", "--against", "stricter.json")
      #expect(alone.code == 1, "\(alone.testDescription)")
      #expect(alone.output.contains("was  cleared  rule clean"))
      #expect(alone.output.contains("now  exception  rule large"))
      #expect(alone.output.contains("1 would change (1 cleared -> exception)"))

      let daemon = try await scratch.daemon()
      let asked = try await scratch.tickmark(
        "rerun",
        "--against",
        "stricter.json",
        "--since",
        Papers.day(-2),
        "--format",
        "json"
      )
      #expect(asked.code == 1, "\(asked.testDescription)")
      #expect(try asked.objects().first?["changed"] as? Int == 1)
      try await scratch.stop(daemon)
      #expect(scratch.files(in: ".tickmark/work").isEmpty, "the copies are gone")
      let explained = try await scratch.tickmark("explain", "L-1")
      #expect(explained.output.contains("clean -> cleared: always  <- decides"))
      #expect(explained.output.contains("L-1"), "\(explained.testDescription)")

      let unknown = try await scratch.tickmark("rerun", "--workflow", "invoice")
      #expect(unknown.code == 2)
    }
  }
}

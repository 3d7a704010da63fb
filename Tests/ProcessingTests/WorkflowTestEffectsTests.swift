import Testing
import Values
import Workflows

@testable import Processing

/// What a test may expect of `output`: named copies, messages, bookings.
@Suite struct WorkflowTestEffectsTests {
  private static let output = #"""
    "output": {
      "cleared": [
        { "file": "paid/{document.issueDate.year}/{document.number}.{file.extension}" },
        { "webhook": { "url": "https://erp.example/paid", "secret": "erp",
          "body": { "number": "{document.number}", "gross": "{document.totals.gross}", "tags": ["a", 1, true],
                    "who": { "name": "{document.seller.name}" } } } },
        { "webhook": { "url": "https://chat.example/hook" } },
        { "journal": { "format": "hledger", "path": "books/bills.journal", "expenseAccount": "expenses:wood",
          "payableAccount": "assets:bank" } } ],
      "exception": [ { "webhook": { "url": "https://chat.example/hook", "body": { "why": "{decision.reason}" } } } ] },
    """#

  private static func run(
    _ expect: String,
    amount: String = "100.00"
  ) async throws -> WorkflowTestResult {
    let test = WorkflowTestBenchTests.test("\"expect\": \(expect)").replacing(
      "-100.00",
      with: "-\(amount)"
    )
    let definition = WorkflowTestBenchTests.definition(test)
      .replacing(#""decide": ["#, with: output + #" "decide": ["#)
    let shop = try Shop(["bills": definition, "bank": Definitions.bank])
    return try #require(try await WorkflowTestBenchTests.run(shop).results.first)
  }

  @Test func `copies, messages and bookings that come out as expected pass`() async throws {
    let result = try await Self.run(
      #"""
      { "decision": "cleared", "files": ["paid/2026/B-1.csv"],
        "messages": [
          { "url": "https://erp.example/paid",
            "body": { "number": "B-1", "gross": { "amount": "100.00" }, "tags": ["a", 1, true], "who": { "name": "Kessel Holz" } } },
          { "body": { "event": "cleared", "document": { "number": "B-1" } } } ],
        "journal": ["2026-03-10", "expenses:wood 100.00 EUR"] }
      """#
    )
    #expect(result.isPassed, "\(result.text)")
  }

  @Test(arguments: [
    (#"{ "files": [] }"#, "files: expected none, got paid/2026/B-1.csv"),
    (#"{ "files": ["paid/B-1.csv"] }"#, "files: expected paid/B-1.csv, got paid/2026/B-1.csv"),
    (#"{ "messages": [] }"#, "messages: expected none, got 2: https://erp.example/paid {"),
    (
      #"{ "messages": [ { "url": "https://erp.example/due" }, { "url": "https://chat.example/hook" } ] }"#,
      "messages[0].url: expected https://erp.example/due, got https://erp.example/paid"
    ),
    (
      #"{ "messages": [ { "body": { "number": "B-2" } }, { "url": "https://chat.example/hook" } ] }"#,
      #"messages[0].body.number: expected "B-2", got "B-1""#
    ),
    (
      #"{ "messages": [ { "body": { "who": { "town": "X" } } }, { "url": "https://chat.example/hook" } ] }"#,
      #"messages[0].body.who.town: expected "X", got nothing: it is not in the message"#
    ),
    (
      #"{ "messages": [ { "body": { "tags": ["a"] } }, { "url": "https://chat.example/hook" } ] }"#,
      #"messages[0].body.tags: expected ["a"], got ["a",1,true]"#
    ),
    (#"{ "journal": ["expenses:stone"] }"#, "journal: expected expenses:stone, got "),
    (#"{ "journal": [] }"#, "journal: expected none, got "),
    // A figure of the hash in a remark, which no difference shows.
    (#"{ "journal": ["99"] }"#, "journal: expected 99, got "),
    (#"{ "journal": ["e3b0c442"] }"#, "journal: expected e3b0c442, got "),
  ])
  func `what came out otherwise is said`(_ expect: String, _ words: String) async throws {
    let result = try await Self.run(expect)
    #expect(result.differences.count == 1, "\(result.text)")
    #expect(result.differences.first?.text.hasPrefix(words) == true, "\(result.text)")
  }

  /// Cleared, and without a day, so it cannot be booked.
  private static func runWithoutDay(_ expect: String) async throws -> WorkflowTestResult {
    let test = WorkflowTestBenchTests.test("\"expect\": \(expect)")
      .replacing(
        WorkflowTestBenchTests.csv("B-1", "100.00"),
        with: WorkflowTestBenchTests.csv("B-1", "100.00", day: "")
      )
    let definition = WorkflowTestBenchTests.definition(test)
      .replacing(#""decide": ["#, with: output + #" "decide": ["#)
      .replacing("match.status != 'matched'", with: "match.status == 'ambiguous'")
      .replacing("{document.issueDate.year}/", with: "")
    let shop = try Shop(["bills": definition, "bank": Definitions.bank])
    return try #require(try await WorkflowTestBenchTests.run(shop).results.first)
  }

  @Test func `a booking that was refused is none, and says why where one is expected`() async throws
  {
    let none = try await Self.runWithoutDay(#"{ "decision": "cleared", "journal": [] }"#)
    #expect(none.isPassed, "\(none.text)")
    let some = try await Self.runWithoutDay(#"{ "journal": ["expenses:wood"] }"#)
    #expect(some.differences.count == 1, "\(some.text)")
    #expect(some.text.contains("not booked: "), "\(some.text)")
    #expect(some.text.contains("issue date"), "\(some.text)")
  }

  @Test func `another decision has its own effects`() async throws {
    let result = try await Self.run(
      #"{ "files": [], "journal": [], "messages": [ { "url": "https://chat.example/hook" } ] }"#,
      amount: "999.10"
    )
    #expect(result.isPassed, "\(result.text)")
  }

  @Test func `update writes the messages that came out`() async throws {
    let test = WorkflowTestBenchTests.test(
      #"""
      "expect": { "files": ["x/y.csv"], "journal": ["nothing of it"],
        "messages": [ { "url": "https://x.example/", "body": { "number": "B-2", "more": 2 } }, { "url": "https://y.example" } ] }
      """#
    )
    let definition = WorkflowTestBenchTests.definition(test)
      .replacing(#""decide": ["#, with: Self.output + #" "decide": ["#)
    let shop = try Shop(["bills": definition, "bank": Definitions.bank])
    let run = try await WorkflowTestBenchTests.run(shop)
    let workflow = try #require(shop.office.workflows.workflow(WorkflowID("bills")))
    let source = try WorkflowLibrary.source(
      path: shop.folder.workspace.path("workflows/bills.json"),
      shownAs: "workflows/bills.json",
      of: shop.folder.workspace
    )
    let bytes = try #require(WorkflowTestUpdate.rewritten(source, of: workflow, run.results))
    let again = try Shop([
      "bills": String(decoding: bytes, as: UTF8.self), "bank": Definitions.bank,
    ])
    let second = try await WorkflowTestBenchTests.run(again)
    #expect(second.isPassed, "\(second.failureText)")
    #expect(
      again.office.workflows.workflow(WorkflowID("bills"))?.tests.first?.expect.first?.messages?
        .count == 2
    )
    // Bookings, not the head of the file and its remarks.
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      text.contains(#""expenses:wood 100.00 EUR""#) && !text.contains("Generated by"),
      "\(text)"
    )
  }
}

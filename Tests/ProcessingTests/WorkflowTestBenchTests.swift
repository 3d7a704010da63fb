import Foundation
import ReaderPool
import Synchronization
import Testing
import Values
import Workflows

@testable import Processing

/// Tests that stand in definitions, run with real readers.
@Suite struct WorkflowTestBenchTests {
  @Test func `a paper, a table and a ledger are judged as the daemon judges them`() async throws {
    let run = try await Self.run(
      Self.test(
        #""expect": { "decision": "cleared", "rule": "clean", "code": "ok", "findings": [], "match": "matched", "entries": ["L1"], "residuals": [], "fields": { "totals.gross": "100", "size": "small" } }"#
      )
    )
    #expect(run.results.map(\.text) == ["ok    workflows/bills.json:12: a bill\n"])
    #expect(run.isPassed)
  }

  @Test(
    arguments: [
      (#""decision": "exception""#, "decision: expected exception, got cleared (rule clean: "),
      (#""rule": "large""#, "rule: expected large, got clean"),
      (#""queue": "approval""#, "queue: expected approval, got none"),
      (#""code": "rule.large""#, "code: expected rule.large, got ok"),
      (#""reason": "nobody""#, "reason: expected …nobody…, got “"),
      (#""findings": ["iban-changed"]"#, "findings: expected iban-changed, got none"),
      (#""match": "unmatched""#, "match: expected unmatched, got matched"),
      (#""entries": ["L2"]"#, "entries: expected L2, got L1"),
      (#""residuals": ["fee 1.00 EUR"]"#, "residuals: expected fee 1.00 EUR, got none"),
      (
        #""fields": { "totals.gross": "101.00" }"#,
        "fields.totals.gross: expected “101.00”, got “100.00”"
      ),
      (
        #""fields": { "totals.net": "1" }"#,
        "fields.totals.net: expected “1”, got nothing: it is absent"
      ),
      (#""fields": { "size": "large" }"#, "fields.size: expected “large”, got “small”"),
    ]
  )
  func `each difference is said in words, and only it`(
    _ expected: String,
    _ words: String
  )
    async throws
  {
    let run = try await Self.run(Self.test("\"expect\": { \(expected) }"))
    let result = try #require(run.results.first)
    #expect(result.differences.count == 1)
    #expect(result.differences[0].text.hasPrefix(words), "\(result.text)")
    #expect(result.text.hasPrefix("FAIL  workflows/bills.json:12: a bill\n        \(words)"))
    #expect(run.summary == "1 test: 0 pass, 1 differs\n")
  }

  @Test func `papers before are settled first, so a repeat is noticed`() async throws {
    let run = try await Self.run(
      """
      { "name": "twice", "before": [ { "csv": "\(Self.csv("B-1", "100.00"))" } ],
        "csv": "\(Self.csv("B-1", "100.00", seller: "KESSEL HOLZ"))", "today": "2026-03-20",
        "expect": { "decision": "duplicate" } }
      """
    )
    #expect(run.isPassed, "\(run.failureText)")
  }

  @Test func `the clock decides nothing: without today it is the paper's own day, and said`()
    async throws
  {
    let run = try await Self.run(
      """
      { "name": "no day", "csv": "\(Self.csv("B-1", "100.00", day: "1999-05-05"))",
        "expect": { "findings": [] } },
      { "name": "no day at all", "csv": "\(Self.csv("B-1", "100.00", day: ""))",
        "expect": { "findings": [] } }
      """
    )
    #expect(run.results[0].today?.description == "1999-05-05")
    #expect(run.results[0].notes.contains { $0.contains("1999-05-05") })
    // Neither needs a day.
    #expect(run.results[0].isPassed, "\(run.results[0].text)")
    #expect(run.results[1].differences.map(\.what) == ["today"])
  }

  @Test func `a list expects one of each document, and their number`() async throws {
    let two = Self.csv("B-1", "100.00") + "B-2,2026-03-10,Kessel Holz,6000.00,EUR\\n"
    let run = try await Self.run(
      """
      { "name": "two", "csv": "\(two)", "today": "2026-03-20",
        "expect": [ { "rule": "unmatched" }, { "rule": "unmatched" } ] },
      { "name": "three", "csv": "\(two)", "today": "2026-03-20",
        "expect": [ { "rule": "unmatched" }, { "rule": "large" }, { "rule": "clean" } ] }
      """
    )
    #expect(
      run.results[0].differences.map(\.text) == ["document 2: rule: expected unmatched, got large"]
    )
    #expect(run.results[1].differences.map(\.text) == ["documents: expected 3, got 2"])
  }

  @Test func `one expectation speaks of one document, never of the first of several`() async throws
  {
    let two = Self.csv("B-1", "100.00") + "B-2,2026-03-10,Kessel Holz,6000.00,EUR\\n"
    let run = try await Self.run(
      """
      { "name": "two", "csv": "\(two)", "today": "2026-03-20", "expect": { "rule": "unmatched" } }
      """
    )
    #expect(
      run.results[0].differences.map(\.text)
        == ["documents: expected 1, got 2: write `expect` as a list, one for each"]
    )
  }

  @Test func `a file that cannot be read, and a document without a ledger, can be expected`()
    async throws
  {
    let tests = """
      { "name": "bad", "csv": "No,Header\\n1,2\\n",
        "expect": { "decision": "quarantined", "reason": "column" } },
      { "name": "bad as good", "csv": "No,Header\\n1,2\\n", "today": "2026-03-20", "expect": { "findings": [] } },
      { "name": "missing", "file": "samples/no.csv", "expect": { "decision": "quarantined" } },
      { "name": "good as bad", "csv": "\(Self.csv("B-1", "100.00"))", "today": "2026-03-20",
        "expect": { "decision": "quarantined" } },
      { "name": "no ledger", "csv": "\(Self.csv("B-1", "100.00"))", "today": "2026-03-20",
        "expect": { "match": "none" } }
      """
    let definition = Self.definition(tests)
      .replacing(#""reconcile": { "ledger": "bank", "costs": "negative" },"#, with: "")
      .replacing(
        #"{ "id": "unmatched", "when": "match.status != 'matched'", "then": "exception", "queue": "unmatched" },"#,
        with: ""
      )
    let run = try await Self.run(Shop(["bills": definition]))
    #expect(run.results[0].isPassed, "\(run.results[0].text)")
    #expect(run.results[1].differences.map(\.text) == ["documents: expected 1, got none"])
    #expect(run.results[2].differences.map(\.text) == ["documents: expected 1, got none"])
    #expect(
      run.results[3].differences.first?.text.hasPrefix("decision: expected quarantined, got ")
        == true
    )
    #expect(run.results[4].isPassed, "\(run.results[4].text)")
  }

  @Test func `a sample file of the workspace is a paper, and one that is missing says so`()
    async throws
  {
    let tests = """
      { "name": "there", "file": "samples/a.csv", "today": "2026-03-20", "expect": { "rule": "unmatched" } },
      { "name": "missing", "file": "samples/b.csv", "today": "2026-03-20", "expect": { "rule": "unmatched" } }
      """
    let run = try await Self.run(
      tests,
      files: [
        "samples/a.csv": "Number,Date,Seller,Gross,Currency\nB-1,2026-03-10,Kessel,1.00,EUR\n"
      ]
    )
    #expect(run.results[0].isPassed, "\(run.results[0].text)")
    #expect(run.results[1].differences.map(\.text) == ["documents: expected 1, got none"])
    #expect(run.results[1].notes.contains { $0.contains("samples/b.csv") })
  }

  @Test func `what a limit keeps from running is said, and so is each`() async throws {
    let shop = try Self.shop(Self.test(#""expect": { "rule": "clean" }"#))
    let run = try await Self.run(shop, limit: .zero)
    #expect(run.results.isEmpty)
    #expect(run.notRun.count == 1)
    #expect(run.notRun[0].hasPrefix("workflows/bills.json: 1 test not run: the time"))
  }

  @Test func `update writes what came out and keeps every other byte`() async throws {
    let expect =
      #""expect": { /* mine */ "decision": "exception", "queue": "x", "fields": { "size": "big", }, "match": "matched" } /* end */"#
    let shop = try Self.shop(Self.test(expect))
    let run = try await Self.run(shop)
    let workflow = try #require(shop.office.workflows.workflow(WorkflowID("bills")))
    let path = shop.folder.workspace.path("workflows/bills.json")
    let source = try WorkflowLibrary.source(
      path: path,
      shownAs: "workflows/bills.json",
      of: shop.folder.workspace
    )
    let bytes = try #require(WorkflowTestUpdate.rewritten(source, of: workflow, run.results))
    let wanted = String(decoding: source.bytes, as: UTF8.self).replacingOccurrences(
      of: expect,
      with:
        #""expect": { /* mine */ "decision": "cleared",  "fields": { "size": "small", }, "match": "matched" } /* end */"#
    )
    #expect(String(decoding: bytes, as: UTF8.self) == wanted)
    #expect(WorkflowTestUpdate.fileName(for: "workflows/bills.json") == "workflows/bills.new.json")
    // What waits for review is no definition.
    try shop.folder.write("workflows/bills.new.json", "no definition")
    let again = try Self.shopAgain(shop, String(decoding: bytes, as: UTF8.self))
    #expect(try await Self.run(again).isPassed)
  }

  @Test func `a reload whose tests fail is refused, and the old definition stays`() async throws {
    let shop = try Self.shop(Self.test(#""expect": { "rule": "clean" }"#))
    let events = Mutex<[DaemonEvent]>([])
    let pool = Self.pool()
    let daemon = Daemon(office: shop.office, pool: pool) { event in
      events.withLock { $0.append(event) }
    }
    #expect(try await daemon.testFailure() == nil)
    let bad = Self.definition(Self.test(#""expect": { "rule": "large" }"#))
    try shop.folder.write("workflows/bills.json", bad)
    let before = shop.office.workflows
    let refusal = try #require(await daemon.reload())
    #expect(
      refusal.contains("workflows/bills.json:12: a bill\n        rule: expected large, got clean")
    )
    #expect(shop.office.workflows == before)
    #expect(events.withLock { $0.contains { if case .reloadRefused = $0 { true } else { false } } })
    try shop.folder.write(
      "workflows/bills.json",
      Self.definition(Self.test(#""expect": { "code": "ok" }"#))
    )
    #expect(await daemon.reload() == nil)
    #expect(shop.office.workflows != before)
    await pool.shutdown()
  }
}

// MARK: Definitions

extension WorkflowTestBenchTests {
  static func csv(
    _ number: String,
    _ amount: String,
    seller: String = "Kessel Holz",
    day: String = "2026-03-10"
  ) -> String {
    "Number,Date,Seller,Gross,Currency\\n\(number),\(day),\(seller),\(amount),EUR\\n"
  }

  static func test(_ expect: String) -> String {
    """
    { "name": "a bill", "csv": "\(csv("B-1", "100.00"))", "today": "2026-03-20",
      "ledgers": { "bank": [ { "id": "L1", "day": "2026-03-12", "amount": "-100.00 EUR",
        "counterparty": "Kessel Holz", "memo": "Invoice B-1" } ] },
      \(expect) }
    """
  }

  static func definition(_ tests: String) -> String {
    """
    { "format": 1, "workflow": "bills", "document": "invoice", "watch": "inbox/bills",
      "read": { "csv": { "columns": { "number": "Number", "issueDate": { "header": "Date", "format": "yyyy-MM-dd" },
        "seller.name": "Seller", "totals.gross": { "header": "Gross" }, "currency": "Currency" } } },
      "reconcile": { "ledger": "bank", "costs": "negative" },
      "set": { "size": { "firstOf": [
        { "when": "document.totals.gross > money('1000 EUR')", "value": "'large'" }, { "value": "'small'" } ] } },
      "decide": [
        { "id": "large", "when": "size == 'large'", "then": "exception", "queue": "approval" },
        { "id": "duplicate", "when": "duplicate.exact", "then": "duplicate" },
        { "id": "unmatched", "when": "match.status != 'matched'", "then": "exception", "queue": "unmatched" },
        { "id": "clean", "then": "cleared" } ], "tests": [
    \(tests)
    ] }
    """
  }

  static func shop(_ tests: String, files: [String: String] = [:]) throws -> Shop {
    let shop = try Shop(["bills": definition(tests), "bank": Definitions.bank])
    for (path, text) in files { try shop.folder.write(path, text) }
    return shop
  }

  private static func shopAgain(_ shop: Shop, _ definition: String) throws -> Shop {
    try Shop(["bills": definition, "bank": Definitions.bank])
  }

  static func pool() -> ReaderPool {
    ReaderPool(
      configuration: ReaderPoolConfiguration(executable: Products.folder + "tickmark-reader")
    )
  }

  static func run(_ tests: String, files: [String: String] = [:]) async throws -> WorkflowTestRun {
    try await run(try shop(tests, files: files))
  }

  static func run(
    _ shop: Shop,
    limit: Duration = .seconds(3_600)
  ) async throws -> WorkflowTestRun {
    let pool = pool()
    let bench = WorkflowTestBench(
      workspace: shop.folder.workspace,
      library: shop.office.workflows,
      pool: pool
    )
    let run = try await bench.run(shop.office.workflows.workflows, limit: limit)
    await pool.shutdown()
    return run
  }
}

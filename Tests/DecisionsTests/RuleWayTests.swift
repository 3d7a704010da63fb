import Books
import Decisions
import Documents
import RuledWorkflows
import Testing
import Workflows

@Suite struct RuleWayTests {
  private typealias Paper = OwnTableTests.Paper

  private func way(_ paper: Paper, _ keys: String) throws -> RuleWay {
    try paper.way(try Ruled.workflow(keys))
  }

  @Test func `each rule is told with its values, and the one that decides`() throws {
    let way = try way(Paper(matches: [Paper.match(.unmatched)]), OwnTableTests.table)
    #expect(
      way.decide.map(\.id) == ["fraud", "again", "doubtful", "large", "small", "open", "clean"]
    )
    #expect(way.winner == "open" && way.outcome == .exception)
    #expect(
      way.otherwise.filter { $0.kind == .hits }.map(\.supposed)
        == ["fraud", "again", "doubtful", "large", "small"]
    )
    #expect(way.otherwise.last?.text == "Without open, clean would decide: cleared")
    let large = try #require(way.decide.first { $0.id == "large" }?.when)
    #expect(large.verdict == .no)
    #expect(large.text.contains("1190.00 EUR > 5000.00 EUR"))
  }

  @Test func `of a rule that did not hit, the parts that failed are told`() throws {
    let keys = #"""
      "decide": [
        { "id": "odd", "when": "document.number == '2026-0414' && document.totals.gross > money('5000 EUR') && findings.count == 0", "then": "exception" },
        { "id": "clean", "then": "cleared" } ]
      """#
    let odd = try #require(try way(Paper(), keys).decide.first?.when)
    #expect(odd.failing.count == 1)
    #expect(odd.failing.first?.contains("5000.00 EUR") == true)
  }

  @Test func `a rule that is overruled is named`() throws {
    let way = try way(
      Paper(findings: [Paper.finding("iban-changed", .block)]),
      #""decide": [ { "id": "all", "then": "cleared" } ]"#
    )
    #expect(way.winner == "blocked" && way.overruled == "all" && way.outcome == .exception)
    #expect(way.lines.contains { $0.contains("all would have cleared it") })
    #expect(
      way.lines.last == "Without what blocks it (iban-changed), all would decide: cleared"
    )
  }

  @Test func `a rule that would clear is held by what cannot be switched off`() throws {
    let keys = #"""
      "decide": [ { "id": "vip", "when": "document.number == 'A'", "then": "cleared" },
        { "id": "blocked", "when": "findings.block > 0", "then": "exception" }, { "id": "z", "then": "cleared" } ]
      """#
    let way = try way(Paper(findings: [Paper.finding("iban-changed", .block)]), keys)
    #expect(way.winner == "blocked" && way.overruled == nil)
    let hit = try #require(way.otherwise.first)
    #expect(hit.kind == .hits && hit.outcome == .exception)
    #expect(
      hit.text.hasPrefix("vip would decide (cleared, and blocked would hold it all the same)")
    )
    #expect(
      way.otherwise.last?.text
        == "Without blocked, z would clear it, and blocked would hold it all the same: exception"
    )
  }

  @Test func `parts that were not looked at are told as such`() throws {
    let keys = #"""
      "decide": [
        { "id": "odd", "when": "document.number == 'A' && document.totals.gross > money('5000 EUR')", "then": "exception" },
        { "id": "clean", "then": "cleared" } ]
      """#
    let text = try #require(try way(Paper(), keys).otherwise.first?.text)
    #expect(
      text.hasPrefix("odd would decide (exception), were this true: document.number == 'A', here ")
    )
    #expect(
      text.hasSuffix("; not looked at yet: document.totals.gross > money('5000 EUR')"),
      "\(text)"
    )
  }

  @Test func `a rule that cannot be judged decides`() throws {
    let way = try way(
      Paper(),
      #""decide": [ { "id": "terms", "when": "document.payment.terms == 'cash'", "then": "rejected" }, { "id": "z", "then": "cleared" } ]"#
    )
    #expect(way.winner == "terms" && way.outcome == .exception)
    #expect(way.decide.first?.when?.verdict == .failed)
    #expect(way.overruled == nil)
    #expect(way.otherwise.map(\.text) == ["Without terms, z would decide: cleared"])
  }

  @Test func `the standard table is told as rules`() throws {
    let way = try way(Paper(matches: [Paper.match(.unmatched)]), #""reconcile": "bank""#)
    #expect(way.winner == "unmatched")
    #expect(way.otherwise.last?.text == "Without unmatched, clean would decide: cleared")
    #expect(way.decide.compactMap(\.when?.text).first == "0 > 0: false")
  }

  @Test func `checks of the workflow's own are told, asked or not`() throws {
    let way = try way(
      Paper(),
      #"""
      "check": [
        { "id": "large", "assert": "document.totals.gross < money('1000 EUR')", "message": "m" },
        { "id": "terms", "when": "has(document.payment.terms)", "assert": "document.payment.terms == 'x'", "message": "m" } ]
      """#
    )
    #expect(way.checks.map(\.id) == ["large", "terms"])
    #expect(way.checks[0].assert?.verdict == .no)
    #expect(way.checks[1].assert == nil && way.checks[1].when?.verdict == .no)
    #expect(way.lines.first?.hasPrefix("large: ") == true)
  }
}

import Checks
import Documents
import RuledWorkflows
import Rules
import Testing
import Workflows

@Suite struct OwnChecksTests {
  private func told(
    _ check: String,
    duplicates: Int = 0,
    change: (inout Document) -> Void = { _ in }
  ) throws -> [String] {
    let workflow = try Ruled.workflow(#""check": [ \#(check) ]"#)
    let document = Fixtures.invoice(change)
    let hits = Array(repeating: Fixtures.nearHit, count: duplicates)
    let findings = OwnChecks.run(
      workflow.rules.checks,
      Ruled.values(workflow, document),
      CaseFields.Duplicates(hits: hits, document: document)
    )
    return findings.map { "\($0.code) \($0.severity): \($0.message) \($0.fields)" }
  }

  private let large = #"""
    { "id": "large", "when": "has(document.dueDate)",
      "assert": "document.totals.gross <= money('1000 EUR')", "severity": "block",
      "message": "{document.totals.gross} of {document.seller.name} ({document.payment.terms})" }
    """#

  @Test func `a check that does not hold is a finding in the definition's words`() throws {
    let expected =
      #"large block: 1190.00 EUR of Kessel Holzhandel GmbH (?) ["dueDate", "totals.gross"]"#
    #expect(try told(large) == [expected])
  }

  @Test func `a check that holds, or that is not asked, says nothing`() throws {
    #expect(try told(large) { $0.totals.gross = Fixtures.decimal("999.99") } == [])
    #expect(try told(large) { $0.dueDate = nil } == [])
  }

  @Test(arguments: [("info", "review"), ("review", "review"), ("block", "block")])
  func `a check that cannot be made is looked at by a person`(
    written: String,
    found: String
  ) throws {
    let check = #"""
      { "id": "terms", "assert": "document.payment.terms.startsWith('30')", "message": "no",
        "severity": "\#(written)" }
      """#
    let told = try told(check)
    #expect(told.count == 1)
    #expect(told.first?.hasPrefix("terms \(found): The check `terms` could not be made: ") == true)
    #expect(told.first?.contains("document.payment.terms is absent") == true)
  }

  @Test func `checks see what the duplicates are`() throws {
    let check =
      #"{ "id": "alike", "assert": "!duplicate.near", "message": "like {duplicate.number}" }"#
    #expect(try told(check) == [])
    #expect(try told(check, duplicates: 1).first?.contains("like 2026-0399") == true)
  }
}

import Checks
import Documents
import RuledWorkflows
import Testing
import Values
import Workflows

/// `duplicate` over computed fields and expressions.
@Suite struct RuledDuplicateTests {
  private func key(
    _ fields: String,
    change: (inout Document) -> Void = { _ in }
  ) throws -> String? {
    let workflow = try Ruled.workflow(
      #"""
      "set": { "family": "document.seller.name.split(' ')[0].upper()",
               "half": "document.totals.gross / 2" },
      "duplicate": { "exact": [ \#(fields) ], "near": [ "family", "half" ] }
      """#
    )
    let document = Fixtures.invoice(change)
    var values = Ruled.values(workflow, document)
    _ = try ComputedFields.compute(&values, workflow) { _, _ in [] }
    return DuplicateKeys.keys(of: document, plan: workflow.duplicate, values: values).exact
  }

  @Test(arguments: [#""family""#, #""=document.seller.name.split(' ')[0].lower()""#, #""half""#])
  func `papers are the same where the value is the same`(field: String) throws {
    let own = try key(field)
    #expect(own != nil)
    #expect(try key(field) { $0.number = "7" } == own)
    let other = try key(field) {
      $0.seller.name = "Birch Glass"
      $0.totals.gross = Fixtures.decimal("12.00")
    }
    #expect(other != nil && other != own)
  }

  @Test func `what cannot be told makes no two papers the same`() throws {
    #expect(try key(#""family""#) { $0.seller.name = nil } == nil)
    #expect(try key(#""number", "=number(document.number)""#) == nil)
  }

  @Test func `an amount is the same however it is written, in its own currency`() throws {
    let own = try key(#""half""#)
    #expect(try key(#""half""#) { $0.totals.gross = Fixtures.decimal("1190.0000") } == own)
    #expect(try key(#""half""#) { $0.currency = Currency("USD") } != own)
  }
}

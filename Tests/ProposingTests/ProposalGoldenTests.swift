import Readings
import Testing
import Workflows

@Suite struct ProposalGoldenTests {
  /// The file, its kind when it is asked for, and what must be left to a person.
  struct Case: Sendable, CustomTestStringConvertible {
    var file: String
    var document: ReadInstructions.Target?
    var open: [String] = []
    var testDescription: String { file }
  }

  static let cases: [Case] = [
    Case(file: "german-bank.csv"),
    Case(file: "austrian-card.csv"),
    Case(file: "uk-bank.csv", open: ["read.currency"]),
    Case(file: "french-expenses.csv"),
    Case(file: "us-ledger.csv", open: ["read.currency"]),
    Case(file: "wallet-fees.csv"),
    Case(file: "supplier-list.csv"),
    Case(file: "dutch-invoices.csv"),
    Case(file: "no-header.csv", document: .ledger, open: ["read.currency"]),
    Case(
      file: "horrible.csv",
      open: [
        "read.currency", "read.csv.locale", "read.csv.columns.day",
      ]
    ),
  ]

  @Test("the definition that is proposed for a table is the one on record", arguments: cases)
  func golden(_ one: Case) throws {
    let bytes = try GoldenCase.bytes(one.file)
    let proposed = try Proposed(bytes, one.file, document: one.document)
    try GoldenCase.check(one.file.replacing(".csv", with: ".json"), proposed.text)
    #expect(Set(proposed.proposal.openKeys) == Set(one.open))
    let errors = proposed.diagnostics.filter { $0.severity == .error }
    #expect(errors.allSatisfy { $0.code == .toFillIn }, "\(Diagnostic.render(errors))")
    #expect(errors.count == one.open.count)
    #expect(
      proposed.diagnostics.count == errors.count,
      "no warnings either: \(Diagnostic.render(proposed.diagnostics))"
    )
  }
}

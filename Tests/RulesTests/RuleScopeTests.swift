import Books
import Documents
import Expressions
import Testing
import Values

@testable import Rules

@Suite struct RuleScopeTests {
  private let card = DocumentFields.OwnColumn(name: "card", kind: .text)

  private func values(
    _ scope: RuleScope,
    _ document: Document = Document(type: .invoice)
  )
    -> RuleValues
  {
    RuleValues(
      scope,
      document: document,
      fileName: "rechnung.pdf.xml",
      workflow: "bills",
      today: Day(number: 20_000)
    )
  }

  /// A rule is compiled against the type of one loading and reads the object of a later one.
  @Test func `the same columns have one type, other columns another`() {
    #expect(RuleScope(own: [card]).document.type === RuleScope(own: [card]).document.type)
    #expect(RuleScope(own: [card]).document.type !== RuleScope(own: []).document.type)
    let column = RowFields.Column(name: "max", kind: .number)
    let row = RowFields.fields(of: "limits", [column]).type
    #expect(row === RowFields.fields(of: "limits", [column]).type)
    #expect(row !== RowFields.fields(of: "other", [column]).type)
    let inner = RowFields.Column(name: "max.day", kind: .number)
    #expect(RowFields.fields(of: "nested", [inner, column]).type.fields.map(\.path) == ["max"])
  }

  @Test func `fields that no loaded definition holds any more are forgotten`() {
    let shared = SharedFields<Int, String>()
    let held = shared.fields(0) { RuleFields("kept", [RuleField("a", .text, "") { .text($0) }]) }
    for key in 1...1_000 { _ = shared.fields(key) { RuleFields("gone \(key)", []) } }
    #expect(shared.count <= 65)
    #expect(shared.fields(0) { RuleFields("other", []) }.type === held.type)
  }

  @Test(arguments: RuleScope.Stage.allCases)
  func `every stage has a value for each name, in one order`(stage: RuleScope.Stage) throws {
    var scope = RuleScope(own: [card])
    scope.add("category", .text, summary: "")
    var values = values(scope)
    values.addComputed(.text("lodging"))
    let bindings = try bindings(stage, values)
    let names = scope.environment(for: stage).variables
    #expect(bindings.values.count == names.count)
    for (variable, value) in zip(names, bindings.values) {
      let value = try #require(value, "\(variable.name)")
      #expect(value.type == variable.type, "\(variable.name)")
    }
  }

  private func bindings(
    _ stage: RuleScope.Stage,
    _ values: RuleValues
  ) throws -> ExpressionBindings {
    let duplicates = CaseFields.Duplicates(hits: [], document: Document(type: .invoice))
    let match = MatchOutcome(ledger: LedgerName("bank"), status: .matched, explanation: "")
    let euro = try #require(Currency("EUR"))
    let entry = Entry(day: Day(number: 1), amount: Money(minorUnits: 1, currency: euro))
    let decided = CaseFields.Decided(outcome: "cleared", rule: "clean", queue: nil, reason: "")
    return switch stage {
    case .set: values.bindings
    case .check: values.forCheck(duplicates)
    case .entry: values.forEntry(entry)
    case .accept: values.forAccept(match)
    case .decide: values.forDecide(duplicates, [], [match])
    case .output: values.forOutput(duplicates, [], [match], decided)
    }
  }

  @Test func `a computed field is known by its name, with and without a value`() {
    var scope = RuleScope(own: [])
    scope.add("category", .text, summary: "")
    scope.add("limit", .number, summary: "")
    var values = values(scope)
    #expect(values.isComputed("limit") && !values.isComputed("document"))
    #expect(values.computed("category") == nil)
    values.addComputed(.text("lodging"))
    values.addComputed(nil)
    #expect(values.computed("category")?.displayText == "lodging")
    #expect(values.computed("limit") == nil)
  }

  @Test func `another file of the document is seen as the file, and nothing else changes`() throws {
    let first = values(RuleScope(own: []))
    let other = first.inFile("scan.PDF").bindings.values
    guard case .object(let file)? = other[1] else {
      Issue.record("no file")
      return
    }
    let stem = try file.value(at: try #require(file.objectType.index(of: "stem")))
    #expect(stem?.displayText == "scan")
    #expect(other.count == first.bindings.values.count)
  }
}

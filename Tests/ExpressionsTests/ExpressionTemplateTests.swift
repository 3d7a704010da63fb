import Expressions
import Testing
import Values

@Suite struct ExpressionTemplateTests {
  private func render(_ source: String) -> String {
    do {
      let template = try ExpressionTemplate.compile(source, in: Paper.environment)
      return template.render(Paper.bindings) { "<\($0.code.rawValue)>" }
    } catch {
      return error.faults.map {
        "\($0.code.rawValue) \($0.range.lowerBound)-\($0.range.upperBound)"
      }.joined(separator: "; ")
    }
  }

  @Test(
    "holes are filled in display form",
    arguments: [
      ("nothing", "nothing"), ("", ""),
      ("{document.number}: {document.totals.gross}", "R-1: 1190.00 EUR"),
      ("{{{document.number}}}", "{R-1}"), ("a {{b}} c", "a {b} c"),
      ("due {document.dueDate}", "due <absent>"),
      ("{ {\"a\": \"}\"}[\"a\"] }", "}"), ("{\"}\" + '{'}", "}{"), ("ä{1 + 1}ö", "ä2ö"),
      ("{today()} and {document.lines}", "2026-03-14 and 2, 3"),
    ]
  )
  func rendering(source: String, expected: String) {
    #expect(render(source) == expected)
  }

  @Test(
    "faults have their places in the template's text",
    arguments: [
      ("ab {document.nummber}", "unknown-field 13-20"), ("a } b", "syntax 2-3"),
      ("a {1 + 1", "syntax 2-8"), ("{}", "syntax 1-1"), ("{document}", "wrong-type 1-9"),
      ("{1 +} and {nonsense}", "syntax 4-4; unknown-name 11-19"),
    ]
  )
  func places(source: String, expected: String) {
    #expect(render(source) == expected)
  }

  @Test("what holes read is told once each")
  func reads() throws {
    let template = try ExpressionTemplate.compile(
      "{document.number} {today()} {document.number + supplier}",
      in: Paper.environment
    )
    #expect(template.reads == ["document.number", "today", "supplier"])
  }
}

import Expressions
import Testing
import Values

@Suite struct ExpressionTraceTests {
  private func trace(_ source: String) throws -> ExpressionTrace {
    var (environment, bindings) = (Paper.environment, Paper.bindings)
    environment.add(.init("isRush", .bool))
    bindings.values.append(.bool(true))
    return try ExpressionCompiler.compile(source, in: environment).trace(bindings)
  }

  @Test(
    "the line has the values in their places",
    arguments: [
      (
        "document.totals.net + document.totals.tax - document.totals.gross <= money(\"0.02 EUR\")",
        "1000.00 EUR + 190.00 EUR - 1190.00 EUR = 0.00 EUR <= 0.02 EUR: true"
      ),
      ("document.totals.gross > money(\"5000 EUR\")", "1190.00 EUR > 5000.00 EUR: false"),
      ("document.number == \"R-1\"", "\"R-1\" == \"R-1\": true"),
      ("today() < day(\"2026-01-01\")", "2026-03-14 < 2026-01-01: false"),
      (
        "document.dueDate < today()",
        "document.dueDate < today(): no value, document.dueDate is absent"
      ),
      (
        "(document.totals.net + document.totals.tax) * 2 == money(\"2380 EUR\")",
        "(1000.00 EUR + 190.00 EUR) * 2 = 2380.00 EUR == 2380.00 EUR: true"
      ),
      ("has(document.dueDate)", "has(document.dueDate): false"),
      ("true", "true"), ("document.number", "document.number: \"R-1\""),
      ("money(\"0.02 EUR\")", "money(\"0.02 EUR\"): 0.02 EUR"),
      ("money(\"12.5 EUR\") * 2", "12.50 EUR * 2: 25.00 EUR"),
      ("today() - days(30)", "2026-03-14 - 30 days: 2026-02-12"),
      ("findings.block > -1 - 1", "0 > -1 - 1 = -2: true"),
      ("isRush || 1 > 2", "isRush (true) || 1 > 2: true"), ("isRush", "isRush: true"),
      ("!isRush", "!isRush: false"), ("isRush == true", "true == true: true"),
      ("isRush ? 1 : 2", "isRush (true) ? 1 : 2: 1"),
      ("document.lines.all(line, line > 1)", "document.lines.all(line, line > 1): true"),
      // The element that decided.
      ("[3, 1, 2].all(n, n > 1)", "[3, 1, 2].all(n, 1 > 1): false"),
      ("[1, 2, 3].exists(n, n * 2 > 3)", "[1, 2, 3].exists(n, 2 * 2 = 4 > 3): true"),
      ("[1, 2].exists(n, n > 3)", "[1, 2].exists(n, n > 3): false"),
    ]
  )
  func lines(source: String, expected: String) throws {
    #expect(try trace(source).text == expected)
  }

  @Test(
    "rule and values are told together, and once where they are the same",
    arguments: [
      ("findings.block > 0", "findings.block > 0, here 0 > 0: false"),
      ("1 > 2", "1 > 2: false"), ("isRush", "isRush: true"), ("true", "true"),
      (
        "findings.block >\n   0  ||  isRush",
        "findings.block > 0 || isRush, here 0 > 0 || isRush (true): true"
      ),
    ]
  )
  func told(source: String, expected: String) throws {
    #expect(try trace(source).told == expected)
  }

  @Test("parts of && and || stand for themselves, and those not looked at say so")
  func parts() throws {
    let trace = try trace("(findings.block > 0 || document.number == \"R-1\") && 1 > 2 && 2 > 1")
    #expect(trace.parts.map(\.source).dropFirst() == ["1 > 2", "2 > 1"])
    #expect(
      trace.parts.map(\.text) == [
        "0 > 0 || \"R-1\" == \"R-1\": true", "1 > 2: false", "2 > 1: not looked at",
      ]
    )
    #expect(trace.parts[2].result == nil)
    #expect(trace.parts[0].children.map(\.text) == ["0 > 0: false", "\"R-1\" == \"R-1\": true"])
    #expect(trace.result == .success(.bool(false)))
  }

  @Test("the traced result is the evaluated one")
  func same() throws {
    for source in ["1 + 2", "1 / 0 > 1", "document.totals.gross", "supplier", "has(supplier)"] {
      let compiled = try ExpressionCompiler.compile(source, in: Paper.environment)
      let evaluated: Result<ExpressionValue, EvaluationError>
      do {
        evaluated = .success(try compiled.evaluate(Paper.bindings))
      } catch {
        evaluated = .failure(error)
      }
      #expect(compiled.trace(Paper.bindings).result == evaluated)
    }
  }
}

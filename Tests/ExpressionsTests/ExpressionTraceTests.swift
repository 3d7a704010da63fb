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
    ]
  )
  func lines(source: String, expected: String) throws {
    #expect(try trace(source).text == expected)
  }

  @Test(
    "a macro tells which element decided; where none did, what hangs on none of them has its value",
    arguments: [
      (
        "document.lines.all(line, line > 1)",
        "document.lines.all(line: 2 looked at, line > 1): true"
      ), ("[].all(n, n == 1)", "[].all(n: nothing is in it, n == 1): true"),
      (
        "document.lines.exists(line, line > 2)",
        "document.lines.exists(line: document.lines[1], 3 > 2): true"
      ), ("[3, 1, 2].all(n, n > 1)", "[3, 1, 2].all(n: 1 at [1], 1 > 1): false"),
      ("[1, 2, 3].exists(n, n * 2 > 3)", "[1, 2, 3].exists(n: 2 at [1], 2 * 2 = 4 > 3): true"),
      ("[1, 2].exists(n, n > 3)", "[1, 2].exists(n: 2 looked at, n > 3): false"),
      (
        "[1, 2].all(n, n < findings.block + 5 && n > 0)",
        "[1, 2].all(n: 2 looked at, n < 0 + 5 = 5 && n > 0): true"
      ),
      (
        "['a', 'b'].exists(w, document.number.contains(w))",
        "['a', 'b'].exists(w: 2 looked at, \"R-1\".contains(w)): false"
      ),
      (
        "[[1], [5, 6]].exists(l, l.exists(n, n > 5))",
        "[[1], [5, 6]].exists(l: [1], l.exists(n: l[1], 6 > 5)): true"
      ),
      (
        "[[1], [5]].exists(l, l.exists(n, n > 5))",
        "[[1], [5]].exists(l: 2 looked at, l.exists(n, n > 5)): false"
      ),
      (
        "{'a': 1, 'b': 2}.exists(k, v, v > 1)",
        "{'a': 1, 'b': 2}.exists(k, v: 2 at [\"b\"], 2 > 1): true"
      ),
      ("[1, 5, 6].exists_one(n, n > 4)", "[1, 5, 6].exists_one(n: 2 of 3, [1], [2], n > 4): false"),
      ("[1, 5].exists_one(n, n > 4)", "[1, 5].exists_one(n: [1], n > 4): true"),
      ("[1].exists_one(n, n > 4)", "[1].exists_one(n: none of 1, n > 4): false"),
      (
        "[2, 0].all(n, 1 / n > 0)",
        "[2, 0].all(n: [1], 1 / n > 0): no value, a division by zero"
      ),
    ]
  )
  func macros(source: String, expected: String) throws {
    #expect(try trace(source).text == expected)
  }

  @Test("a line of the paper is told by its place and its id")
  func objects() throws {
    let (bindings, environment) = Numbered.list([1, 5])
    let rule = try ExpressionCompiler.compile("lines.all(line, line.net > 2)", in: environment)
    #expect(
      rule.trace(bindings).text == "lines.all(line: lines[0] with id \"10\", 1 > 2): false"
    )
  }

  /// Something with an id, as an invoice's line is.
  private struct Numbered: ExpressionObject {
    static let type = ObjectType(
      "line",
      [ObjectType.Field("id", .text), ObjectType.Field("net", .number)]
    )
    let id: String
    let net: Int

    var objectType: ObjectType { Self.type }

    func value(at field: Int) throws(EvaluationError) -> ExpressionValue? {
      field == 0 ? .text(id) : .number(ExactDecimal(net))
    }

    static func list(_ nets: [Int]) -> (ExpressionBindings, ExpressionEnvironment) {
      let lines = nets.enumerated().map { place, net in
        ExpressionValue.object(Numbered(id: "\(place + 1)0", net: net))
      }
      let variable = ExpressionEnvironment.Variable("lines", .list(.object(type)))
      return (ExpressionBindings([.list(lines)]), ExpressionEnvironment([variable]))
    }
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

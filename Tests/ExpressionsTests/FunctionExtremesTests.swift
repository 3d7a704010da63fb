import Testing
import Values

@testable import Expressions

/// Every function with values at the limits of what it takes: it answers or fails, and the process lives.
@Suite struct FunctionExtremesTests {
  private static let environment = ExpressionEnvironment(
    ["a", "b", "c", "d"].map { .init($0, .anything) },
    strictness: .dynamic
  )

  @Test func `each overload bears the limits of its types`() throws {
    let pools = try Extremes()
    var random = SeededRandom(seed: 80)
    var (values, errors) = (0, 0)
    for overload in FunctionLibrary.families.flatMap({ $0 }) {
      let names = ["a", "b", "c", "d"].prefix(overload.parameters.count)
      let inside = names.dropFirst(overload.isMethod ? 1 : 0).joined(separator: ", ")
      let source = (overload.isMethod ? "a." : "") + "\(overload.name)(\(inside))"
      let compiled = try ExpressionCompiler.compile(source, in: Self.environment)
      for _ in 0..<60 {
        let arguments = overload.parameters.map { pools.value($0, &random) }
        let bindings = ExpressionBindings(arguments.map { .some($0) })
        switch compiled.measured(bindings, costLimit: 200_000).result {
        case .success(let value):
          values += 1
          #expect(!value.jsonText.isEmpty, "\(source) of \(arguments)")
        case .failure(let error):
          errors += 1
          #expect(!error.message.isEmpty, "\(source) of \(arguments)")
        }
      }
    }
    #expect(values > 1_000 && errors > 500, "\(values) values, \(errors) errors")
  }

  @Test(
    "rounding to as many digits as nobody can",
    arguments: ["-9223372036854775808", "9223372036854775807", "39", "-39"]
  )
  func digits(digits: String) {
    #expect(outcome("round(1.5, \(digits))") == "error out-of-range")
    #expect(outcome("round(money('1.50 EUR'), \(digits))") == "error out-of-range")
  }
}

/// Values at the limits of each type.
private struct Extremes {
  private let numbers: [ExpressionValue]
  private let others: [String: [ExpressionValue]]

  init() throws {
    func values(_ sources: [String]) throws -> [ExpressionValue] {
      try sources.map {
        try ExpressionCompiler.compile($0, in: .dynamic).evaluate(ExpressionBindings([]))
      }
    }
    let nines = String(repeating: "9", count: 38)
    numbers = try values([
      "0", "1", "-1", "2", "0.5", "-0.5", "38", "39", "-38", "-39", "63", "64", nines, "-" + nines,
      "1e-38", "-1e-38", "1e37", "9223372036854775807", "-9223372036854775808",
      "9223372036854775808", "18446744073709551615", "18446744073709551616", "2147483648",
    ])
    others = [
      "bool": try values(["true", "false"]),
      "text": try values([
        "''", "'a'", "' '", "'e\\u0301'", "'😀😀'", "'%d %s %.99f %x'", "'(a+)+$'", "'('", "','",
        "'-9223372036854775808'", "'2026-02-28'", "'1e999999'", "'1 EUR'", "'9999h'", "'UTC'",
        "'+23:59'", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'",
      ]),
      "bytes": try values(["b''", "b'\\xff\\xfe'", "b'abc'"]),
      "day": try values(["day('0001-01-01')", "day('9999-12-31')", "day('2024-02-29')"]),
      "money": try values([
        "money('0 EUR')", "money(\(nines), 'EUR')", "money(-\(nines), 'JPY')",
        "money('0.00000000000000000000000000000000000001 KWD')", "money('-0.01 EUR')",
      ]),
      "timestamp": try values([
        "timestamp('0001-01-01T00:00:00Z')", "timestamp('9999-12-31T23:59:59.999999999Z')",
        "timestamp('1969-12-31T23:59:59.5Z')",
      ]),
      "duration": try values([
        "duration('0s')", "duration('1ns')", "duration('-1ns')", "days(3652500)", "days(-3652500)",
      ]),
      "list": try values([
        "[]", "[1]", "['a', 'b']", "[[1], [[2]]]", "[1, 'a', true]", "[\(nines), \(nines)]",
        "[money('1 EUR'), money('1 USD')]", "lists.range(300)", "[optional.none()]",
        "[{}, {'a': 1}]",
      ]),
      "map": try values(["{}", "{'a': 1}", "{1: [2], true: {}}"]),
      "optional": try values(["optional.none()", "optional.of(1)", "optional.of([])"]),
      "type": try values(["type(1)", "type(type(1))"]),
    ]
  }

  func value(_ type: ExpressionType, _ random: inout SeededRandom) -> ExpressionValue {
    let word: String
    switch type {
    case .number: return numbers.randomElement(using: &random) ?? .bool(true)
    case .bool: word = "bool"
    case .text: word = "text"
    case .bytes: word = "bytes"
    case .day: word = "day"
    case .money: word = "money"
    case .timestamp: word = "timestamp"
    case .duration: word = "duration"
    case .list: word = "list"
    case .map: word = "map"
    case .optional: word = "optional"
    case .type, .object: word = "type"
    case .anything: word = others.keys.sorted().randomElement(using: &random) ?? "text"
    }
    return others[word]?.randomElement(using: &random) ?? .bool(true)
  }
}

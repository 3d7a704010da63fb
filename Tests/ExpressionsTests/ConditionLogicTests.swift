import Expressions
import Testing
import Values

/// What is told of conditions before any paper is read.
@Suite struct ConditionLogicTests {
  private static let environment: ExpressionEnvironment = {
    let found = ObjectType(
      "match",
      [
        .init("status", .text, words: ["matched", "partial", "none"]), .init("codes", .list(.text)),
      ]
    )
    var environment = ExpressionEnvironment([
      .init("x", .number, mayBeAbsent: true), .init("y", .number), .init("s", .text),
      .init("b", .bool), .init("gross", .money(nil)), .init("day", .day),
      .init("match", .object(found)),
    ])
    environment.words["match.codes"] = .init(["one", "two"])
    return environment
  }()

  private static func logic(_ source: String) throws -> ConditionLogic {
    ConditionLogic(try ExpressionCompiler.compile(source, in: environment, expecting: .bool))
  }

  @Test(
    arguments: [
      // The same rule in other words.
      (["b"], "b"), (["x > 1"], "( x>1 )"), (["x > 1"], "1 < x"), (["s == 'a'"], "\"a\" == s"),
      (["x < y"], "y > x"), (["!b"], "b == false"), (["b && s == 'a'"], "s == 'a' && b"),
      // One that is narrower.
      (["b"], "b && x > 1"), (["b || x > 1"], "x > 1"), (["x > 1"], "x > 2"),
      (["x >= 2"], "x == 3"), (["x != 2"], "x in [1, 3]"), (["x <= y"], "x == y"),
      (["gross > money('1000 EUR')"], "gross > money('5000 EUR')"),
      (["day < day('2026-03-01')"], "day <= day('2026-02-01')"),
      (["!(match.status == 'matched')"], "match.status == 'partial'"),
      (["match.status != 'matched'"], "!(match.status == 'matched') && b"),
      (["b ? x > 1 : x > 3"], "x > 5"), (["s.startsWith('a')"], "s.startsWith(\"a\") && b"),
      // Several together.
      (["b", "x > 1"], "b || x > 1"), (["x > 1", "x < 2"], "x != 5"),
      (["match.status == 'matched'", "match.status in ['partial', 'none']"], "b"),
    ] as [([String], String)]
  )
  func `a rule that earlier ones cover`(_ earlier: [String], _ later: String) throws {
    let sound = earlier.filter { !$0.isEmpty }
    let logics = try sound.map(Self.logic)
    let isCovered = try Self.logic(later).isCovered(by: logics)
    // What lies in words of another field is not gone through: only rules that speak of the same things are.
    #expect(isCovered == (later != "b" || earlier == ["b"]), "\(earlier) \(later)")
  }

  @Test(
    arguments: [
      (["x > 2"], "x > 1"), (["b && x > 1"], "b"), (["x == 1"], "x in [1, 2]"),
      (["gross > money('1 EUR')"], "gross > money('5 USD')"), (["s.size() > 1"], "s.size() > y"),
      (["match.status == 'matched'"], "match.status != 'partial'"), (["x > 1", "x < 1"], "x != 5"),
      (["has(x)"], "x > 1"), (["'one' in match.codes"], "'two' in match.codes"),
    ] as [([String], String)]
  )
  func `a rule that may be reached is let be`(_ earlier: [String], _ later: String) throws {
    #expect(try !Self.logic(later).isCovered(by: earlier.map(Self.logic)))
  }

  @Test(arguments: [
    "false", "x > 10 && x < 5", "x == 1 && x == 2", "s == 'a' && s != 'a'", "b && !b", "x < x",
    "x in []", "match.status == 'none' && match.status == 'partial'", "x >= 2 && x <= 2 && x != 2",
    "x < y && y < x", "1 > 2", "!(x == x)", "day > day('2026-03-01') && day < day('2026-01-01')",
  ]) func `never true`(_ source: String) throws {
    let logic = try Self.logic(source)
    #expect(logic.isNeverTrue)
    #expect(!logic.isNeverFalse)
  }

  @Test(arguments: [
    "true", "x > 1 || true", "x == x", "b || !b", "x > 1 || x <= 1", "x <= y || y < x",
    "match.status in ['matched', 'partial', 'none']",
  ]) func `never false`(_ source: String) throws {
    let logic = try Self.logic(source)
    #expect(logic.isNeverFalse)
    #expect(!logic.isNeverTrue)
  }

  @Test func `what is too much to go through is left open, and fast`() throws {
    let wide = (0..<40).map { "(x != \($0) || y != \($0))" }.joined(separator: " && ")
    let logic = try Self.logic(wide)
    #expect(!logic.isNeverTrue && !logic.isNeverFalse)
    #expect(logic.isCovered(by: [logic]), "the same text is the same rule all the same")
  }

  // MARK: Against all values

  private struct World {
    var bindings: ExpressionBindings
    static let all: [World] = {
      var worlds: [World] = []
      for x in [nil, 0, 1, 2, 3] as [Int?] {
        for y in 0...3 {
          for s in ["a", "b"] {
            for b in [true, false] {
              worlds.append(
                World(
                  bindings: ExpressionBindings([
                    x.map { .number(ExactDecimal($0)) }, .number(ExactDecimal(y)), .text(s),
                    .bool(b), nil, nil, nil,
                  ])
                )
              )
            }
          }
        }
      }
      return worlds
    }()

    /// Nil: an error.
    func truth(_ condition: CompiledExpression) -> Bool? {
      guard case .success(.bool(let value)) = condition.measured(bindings).result else {
        return nil
      }
      return value
    }
  }

  private static func condition(_ random: inout SeededRandom, levels: Int) -> String {
    let leaf = {
      (random: inout SeededRandom) -> String in
      let term = ["x", "y"].randomElement(using: &random) ?? "x"
      let sign = ["<", "<=", "==", "!=", ">", ">="].randomElement(using: &random) ?? "<"
      let number = Int.random(in: 0...3, using: &random)
      return switch Int.random(in: 0...6, using: &random) {
      case 0: "b"
      case 1: "s \(number < 2 ? "==" : "!=") '\(number % 2 == 0 ? "a" : "b")'"
      case 2: "x \(sign) y"
      case 3: "\(number) \(sign) \(term)"
      case 4: "\(term) in [\(number), \(number + 1)]"
      default: "\(term) \(sign) \(number)"
      }
    }
    guard levels > 0 else { return leaf(&random) }
    let first = condition(&random, levels: levels - 1)
    let second = condition(&random, levels: levels - 1)
    return switch Int.random(in: 0...5, using: &random) {
    case 0: "!(\(first))"
    case 1: "(\(first) ? \(second) : \(leaf(&random)))"
    case 2, 3: "(\(first) && \(second))"
    case 4: "(\(first) || \(second))"
    default: leaf(&random)
    }
  }

  @Test func `nothing is told that a single paper refutes, and much of what is so is told`() throws
  {
    var random = SeededRandom(seed: 1_126)
    var (told, so) = (0, 0)
    for round in 0..<1_500 {
      let sources = (0..<3).map { _ in
        Self.condition(&random, levels: Int.random(in: 0...2, using: &random))
      }
      let conditions = try sources.map {
        try ExpressionCompiler.compile($0, in: Self.environment, expecting: .bool)
      }
      let logics = conditions.map { ConditionLogic($0) }
      // The first two stand above the third.
      var (canBeTrue, canBeFalse, canBeReached) = (false, false, false)
      for world in World.all {
        let truths = conditions.map(world.truth)
        canBeTrue = canBeTrue || truths[2] == true
        canBeFalse = canBeFalse || truths[2] == false
        canBeReached = canBeReached || truths == [false, false, true]
      }
      let what: Comment = "round \(round): \(sources)"
      if logics[2].isNeverTrue { #expect(!canBeTrue, what) }
      if logics[2].isNeverFalse { #expect(!canBeFalse, what) }
      let isCovered = logics[2].isCovered(by: Array(logics[..<2]))
      if isCovered { #expect(!canBeReached, what) }
      if !canBeReached, canBeTrue {
        so += 1
        told += isCovered ? 1 : 0
      }
    }
    // The numbers of these papers are whole; a condition such as `x < 1 && x > 0` has others.
    #expect(so > 100 && told * 10 > so * 4, "\(told) of \(so)")
  }
}

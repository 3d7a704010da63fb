import Testing
import Values

@testable import Expressions

/// What is made while compiling is what the same expression makes of values that come with a paper.
@Suite struct ConstantFoldingTests {
  private static let environment = ExpressionEnvironment(
    ["a", "b", "c", "d"].map { .init($0, .number) }
  )

  @Test func `reckoning with literals, with names and by hand comes to the same`() throws {
    var random = SeededRandom(seed: 50)
    var (values, errors) = (0, 0)
    for round in 0..<400 {
      let numbers = (0..<4).map { _ in random.decimal() }
      let tree = ReckoningTree.random(&random, numbers: numbers.count, levels: 4)
      let named = tree.text { ["a", "b", "c", "d"][$0] }
      let written = tree.text { numbers[$0].description }
      let bindings = ExpressionBindings(numbers.map { .number($0) })
      let byHand = tree.value(numbers)
      let note = "\(random), round \(round): \(written)"
      #expect(outcome(named, Self.environment, bindings) == byHand, "\(note)")
      #expect(outcome(written) == byHand, "\(note)")
      if byHand.hasPrefix("error") { errors += 1 } else { values += 1 }
    }
    #expect(values > 80 && errors > 8, "\(values) values, \(errors) errors")
  }

  @Test(
    "a call with constants gives what it gives for values of a paper",
    arguments: [
      "money(a)", "day(a)", "number(a)", "duration(a)", "timestamp(a)", "int(a)", "bool(a)",
      "'Kessel 12 GmbH'.matches(a)", "'Kessel 12 GmbH'.extract(a)", "[a, 'b'].join(',')",
    ]
  )
  func calls(source: String) throws {
    var environment = ExpressionEnvironment([.init("a", .text)])
    environment.strictness = .checked
    let texts = [
      "12.50 EUR", "12.5 JPY", "1e3 EUR", "5 EURO", "EUR", "-0.00 USD", "2026-02-29", "2028-02-29",
      "14.03.2026", "0001-01-01", "1,5", "1e39", "-12.50", ".5", "", " 1", "1h30m", "-1.5s", "1d",
      "2026-03-14T09:30:00Z", "2026-03-14T09:30:00+24:00", "true", "TRUE", "yes", "[0-9]+",
      "(Kessel) ([0-9]+)", "(", "a{99999}", "(?<n>\\d)\\k<n>",
      "99999999999999999999999999999999999999",
    ]
    for text in texts {
      let literal = source.replacing("a)", with: "\(quoted(text)))")
        .replacing("[a,", with: "[\(quoted(text)),")
      let folded = outcome(literal)
      let evaluated = outcome(source, environment, ExpressionBindings([.text(text)]))
      let areRefused = folded.hasPrefix("fault") && evaluated.hasPrefix("error")
      #expect(folded == evaluated || areRefused, "\(literal)")
    }
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

/// Numbers and signs as a tree: written with as few brackets as the rules of arithmetic need, and reckoned by hand.
indirect enum ReckoningTree {
  case number(Int)
  case minus(ReckoningTree)
  case pair(ReckoningTree, Arithmetic, ReckoningTree)

  static func random(_ random: inout SeededRandom, numbers: Int, levels: Int) -> ReckoningTree {
    switch levels == 0 ? 0 : Int.random(in: 0...5, using: &random) {
    case 0: return .number(Int.random(in: 0..<numbers, using: &random))
    case 1: return .minus(.random(&random, numbers: numbers, levels: levels - 1))
    default:
      let signs: [Arithmetic] = [.add, .subtract, .multiply, .divide, .remainder]
      let sign = signs.randomElement(using: &random) ?? .add
      let left = ReckoningTree.random(&random, numbers: numbers, levels: levels - 1)
      return .pair(left, sign, .random(&random, numbers: numbers, levels: levels - 1))
    }
  }

  func text(_ word: (Int) -> String) -> String {
    switch self {
    case .number(let index): return word(index)
    case .minus(let inner): return "-(\(inner.text(word)))"
    case .pair(let left, let sign, let right):
      let first = left.rank < sign.rank ? "(\(left.text(word)))" : left.text(word)
      let second = right.rank <= sign.rank ? "(\(right.text(word)))" : right.text(word)
      return "\(first) \(sign.rawValue) \(second)"
    }
  }

  private var rank: Int {
    switch self {
    case .number, .minus: 3
    case .pair(_, let sign, _): sign.rank
    }
  }

  /// As `outcome` tells it.
  func value(_ numbers: [ExactDecimal]) -> String {
    do {
      return try reckoned(numbers).description
    } catch ArithmeticError.divisionByZero {
      return "error division-by-zero"
    } catch {
      return "error overflow"
    }
  }

  private func reckoned(_ numbers: [ExactDecimal]) throws -> ExactDecimal {
    switch self {
    case .number(let index): return numbers[index]
    case .minus(let inner): return try inner.reckoned(numbers).negated
    case .pair(let left, let sign, let right):
      let (a, b) = (try left.reckoned(numbers), try right.reckoned(numbers))
      switch sign {
      case .add: return try a.adding(b)
      case .subtract: return try a.subtracting(b)
      case .multiply: return try a.multiplied(by: b)
      case .divide: return try a.quotient(by: b)
      case .remainder: return try a.remainder(by: b)
      }
    }
  }
}

extension Arithmetic {
  fileprivate var rank: Int {
    switch self {
    case .add, .subtract: 1
    case .multiply, .divide, .remainder: 2
    }
  }
}

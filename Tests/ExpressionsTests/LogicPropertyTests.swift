import Expressions
import Testing
import Values

/// `&&`, `||` and `!` in trees of any shape: what is decided is decided, whatever else has no value.
@Suite struct LogicPropertyTests {
  /// What a part comes to; `unknown`: an error.
  private enum Truth {
    case yes
    case no
    case unknown
  }

  private static let leaves: [(source: String, truth: Truth)] = [
    ("true", .yes), ("false", .no), ("1 < 2", .yes), ("2 < 1", .no), ("1 / 0 > 0", .unknown),
    ("absent", .unknown), ("dyn(5)", .unknown), ("absent == 1", .unknown), ("has(absent)", .no),
  ]

  @Test func `trees of any shape follow the logic of three values`() throws {
    let environment = ExpressionEnvironment(
      [.init("absent", .anything, mayBeAbsent: true)],
      strictness: .dynamic
    )
    var random = SeededRandom(seed: 60)
    var counts: [String: Int] = [:]
    for round in 0..<300 {
      let (inner, truth) = Self.tree(&random, levels: 4)
      let source = "true && (\(inner))"
      let result = outcome(source, environment, ExpressionBindings([nil]))
      let wanted =
        switch truth {
        case .yes: "true"
        case .no: "false"
        case .unknown: "error"
        }
      counts[wanted, default: 0] += 1
      #expect(result.hasPrefix(wanted), "\(random), round \(round): \(source) gives \(result)")
      let compiled = try ExpressionCompiler.compile(source, in: environment)
      let traced = compiled.trace(ExpressionBindings([nil])).result
      #expect(traced == compiled.measured(ExpressionBindings([nil])).result, "\(source)")
    }
    #expect(counts.values.allSatisfy { $0 > 50 } && counts.count == 3, "\(counts)")
  }

  private static func tree(
    _ random: inout SeededRandom,
    levels: Int
  ) -> (source: String, truth: Truth) {
    switch levels == 0 ? 0 : Int.random(in: 0...6, using: &random) {
    case 0, 1:
      let leaf = leaves.randomElement(using: &random) ?? leaves[0]
      return ("(\(leaf.source))", leaf.truth)
    case 2:
      let inner = tree(&random, levels: levels - 1)
      let turned: Truth =
        switch inner.truth {
        case .yes: .no
        case .no: .yes
        case .unknown: .unknown
        }
      return ("!(\(inner.source))", turned)
    default:
      let isAnd = Bool.random(using: &random)
      let parts = (0..<Int.random(in: 2...4, using: &random)).map { _ in
        tree(&random, levels: levels - 1)
      }
      let truths = parts.map(\.truth)
      let (deciding, other): (Truth, Truth) = isAnd ? (.no, .yes) : (.yes, .no)
      let truth =
        truths.contains(deciding) ? deciding : truths.contains(.unknown) ? .unknown : other
      let source = parts.map { "(\($0.source))" }.joined(separator: isAnd ? " && " : " || ")
      return (source, truth)
    }
  }

  @Test func `texts come out of templates as they were, braces written twice`() throws {
    var random = SeededRandom(seed: 70)
    let pieces = ["{", "}", "a", "ü", " ", "\"", "'", "\\", "//", "\n", "😀", "{}", "}{"]
    for round in 0..<300 {
      let texts = (0..<2).map { _ in
        (0..<Int.random(in: 0...6, using: &random)).map { _ in
          pieces.randomElement(using: &random) ?? ""
        }.joined()
      }
      let doubled = texts.map {
        $0.replacing("{", with: "{{").replacing("}", with: "}}")
      }
      let hole = "{ {'}': a}['}'] + '{' + \"}\" + a }"
      let environment = ExpressionEnvironment([.init("a", .text)])
      let template = try ExpressionTemplate.compile(
        doubled[0] + " " + hole + doubled[1],
        in: environment
      )
      let rendered = template.render(ExpressionBindings([.text("{x}")])) { _ in "?" }
      #expect(
        rendered == texts[0] + " {x}{}{x}" + texts[1],
        "\(random), round \(round): \(template.source)"
      )
    }
  }
}

import Expressions
import Foundation
import Testing
import Values

@Suite struct ExpressionLimitTests {
  /// Runs on a thread with the stack that threads other than the first have.
  private func onSmallStack(_ work: @escaping @Sendable () -> String) -> String {
    let box = Box()
    let thread = Thread {
      box.text = work()
      box.done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    box.done.wait()
    return box.text
  }

  // The semaphore orders the one write before the one read.
  private final class Box: @unchecked Sendable {
    var text = ""
    let done = DispatchSemaphore(value: 0)
  }

  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  static let bombs: [String] = [
    repeated("(", 30_000), repeated("!", 30_000), repeated("-", 30_000), repeated("[", 30_000),
    repeated("{1:", 20_000), repeated("f(", 20_000), repeated("a?", 20_000),
    repeated("a?b:", 15_000) + "c", "a" + repeated(".b", 20_000), "a" + repeated("[0]", 20_000),
    "a" + repeated(".f()", 15_000), repeated("a[", 20_000), repeated("!(", 20_000),
    repeated("-(", 20_000), repeated("not ", 15_000) + "a", repeated("{", 30_000),
    repeated("[1].map(x, ", 5_000), "1" + repeated(" < 1", 15_000), repeated("a.b(c, ", 9_000),
    repeated("\"", 30_001), repeated("`", 30_000), repeated("a and ", 10_000),
    repeated("1 = ", 15_000), repeated("“", 20_000), repeated(".", 30_000),
    "0x" + repeated("f", 60_000),
    repeated("9", 60_000), "1e" + repeated("9", 60_000), repeated("\\", 60_000),
  ]

  @Test("what is nested without end is refused on a small stack", arguments: bombs.indices)
  func refused(number: Int) {
    let source = Self.bombs[number]
    for environment in [ExpressionEnvironment(), .dynamic] {
      let result = onSmallStack { outcome(source, environment) }
      #expect(result.hasPrefix("fault"))
    }
  }

  @Test("nesting up to the limit is read, checked, evaluated and traced on a small stack")
  func deepest() {
    let depth = ExpressionLimits.depth
    let sources = [
      Self.repeated("(", depth - 1) + "1" + Self.repeated(")", depth - 1),
      Self.repeated("[", depth - 1) + "1" + Self.repeated("]", depth - 1),
      Self.repeated("-(1 - ", depth / 2 - 1) + "1" + Self.repeated(")", depth / 2 - 1),
      Self.repeated("dyn(", depth - 1) + "1" + Self.repeated(")", depth - 1),
      Self.repeated("true ? ", depth - 1) + "1" + Self.repeated(" : 2", depth - 1),
      Self.repeated("{1: ", depth - 1) + "1" + Self.repeated("}", depth - 1),
      Self.repeated("[1].map(x, ", depth - 2) + "x" + Self.repeated(")", depth - 2),
      Self.repeated("cel.bind(x, 1, ", depth - 1) + "x" + Self.repeated(")", depth - 1),
      Self.repeated("[1].all(x, ", depth - 2) + "true" + Self.repeated(")", depth - 2),
      Self.repeated("optional.of(1).optMap(x, ", depth - 2) + "x" + Self.repeated(")", depth - 2),
    ]
    for source in sources {
      for environment in [ExpressionEnvironment(), .dynamic] {
        let result = onSmallStack {
          do {
            let compiled = try ExpressionCompiler.compile(source, in: environment)
            let trace = compiled.trace(ExpressionBindings([]))
            let value = try compiled.evaluate(ExpressionBindings([]))
            return value == value ? trace.text : ""
          } catch {
            return "\(error)"
          }
        }
        #expect(!result.isEmpty && !result.contains("tooLarge"), "\(source.prefix(40))")
      }
    }
  }

  @Test("long chains of one operator are no nesting")
  func chains() {
    #expect(outcome("1" + Self.repeated(" + 1", 9_000)) == "9001")
    #expect(outcome("1" + Self.repeated(" * 1", 9_000)) == "1")
    #expect(outcome("true" + Self.repeated(" && true", 7_000)) == "true")
    #expect(outcome("false" + Self.repeated(" || false", 6_000)) == "false")
    #expect(outcome(Self.repeated("!", 6_000) + "true") == "true")
    #expect(outcome(Self.repeated("-", 6_001) + "1") == "-1")
  }

  @Test("a source past the limit is refused")
  func source() {
    #expect(outcome(Self.repeated(" ", ExpressionLimits.sourceBytes) + "1") == "fault too-large")
    #expect(outcome("[" + Self.repeated("1,", 30_000) + "1]") == "fault too-large")
  }

  private func cost(_ source: String, _ limit: Int) -> String {
    do {
      let compiled = try ExpressionCompiler.compile(source, in: ExpressionEnvironment())
      return try compiled.evaluate(ExpressionBindings([]), costLimit: limit).displayText
    } catch let error as EvaluationError {
      return error.code.rawValue
    } catch {
      return "\(error)"
    }
  }

  @Test("an evaluation ends at its limit of steps, and no && or || hides that")
  func steps() {
    let list = "[" + Self.repeated("1,", 19) + "1]"
    let cubic = "\(list).all(a, \(list).all(b, \(list).all(c, a + b + c == 3)))"
    #expect(cost(cubic, 100_000) == "true")
    #expect(cost(cubic, 10_000) == "too-expensive")
    #expect(cost("\(cubic) || true", 10_000) == "too-expensive")
    #expect(cost("true || \(cubic)", 1_000) == "true")
  }

  @Test("doubling values over and over ends at the limit of steps")
  func doubling() {
    var list = "x"
    var text = "x"
    for _ in 0..<30 {
      list = "cel.bind(x, [x, x], \(list))"
      text = "cel.bind(x, x + x, \(text))"
    }
    #expect(cost("cel.bind(x, [1], \(list))", ExpressionLimits.cost) == "too-expensive")
    #expect(cost("cel.bind(x, \"abcdefgh\", \(text))", ExpressionLimits.cost) == "too-expensive")
  }
}

import ExpressionsFuzzing
import Testing
import Values

@testable import Expressions

/// What is parsed, written down and parsed again is the same expression.
@Suite struct SyntaxRoundTripTests {
  /// Nil where the brackets that the printer adds nest too deeply.
  private func secondReading(_ source: String) -> (printed: String, again: String)?? {
    let first: Syntax
    do {
      first = try Parser.parse(source)
    } catch {
      return nil
    }
    let printed = SyntaxPrinter.text(first)
    do {
      return .some((printed, SyntaxPrinter.text(try Parser.parse(printed))))
    } catch {
      let isDeep = error.faults.allSatisfy { $0.code == .tooLarge }
      if !isDeep { Issue.record("\(source) is printed \(printed): \(error.faults)") }
      return .some(nil)
    }
  }

  @Test func `examples of the page come back, and mean the same`() throws {
    var count = 0
    for source in try ExpressionsPage().sources {
      guard case .some(.some(let (printed, again))) = secondReading(source) else { continue }
      count += 1
      #expect(printed == again, "\(source)")
      let isRefused = try ExamplePaper.result(of: source).hasPrefix("fault")
      #expect(
        try isRefused || ExamplePaper.result(of: source) == ExamplePaper.result(of: printed),
        "\(source) is printed \(printed)"
      )
    }
    #expect(count > 200)
  }

  @Test func `mutated expressions come back`() throws {
    var mutator = ExpressionMutator(seed: 4, corpus: try ExpressionsPage().sources)
    var count = 0
    for round in 0..<2_000 {
      let source = mutator.next()
      guard case .some(.some(let (printed, again))) = secondReading(source) else { continue }
      count += 1
      #expect(printed == again, "seed 4, round \(round): \(source)")
    }
    #expect(count > 200)
  }

  @Test(
    "how close operators bind",
    arguments: [
      ("1 + 2 * 3 - 4", "1 + (2 * 3) - 4"), ("a || b && c || d", "a || (b && c) || d"),
      ("!a.b == -c[0] + 1", "(!(a.b)) == ((-(c[0])) + 1)"),
      ("a ? b : c ? d : e", "a ? b : (c ? d : e)"), ("-1.abs()", "(-1).abs()"),
      ("a in b == c", "(a in b) == c"), ("!!a", "!(!a)"), ("---a", "-(a)"),
    ]
  )
  func brackets(source: String, expected: String) throws {
    #expect(
      try SyntaxPrinter.text(Parser.parse(source))
        == SyntaxPrinter.text(Parser.parse(expected))
    )
  }
}

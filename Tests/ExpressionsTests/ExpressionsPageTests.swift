import ExpressionsFuzzing
import FoundationEssentials
import Testing
import Values

@testable import Expressions

/// docs/expressions.md says what is so; `TICKMARK_RECORD=1` writes its results anew, to be reviewed as a diff.
@Suite struct ExpressionsPageTests {
  let page: ExpressionsPage

  init() throws { page = try ExpressionsPage() }

  @Test func `every example gives what the page says`() throws {
    var examples = 0
    let now = try page.parts.map { part in
      let result = try Self.run(part)
      if result != nil { examples += 1 }
      return result.map(part.with(result:))?.line ?? part.line
    }
    if ProcessInfo.processInfo.environment["TICKMARK_RECORD"] != nil {
      let text = Data(now.joined(separator: "\n").utf8)
      try text.write(to: URL(filePath: ExpressionsPage.path))
      return
    }
    for (part, line) in zip(page.parts, now) { #expect(part.line == line) }
    #expect(examples > 200)
  }

  @Test func `every function of the library stands in a table with its summary, and no other`() {
    var told: [String: String] = [:]
    for case .function(let signatures, let example, _, let summary) in page.parts {
      for signature in signatures {
        #expect(told.updateValue(summary, forKey: signature) == nil, "\(signature) stands twice")
      }
      #expect(
        signatures.contains { example.contains(Self.name(of: $0) + "(") },
        "\(example) does not call \(signatures)"
      )
    }
    for overload in FunctionLibrary.families.flatMap({ $0 }) where !Self.isAlias(overload) {
      let signature = Self.signature(of: overload)
      guard let summary = told.removeValue(forKey: signature) else {
        Issue.record("docs/expressions.md does not tell `\(signature)`: \(overload.summary)")
        continue
      }
      #expect(summary.contains(overload.summary), "\(signature): \(overload.summary)")
    }
    #expect(told.isEmpty, "no such function: \(told.keys.sorted())")
  }

  @Test(arguments: [("string", "text"), ("double", "number")])
  func `names that CEL has for it mean the same`(alias: String, name: String) {
    let (left, right) = [alias, name].map {
      FunctionLibrary.standard.overloads($0, isMethod: false).map {
        [$0.parameters.description, $0.summary]
      }
    }.pair
    #expect(left == right && !left.isEmpty)
  }

  @Test func `codes, limits and differences to CEL are told`() {
    let text = page.text
    for code in ExpressionFault.Code.allCases { #expect(text.contains("| `\(code.rawValue)` |")) }
    for code in EvaluationError.Code.allCases { #expect(text.contains("| `\(code.rawValue)` |")) }
    for reason in ConformanceDifference.allCases {
      #expect(text.contains("**\(reason.rawValue)"), "\(reason.rawValue)")
    }
    let limits = [
      ExpressionLimits.depth, ExpressionLimits.nodes, ExpressionLimits.cost,
      ExpressionLimits.elements, ExpressionLimits.quotientScale,
    ]
    for limit in limits { #expect(text.contains(" \(Self.grouped(limit)) "), "\(limit)") }
  }

  private static func run(_ part: ExpressionsPage.Part) throws -> String? {
    switch part {
    case .prose: nil
    case .expression(let source, _): try ExamplePaper.result(of: source)
    case .template(let source, _): try ExamplePaper.rendered(source)
    case .function(_, let example, _, _): try ExamplePaper.result(of: example)
    }
  }

  private static func isAlias(_ overload: FunctionOverload) -> Bool {
    !overload.isMethod && ["string", "double"].contains(overload.name)
  }

  /// `text.indexOf(text, number)`, `min(day, ...)`.
  private static func signature(of overload: FunctionOverload) -> String {
    var words = overload.parameters.map(word)
    if overload.isVariadic { words.append("...") }
    guard overload.isMethod else { return "\(overload.name)(\(words.joined(separator: ", ")))" }
    return "\(words[0]).\(overload.name)(\(words.dropFirst().joined(separator: ", ")))"
  }

  private static func word(_ type: ExpressionType) -> String {
    switch type {
    case .bool: "bool"
    case .number: "number"
    case .text: "text"
    case .bytes: "bytes"
    case .day: "day"
    case .money: "money"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .list(.anything): "list"
    case .list(let element): "list of \(word(element))"
    case .map: "map"
    case .optional: "optional"
    case .object(let type): type.name
    case .type: "type"
    case .anything: "value"
    }
  }

  private static func name(of signature: String) -> String {
    let head = String(signature.prefix { $0 != "(" })
    // A method is called behind any value; a function's own dot belongs to its name.
    if FunctionLibrary.standard.overloads(head, isMethod: false).isEmpty {
      return String(head.split(separator: ".").last ?? "")
    }
    return head
  }

  private static func grouped(_ number: Int) -> String {
    let digits = String(number)
    return digits.enumerated().map { index, digit in
      index > 0 && (digits.count - index).isMultiple(of: 3) ? ",\(digit)" : String(digit)
    }.joined()
  }
}

extension Array {
  fileprivate var pair: (Element, Element) { (self[0], self[1]) }
}

import FoundationEssentials
import Values

@testable import Expressions

/// docs/expressions.md, cut into what the tests run and compare.
struct ExpressionsPage {
  enum Part {
    case prose(String)
    /// A line of a ```cel block: `1 + 1  // 2`.
    case expression(source: String, result: String)
    /// A line of a ```template block.
    case template(source: String, result: String)
    /// A row of a table of functions: signatures, example, result, what it does.
    case function(signatures: [String], example: String, result: String, summary: String)
  }

  static let path =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    + "/docs/expressions.md"

  let parts: [Part]

  init() throws {
    let text = String(decoding: try Data(contentsOf: URL(filePath: Self.path)), as: UTF8.self)
    var fence: Substring?
    let lines: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false)
    parts = lines.map { line in
      if line.hasPrefix("```") {
        fence = fence == nil ? line.dropFirst(3) : nil
        return .prose(String(line))
      }
      switch fence {
      case "cel", "template":
        guard let cut = line.firstRange(of: "  // ") else { return .prose(String(line)) }
        let source = String(line[..<cut.lowerBound])
        let result = String(line[cut.upperBound...])
        return fence == "cel"
          ? .expression(source: source, result: result) : .template(source: source, result: result)
      default: return Self.row(line) ?? .prose(String(line))
      }
    }
  }

  var text: String { parts.map(\.line).joined(separator: "\n") }

  /// A row of four cells whose first three are code.
  private static func row(_ line: Substring) -> Part? {
    guard line.hasPrefix("| `") else { return nil }
    let plain = String(line).replacing("\\|", with: "\u{0}")
    let cells: [String] = plain.split(separator: " | ").map {
      String($0).replacing("\u{0}", with: "|")
    }
    guard cells.count == 4, cells[1].hasPrefix("`"), cells[2].hasPrefix("`") else { return nil }
    let signatures = cells[0].split(separator: "`").map { String($0) }.filter { $0.contains("(") }
    return .function(
      signatures: signatures,
      example: String(cells[1].dropFirst().dropLast()),
      result: String(cells[2].dropFirst().dropLast()),
      summary: String(cells[3].dropLast(2))
    )
  }
}

extension ExpressionsPage.Part {
  var line: String {
    switch self {
    case .prose(let line): return line
    case .expression(let source, let result), .template(let source, let result):
      return source + "  // " + result
    case .function(let signatures, let example, let result, let summary):
      let names = signatures.map { "`\($0)`" }.joined(separator: ", ")
      return "| \(names) | `\(example.escaped)` | `\(result.escaped)` | \(summary) |"
    }
  }

  func with(result: String) -> Self {
    switch self {
    case .prose: self
    case .expression(let source, _): .expression(source: source, result: result)
    case .template(let source, _): .template(source: source, result: result)
    case .function(let signatures, let example, _, let summary):
      .function(signatures: signatures, example: example, result: result, summary: summary)
    }
  }
}

extension String {
  fileprivate var escaped: String { replacing("|", with: "\\|") }
}

/// The paper that the page's examples look at; the page tells it, too.
enum ExamplePaper {
  static let document = ObjectType(
    "document",
    [
      .init("number", .text, mayBeAbsent: false), .init("issueDate", .day, mayBeAbsent: false),
      .init("dueDate", .day), .init("currency", .text), .init("seller.name", .text),
      .init("seller.vatID", .text), .init("totals.net", .money(nil)),
      .init("totals.tax", .money(nil)), .init("totals.gross", .money(nil)),
    ]
  )

  static let environment = ExpressionEnvironment([
    .init("document", .object(document)), .init("today", .day, isCalled: true),
    .init("supplier", .object(supplier), mayBeAbsent: true),
    .init("amounts", .list(.money(nil))),
  ])

  static let supplier = ObjectType("supplier", [.init("name", .text), .init("limit", .money(nil))])

  static func bindings() throws -> ExpressionBindings {
    func value(_ source: String) throws -> ExpressionValue {
      try ExpressionCompiler.compile(source, in: .dynamic).evaluate(ExpressionBindings([]))
    }
    let fields = [
      "number": "'2026-0414'", "issueDate": "day('2026-03-14')", "currency": "'EUR'",
      "seller.name": "'Kessel Holzhandel GmbH'", "seller.vatID": "'DE811907980'",
      "totals.net": "money('1000.00 EUR')", "totals.tax": "money('190.00 EUR')",
      "totals.gross": "money('1190.00 EUR')",
    ]
    let paper = Record(objectType: document, fields: try fields.mapValues(value))
    return ExpressionBindings([
      .object(paper), try value("day('2026-03-20')"), nil,
      try value("[money('1000.00 EUR'), money('190.00 EUR')]"),
    ])
  }

  struct Record: ExpressionObject {
    let objectType: ObjectType
    let fields: [String: ExpressionValue]

    func value(at field: Int) throws(EvaluationError) -> ExpressionValue? {
      fields[objectType.fields[field].path]
    }
  }

  /// What the page prints behind an example.
  static func result(of source: String) throws -> String {
    do {
      let compiled = try ExpressionCompiler.compile(source, in: environment)
      return try shown(compiled.evaluate(try bindings()))
    } catch let faults as ExpressionFaults {
      return faults.faults.map { fault in
        "fault \(fault.code.rawValue): \(fault.message)"
          + (fault.suggestion.map { ", write \($0)" } ?? "")
      }.joined(separator: "; ")
    } catch let error as EvaluationError {
      return "error \(error.code.rawValue): \(error.message)"
    }
  }

  private static func shown(_ value: ExpressionValue) -> String {
    if case .optional(.none) = value { return "(nothing)" }
    let text = value.displayText
    return text.isEmpty ? "(empty)" : text
  }

  static func rendered(_ source: String) throws -> String {
    do {
      let template = try ExpressionTemplate.compile(source, in: environment)
      return template.render(try bindings()) { "(\($0.code.rawValue))" }
    } catch let faults as ExpressionFaults {
      return faults.faults.map { "fault \($0.code.rawValue): \($0.message)" }.joined(
        separator: "; "
      )
    }
  }
}

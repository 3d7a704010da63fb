package import Expressions
import Values

/// The paper that the page's examples look at; the page tells it, too.
package enum ExamplePaper {
  static let document = ObjectType(
    "document",
    [
      .init("number", .text, mayBeAbsent: false), .init("issueDate", .day, mayBeAbsent: false),
      .init("dueDate", .day), .init("currency", .text), .init("seller.name", .text),
      .init("seller.vatID", .text), .init("totals.net", .money(nil)),
      .init("totals.tax", .money(nil)), .init("totals.gross", .money(nil)),
    ]
  )

  package static let environment = ExpressionEnvironment([
    .init("document", .object(document)), .init("today", .day, isCalled: true),
    .init("supplier", .object(supplier), mayBeAbsent: true),
    .init("amounts", .list(.money(nil))),
  ])

  static let supplier = ObjectType("supplier", [.init("name", .text), .init("limit", .money(nil))])

  package static func bindings() throws -> ExpressionBindings { try made.get() }

  private static let made = Result { try make() }

  private static func make() throws -> ExpressionBindings {
    func value(_ source: String) throws -> ExpressionValue {
      try ExpressionCompiler.compile(source, in: ExpressionEnvironment(strictness: .dynamic))
        .evaluate(ExpressionBindings([]))
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
  package static func result(of source: String) throws -> String {
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

  package static func rendered(_ source: String) throws -> String {
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

import Expressions
import Values

/// An invoice as rules see one, made for tests.
struct Paper: ExpressionObject {
  static let type = ObjectType(
    "document",
    [
      ObjectType.Field("number", .text, "The invoice's number."),
      ObjectType.Field("seller.name", .text, "The seller's name."),
      ObjectType.Field("dueDate", .day, "When it is due."),
      ObjectType.Field("totals.net", .money(nil), "Without tax."),
      ObjectType.Field("totals.tax", .money(nil), "The tax."),
      ObjectType.Field("totals.gross", .money(nil), "With tax."),
      ObjectType.Field("totals.paid", .money(Currency("USD")), "Paid already, in dollars."),
      ObjectType.Field("lines", .list(.number), "The lines' quantities."),
    ]
  )

  var values: [String: ExpressionValue]

  var objectType: ObjectType { Self.type }

  func value(at field: Int) throws(EvaluationError) -> ExpressionValue? {
    values[Self.type.fields[field].path]
  }

  static func money(_ amount: String, _ code: String = "EUR") -> ExpressionValue? {
    guard let amount = ExactDecimal(amount), let currency = Currency(code) else { return nil }
    return .money(MoneyAmount(amount, currency))
  }

  static let environment = ExpressionEnvironment([
    ExpressionEnvironment.Variable("document", .object(type)),
    ExpressionEnvironment.Variable("today", .day, isCalled: true),
    ExpressionEnvironment.Variable("supplier", .text, mayBeAbsent: true),
    ExpressionEnvironment.Variable("findings.block", .number),
  ])

  /// 1000 and 190 make 1190 euros; the paper says no day and no payment.
  static var bindings: ExpressionBindings {
    var values: [String: ExpressionValue] = [
      "number": .text("R-1"), "seller.name": .text("Kessel GmbH"),
      "lines": .list([.number(ExactDecimal(2)), .number(ExactDecimal(3))]),
    ]
    values["totals.net"] = money("1000.00")
    values["totals.tax"] = money("190.00")
    values["totals.gross"] = money("1190.00")
    return ExpressionBindings([
      .object(Paper(values: values)), Day("2026-03-14").map { .day($0) }, nil,
      .number(ExactDecimal(0)),
    ])
  }
}

func onPaper(_ source: String) -> String { outcome(source, Paper.environment, Paper.bindings) }

/// The faults of a rule on papers: `code start-end: message [suggestion]`, a line each.
func faults(_ source: String) -> String {
  do {
    _ = try ExpressionCompiler.compile(source, in: Paper.environment)
    return ""
  } catch {
    return error.faults.map { fault in
      let suggestion = fault.suggestion.map { " [\($0)]" } ?? ""
      return
        "\(fault.code.rawValue) \(fault.range.lowerBound)-\(fault.range.upperBound): \(fault.message)\(suggestion)"
    }.joined(separator: "\n")
  }
}

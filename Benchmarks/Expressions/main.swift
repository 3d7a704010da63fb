// One million evaluations of a rule with three conditions, as a workflow has them; see Benchmarks/README.md.
import Expressions
import Values

struct Paper: ExpressionObject {
  static let type = ObjectType(
    "document",
    [
      ObjectType.Field("totals.gross", .money(nil)), ObjectType.Field("seller.name", .text),
      ObjectType.Field("dueDate", .day),
    ]
  )

  let gross: MoneyAmount
  let seller: String
  let dueDate: Day?

  var objectType: ObjectType { Self.type }

  func value(at field: Int) throws(EvaluationError) -> ExpressionValue? {
    switch field {
    case 0: .money(gross)
    case 1: .text(seller)
    default: dueDate.map { .day($0) }
    }
  }
}

func measure(_ name: String, _ source: String, _ bindings: [ExpressionBindings]) throws {
  let environment = ExpressionEnvironment([
    ExpressionEnvironment.Variable("document", .object(Paper.type))
  ])
  let rule = try ExpressionCompiler.compile(source, in: environment, expecting: .bool)
  let count = 1_000_000
  var hits = 0
  let time = try ContinuousClock().measure {
    for index in 0..<count {
      if case .bool(true) = try rule.evaluate(bindings[index % bindings.count]) { hits += 1 }
    }
  }
  print("\(name): \(time) for \(count) evaluations, \(hits) true")
}

print(
  "bytes: value \(MemoryLayout<ExpressionValue>.stride), error \(MemoryLayout<EvaluationError>.stride)"
)
guard let euro = Currency("EUR") else { fatalError("EUR is a currency") }
let papers = (0..<1_000).map { index in
  Paper(
    gross: MoneyAmount(ExactDecimal(coefficient: Int128(490_000 + index * 20), scale: 2), euro),
    seller: index % 3 == 0 ? "Kessel und Sohn GmbH" : "Kesselbau Nord Aktiengesellschaft",
    dueDate: index % 5 == 0 ? nil : Day.first.adding(days: 700_000 + index)
  )
}
let bindings = papers.map { ExpressionBindings([.object($0)]) }
try measure(
  "amount, text, has",
  "document.totals.gross > money(\"5000 EUR\") && document.seller.name.startsWith(\"Kessel\") && has(document.dueDate)",
  bindings
)
try measure(
  "amount, pattern, has",
  "document.totals.gross > money(\"5000 EUR\") && document.seller.name.matches(\"^Kessel.* GmbH$\") && has(document.dueDate)",
  bindings
)
try measure(
  "amount, equality, has",
  "document.totals.gross > money(\"5000 EUR\") && document.seller.name == \"Kessel und Sohn GmbH\" && has(document.dueDate)",
  bindings
)

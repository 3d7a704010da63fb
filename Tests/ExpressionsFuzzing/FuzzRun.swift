import Expressions

/// Looks at odd expressions one after the other and keeps count of how they end.
///
/// What is refused is refused with words and a place; what is accepted gives a value of the promised type or an error;
/// checked before or not, traced or not, alone or in a text, it comes to the same.
package struct FuzzRun {
  /// Steps that one evaluation may take.
  package static let costLimit = 20_000

  /// How many ended how: `checked: value`, `dynamic: fault`.
  package private(set) var tally: [String: Int] = [:]
  /// The most steps that one evaluation took, and for which expression.
  package private(set) var dearest: (steps: Int, source: String) = (0, "")

  /// Steps of the two evaluations of the expression that was looked at last; it is evaluated five times in all.
  package private(set) var steps = 0

  private let bindings: ExpressionBindings
  private let dynamic: ExpressionEnvironment
  private var complaints: [String] = []

  package init() throws {
    bindings = try ExamplePaper.bindings()
    var environment = ExamplePaper.environment
    environment.strictness = .dynamic
    dynamic = environment
  }

  /// The promises that are broken for this expression; none where all is well.
  package mutating func look(at source: String) -> [String] {
    complaints = []
    steps = 0
    let checked = ending(of: source, ExamplePaper.environment)
    let open = ending(of: source, dynamic)
    tally["checked: \(checked.word)", default: 0] += 1
    tally["dynamic: \(open.word)", default: 0] += 1
    if case .value(let one, _) = checked {
      switch open {
      case .value(let other, _) where one == other: break
      case .value(let other, _): complain("checked gives \(one), dynamic \(other)")
      case .error(let error): complain("checked gives \(one), dynamic fails: \(error.message)")
      case .fault: complain("checked gives \(one), dynamic is refused")
      }
    }
    template(of: source, checked)
    return complaints.map { "\($0): \(source)" }
  }

  private enum Ending {
    case value(ExpressionValue, ExpressionType)
    case error(EvaluationError)
    case fault

    var word: String {
      switch self {
      case .value: "value"
      case .error(let error): error.code == .tooExpensive ? "too expensive" : "error"
      case .fault: "fault"
      }
    }
  }

  private mutating func complain(_ text: String) { complaints.append(text) }

  private mutating func ending(of source: String, _ environment: ExpressionEnvironment) -> Ending {
    let compiled: CompiledExpression
    do {
      compiled = try ExpressionCompiler.compile(source, in: environment)
    } catch {
      look(at: error, source)
      return .fault
    }
    let (result, steps) = compiled.measured(bindings, costLimit: Self.costLimit)
    self.steps += steps
    if steps > dearest.steps { dearest = (steps, source) }
    let traced = compiled.trace(bindings, costLimit: Self.costLimit)
    if traced.result != result {
      complain("evaluated \(result), traced \(traced.result)")
    }
    switch result {
    case .success(let value):
      look(at: value, compiled.type)
      return .value(value, compiled.type)
    case .failure(let error):
      if error.message.isEmpty { complain("an error without words") }
      if let range = error.range, range.upperBound > source.utf8.count {
        complain("the error \(error) has its place behind the end")
      }
      return .error(error)
    }
  }

  private mutating func look(at value: ExpressionValue, _ type: ExpressionType) {
    if !type.holds(value) { complain("\(type) is promised, \(value) comes") }
    if value.displayText.utf8.count > 2 * ExpressionLimits.textBytes {
      complain("it is shown without limit")
    }
    if value.jsonText.isEmpty { complain("it has no JSON") }
  }

  private mutating func look(at faults: ExpressionFaults, _ source: String) {
    if faults.faults.isEmpty { complain("refused without a word") }
    for fault in faults.faults {
      if fault.message.isEmpty { complain("a fault without words") }
      if fault.range.upperBound > source.utf8.count {
        complain("the fault \(fault) has its place behind the end")
      }
    }
  }

  /// In a hole it means what it means alone.
  ///
  /// A comment ends with its line, so the hole is closed on the next.
  private mutating func template(of source: String, _ ending: Ending) {
    let text = "{ \(source)\n}"
    let template: ExpressionTemplate
    do {
      template = try ExpressionTemplate.compile(text, in: ExamplePaper.environment)
    } catch {
      look(at: error, text)
      switch ending {
      case .fault, .value(_, .object): break
      case .value, .error:
        if !error.faults.allSatisfy({ $0.code == .wrongType || $0.code == .tooLarge }) {
          complain("alone it is one, in a hole \(error.faults)")
        }
      }
      return
    }
    var failed: EvaluationError?
    let rendered = template.render(bindings, costLimit: Self.costLimit) {
      failed = $0
      return ""
    }
    switch ending {
    case .value(let value, _) where rendered != value.displayText:
      complain("alone it is \(value.displayText), in a hole \(rendered)")
    case .error(let error) where failed?.code != error.code:
      complain("alone it fails, \(error.message); in a hole it is \(rendered)")
    // What is none alone may be text, a hole and text.
    case .value, .error, .fault: break
    }
  }
}

extension ExpressionType {
  /// True when the value is of this type, what is in it included.
  fileprivate func holds(_ value: ExpressionValue) -> Bool {
    switch (self, value) {
    case (.anything, _), (.bool, .bool), (.number, .number), (.text, .text), (.bytes, .bytes),
      (.day, .day), (.timestamp, .timestamp), (.duration, .duration), (.type, .type):
      true
    case (.money(let currency), .money(let amount)): currency == nil || currency == amount.currency
    case (.list(let element), .list(let elements)):
      elements.prefix(50).allSatisfy { element.holds($0) }
    case (.map(let key, let element), .map(let map)):
      map.keys.prefix(50).allSatisfy {
        key.holds($0.value) && (map[$0].map { element.holds($0) } ?? false)
      }
    case (.optional(let inner), .optional(let value)): value.map { inner.holds($0) } ?? true
    case (.object(let type), .object(let object)): type == object.objectType
    default: false
    }
  }
}

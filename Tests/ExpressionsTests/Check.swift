import Expressions
import Values

/// What an expression comes to without names, as text: the value, `error code` or `fault code`.
func outcome(
  _ source: String,
  _ environment: ExpressionEnvironment = ExpressionEnvironment(),
  _ bindings: ExpressionBindings = ExpressionBindings([])
) -> String {
  do {
    let compiled = try ExpressionCompiler.compile(source, in: environment)
    do {
      return try compiled.evaluate(bindings).displayText
    } catch {
      return "error \(error.code.rawValue)"
    }
  } catch {
    return "fault " + error.faults.map(\.code.rawValue).joined(separator: ", ")
  }
}

extension ExpressionEnvironment {
  /// Without names, types looked at when values meet.
  static var dynamic: ExpressionEnvironment { ExpressionEnvironment(strictness: .dynamic) }
}

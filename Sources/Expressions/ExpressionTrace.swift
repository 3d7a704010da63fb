/// How an expression came to its value on one paper, for `explain`.
package struct ExpressionTrace: Sendable {
  package let result: Result<ExpressionValue, EvaluationError>
  /// One line with the values put in.
  ///
  /// `1000.00 EUR + 190.00 EUR - 1190.00 EUR = 0.00 EUR <= 0.02 EUR: true`.
  package let text: String
  /// The parts of `&&`, `||`, `?:` and `!` each for itself; an expression without these is its only part.
  package let parts: [Part]

  /// As it is written in the rule.
  package let source: String

  /// The rule as written, and with the values in it where that says more.
  ///
  /// `findings.block > 0, here 1 > 0: true`.
  package var told: String { Self.told(source, text) }

  static func told(_ source: String, _ text: String) -> String {
    // However it is laid out in the definition, it is told in one line.
    let source = source.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.hasPrefix("\(source): ") || text == source ? text : "\(source), here \(text)"
  }

  package struct Part: Sendable {
    /// As it is written in the rule.
    package let source: String
    /// As `ExpressionTrace.text`.
    package let text: String
    /// Nil: not looked at, because another part had decided already.
    package let result: Result<ExpressionValue, EvaluationError>?
    package let children: [Part]

    /// As `ExpressionTrace.told`.
    package var told: String { ExpressionTrace.told(source, text) }
  }
}

extension CompiledExpression {
  /// Evaluates and records what each part came to; it takes `costLimit` steps at most.
  package func trace(
    _ bindings: ExpressionBindings,
    costLimit: Int = ExpressionLimits.cost
  ) -> ExpressionTrace {
    let recorder = Recorder()
    let result: Result<ExpressionValue, EvaluationError>
    do {
      let recording = try ExpressionCompiler.check(
        syntax,
        source,
        environment,
        offset: offset,
        isRecording: true
      )
      result = recording.result(bindings, costLimit: costLimit, recorder: recorder).result
    } catch {
      // It was checked before without a fault.
      let message = error.faults.first?.message ?? "the expression cannot be read"
      result = .failure(EvaluationError(.badValue, message))
    }
    let writer = TraceWriter(
      source: Array(source.utf8),
      offset: offset,
      results: recorder.results,
      passages: recorder.passages
    )
    return ExpressionTrace(
      result: result,
      text: writer.line(syntax),
      parts: writer.topParts(syntax),
      source: source
    )
  }
}

package import Expressions

/// A message to another program, sent over HTTP when a document or file is decided.
package struct WebhookPlan: Hashable, Sendable {
  /// Where it is sent: `https://...`, or `http://...` on one's own machine or network; never a value of a paper.
  package var url: String
  /// Names the file in `.tickmark/secrets` whose first line is sent as `Authorization: Bearer`.
  package var secret: String?
  /// nil: the standard body.
  package var body: WebhookBody?

  package init(url: String, secret: String? = nil, body: WebhookBody? = nil) {
    self.url = url
    self.secret = secret
    self.body = body
  }
}

/// A JSON value with {expressions} in its texts.
package indirect enum WebhookBody: Hashable, Sendable {
  package struct Member: Hashable, Sendable {
    package var name: String
    package var value: WebhookBody
    package init(name: String, value: WebhookBody) {
      self.name = name
      self.value = value
    }
  }

  /// A number, `true` or `false`, as written.
  case literal(String)
  /// The template is never nil in a loaded workflow.
  case text(String, ExpressionTemplate?)
  case list([WebhookBody])
  case object([Member])

  /// The JSON text; a text that is one hole only becomes the value's own JSON (`ExpressionValue.jsonText`), and is left out
  /// where there is no value.
  ///
  /// In a longer text a hole without a value is empty.
  package func json(_ bindings: ExpressionBindings) -> String {
    part(bindings) ?? "{}"
  }

  /// nil: there is no value.
  private func part(_ bindings: ExpressionBindings) -> String? {
    switch self {
    case .literal(let written): return written
    case .text(let source, let template):
      guard let template else { return ExpressionValue.text(source).jsonText }
      if case .hole(let expression)? = template.parts.first, template.parts.count == 1 {
        return Self.value(expression, bindings)
      }
      return ExpressionValue.text(template.render(bindings) { _ in "" }).jsonText
    case .list(let elements):
      return "[" + elements.compactMap { $0.part(bindings) }.joined(separator: ",") + "]"
    case .object(let members):
      let parts = members.compactMap { member in
        member.value.part(bindings).map { "\(ExpressionValue.text(member.name).jsonText):\($0)" }
      }
      return "{" + parts.joined(separator: ",") + "}"
    }
  }

  private static func value(
    _ expression: CompiledExpression,
    _ bindings: ExpressionBindings
  ) -> String? {
    do throws(EvaluationError) {
      let value = try expression.evaluate(bindings)
      if case .optional(let inner) = value { return inner?.jsonText }
      return value.jsonText
    } catch {
      return nil
    }
  }
}

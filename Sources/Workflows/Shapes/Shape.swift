/// What may stand at one place of a definition: how it is decoded and how the schema describes it.
///
/// The one source of both, so that loader, "did you mean" and schema cannot drift apart. A shape that
/// cannot decode a node has said why and gives nil.
struct Shape<Value: Sendable>: Sendable {
  /// Kinds of JSON value that it takes.
  var kinds: Set<JSONNode.Kind>
  /// In words, for the messages: `a text`.
  var expected: String
  var schema: SchemaValue
  var decodeKnownKind: @Sendable (JSONNode, DecodingContext) -> Value?

  /// The value of `node`; reports a node of the wrong kind.
  func decode(_ node: JSONNode, _ context: DecodingContext) -> Value? {
    guard node.kind != .missing else { return nil }
    if case .text(Proposal.marker) = node.content {
      let reason = "`\(Proposal.marker)` stands where a person has to say what is right"
      context.report(.toFillIn, at: node.range.lowerBound, reason, expected: expected)
      return nil
    }
    guard kinds.contains(node.kind) else {
      context.report(
        .wrongType,
        at: node.range.lowerBound,
        "\(node.kind.inWords) stands where \(expected) belongs",
        expected: node.kind == .null ? "\(expected), or no key at all" : expected,
        suggestion: quotedInstead(node)
      )
      return nil
    }
    return decodeKnownKind(node, context)
  }

  private func quotedInstead(_ node: JSONNode) -> String? {
    // A text of a form of its own (`60 d`) is not had by quotes.
    guard kinds.contains(.text), !expected.contains(" such as "),
      case .number(let text) = node.content
    else { return nil }
    return "\"\(text)\""
  }

  /// The decoded value made into another one.
  func map<Other: Sendable>(_ transform: @escaping @Sendable (Value) -> Other) -> Shape<Other> {
    Shape<Other>(kinds: kinds, expected: expected, schema: schema) { node, context in
      decode(node, context).map(transform)
    }
  }

  /// As `map`, for what needs to know the rest of the definition or to report.
  func mapInContext<Other: Sendable>(
    _ transform: @escaping @Sendable (Value, DecodingContext) -> Other?
  ) -> Shape<Other> {
    Shape<Other>(kinds: kinds, expected: expected, schema: schema) { node, context in
      decode(node, context).flatMap { transform($0, context) }
    }
  }

  /// The decoded value with its place.
  var located: Shape<Located<Value>> {
    Shape<Located<Value>>(kinds: kinds, expected: expected, schema: schema) { node, context in
      decode(node, context).map { Located(value: $0, node: node) }
    }
  }

  /// This shape or another one; the kind of the JSON value tells which.
  func or(_ other: Shape<Value>) -> Shape<Value> {
    precondition(kinds.isDisjoint(with: other.kinds), "the kind must tell which shape it is")
    return Shape(
      kinds: kinds.union(other.kinds),
      expected: "\(expected) or \(other.expected)",
      schema: .object([("anyOf", .array([schema, other.schema]))])
    ) { node, context in
      (kinds.contains(node.kind) ? self : other).decodeKnownKind(node, context)
    }
  }
}

/// A decoded value and the node that it came from.
struct Located<Value: Sendable>: Sendable {
  var value: Value
  var node: JSONNode
}

extension JSONNode.Kind {
  /// With its article.
  var inWords: String {
    switch self {
    case .object: "an object"
    case .array: "a list"
    case .text: "a text"
    case .number: "a number"
    case .flag: "true or false"
    case .null: "null"
    case .missing: "nothing"
    }
  }
}

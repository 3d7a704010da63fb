import Expressions

/// `webhook`.
enum WebhookKeys {
  static let url = Key(
    "url",
    "Where the message is sent: https://erp.example/tickmark. It has no holes.",
    Shape.address.located,
    isRequired: true
  )
  static let secret = Key(
    "secret",
    "The file in .tickmark/secrets whose first line is sent as `Authorization: Bearer`.",
    Shape<String>.name
  )
  static let body = Key(
    "body",
    "JSON whose texts may have {expressions}; without it what was decided, why, and the document.",
    Shape<Located<WebhookBody>>.body
  )

  static let declared = [url.declared, secret.declared, body.declared]

  /// The node is that of `body`, or of `url` where there is none.
  static let shape = Shape<Located<WebhookPlan>>.object("`webhook`", keys: declared) { fields in
    let url = fields.read(url)
    let secret = fields.read(secret)
    let body = fields.read(body)
    guard let url else {
      // What is wrong in the body is told all the same.
      return body.map { Located(value: WebhookPlan(url: "", body: $0.value), node: $0.node) }
    }
    if secret != nil, url.value.hasPrefix("http:"), !isLocal(url.value) {
      fields.context.report(
        .badCombination,
        at: url.node.range.lowerBound,
        "the secret would be sent unencrypted to another machine",
        expected: "https://"
      )
    }
    return Located(
      value: WebhookPlan(url: url.value, secret: secret, body: body?.value),
      node: body?.node ?? url.node
    )
  }

  private static func isLocal(_ url: String) -> Bool {
    ["http://127.0.0.1", "http://localhost", "http://[::1]"].contains { local in
      url.hasPrefix(local) && ["", "/", ":", "?"].contains(url.dropFirst(local.count).prefix(1))
    }
  }
}

extension Shape where Value == String {
  /// An absolute address over HTTP without user, password, fragment or holes.
  fileprivate static var address: Shape {
    checked(
      "an address such as https://erp.example/tickmark",
      schema: [("pattern", .text("^https?://[^\\s{}@#\"\\\\]+$")), ("maxLength", .number("2000"))]
    ) { text throws(TextFault) in
      let rest = ["https://", "http://"].lazy.compactMap { scheme in
        text.hasPrefix(scheme) ? text.dropFirst(scheme.count) : nil
      }.first
      guard let rest, let first = rest.first, first != "/", first != ":", rest.utf8.count <= 2_000
      else {
        throw TextFault(
          code: .badValue,
          reason: "`\(text.prefix(80))` is no address that a message can be sent to",
          expected: "an address such as https://erp.example/tickmark"
        )
      }
      let refused = rest.unicodeScalars.first { scalar in
        scalar.value <= 0x20 || scalar.value >= 0x7F || "{}@#\"\\".unicodeScalars.contains(scalar)
      }
      guard refused == nil else {
        throw TextFault(
          code: .badValue,
          reason: rest.contains("{")
            ? "no value of a paper may say where a message goes: an address has no holes"
            : "an address has no blanks, quotes, fragments, users or passwords in it",
          expected: "a fixed address; values stand in `body`, and a password in `secret`"
        )
      }
      return text
    }
  }
}

extension Shape where Value == Located<WebhookBody> {
  /// Levels of objects and lists.
  private static var maximumDepth: Int { 20 }

  static var body: Shape {
    Shape(
      kinds: [.object],
      expected: "an object",
      schema: .object([("type", .text("object")), ("minProperties", .number("1"))])
    ) { node, context in
      guard let value = decode(node, context, 0) else { return nil }
      if case .object(let members) = node.content, members.isEmpty, !node.isDamaged {
        context.report(
          .badValue,
          at: node.range.lowerBound,
          "this body is empty",
          expected: "names and values, or no `body` at all for the standard one"
        )
      }
      return Located(value: value, node: node)
    }
  }

  private static func decode(
    _ node: JSONNode,
    _ context: DecodingContext,
    _ depth: Int
  ) -> WebhookBody? {
    guard depth <= maximumDepth else {
      let reason = "a body has at most \(maximumDepth) levels"
      context.report(.outOfRange, at: node.range.lowerBound, reason)
      return nil
    }
    switch node.content {
    case .number(let written): return .literal(written)
    case .flag(let flag): return .literal(flag ? "true" : "false")
    case .text(let text):
      guard text.utf8.count <= DefinitionLimits.expressionBytes else {
        let reason = "a text of a body has at most \(DefinitionLimits.expressionBytes) bytes"
        context.report(.outOfRange, at: node.range.lowerBound, reason)
        return nil
      }
      return .text(text, nil)
    case .array(let elements):
      return .list(elements.compactMap { decode($0, context, depth + 1) })
    case .object(let members):
      return .object(
        members.compactMap { member in
          decode(member.value, context, depth + 1).map { .init(name: member.key, value: $0) }
        }
      )
    case .null:
      context.report(
        .badValue,
        at: node.range.lowerBound,
        "there is no null: what has no value is left out",
        expected: "a text, number, true, false, list or object"
      )
      return nil
    case .missing: return nil
    }
  }
}

import Expressions

/// Messages of tests: what one says beside what is expected of it.
extension WebhookBody {
  /// Nil for what is no JSON.
  package init?(json text: String) {
    let source = SourceText(fileName: "", bytes: Array(text.utf8))
    let (root, faults) = JSONParser.parse(source)
    guard faults.isEmpty, let root else { return nil }
    self.init(root)
  }

  private init?(_ node: JSONNode) {
    switch node.content {
    case .number(let written): self = .literal(written)
    case .flag(let flag): self = .literal(flag ? "true" : "false")
    case .text(let text): self = .text(text, nil)
    case .array(let elements): self = .list(elements.compactMap { WebhookBody($0) })
    case .object(let members):
      self = .object(
        members.compactMap { member in
          WebhookBody(member.value).map { Member(name: member.key, value: $0) }
        }
      )
    case .null, .missing: return nil
    }
  }

  /// The JSON text of a value without holes.
  package var text: String { json(ExpressionBindings([])) }

  /// Where `actual` says something else: the names that lead there, what is expected, and what stands there (nil: nothing).
  package func differences(
    from actual: WebhookBody?,
    at path: String = "body"
  ) -> [(place: String, expected: String, got: String?)] {
    guard case .object(let wanted) = self, case .object(let given)? = actual else {
      return isSame(as: actual) ? [] : [(path, text, actual?.text)]
    }
    return wanted.flatMap { member in
      let other = given.first { $0.name == member.name }?.value
      return member.value.differences(from: other, at: "\(path).\(member.name)")
    }
  }

  /// In lists each element as a whole; the order of names does not count.
  private func isSame(as other: WebhookBody?) -> Bool {
    switch (self, other) {
    case (.literal(let one), .literal(let two)?): one == two
    case (.text(let one, _), .text(let two, _)?): one == two
    case (.list(let one), .list(let two)?):
      one.count == two.count && zip(one, two).allSatisfy { $0.isSame(as: $1) }
    case (.object(let one), .object(let two)?):
      one.count == two.count
        && one.allSatisfy { member in
          member.value.isSame(as: two.first { $0.name == member.name }?.value)
        }
    default: false
    }
  }
}

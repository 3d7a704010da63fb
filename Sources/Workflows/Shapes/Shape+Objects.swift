import Values

extension Shape {
  /// An object with declared keys only.
  ///
  /// `make` must read every declared key.
  static func object(
    _ noun: String,
    keys: [DeclaredKey],
    make: @escaping @Sendable (Fields) -> Value?
  ) -> Shape {
    let rules = ObjectRules(noun: noun, keys: keys)
    return Shape(kinds: [.object], expected: "an object", schema: rules.schema) { node, context in
      rules.check(node, context)
      let fields = Fields(node, keys, context)
      let value = make(fields)
      fields.finish()
      return value
    }
  }
}

extension Shape {
  /// An object whose keys are names of the user's own.
  ///
  /// `keepsRefused`: members whose names are refused are there all the same, for what is wrong in them.
  static func names<Element: Sendable>(
    _ expected: String,
    of element: Shape<Element>,
    keepsRefused: Bool = false,
    isName: @escaping @Sendable (JSONMember, DecodingContext) -> Bool
  ) -> Shape where Value == [(name: JSONMember, value: Element)] {
    let schema = SchemaValue.object([
      ("type", .text("object")), ("minProperties", .number("1")),
      ("additionalProperties", element.schema),
    ])
    return Shape(kinds: [.object], expected: expected, schema: schema) { node, context in
      guard case .object(let members) = node.content else { return nil }
      if members.isEmpty, !node.isDamaged {
        context.report(.badValue, at: node.range.lowerBound, "this is empty", expected: expected)
      }
      guard members.count <= DefinitionLimits.listElements else {
        let reason = "there are more than \(DefinitionLimits.listElements) names here"
        context.report(.outOfRange, at: node.range.lowerBound, reason)
        return nil
      }
      return members.compactMap { member in
        let isGood = isName(member, context)
        let value = element.decode(member.value, context)
        return isGood || keepsRefused ? value.map { (member, $0) } : nil
      }
    }
  }
}

/// What can be said of an object by its declared keys alone.
struct ObjectRules: Sendable {
  let noun: String
  let keys: [DeclaredKey]
  private let names: [String]

  init(noun: String, keys: [DeclaredKey]) {
    self.noun = noun
    self.keys = keys
    names = keys.map(\.name)
  }

  var schema: SchemaValue {
    let properties = keys.map { key in
      (key: key.name, value: key.schema.adding("description", .text(key.summary)))
    }
    var schema: [(key: String, value: SchemaValue)] = [
      ("type", .text("object")), ("additionalProperties", .flag(false)),
    ]
    let required = keys.filter(\.isRequired).map(\.name)
    if !required.isEmpty { schema.append(("required", .texts(required))) }
    schema.append(("properties", .object(properties)))
    return .object(schema)
  }

  func check(_ node: JSONNode, _ context: DecodingContext) {
    guard case .object(let all) = node.content else { return }
    if !all.allSatisfy({ names.contains($0.key) }) {
      checkUnknown(all, node, context)
    } else if !node.isDamaged {
      for key in keys where key.isRequired && !all.contains(where: { $0.key == key.name }) {
        reportMissing(key, node, context)
      }
    }
  }

  private func checkUnknown(
    _ all: [JSONMember],
    _ node: JSONNode,
    _ context: DecodingContext
  ) {
    // What is past the limit of faults would not be shown, so nothing is looked up for it.
    let members = all.prefix(JSONParser.maximumFaults)
    let absent = names.filter { name in !members.contains { $0.key == name } }
    for member in members where !names.contains(member.key) {
      reportUnknown(member, absent, context)
    }
    guard !node.isDamaged else { return }
    let present = Set(all.map(\.key))
    // A misspelt key has been reported; that it is absent as well is the same mistake.
    let meant = members.compactMap { Spelling.nearest(to: $0.key, among: absent) }
    for key in keys where key.isRequired && !present.contains(key.name) {
      guard !meant.contains(key.name) else { continue }
      reportMissing(key, node, context)
    }
  }

  private func reportMissing(_ key: DeclaredKey, _ node: JSONNode, _ context: DecodingContext) {
    context.report(
      .missingKey,
      at: node.range.lowerBound,
      "\(noun) needs `\(key.name)`",
      expected: "`\(key.name)`: \(key.summary)"
    )
  }

  private func reportUnknown(
    _ member: JSONMember,
    _ absent: [String],
    _ context: DecodingContext
  ) {
    // A key that stands there already is hardly meant a second time.
    let nearest =
      Spelling.nearest(to: member.key, among: absent)
      ?? Spelling.nearest(to: member.key, among: names)
    context.report(
      .unknownKey,
      at: member.keyRange.lowerBound,
      "\(noun) has no key `\(member.key)`",
      expected: "one of \(names.joined(separator: ", "))",
      suggestion: nearest.map { "\"\($0)\"" }
    )
  }
}

import Patterns

@testable import Workflows

/// The part of JSON Schema (2020-12) that our schema uses, over our own JSON nodes.
///
/// A keyword that it does not know makes it throw, so that the schema cannot outgrow its check.
struct SchemaChecker {
  struct UnknownKeyword: Error {
    var name: String
  }

  /// Whether `node` is valid against `schema`.
  static func accepts(_ node: JSONNode, _ schema: JSONNode) throws -> Bool {
    guard case .object(let keywords) = schema.content else {
      guard case .flag(let flag) = schema.content else { throw UnknownKeyword(name: "schema") }
      return flag
    }
    for keyword in keywords where try !accepts(node, keyword, keywords) { return false }
    return true
  }

  private static func accepts(
    _ node: JSONNode,
    _ keyword: JSONMember,
    _ all: [JSONMember]
  ) throws -> Bool {
    let value = keyword.value
    switch keyword.key {
    case "$schema", "title", "description": return true
    case "type": return hasType(node, value.text ?? "")
    case "const": return node.number == value.number
    case "enum": return value.elements.contains { $0.text == node.text }
    case "minimum": return try compare(node, value) { $0 >= $1 }
    case "maximum": return try compare(node, value) { $0 <= $1 }
    case "minLength": return node.text.map { $0.unicodeScalars.count >= value.int } ?? true
    case "maxLength": return node.text.map { $0.unicodeScalars.count <= value.int } ?? true
    case "pattern": return try matches(node, value)
    case "minItems": return node.kind != .array || node.elements.count >= value.int
    case "maxItems": return node.kind != .array || node.elements.count <= value.int
    case "items": return try node.elements.allSatisfy { try accepts($0, value) }
    case "anyOf": return try value.elements.contains { try accepts(node, $0) }
    case "minProperties": return node.kind != .object || node.members.count >= value.int
    case "required":
      let keys = node.members.map(\.key)
      return node.kind != .object || value.elements.allSatisfy { keys.contains($0.text ?? "") }
    case "properties":
      return try node.members.allSatisfy { member in
        guard let schema = value.members.first(where: { $0.key == member.key }) else { return true }
        return try accepts(member.value, schema.value)
      }
    case "additionalProperties":
      let known = all.first { $0.key == "properties" }?.value.members.map(\.key) ?? []
      return try node.members.allSatisfy {
        try known.contains($0.key) || accepts($0.value, value)
      }
    default: throw UnknownKeyword(name: keyword.key)
    }
  }

  private static func hasType(_ node: JSONNode, _ type: String) -> Bool {
    switch type {
    case "object": node.kind == .object
    case "array": node.kind == .array
    case "string": node.kind == .text
    case "boolean": node.kind == .flag
    case "number": node.kind == .number
    case "integer": node.number.map { !$0.contains(".") } ?? false
    default: false
    }
  }

  private static func compare(
    _ node: JSONNode,
    _ bound: JSONNode,
    _ holds: (Double, Double) -> Bool
  ) throws -> Bool {
    guard let number = node.number.flatMap(Double.init) else { return true }
    return holds(number, bound.number.flatMap(Double.init) ?? 0)
  }

  private static func matches(_ node: JSONNode, _ pattern: JSONNode) throws -> Bool {
    guard let text = node.text else { return true }
    if case .match = try Pattern(pattern.text ?? "").firstMatch(in: text) { return true }
    return false
  }
}

extension JSONNode {
  var members: [JSONMember] { if case .object(let members) = content { members } else { [] } }
  var elements: [JSONNode] { if case .array(let elements) = content { elements } else { [] } }
  var text: String? { if case .text(let text) = content { text } else { nil } }
  var number: String? { if case .number(let number) = content { number } else { nil } }
  var int: Int { number.flatMap { Int($0) } ?? 0 }
}

/// A map of the rule language: keys are texts, numbers or `true`/`false`, each once, in the order of writing.
package struct ExpressionMap: Sendable {
  package enum Key: Hashable, Sendable {
    case bool(Bool)
    case number(NumberKey)
    case text(String)
  }

  package private(set) var keys: [Key] = []
  private var values: [Key: ExpressionValue] = [:]

  package init() {}

  package var count: Int { keys.count }

  package subscript(key: Key) -> ExpressionValue? { values[key] }

  /// - Returns: false when the key is there already, which changes nothing.
  package mutating func insert(_ value: ExpressionValue, for key: Key) -> Bool {
    guard values[key] == nil else { return false }
    keys.append(key)
    values[key] = value
    return true
  }
}

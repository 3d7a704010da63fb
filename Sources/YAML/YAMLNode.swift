/// One value of a YAML or JSON file, with its place.
package struct YAMLNode: Sendable {
  package indirect enum Content: Sendable {
    /// The text as written; `isPlain` is false for a quoted one, which is always a text.
    case scalar(String, isPlain: Bool)
    case list([YAMLNode])
    case map([(key: YAMLNode, value: YAMLNode)])
  }

  package var content: Content
  /// From 1.
  package var line: Int
  /// From 1, in characters.
  package var column: Int
}

extension YAMLNode {
  package var text: String? {
    if case .scalar(let text, _) = content { return text }
    return nil
  }

  package var list: [YAMLNode]? {
    if case .list(let nodes) = content { return nodes }
    return nil
  }

  package var map: [(key: YAMLNode, value: YAMLNode)]? {
    if case .map(let members) = content { return members }
    return nil
  }

  /// Nothing, as YAML 1.1 writes it.
  package var isNull: Bool {
    guard case .scalar(let text, let isPlain) = content, isPlain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// True or false, as YAML 1.1 writes them; nil for anything else.
  package var flag: Bool? {
    guard case .scalar(let text, let isPlain) = content, isPlain else { return nil }
    switch text {
    case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": return true
    case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": return false
    default: return nil
    }
  }

  /// The value of a key of a map; of several the last.
  package func value(_ key: String) -> YAMLNode? {
    map?.last { $0.key.text == key }?.value
  }
}

/// Why a file is no YAML, or more than any honest file.
package struct YAMLFault: Error, Equatable, Sendable {
  package var message: String
  package var line: Int
  package var column: Int
}

/// The bounds of one file.
package struct YAMLLimits: Sendable {
  package var bytes = 1 << 20
  package var depth = 50
  /// Nodes, where each use of an alias counts the nodes that it stands for.
  package var nodes = 50_000

  package init() {}
}

/// Events to nodes; aliases unfold, and what they unfold to is counted.
struct YAMLBuilder {
  private let events: [YAMLEvent]
  private let limits: YAMLLimits
  private var index = 0
  private var count = 0
  private var anchors: [String: (node: YAMLNode, count: Int, depth: Int)] = [:]

  init(_ events: [YAMLEvent], _ limits: YAMLLimits) {
    self.events = events
    self.limits = limits
  }

  mutating func document() throws(YAMLFault) -> YAMLNode? {
    guard !events.isEmpty else { return nil }
    return try node(depth: 0).node
  }

  /// The next node with how many levels are in it.
  private mutating func node(depth: Int) throws(YAMLFault) -> (node: YAMLNode, levels: Int) {
    guard index < events.count else {
      throw YAMLFault(message: "the file ends too early", line: 1, column: 1)
    }
    let event = events[index]
    let before = count
    index += 1
    try add(1, event)
    var levels = 0
    let content: YAMLNode.Content
    switch event.kind {
    case .scalar(let text, let isPlain): content = .scalar(text, isPlain: isPlain)
    case .listStart:
      var list: [YAMLNode] = []
      while index < events.count, !isEnd(events[index]) {
        let inner = try node(depth: depth + 1)
        list.append(inner.node)
        levels = max(levels, inner.levels + 1)
      }
      index += 1
      content = .list(list)
    case .mapStart:
      var map: [(key: YAMLNode, value: YAMLNode)] = []
      while index < events.count, !isEnd(events[index]) {
        let key = try node(depth: depth + 1)
        let value = try node(depth: depth + 1)
        map.append((key.node, value.node))
        levels = max(levels, key.levels + 1, value.levels + 1)
      }
      index += 1
      content = .map(Self.merged(map))
    case .alias(let name):
      guard let known = anchors[name] else {
        throw fault("nothing is named `&\(name)` before this `*\(name)`", event)
      }
      try add(known.count, event)
      guard depth + known.depth <= limits.depth else {
        throw fault("lists and maps are nested more than \(limits.depth) deep", event)
      }
      return (known.node, known.depth)
    case .listEnd, .mapEnd: throw fault("a list or map ends that was not begun", event)
    }
    let node = YAMLNode(content: content, line: event.line, column: event.column)
    if let anchor = event.anchor { anchors[anchor] = (node, count - before, levels) }
    return (node, levels)
  }

  /// YAML 1.1's `<<`: the members of another map, where the map has none of that key itself.
  private static func merged(
    _ map: [(key: YAMLNode, value: YAMLNode)]
  ) -> [(key: YAMLNode, value: YAMLNode)] {
    guard map.contains(where: isMerge) else { return map }
    let own = map.filter { !isMerge($0) }
    let others = map.filter(isMerge).flatMap { member in
      member.value.map ?? (member.value.list ?? []).flatMap { $0.map ?? [] }
    }
    let names = Set(own.compactMap(\.key.text))
    return others.filter { !names.contains($0.key.text ?? "") } + own
  }

  private static func isMerge(_ member: (key: YAMLNode, value: YAMLNode)) -> Bool {
    if case .scalar("<<", isPlain: true) = member.key.content { return true }
    return false
  }

  private mutating func add(_ nodes: Int, _ event: YAMLEvent) throws(YAMLFault) {
    count += nodes
    guard count <= limits.nodes else {
      throw fault("the file unfolds to more than \(limits.nodes) values", event)
    }
  }

  private func isEnd(_ event: YAMLEvent) -> Bool {
    switch event.kind {
    case .listEnd, .mapEnd: true
    case .scalar, .listStart, .mapStart, .alias: false
    }
  }

  private func fault(_ message: String, _ event: YAMLEvent) -> YAMLFault {
    YAMLFault(message: message, line: event.line, column: event.column)
  }
}

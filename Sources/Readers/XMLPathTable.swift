/// A mapping from element paths to meanings, compiled to a tree of path steps.
///
/// An element of a file is kept only when its path is in the table. Paths are written as in XPath, from
/// the root's children: `cac:TaxTotal[cbc:TaxAmount/@currencyID=$currency]/cbc:TaxAmount`, with at most one
/// condition a step; `a|b` names two spellings of one step, prefixes are for the reader's eye only.
struct XMLPathTable<Meaning: Sendable>: Sendable {
  struct Node: Sendable {
    /// The path as text, for places and sources.
    var text: String
    /// Its text is wanted, so it is kept.
    var hasValue = false
    /// Handed over and forgotten when it closes.
    var isRecord = false
    /// Longer text is cut, not refused: attachments.
    var isPreview = false
    var rules: [Int] = []
  }

  /// A rule as written in a mapping.
  struct Row: Sendable {
    var path: String
    var attribute: XMLAttributeName?
    var meaning: Meaning
    /// False for a rule about the element as such, whose text does not matter.
    var wantsText = true
  }

  struct Rule: Sendable {
    var attribute: XMLAttributeName?
    var conditions: [Int] = []
    var meaning: Meaning
  }

  /// Wants one of `values` (or none of them) at `node` below the ancestor `levels` up.
  struct Condition: Hashable, Sendable {
    var levels: Int
    var node: Int
    var attribute: XMLAttributeName?
    var values: [String]
    var isNegated: Bool
  }

  private(set) var nodes: [Node]
  private(set) var rules: [Rule] = []
  private(set) var conditions: [Condition] = []
  private var names: [String: Int] = [:]
  private var edges: [Edge: Int] = [:]

  private struct Edge: Hashable {
    var node: Int
    var name: Int
  }

  init(
    root: String,
    rows: [Row],
    records: [String],
    previews: [String] = [],
    recursions: [(path: String, step: String)] = []
  ) {
    nodes = [Node(text: "/" + root)]
    for row in rows { add(row) }
    for path in records { nodes[node(at: path)].isRecord = true }
    for path in previews { nodes[node(at: path)].isPreview = true }
    for recursion in recursions { loop(recursion.path, through: recursion.step) }
  }

  func name(_ text: String) -> Int? { names[text] }

  func child(of node: Int, named name: Int) -> Int? { edges[Edge(node: node, name: name)] }

  /// The node at `path`, made when it is new.
  mutating func node(at path: String) -> Int {
    var node = 0
    for step in XMLPathStep.parse(path) { node = child(of: node, step: step.names) }
    return node
  }

  private mutating func add(_ row: Row) {
    let steps = XMLPathStep.parse(row.path)
    var rule = Rule(attribute: row.attribute, meaning: row.meaning)
    var node = 0
    for (position, step) in steps.enumerated() {
      node = child(of: node, step: step.names)
      guard let test = step.test else { continue }
      rule.conditions.append(add(test, at: node, levels: steps.count - 1 - position))
    }
    if row.wantsText { nodes[node].hasValue = true }
    nodes[node].rules.append(rules.count)
    rules.append(rule)
  }

  private mutating func add(_ test: XMLPathStep.Test, at node: Int, levels: Int) -> Int {
    var target = node
    for step in test.steps { target = child(of: target, step: step) }
    nodes[target].hasValue = true
    let condition = Condition(
      levels: levels,
      node: target,
      attribute: test.attribute,
      values: test.values,
      isNegated: test.isNegated
    )
    if let known = conditions.firstIndex(of: condition) { return known }
    conditions.append(condition)
    return conditions.count - 1
  }

  private mutating func child(of node: Int, step: [String]) -> Int {
    let locals = step.map { String($0.split(separator: ":").last ?? "") }
    var known: Int?
    for local in locals where known == nil {
      known = names[local].flatMap { edges[Edge(node: node, name: $0)] }
    }
    let target = known ?? nodes.count
    if known == nil { nodes.append(Node(text: nodes[node].text + "/" + step[0])) }
    for local in locals {
      let name = names[local] ?? names.count
      names[local] = name
      edges[Edge(node: node, name: name)] = target
    }
    return target
  }

  /// A step that leads from the node at `path` back to itself: lines below lines.
  private mutating func loop(_ path: String, through step: String) {
    let node = node(at: path)
    let name = names[step] ?? names.count
    names[step] = name
    edges[Edge(node: node, name: name)] = node
  }
}

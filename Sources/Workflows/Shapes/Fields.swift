import Readings
import Values

/// The members of one object while it is decoded.
///
/// Each declared key must be read exactly by the decoder of its object: a key that is declared but
/// never read, or read but not declared, is a bug and stops the first test that loads it.
final class Fields {
  let node: JSONNode
  let context: DecodingContext
  private let members: [String: JSONMember]
  private var unread: Set<String>
  /// Members whose keys are misspelt, by the key that was probably meant.
  private let misspelt: [String: JSONMember]

  init(_ node: JSONNode, _ declared: [DeclaredKey], _ context: DecodingContext) {
    self.node = node
    self.context = context
    unread = Set(declared.map(\.name))
    let list: [JSONMember] = if case .object(let list) = node.content { list } else { [] }
    members = Dictionary(list.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    misspelt = Self.misspelt(list, declared.map(\.name))
  }

  /// The decoded value of a key; nil when it is absent or wrong (and that has been said).
  func read<Value>(_ key: Key<Value>) -> Value? {
    precondition(unread.remove(key.name) != nil, "`\(key.name)` is not declared or read twice")
    guard let member = members[key.name] ?? meant(key) else { return nil }
    if let documents = key.documents, let target = context.target, !context.isTargetSupposed,
      !documents.contains(target)
    {
      let kinds = documents.map { "\"\($0.rawValue)\"" }.sorted().joined(separator: ", ")
      context.report(
        .notForThisDocument,
        at: member.keyRange.lowerBound,
        "`\(key.name)` means nothing where \"document\" is \"\(target.rawValue)\"",
        expected: "`\(key.name)` only for \(kinds)"
      )
      return nil
    }
    return key.shape.decode(member.value, context)
  }

  /// The member whose misspelt key was probably meant for this one, where its value fits: what is wrong in it is told, too.
  private func meant<Value>(_ key: Key<Value>) -> JSONMember? {
    guard let member = misspelt[key.name], key.shape.kinds.contains(member.value.kind) else {
      return nil
    }
    return member
  }

  /// As `read`, and notes a key in which there is something wrong, also where it is itself misspelt.
  func readNotingFaults<Value>(_ key: Key<Value>) -> Value? {
    let before = context.errorCount
    let value = read(key)
    if context.errorCount > before || misspelt[key.name] != nil {
      context.faultyKeys.insert(key.name)
    }
    return value
  }

  /// The text of a key, right, wrong or misspelt.
  func writtenText<Value>(_ key: Key<Value>) -> String? {
    guard let member = members[key.name] ?? misspelt[key.name],
      case .text(let text) = member.value.content
    else { return nil }
    return text
  }

  private static func misspelt(
    _ members: [JSONMember],
    _ names: [String]
  ) -> [String: JSONMember] {
    guard !members.allSatisfy({ names.contains($0.key) }) else { return [:] }
    let absent = names.filter { name in !members.contains { $0.key == name } }
    var result: [String: JSONMember] = [:]
    for member in members.prefix(JSONParser.maximumFaults) where !names.contains(member.key) {
      guard let name = Spelling.nearest(to: member.key, among: absent) else { continue }
      result[name] = member
    }
    return result
  }

  /// True when the key stands in the file, right, wrong or misspelt.
  func has<Value>(_ key: Key<Value>) -> Bool { placeIfPresent(key.name) != nil }

  /// Where the key stands; the object's beginning when it does not.
  func place<Value>(_ key: Key<Value>) -> Int {
    placeIfPresent(key.name) ?? node.range.lowerBound
  }

  /// Where a key (or what is probably meant for it) stands, by its name; nil when it does not.
  func placeIfPresent(_ name: String) -> Int? {
    (members[name] ?? misspelt[name])?.keyRange.lowerBound
  }

  /// Stops when the decoder has left out a declared key.
  func finish() {
    precondition(unread.isEmpty, "declared but never read: \(unread.sorted())")
  }
}

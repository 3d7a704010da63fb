/// Writes what came out into the `expect` of a definition's tests, for review; every other byte stays as it is.
package struct ExpectationRewriter {
  /// One value of one `expect`.
  package struct Change: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
      case text(String)
      case texts([String])
      /// A JSON value as it is to stand there.
      case json(String)
      /// There is no such value: the key goes.
      case gone
    }

    /// Place of the test in `tests`, and of the document in its `expect`, from 0.
    package var test: Int
    package var document: Int
    /// `decision`, or `fields` and a field.
    package var keys: [String]
    package var value: Value

    package init(test: Int, document: Int, keys: [String], value: Value) {
      self.test = test
      self.document = document
      self.keys = keys
      self.value = value
    }
  }

  private struct Edit {
    var range: Range<Int>
    var text: String
  }

  private let source: SourceText
  private let tests: [JSONNode]

  /// Nil when the definition has no list of tests.
  package init?(_ definition: DefinitionSource) {
    source = SourceText(fileName: definition.fileName, bytes: definition.bytes)
    guard let root = JSONParser.parse(source).root,
      let tests = root.member("tests")?.value.elements
    else { return nil }
    self.tests = tests
  }

  /// The whole file with the changes; one whose place is not in the file is passed over.
  package func rewritten(_ changes: [Change]) -> [UInt8] {
    let edits = changes.compactMap(edit).sorted { $0.range.lowerBound > $1.range.lowerBound }
    var bytes = source.bytes
    var end = bytes.count
    // Several differences of one list of messages are one value, which is written once.
    for edit in edits where edit.range.upperBound <= end {
      bytes.replaceSubrange(edit.range, with: Array(edit.text.utf8))
      end = edit.range.lowerBound
    }
    return bytes
  }

  private func edit(_ change: Change) -> Edit? {
    guard tests.indices.contains(change.test),
      var node = tests[change.test].member("expect")?.value
    else { return nil }
    if let list = node.elements {
      guard list.indices.contains(change.document) else { return nil }
      node = list[change.document]
    }
    var member: JSONMember?
    for key in change.keys {
      member = (member?.value ?? node).member(key)
      if member == nil { return nil }
    }
    guard let member else { return nil }
    switch change.value {
    case .text(let text): return Edit(range: member.value.range, text: Self.quoted(text))
    case .texts(let texts):
      let list = texts.map(Self.quoted).joined(separator: ", ")
      return Edit(range: member.value.range, text: "[\(list)]")
    case .json(let text): return Edit(range: member.value.range, text: text)
    case .gone:
      return Edit(range: member.keyRange.lowerBound..<endWithComma(of: member), text: "")
    }
  }

  /// The end of a member with the comma behind it; a comma before it may stay, because lists may end in one.
  private func endWithComma(of member: JSONMember) -> Int {
    var place = member.value.range.upperBound
    while place < source.bytes.count {
      switch source.bytes[place] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        place += 1
      case UInt8(ascii: ","): return place + 1
      case UInt8(ascii: "/"): place = endOfComment(from: place)
      default: return member.value.range.upperBound
      }
    }
    return member.value.range.upperBound
  }

  private func endOfComment(from start: Int) -> Int {
    let bytes = source.bytes
    var place = start + 2
    if start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "*") {
      while place < bytes.count, !bytes[..<place].suffix(2).elementsEqual([0x2A, 0x2F]) {
        place += 1
      }
      return place
    }
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
    return place
  }

  /// The text as JSON has it.
  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\\(scalar)"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..<" ":
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}

extension JSONNode {
  fileprivate func member(_ key: String) -> JSONMember? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.key == key }
  }

  fileprivate var elements: [JSONNode]? {
    guard case .array(let elements) = content else { return nil }
    return elements
  }
}

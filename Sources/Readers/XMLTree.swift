/// The kept elements of an XML file in document order: plain arrays, no object for each element.
///
/// The descendants of an element stand directly behind it, up to its `end`.
struct XMLTree {
  struct Element {
    /// Node of the `XMLPathTable`: which path the element has.
    var node: Int
    /// Index of the parent element, -1 at the top.
    var parent: Int
    var line: Int
    var textStart: Int
    var textEnd: Int
    var firstAttribute: Int
    var attributeEnd: Int
    /// Index after the last descendant.
    var end: Int
  }

  struct Attribute {
    var name: XMLAttributeName
    var start: Int
    var end: Int
  }

  private(set) var elements: [Element] = []
  private var attributes: [Attribute] = []
  private var bytes: [UInt8] = []

  var byteCount: Int { bytes.count }

  /// The text of `element` without white space around it; nil when there is none.
  func text(_ element: Int) -> String? {
    trimmed(elements[element].textStart, elements[element].textEnd)
  }

  func attribute(_ name: XMLAttributeName, of element: Int) -> String? {
    let range = elements[element].firstAttribute..<elements[element].attributeEnd
    for attribute in attributes[range] where attribute.name == name {
      return trimmed(attribute.start, attribute.end)
    }
    return nil
  }

  /// True also for an empty one.
  func hasAttribute(_ name: XMLAttributeName, of element: Int) -> Bool {
    attributes[elements[element].firstAttribute..<elements[element].attributeEnd]
      .contains { $0.name == name }
  }

  /// The first descendant of `element` that stands at `node`.
  func descendant(at node: Int, of element: Int) -> Int? {
    for index in (element + 1)..<max(elements[element].end, element + 1)
    where elements[index].node == node {
      return index
    }
    return nil
  }

  func ancestor(of element: Int, levels: Int) -> Int {
    var index = element
    for _ in 0..<levels { index = elements[index].parent }
    return index
  }

  mutating func open(node: Int, parent: Int, line: Int) -> Int {
    elements.append(
      Element(
        node: node,
        parent: parent,
        line: line,
        textStart: bytes.count,
        textEnd: bytes.count,
        firstAttribute: attributes.count,
        attributeEnd: attributes.count,
        end: elements.count + 1
      )
    )
    return elements.count - 1
  }

  /// Gives the last opened element an attribute.
  mutating func addAttribute(_ name: XMLAttributeName, _ value: UnsafeBufferPointer<UInt8>) {
    let start = bytes.count
    unsafe bytes.append(contentsOf: value)
    attributes.append(Attribute(name: name, start: start, end: bytes.count))
    elements[elements.count - 1].attributeEnd = attributes.count
    elements[elements.count - 1].textStart = bytes.count
    elements[elements.count - 1].textEnd = bytes.count
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>, to element: Int) {
    unsafe bytes.append(contentsOf: text)
    elements[element].textEnd = bytes.count
  }

  mutating func close(_ element: Int) {
    elements[element].end = elements.count
  }

  /// Forgets `element` and all that came after it.
  mutating func removeAll(from element: Int) {
    let first = elements[element]
    let firstByte =
      first.firstAttribute < first.attributeEnd
      ? attributes[first.firstAttribute].start : first.textStart
    bytes.removeSubrange(firstByte...)
    attributes.removeSubrange(first.firstAttribute...)
    elements.removeSubrange(element...)
  }

  private func trimmed(_ start: Int, _ end: Int) -> String? {
    var (start, end) = (start, end)
    while start < end, Self.isSpace(bytes[start]) { start += 1 }
    while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
    guard start < end else { return nil }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}

/// The attributes that say something about a value; all others are passed over.
enum XMLAttributeName: String, CaseIterable {
  case currencyID
  case schemeID
  case unitCode
  case format
  case name
  case currency = "Ccy"
  case listID
  case listVersionID
  case mimeCode
  case filename
}

/// JSON written into one buffer: keys in the order of writing, absent values left out.
///
/// Characters that hide or reorder text are written as `\u202e`: the same value, but safe to print.
struct JSONBuffer {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  mutating func object(_ key: String? = nil, _ body: (inout JSONBuffer) -> Void) {
    nested(key, UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  mutating func array(_ key: String? = nil, _ body: (inout JSONBuffer) -> Void) {
    nested(key, UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  /// Objects of a list; no key at all when the list is empty.
  mutating func list<Element>(
    _ key: String,
    _ elements: [Element],
    _ body: (inout JSONBuffer, Element) -> Void
  ) {
    guard !elements.isEmpty else { return }
    array(key) { json in
      for element in elements { json.object { body(&$0, element) } }
    }
  }

  mutating func text(_ key: String, _ value: String?) {
    guard let value else { return }
    start(key)
    string(value)
  }

  mutating func text(_ value: String) {
    start(nil)
    string(value)
  }

  mutating func number(_ key: String, _ value: Int?) {
    guard let value else { return }
    start(key)
    bytes.append(contentsOf: String(value).utf8)
  }

  mutating func bool(_ key: String, _ value: Bool) {
    start(key)
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// A line end between the elements of long lists, so that the file can be read and compared.
  mutating func newline() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = false
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func nested(
    _ key: String?,
    _ open: UInt8,
    _ close: UInt8,
    _ body: (inout JSONBuffer) -> Void
  ) {
    start(key)
    bytes.append(open)
    needsComma = false
    body(&self)
    bytes.append(close)
    needsComma = true
  }

  private mutating func start(_ key: String?) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
    guard let key else { return }
    string(key)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes.append(contentsOf: "\\\"".utf8)
      case "\\": bytes.append(contentsOf: "\\\\".utf8)
      case "\n": bytes.append(contentsOf: "\\n".utf8)
      default:
        if VisibleText.isHidden(scalar) {
          for unit in UTF16.encode(scalar) ?? .init() { escape(unit) }
        } else {
          bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ unit: UInt16) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(contentsOf: "\\u".utf8)
    for shift in [12, 8, 4, 0] { bytes.append(digits[Int(unit >> UInt16(shift)) & 15]) }
  }
}

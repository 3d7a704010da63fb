import Documents

/// Keeps what an e-invoice says beyond its mapping table: extensions of the standard and of a trade, as path and text.
///
/// Bounded in every way, for this is read by people, not by rules. The file itself is in the archive.
struct XMLLeftovers {
  private(set) var values: [ExtensionValue] = []
  /// Names of the open elements that the table does not know, outermost first.
  private var names: [String] = []
  private var parent = ""
  private var text: [UInt8] = []
  /// The last tag was a start tag: what ends next holds no elements.
  private var isLeaf = false
  /// Depth within something that is passed over.
  private var passed = 0

  static let maximumValues = 100
  static let maximumBytes = 300
  static let maximumDepth = 20

  /// What every invoice has and nobody misses (the tax's name, the syntax's version), and signatures.
  private static let ordinary: Set<String> = [
    "TaxScheme", "UBLVersionID", "Signature", "TypeCode", "ChargeIndicator", "LineStatusCode",
  ]

  mutating func start(_ tag: XMLTag, below path: String, isTop: Bool) {
    if isTop {
      names = []
      parent = path
      passed = 0
    }
    let isFull = values.count >= Self.maximumValues || names.count >= Self.maximumDepth
    if passed > 0 || isFull {
      passed += 1
      return
    }
    let name = tag.nameText
    if Self.ordinary.contains(name) {
      passed = 1
      return
    }
    names.append(name)
    text = []
    isLeaf = true
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard passed == 0, isLeaf, text.count < Self.maximumBytes else { return }
    unsafe text.append(contentsOf: bytes.prefix(Self.maximumBytes - text.count))
  }

  mutating func end() {
    if passed > 0 {
      passed -= 1
      return
    }
    if isLeaf { keep() }
    isLeaf = false
    text = []
    _ = names.popLast()
  }

  private mutating func keep() {
    let words = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty else { return }
    values.append(
      ExtensionValue(
        path: parent + "/" + names.joined(separator: "/"),
        text: words.joined(separator: " ")
      )
    )
  }
}

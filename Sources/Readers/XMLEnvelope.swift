/// Hands on what a Standard Business Document (Peppol's SBDH) holds as if it had come without.
///
/// Source: GS1 and UN/CEFACT, Standard Business Document Header 1.3; Peppol Business Message Envelope 2.0.
final class XMLEnvelope: XMLHandler {
  static let root = "StandardBusinessDocument"
  static let header = "StandardBusinessDocumentHeader"

  private let inner: XMLHandler
  private var depth = 0
  /// Depth of the document within; elements of the header do not count.
  private var isWithin = false
  private var isBehind = false

  init(_ inner: XMLHandler) { self.inner = inner }

  override func start(_ tag: XMLTag) {
    depth += 1
    // An envelope holds one document; a second one is no part of it.
    if depth == 2, !isBehind, tag.nameText != Self.header { isWithin = true }
    guard isWithin else { return }
    inner.start(tag)
    follow()
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isWithin else { return }
    unsafe inner.text(bytes)
    follow()
  }

  override func end() {
    if isWithin {
      inner.end()
      follow()
      if depth == 2 { (isWithin, isBehind) = (false, true) }
    }
    depth -= 1
  }

  private func follow() {
    isFinished = inner.isFinished
    refusal = inner.refusal
  }
}

import Values

/// Collects a reading's items into frames of a fitting size.
///
/// Items are written into bytes as they come, so that a long reading never stands in memory.
package struct FrameBatch {
  private let id: Int
  private var items = WireWriter()
  private var count = 0

  package init(id: Int) {
    self.id = id
  }

  /// Adds `item`; false when the item alone is larger than any frame may be, and was left out.
  ///
  /// Frames that are full are handed to `send`.
  package mutating func add(_ item: ReadingItem, send: ([UInt8]) -> Void) -> Bool {
    let start = items.bytes.count
    var item = item
    ReaderWire.wontThrow { () throws(WireError) in try item.visit(&items) }
    if items.bytes.count - start > ReaderWire.maximumItemBytes {
      items.cut(to: start)
      return false
    }
    if count > 0, items.bytes.count > ReaderWire.usualFrameBytes {
      // The new item opens the next frame.
      let last = items.cut(to: start)
      flush(send)
      items.append(last)
    }
    count += 1
    if count == ReaderWire.itemsPerFrame { flush(send) }
    return true
  }

  /// Hands over what is left and the end of the reading, in one piece.
  package mutating func finish(_ summary: ReadingSummary, send: ([UInt8]) -> Void) {
    var rest: [UInt8] = []
    if count > 0 { flush { rest = $0 } }
    send(rest + ReaderWire.bytes(of: .end(id: id, summary)))
  }

  private mutating func flush(_ send: ([UInt8]) -> Void) {
    send(ReaderWire.itemsFrame(id: id, count: count, items: items.take()))
    count = 0
  }
}

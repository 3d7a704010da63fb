/// The wire between daemon and reader: a 4-byte little-endian length, then that many bytes.
///
/// A request is JSON. An answer is a compact form of `ReadFrame`: its kind, its id, then the fields
/// of its values in the order of `WireFields`. There and back on one core that is 490,000 entries a
/// second; JSON gave 45,000, less than the 60,000 that a ledger export needs
/// (`Benchmarks/ReaderWire`).
package enum ReaderWire {
  package static let maximumFrameBytes = 64 << 20
  /// Instructions go with each request; the loader keeps definitions and folders of templates well below this.
  package static let maximumRequestBytes = 48 << 20
  /// Items a frame: small enough to keep memory flat, large enough to be cheap.
  package static let itemsPerFrame = 200
  /// A frame is closed when it reaches this many bytes, whatever its number of items.
  package static let usualFrameBytes = 256 << 10
  /// What one document or row may take: a frame less room for its kind, id and count.
  package static let maximumItemBytes = maximumFrameBytes - 64
  /// Identifiers, line, page and row numbers stay far from overflow, whatever is added to them.
  package static let maximumNumber = 1 << 48
  package static let lengthBytes = 4
  /// What a reader sends once, when it is ready for requests: a length of nothing.
  package static let hello: [UInt8] = [0, 0, 0, 0]

  private static let itemsKind: UInt8 = 1
  private static let endKind: UInt8 = 2
  private static let surveyKind: UInt8 = 3

  /// The bytes of `frame`, with the length before them.
  package static func bytes(of frame: ReadFrame) -> [UInt8] {
    switch frame {
    case .items(let id, let items):
      var writer = WireWriter()
      for var item in items { wontThrow { () throws(WireError) in try item.visit(&writer) } }
      return itemsFrame(id: id, count: items.count, items: writer.take())
    case .survey(let id, let survey): return bytes(of: survey, kind: surveyKind, id: id)
    case .end(let id, let summary): return bytes(of: summary, kind: endKind, id: id)
    }
  }

  private static func bytes(of value: some WireValue, kind: UInt8, id: Int) -> [UInt8] {
    var (writer, kind, id, value) = (WireWriter(), kind, id, value)
    writer.visit(&kind)
    writer.visit(&id)
    wontThrow { () throws(WireError) in try value.visit(&writer) }
    return framed(writer.take())
  }

  /// A frame of `count` items that are bytes already.
  package static func itemsFrame(
    id: Int,
    count: Int,
    items: some Collection<UInt8>
  ) -> [UInt8] {
    var (writer, kind, id) = (WireWriter(), itemsKind, id)
    writer.visit(&kind)
    writer.visit(&id)
    _ = writer.visitCount(count)
    writer.append(items)
    return framed(writer.take())
  }

  /// The frame that `payload` (without the length) holds, all of it.
  package static func frame(from payload: ArraySlice<UInt8>) throws(WireError) -> ReadFrame {
    guard payload.count <= maximumFrameBytes else { throw .tooLarge("frame") }
    var parser = WireParser(payload)
    var (kind, id): (UInt8, Int) = (0, 0)
    try parser.visit(&kind)
    try parser.visit(&id)
    let frame: ReadFrame
    switch kind {
    case itemsKind:
      var items: [ReadingItem] = []
      try forEachItem(&parser) { item, _ in items.append(item) }
      frame = .items(id: id, items)
    case surveyKind:
      var survey = FileSurvey.blank
      try survey.visit(&parser)
      frame = .survey(id: id, survey)
    case endKind:
      var summary = ReadingSummary.blank
      try summary.visit(&parser)
      frame = .end(id: id, summary)
    default:
      throw .invalid("kind of frame")
    }
    guard parser.isAtEnd else { throw .invalid("length of frame") }
    return frame
  }

  /// The items of a frame that holds items, each with the bytes that it was read from.
  package static func itemsAndBytes(
    from payload: ArraySlice<UInt8>
  ) throws(WireError) -> [(item: ReadingItem, bytes: ArraySlice<UInt8>)] {
    var parser = WireParser(payload)
    var (kind, id): (UInt8, Int) = (0, 0)
    try parser.visit(&kind)
    try parser.visit(&id)
    guard kind == itemsKind else { throw .invalid("kind of frame") }
    var items: [(ReadingItem, ArraySlice<UInt8>)] = []
    try forEachItem(&parser) { item, bytes in items.append((item, bytes)) }
    guard parser.isAtEnd else { throw .invalid("length of frame") }
    return items
  }

  private static func forEachItem(
    _ parser: inout WireParser,
    _ body: (ReadingItem, ArraySlice<UInt8>) -> Void
  ) throws(WireError) {
    let count = try parser.visitCount(0)
    guard count <= itemsPerFrame else { throw .tooLarge("number of items in a frame") }
    for _ in 0..<count {
      let start = parser.position
      var item = ReadingItem.blank
      try item.visit(&parser)
      body(item, parser.bytes[start..<parser.position])
    }
  }

  /// `payload` with its length before it.
  package static func framed(_ payload: [UInt8]) -> [UInt8] {
    precondition(payload.count <= maximumFrameBytes, "a frame above its limit")
    return length(UInt32(payload.count)) + payload
  }

  /// How many bytes follow a length, or nil before four bytes are there.
  package static func payloadCount(_ header: ArraySlice<UInt8>) -> Int? {
    guard header.count >= lengthBytes else { return nil }
    return header.prefix(lengthBytes).reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static func length(_ count: UInt32) -> [UInt8] {
    (0..<lengthBytes).map { UInt8(truncatingIfNeeded: count >> (8 * UInt32($0))) }
  }

  /// A writer never throws; only the shared walk says that it may.
  static func wontThrow(_ work: () throws(WireError) -> Void) {
    do throws(WireError) { try work() } catch { preconditionFailure("writing a frame: \(error)") }
  }
}

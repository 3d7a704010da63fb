import Readings

/// Bytes as they come from a socket to whole frames.
///
/// Memory grows with the bytes that really came, never with a length that was only promised.
struct FrameAssembler {
  private var bytes: [UInt8] = []
  private var start = 0

  var isEmpty: Bool { start == bytes.count }

  mutating func append(_ more: some Collection<UInt8>) {
    if start > 0 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes.append(contentsOf: more)
  }

  mutating func removeAll() {
    bytes = []
    start = 0
  }

  /// Gives back the memory that one large answer took.
  mutating func shrink() {
    if isEmpty, bytes.capacity > Self.usualCapacity { removeAll() }
  }

  private static let usualCapacity = 1 << 20

  /// The next whole frame, nil until it is there.
  mutating func next() throws(WireError) -> ReadFrame? {
    guard let payload = try nextPayload() else { return nil }
    return try ReaderWire.frame(from: payload)
  }

  /// The payload of the next frame.
  mutating func nextPayload() throws(WireError) -> ArraySlice<UInt8>? {
    guard let count = ReaderWire.payloadCount(bytes[start...]) else { return nil }
    guard count <= ReaderWire.maximumFrameBytes else { throw .tooLarge("frame") }
    let payloadStart = start + ReaderWire.lengthBytes
    guard bytes.count - payloadStart >= count else { return nil }
    start = payloadStart + count
    return bytes[payloadStart..<start]
  }
}

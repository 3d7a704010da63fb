/// One request to a reader process.
///
/// The file itself travels beside it as an open descriptor, so that the process needs no access to
/// any folder.
package struct ReadRequest: Sendable, Codable {
  package var id: Int
  package var instructions: ReadInstructions
  /// For messages only; content decides the kind.
  package var fileName: String
  package var byteCount: Int64

  package init(id: Int, instructions: ReadInstructions, fileName: String, byteCount: Int64) {
    self.id = id
    self.instructions = instructions
    self.fileName = fileName
    self.byteCount = byteCount
  }
}

/// One frame of the answer: some items, or the end.
package enum ReadFrame: Sendable, Codable {
  case items(id: Int, [ReadingItem])
  case end(id: Int, ReadingSummary)
}

/// The wire between daemon and reader: a 4-byte little-endian length, then that many bytes of JSON.
package enum ReaderWire {
  package static let maximumFrameBytes = 64 << 20
  /// Items a frame: small enough to keep memory flat, large enough to be cheap.
  package static let itemsPerFrame = 200
}

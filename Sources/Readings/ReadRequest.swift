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
  /// Processor time the file may take; then the system ends the process.
  package var cpuSeconds = 60

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

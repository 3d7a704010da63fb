/// One request to a reader process.
///
/// The file itself travels beside it as an open descriptor, so that the process needs no access to
/// any folder.
package struct ReadRequest: Sendable, Codable {
  package enum Task: String, Sendable, Codable {
    /// Read the file as `instructions` say.
    case read
    /// Look at a file that no workflow knows yet; of the instructions only the limits count.
    case survey
    /// Draw pages of it, with marks on them; of the instructions only the limits count.
    case draw
  }

  package var id: Int
  package var task = Task.read
  package var instructions: ReadInstructions
  /// Of a task to draw.
  package var drawing: DrawInstructions?
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

/// One frame of the answer: some items, or what a survey saw, or the end.
package enum ReadFrame: Sendable, Codable {
  case items(id: Int, [ReadingItem])
  case survey(id: Int, FileSurvey)
  case end(id: Int, ReadingSummary)

  /// Which request it answers.
  package var id: Int {
    switch self {
    case .items(let id, _), .survey(let id, _), .end(let id, _): id
    }
  }
}

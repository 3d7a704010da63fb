import Documents
import Foundation
import Readers
import Readings
import Testing
import Values
import Workflows

/// A proposal for bytes in memory, read back as the command does it.
struct Proposed {
  var proposal: Proposal
  var text: String
  var readBack: ReadBack?
  var reading: Reading?

  /// `propose` that must give a proposal.
  init(
    _ bytes: [UInt8],
    _ fileName: String = "export.csv",
    document: ReadInstructions.Target? = nil,
    ledgers: [String] = [],
    limits: ReadLimits = ReadLimits()
  ) throws {
    var request = ProposalRequest(fileName: fileName)
    request.document = document
    request.ledgers = ledgers
    let survey = FileSurveyor.survey(MemoryInput(bytes), limits: limits)
    switch Proposer.propose(survey, request) {
    case .refused(let problem):
      throw Refused(description: "\(problem.code): \(problem.message) \(problem.remedy)")
    case .proposal(let proposal): self.init(proposal, bytes)
    }
  }

  private init(_ proposal: Proposal, _ bytes: [UInt8]) {
    self.proposal = proposal
    if let instructions = proposal.readInstructions {
      let reading = Self.read(bytes, instructions)
      var back = ReadBack()
      back.take(reading.items)
      back.finish(reading.summary)
      self.reading = reading
      readBack = back
    }
    text = proposal.text(readBack)
  }

  struct Refused: Error, CustomStringConvertible {
    var description: String
  }

  /// What `tickmark check` says of the text, `line code` a line.
  var diagnostics: [Diagnostic] { Self.load(text).diagnostics }

  static func load(_ text: String) -> LoadResult {
    guard let hash = ContentHash(hex: String(repeating: "0", count: 64)) else {
      preconditionFailure("64 digits are a hash")
    }
    let source = DefinitionSource(
      fileName: "workflows/p.json",
      bytes: Array(text.utf8),
      contentHash: hash
    )
    return WorkflowLoader.load([source])
  }

  static func read(_ bytes: [UInt8], _ instructions: ReadInstructions) -> Reading {
    var items: [ReadingItem] = []
    let summary = FileReader.read(
      MemoryInput(bytes),
      instructions: instructions,
      fileName: "export.csv"
    ) { items.append($0) }
    return Reading(items: items, summary: summary)
  }
}

/// The golden cases: a table, and beside it the definition that is proposed for it.
enum GoldenCase {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden")

  static let isRecording = ProcessInfo.processInfo.environment["TICKMARK_RECORD"] != nil

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  /// Compares with what was recorded, or records it when `TICKMARK_RECORD` is set.
  static func check(_ name: String, _ text: String) throws {
    let file = folder.appending(path: name)
    if isRecording {
      try Data(text.utf8).write(to: file)
      return
    }
    let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(text == expected, "\(name) differs; TICKMARK_RECORD=1 records it anew")
  }
}

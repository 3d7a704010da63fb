import Foundation
import Testing

/// The tutorial of docs/workflows.md, from its first file to its last command, run as it stands.
@Suite(.timeLimit(.minutes(5)))
struct TutorialTests {
  @Test("each file of the tutorial is written, each command runs, and prints what the page shows")
  func asItStands() async throws {
    let blocks = try TutorialBlock.ofPage()
    #expect(blocks.count { $0.language == "console" } >= 6)
    try await withScratch([:]) { scratch in
      try Self.makeShell(scratch)
      for block in blocks {
        switch block.language {
        case "console":
          for step in block.steps { try await Self.run(step, scratch) }
        default:
          // The workspace of the tutorial is `office`; its papers lie beside it.
          let isDefinition = block.title.hasPrefix("workflows/")
          let folder = scratch.outside + (isDefinition ? "/office/" : "/")
          try scratch.write(block.text, to: folder + block.title)
        }
      }
      let explained = try await scratch.tickmark(
        "explain",
        "D3",
        "-w",
        scratch.outside + "/office"
      )
      #expect(explained.code == 0, "\(explained.testDescription)")
      #expect(explained.output.contains("meals-limit"), "\(explained.output)")
    }
  }

  /// One call after another goes on in the folder where the last one ended.
  private static func makeShell(_ scratch: Scratch) throws {
    try scratch.write(scratch.outside, to: scratch.outside + "/where")
  }

  private static func run(_ step: TutorialBlock.Step, _ scratch: Scratch) async throws {
    let script = """
      cd "$(cat '\(scratch.outside)/where')" || exit 99
      PATH="\(Scratch.products):$PATH"
      \(step.command)
      code=$?
      pwd > '\(scratch.outside)/where'
      exit $code
      """
    let child = try scratch.start(["-c", script], in: scratch.outside, program: "/bin/bash")
    let code = try await child.end()
    #expect([0, 1, 78].contains(code), "\(step.command): \(code) \(child.errors)")
    let told = child.output + child.errors
    for line in step.output {
      // `...` in a line is what the page leaves out.
      let pieces = line.components(separatedBy: "...").filter { !$0.isEmpty }
      let isThere = told.split(separator: "\n").contains { shown in
        pieces.allSatisfy { shown.contains($0) }
      }
      #expect(isThere, "\(step.command) does not print \(line)\n\(told)")
    }
  }
}

/// A fenced piece of the tutorial.
struct TutorialBlock {
  /// A command, and the lines that the page shows of its answer.
  struct Step {
    var command: String
    var output: [String] = []
  }

  var language: String
  /// The file's name, where it is one.
  var title: String
  var text: String

  var steps: [Step] {
    var steps: [Step] = []
    for line in text.split(separator: "\n").map(String.init) {
      if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2))))
      } else if !steps.isEmpty, line != "..." {
        steps[steps.count - 1].output.append(line)
      }
    }
    return steps
  }

  static func ofPage() throws -> [TutorialBlock] {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let page = try String(contentsOfFile: "/\(root)/docs/workflows.md", encoding: .utf8)
    let chapter = try #require(page.components(separatedBy: ": a tutorial\n").dropFirst().first)
    let tutorial = try #require(chapter.components(separatedBy: "\n## ").first)
    let pieces = tutorial.components(separatedBy: "```").enumerated()
    return pieces.compactMap { index, piece in
      guard index % 2 == 1, let end = piece.firstIndex(of: "\n") else { return nil }
      let head = piece[..<end].split(separator: " ", maxSplits: 1).map(String.init)
      return TutorialBlock(
        language: head.first ?? "",
        title: head.count > 1 ? head[1] : "",
        text: String(piece[piece.index(after: end)...])
      )
    }
  }
}

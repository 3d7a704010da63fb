import Foundation
import Testing
import Workflows

@testable import Processing

/// Tests that stand in the reference's snippets pass, with real readers.
@Suite struct DocumentedTestsTests {
  @Test func `each test in a snippet of the reference passes`() async throws {
    let page = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let text = try String(contentsOf: URL(filePath: "/\(page)/docs/workflows.md"), encoding: .utf8)
    var count = 0
    for piece in text.components(separatedBy: "```json").dropFirst() {
      let block = piece.components(separatedBy: "```")[0].split(separator: "\n").dropFirst(
        piece.first == "\n" ? 0 : 1
      ).joined(separator: "\n")
      guard block.contains("\"tests\"") else { continue }
      let isWhole = block.hasPrefix("{")
      let definition =
        isWhole
        ? block
        : #"{ "format": 1, "workflow": "w", "document": "expense", "watch": "inbox/w", \#(block) }"#
      let shop = try Shop(["w": definition, "bank": Definitions.bank])
      let run = try await WorkflowTestBenchTests.run(shop)
      #expect(run.isPassed, "\(run.failureText)\n\(block)")
      count += run.results.count
    }
    #expect(count >= 3)
  }
}

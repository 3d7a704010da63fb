import Foundation
import Testing
import Values

@testable import Workflows

/// Every piece of JSON in docs/workflows.md is loaded as it stands, so that the page cannot teach what is refused.
@Suite struct WorkflowPageTests {
  @Test func `every definition and every part of one in the reference loads`() throws {
    let blocks = try Self.blocks()
    #expect(blocks.count >= 12)
    for block in blocks {
      let result = WorkflowLoader.load(Self.sources(of: block))
      #expect(result.errors.isEmpty, "\(block)\n\(Diagnostic.render(result.errors))")
    }
  }

  private static func blocks() throws -> [String] {
    let page = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let text = try String(
      contentsOf: URL(filePath: "/\(page)/docs/workflows.md"),
      encoding: .utf8
    )
    // What stands behind `json` is the name that the tutorial gives the file.
    return text.components(separatedBy: "```json").dropFirst().compactMap { piece in
      guard let end = piece.firstIndex(of: "\n") else { return nil }
      return String(piece[piece.index(after: end)...]).components(separatedBy: "```").first
    }
  }

  /// A part is put into the smallest definition that it fits into, beside ledgers and tables that it may name.
  private static func sources(of block: String) -> [DefinitionSource] {
    var text = block
    if !block.hasPrefix("{") {
      var head = #""format": 1, "workflow": "w", "document": "expense""#
      if !block.hasPrefix("\"watch\"") { head += #", "watch": "inbox/w""# }
      let isOfRead = ["\"csv\"", "\"xlsx\"", "\"templates\""].contains(where: block.hasPrefix)
      let body = isOfRead ? "\"read\": { \(block) }" : block
      text = "{ \(head),\n\(body)\n}"
    }
    guard let hash = ContentHash(hex: String(repeating: "0", count: 64)) else { return [] }
    return [text, bank, limits, suppliers].enumerated().map { index, text in
      DefinitionSource(
        fileName: "workflows/\(index).json",
        bytes: Array(text.utf8),
        contentHash: hash
      )
    }
  }

  private static let bank =
    #"{ "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank" }"#
  private static let limits =
    #"{ "format": 1, "workflow": "expense-limits", "document": "table", "watch": "inbox/limits" }"#
  private static let suppliers =
    #"{ "format": 1, "workflow": "suppliers", "document": "table", "watch": "inbox/suppliers" }"#
}

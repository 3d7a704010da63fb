import Foundation
import Testing

@testable import Workflows

@Suite("The JSON Schema")
struct DefinitionSchemaTests {
  static let schema = JSONParser.parse(
    SourceText(fileName: DefinitionSchema.path, bytes: Array(DefinitionSchema.text.utf8))
  ).root

  private func parse(_ text: String) throws -> JSONNode {
    let source = SourceText(fileName: "t.json", bytes: Array(text.utf8))
    return try #require(JSONParser.parse(source).root)
  }

  @Test("The file in workflows/schema is what the code generates")
  func isInStep() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: DefinitionSchema.path)
    if ProcessInfo.processInfo.environment["TICKMARK_RECORD"] == "1" {
      let folder = file.deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try DefinitionSchema.text.write(to: file, atomically: true, encoding: .utf8)
    }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    #expect(recorded == DefinitionSchema.text, "re-record with TICKMARK_RECORD=1")
  }

  @Test("Every good definition is valid", arguments: Definitions.good)
  func good(_ text: String) throws {
    let schema = try #require(Self.schema)
    #expect(try SchemaChecker.accepts(try parse(text), schema))
  }

  @Test(
    "Every mistake that it can express is invalid, no other is",
    arguments: Mistake.ofKeys + Mistake.ofMeaning
  )
  func mistake(_ mistake: Mistake) throws {
    let schema = try #require(Self.schema)
    #expect(try SchemaChecker.accepts(try parse(mistake.text), schema) == !mistake.inSchema)
  }

  @Test("Every key says what it is for")
  func summaries() {
    let templates =
      TemplateKeys.declared + TemplateChoiceKeys.declared + TemplateFieldKeys.declared
      + TemplateLinesKeys.declared + TemplateAreaKeys.declared + OCRKeys.declared
    for key in WorkflowKeys.declared + WatchKeys.declared + CSVKeys.declared + WorkbookKeys.declared
      + ColumnKeys.declared + ExpectKeys.declared + templates
    {
      #expect(key.summary.hasSuffix(")") || key.summary.hasSuffix("."))
    }
  }
}

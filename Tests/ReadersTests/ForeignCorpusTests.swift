import Extraction
import Foundation
import Patterns
import Readings
import Templates
import Testing
import Values
import Workflows

@testable import Readers

/// invoice2data's own comparison papers with its own templates: every field as its answers have it.
@Suite struct ForeignCorpusTests {
  static let folder = ProcessInfo.processInfo.environment["TICKMARK_CORPORA"].map {
    "\($0)/invoice2data"
  }

  /// Papers whose seller stands in a picture only.
  private static let pictures: Set<String> = ["saeco"]

  @Test(.enabled(if: folder != nil)) func `each paper gives each field of its answer`() throws {
    let folder = try #require(Self.folder)
    let instructions = try Self.instructions(folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    #expect(names.count > 10)
    var (right, all) = (0, 0)
    for name in names where !Self.pictures.contains(name) {
      let answer = try Self.answer(folder, name)
      let reading = try #require(
        try Self.reading(folder, name, instructions),
        "\(name): no template"
      )
      for (key, value) in answer where key != "desc" {
        all += 1
        let given = reading.value(key)
        if Self.isSame(given, value) {
          right += 1
        } else {
          Issue.record("\(name) \(key): \(given.map { "\($0)" } ?? "nothing") for \(value)")
        }
      }
    }
    print("invoice2data's papers: \(right) of \(all) fields")
  }

  private static func instructions(_ folder: String) throws -> ReadInstructions {
    let root = folder + "/templates"
    let names = try #require(FileManager.default.enumerator(atPath: root)).compactMap {
      $0 as? String
    }
    var files: [TemplateFile] = []
    for name in names where TemplateFile.isTemplate(name) {
      let bytes = try Data(contentsOf: URL(filePath: "\(root)/\(name)"))
      files.append(TemplateFile(folder: "t", path: name, bytes: [UInt8](bytes)))
    }
    let text =
      #"{ "format": 1, "workflow": "w", "document": "invoice", "watch": "inbox/w", "read": { "templates": "t" } }"#
    var source = DefinitionSource(
      fileName: "w.json",
      bytes: Array(text.utf8),
      contentHash: try #require(ContentHash(hex: String(repeating: "0", count: 64)))
    )
    source.templateFiles = files
    let result = WorkflowLoader.load([source])
    print(Diagnostic.render(result.diagnostics))
    return try #require(result.workflows?.workflows.first).read
  }

  private static func answer(_ folder: String, _ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: "\(folder)/\(name).json"))
    let list = try JSONSerialization.jsonObject(with: data) as? [[String: Any]]
    return try #require(list?.first)
  }

  private static func reading(
    _ folder: String,
    _ name: String,
    _ instructions: ReadInstructions
  ) throws -> ForeignReading? {
    let text = URL(filePath: "\(folder)/\(name).txt")
    if FileManager.default.fileExists(atPath: text.path) {
      let paper = TemplatePaper(text: try String(contentsOf: text, encoding: .utf8))
      return TemplateReader.foreignValues(paper, instructions: instructions)
    }
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(name).pdf")))
    guard case .open(let file) = PDFFile.open(bytes) else { return nil }
    let pages = (0..<file.pageCount).compactMap { file.page($0, maximumWords: 100_000)?.page }
    return TemplateReader.foreignValues(
      PDFReader.paper(pages, of: file),
      instructions: instructions
    )
  }

  private static func isSame(_ given: ForeignValue?, _ wanted: Any) -> Bool {
    switch given {
    case .none: false
    case .rows(let rows):
      if let wanted = wanted as? [[String: Any]] {
        rows.count == wanted.count
          && zip(rows, wanted).allSatisfy { row, answer in
            Set(row.keys) == Set(answer.keys) && answer.allSatisfy { isSame(row[$0.key], $0.value) }
          }
      } else {
        false
      }
    case .list(let values):
      (wanted as? [Any])?.count == values.count
        && zip(values, (wanted as? [Any]) ?? []).allSatisfy { isSame($0, $1) }
    case .number(let number):
      ExactDecimal("\(wanted)").map { $0.normalized == number.normalized } ?? false
    case .text(let text): text == "\(wanted)"
    case .day(let day): day.description == "\(wanted)"
    }
  }
}

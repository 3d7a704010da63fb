import Testing
import Values

@testable import Workflows

/// A hash that stands for any file's.
let someHash = ContentHash(hex: String(repeating: "0a", count: 32))

/// Loads definitions given as name and text.
func load(_ files: [String: String]) throws -> LoadResult {
  let hash = try #require(someHash)
  let sources = files.map {
    DefinitionSource(fileName: $0.key, bytes: Array($0.value.utf8), contentHash: hash)
  }
  return WorkflowLoader.load(sources)
}

/// A definition text to the diagnostics as a person sees them.
func check(_ text: String) throws -> String {
  Diagnostic.render(try load(["w.json": text]).diagnostics)
}

/// `line code` of every error, one a line: the shape in which most tests state what they expect.
func brief(_ result: LoadResult, warnings: Bool = false) -> [String] {
  result.diagnostics.filter { warnings || $0.severity == .error }
    .map { "\($0.line) \($0.code.rawValue)" }
}

/// The one workflow of a good definition.
func plan(_ text: String) throws -> Workflow {
  let result = try load(["w.json": text])
  #expect(result.errors.isEmpty, "\(Diagnostic.render(result.errors))")
  return try #require(result.workflows?.workflows.first)
}

import Values

// What the loader really says about the examples.
extension CodeExplanation {
  /// The loader's own words about the wrong example.
  package func diagnostics(of code: DiagnosticCode) -> [Diagnostic] {
    Self.load(wrong).diagnostics.filter { $0.code == code }
  }

  /// How much a diagnostic of this code weighs: an error keeps the old definitions, a warning does not.
  package func severity(of code: DiagnosticCode) -> Diagnostic.Severity {
    diagnostics(of: code).first?.severity ?? .error
  }

  static func load(_ examples: [ExampleDefinition]) -> LoadResult {
    guard let hash = ContentHash(hex: String(repeating: "00", count: 32)) else {
      preconditionFailure("sixty-four digits are a hash")
    }
    return WorkflowLoader.load(
      examples.map {
        DefinitionSource(fileName: $0.fileName, bytes: $0.bytes, contentHash: hash)
      }
    )
  }
}

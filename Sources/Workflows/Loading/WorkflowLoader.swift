package import Values

/// One definition file as it was read from disk.
package struct DefinitionSource: Sendable {
  /// Shown in diagnostics: `workflows/bank.json`.
  package var fileName: String
  package var bytes: [UInt8]
  package var contentHash: ContentHash
  /// What stands in the folders of templates that it names.
  package var templateFiles: [TemplateFile] = []

  package init(fileName: String, bytes: [UInt8], contentHash: ContentHash) {
    self.fileName = fileName
    self.bytes = bytes
    self.contentHash = contentHash
  }
}

/// What loading definitions gives.
package struct LoadResult: Sendable {
  /// Nil when there is any error: a workspace is loaded whole or not at all.
  package var workflows: WorkflowSet?
  /// Errors and warnings of all files, sorted.
  package var diagnostics: [Diagnostic]

  package var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
}

/// Makes checked plans of definition files.
///
/// Pure: no disk, no clock. The same files give the same result in whatever order they come.
package enum WorkflowLoader {
  /// Decodes and checks all definitions of a workspace together.
  package static func load(_ sources: [DefinitionSource]) -> LoadResult {
    let files = sources.sorted { $0.fileName < $1.fileName }.map(decode)
    var rules = WorkspaceRules(files)
    rules.check()
    let diagnostics = (files.flatMap(\.context.diagnostics)).sorted()
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      return LoadResult(workflows: nil, diagnostics: diagnostics)
    }
    let workflows = rules.workflows.sorted { $0.id < $1.id }
    return LoadResult(
      workflows: WorkflowSet(workflows: workflows, parts: sources.flatMap(\.parts)),
      diagnostics: diagnostics
    )
  }

  /// One file with what was found in it.
  struct DecodedFile {
    var context: DecodingContext
    var draft: WorkflowDraft?
  }

  private static func decode(_ definition: DefinitionSource) -> DecodedFile {
    let source = SourceText(fileName: definition.fileName, bytes: definition.bytes)
    let (root, faults) = JSONParser.parse(source)
    let context = DecodingContext(
      source,
      contentHash: definition.contentHash,
      isDamaged: !faults.isEmpty
    )
    context.templateFiles = definition.templateFiles
    for fault in faults { context.report(fault) }
    let draft = root.flatMap { WorkflowKeys.shape.decode($0, context) }
    return DecodedFile(context: context, draft: draft)
  }
}

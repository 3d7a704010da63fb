import Digests
import Values
package import Workflows

/// Reads the definitions of a workspace: every `workflows/*.json`.
package enum WorkflowLibrary {
  /// One definition may be this large.
  static let maximumBytes = 4 << 20

  /// The sources in the order of their names.
  ///
  /// Throws when the folder or a file cannot be read.
  package static func sources(of workspace: Workspace) throws -> [DefinitionSource] {
    try FileSystem.names(in: workspace.workflows)
      .filter {
        $0.hasSuffix(".json") && !$0.hasPrefix(".") && !$0.hasSuffix(WorkflowTestUpdate.suffix)
      }
      .map { name in
        try source(
          path: workspace.workflows + "/" + name,
          shownAs: "workflows/" + name,
          of: workspace
        )
      }
  }

  /// What lies in `workflows/` and looks like a definition but is none, each in a sentence with a remedy.
  package static func notLoaded(
    in workspace: Workspace,
    beside sources: [DefinitionSource]
  )
    -> [String]
  {
    let templates = Set(sources.flatMap(\.templateFolders))
    var notes: [String] = []
    for name in FileSystem.names(in: workspace.workflows).sorted() where !name.hasPrefix(".") {
      let path = workspace.workflows + "/" + name
      if FileSystem.isFolder(path) {
        let inside = FileSystem.names(in: path)
          .filter { isLikeDefinition($0) && "workflows/\(name)/\($0)" != DefinitionSchema.path }
        guard !inside.isEmpty,
          !templates.contains(where: { "\($0)/".hasPrefix("workflows/\(name)/") })
        else { continue }
        let count = inside.count == 1 ? "1 file" : "\(inside.count) files"
        notes.append(
          "workflows/\(name)/ holds \(count) that no one loads (\(inside.sorted()[0])): definitions lie in "
            + "workflows/ itself; move what is one there"
        )
      } else if isLikeDefinition(name), !name.hasSuffix(".json") {
        notes.append(
          "workflows/\(name) is not loaded: a definition's name ends in .json, in small letters; rename it"
        )
      }
    }
    return notes
  }

  private static func isLikeDefinition(_ name: String) -> Bool {
    let small = name.lowercased()
    return !name.hasPrefix(".") && !small.hasSuffix(WorkflowTestUpdate.suffix)
      && [".json", ".jsonc", ".json5", ".json.txt"].contains { small.hasSuffix($0) }
  }

  /// One definition, with the templates of the folders that it names.
  package static func source(
    path: String,
    shownAs name: String,
    of workspace: Workspace
  ) throws -> DefinitionSource {
    var source = source(try FileSystem.read(path, limit: maximumBytes), shownAs: name)
    for folder in source.templateFolders {
      source.templateFiles += try templates(in: folder, of: workspace)
    }
    return source
  }

  /// The template files of a folder and those inside it; none where there is no such folder.
  private static func templates(
    in folder: String,
    of workspace: Workspace
  ) throws -> [TemplateFile] {
    var files: [TemplateFile] = []
    var waiting = [""]
    while let inner = waiting.popLast(), files.count < TemplateFile.maximumFiles {
      let path = workspace.path(folder) + (inner.isEmpty ? "" : "/" + inner)
      guard FileSystem.isFolder(path), inner.count(where: { $0 == "/" }) < 8 else { continue }
      for name in FileSystem.names(in: path) where !name.hasPrefix(".") {
        let relative = inner.isEmpty ? name : inner + "/" + name
        let whole = path + "/" + name
        if FileSystem.isFolder(whole) {
          if !FileSystem.isLink(whole) { waiting.append(relative) }
        } else if TemplateFile.isTemplate(name), files.count < TemplateFile.maximumFiles {
          let bytes = try FileSystem.read(whole, limit: TemplateFile.maximumBytes)
          var file = TemplateFile(folder: folder, path: relative, bytes: bytes)
          file.contentHash = SHA256Digester.hash(bytes)
          files.append(file)
        }
      }
    }
    return files
  }

  /// A definition that is not on disk yet.
  package static func source(_ bytes: [UInt8], shownAs name: String) -> DefinitionSource {
    DefinitionSource(
      fileName: name,
      bytes: bytes,
      contentHash: SHA256Digester.hash(bytes)
    )
  }

  package static func load(_ workspace: Workspace) throws -> LoadedLibrary {
    let sources = try sources(of: workspace)
    let result = WorkflowLoader.load(sources)
    return LoadedLibrary(
      workflows: result.workflows,
      sources: sources,
      diagnostics: result.diagnostics
    )
  }
}

/// What loading a workspace's definitions gave, with the files as they were read.
package struct LoadedLibrary: Sendable {
  /// Nil when there is any error.
  package var workflows: WorkflowSet?
  package var sources: [DefinitionSource]
  package var diagnostics: [Diagnostic]

  package var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
}

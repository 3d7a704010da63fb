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

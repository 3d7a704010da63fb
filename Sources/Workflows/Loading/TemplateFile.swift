package import Values

/// One file of a folder of invoice2data's templates.
package struct TemplateFile: Hashable, Sendable {
  /// The folder as the definition names it: `templates/suppliers`.
  package var folder: String
  /// Within the folder: `fr/fr.free.yml`.
  package var path: String
  package var bytes: [UInt8]
  /// Nil where it was not read from a workspace.
  package var contentHash: ContentHash?

  package init(folder: String, path: String, bytes: [UInt8]) {
    self.folder = folder
    self.path = path
    self.bytes = bytes
  }

  /// True for the names of files that are templates.
  package static func isTemplate(_ name: String) -> Bool {
    !name.hasPrefix(".") && [".yml", ".yaml", ".json"].contains { name.lowercased().hasSuffix($0) }
  }

  /// More files than this no folder has.
  package static let maximumFiles = 2_000
  package static let maximumBytes = 256 << 10
}

extension DefinitionSource {
  /// The folders of templates that the definition names.
  package var templateFolders: [String] {
    // Most definitions name none, and need not be parsed twice.
    guard bytes.span.hasTemplates else { return [] }
    let source = SourceText(fileName: fileName, bytes: bytes)
    guard case .object(let members) = JSONParser.parse(source).root?.content,
      case .object(let read) = members.first(where: { $0.key == "read" })?.value.content,
      let templates = read.first(where: { $0.key == "templates" })?.value
    else { return [] }
    let nodes: [JSONNode] =
      if case .array(let elements) = templates.content { elements } else { [templates] }
    var folders: [String] = []
    for case .text(let text) in nodes.map(\.content) {
      do throws(TextFault) {
        let folder = try RelativePath.checked(text.hasSuffix("/") ? String(text.dropLast()) : text)
        if !folders.contains(folder) { folders.append(folder) }
      } catch {
        // The loader says what is wrong with it.
        continue
      }
    }
    return folders
  }
}

extension Span<UInt8> {
  /// True when the word `templates` stands somewhere.
  fileprivate var hasTemplates: Bool {
    let word = Array("\"templates\"".utf8)
    guard count >= word.count else { return false }
    for start in 0...(count - word.count) where self[start] == word[0] {
      var length = 1
      while length < word.count, self[start + length] == word[length] { length += 1 }
      if length == word.count { return true }
    }
    return false
  }
}

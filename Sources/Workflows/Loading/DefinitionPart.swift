package import Values

/// A file that definitions in force were made of, by its content.
package struct DefinitionPart: Hashable, Sendable, Comparable {
  package var hash: ContentHash
  /// Of a template: its folder as the definition names it, and its path inside; nil for a definition.
  package var template: Template?

  package struct Template: Hashable, Sendable {
    package var folder: String
    package var path: String
  }

  package init(hash: ContentHash, template: Template? = nil) {
    self.hash = hash
    self.template = template
  }

  /// One line: the hash, and a template's folder and path, with tabs between.
  package var text: String {
    guard let template else { return hash.hex }
    return "\(hash.hex)\t\(template.folder)\t\(template.path)"
  }

  /// Nil for what is no such line.
  package init?(text: String) {
    let words = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard let hash = ContentHash(hex: words[0]) else { return nil }
    switch words.count {
    case 1: self.init(hash: hash)
    case 3: self.init(hash: hash, template: Template(folder: words[1], path: words[2]))
    default: return nil
    }
  }

  package static func < (left: DefinitionPart, right: DefinitionPart) -> Bool {
    left.text < right.text
  }
}

extension DefinitionSource {
  /// Itself and its templates.
  package var parts: [DefinitionPart] {
    [DefinitionPart(hash: contentHash)]
      + templateFiles.compactMap { file in
        file.contentHash.map {
          DefinitionPart(hash: $0, template: .init(folder: file.folder, path: file.path))
        }
      }
  }
}

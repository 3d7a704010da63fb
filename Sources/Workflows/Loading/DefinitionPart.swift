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
    return "\(hash.hex)\t\(Self.escaped(template.folder))\t\(Self.escaped(template.path))"
  }

  /// Nil for what is no such line.
  package init?(text: String) {
    let words = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard let hash = ContentHash(hex: words[0]) else { return nil }
    switch words.count {
    case 1: self.init(hash: hash)
    case 3:
      self.init(
        hash: hash,
        template: Template(folder: Self.unescaped(words[1]), path: Self.unescaped(words[2]))
      )
    default: return nil
    }
  }

  /// Tabs and line breaks may stand in the names of files.
  private static let escapes = [("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")]

  private static func escaped(_ name: String) -> String {
    name.unicodeScalars.map { scalar in
      escapes.first { $0.0 == String(scalar) }?.1 ?? String(scalar)
    }.joined()
  }

  private static func unescaped(_ text: String) -> String {
    var (name, rest) = ("", Substring(text))
    while let first = rest.unicodeScalars.first {
      let escape = escapes.first { rest.unicodeScalars.starts(with: $0.1.unicodeScalars) }
      name += escape?.0 ?? String(first)
      rest = Substring(rest.unicodeScalars.dropFirst(escape == nil ? 1 : 2))
    }
    return name
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

/// Names that programs use for what is not (yet) a paper; `doctor` shows them.
///
/// Collected from browsers, office programs, editors, copy tools and network storage. The rule
/// applies to the final name; a file that is renamed out of it is a new sighting. Case does not
/// count.
package enum BuiltInNames {
  /// `*` at one end stands for anything; every name with a dot in front is hidden and passed over.
  package static let files = [
    ".*", "~$*", "*~", "~syncthing~*", "4913", "thumbs.db", "desktop.ini", "ehthumbs.db",
    "*.part", "*.partial", "*.crdownload", "*.filepart", "*.opdownload", "*.download", "*.aria2",
    "*.tmp", "*.temp", "*.!ut", "*.lock", "*.lck", "*.swp", "*.swo", "*.swx",
  ]

  package static let folders = [
    ".*", "@eadir", "@tmp", "@recycle", "@recently-snapshot", "#recycle", "#snapshot",
    "$recycle.bin", "recycler", "system volume information", "lost+found", "__macosx",
  ]

  private enum Shape {
    case prefix([UInt8])
    case suffix([UInt8])
    case whole([UInt8])

    init(_ pattern: String) {
      if pattern.hasSuffix("*") {
        self = .prefix(Array(pattern.utf8.dropLast()))
      } else if pattern.hasPrefix("*") {
        self = .suffix(Array(pattern.utf8.dropFirst()))
      } else {
        self = .whole(Array(pattern.utf8))
      }
    }

    func matches(_ name: [UInt8]) -> Bool {
      switch self {
      case .prefix(let bytes): name.starts(with: bytes)
      case .suffix(let bytes): name.count >= bytes.count && name.suffix(bytes.count) == bytes[...]
      case .whole(let bytes): name == bytes
      }
    }
  }

  private static let fileShapes = files.map(Shape.init)
  private static let folderShapes = folders.map(Shape.init)

  static func rule(forFile path: InboxPath) -> IgnoreRule? {
    let name = folded(path)
    return fileShapes.firstIndex { $0.matches(name) }.map { .builtIn(files[$0]) }
  }

  static func rule(forFolder path: InboxPath) -> IgnoreRule? {
    let name = folded(path)
    return folderShapes.firstIndex { $0.matches(name) }.map { .builtIn(folders[$0] + "/") }
  }

  private static func folded(_ path: InboxPath) -> [UInt8] {
    path.lastComponent.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }
}

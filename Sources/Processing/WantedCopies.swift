import Storage

/// The paths of a document's named copies: its own file, and those that accompany it.
enum WantedCopies {
  /// `files` with the document's own first; `paths` renders the templates for one of them.
  ///
  /// A template that does not tell the files apart (`{document.number}.xml`) gives each companion its own extension, or else
  /// a number.
  static func of(_ files: [ArrivalRecord], paths: (ArrivalRecord) -> [String]) -> [WantedCopy] {
    var copies: [WantedCopy] = []
    var taken: Set<String> = []
    for (position, file) in files.enumerated() {
      for path in paths(file) {
        guard let free = position == 0 ? path : free(path, file, taken) else { continue }
        taken.insert(free)
        copies.append(WantedCopy(path: free, hash: file.hash))
      }
    }
    return copies
  }

  private static func free(_ path: String, _ file: ArrivalRecord, _ taken: Set<String>) -> String? {
    if !taken.contains(path) { return path }
    let own = path.stem + (file.name.fileExtension.map { "." + $0 } ?? "")
    if !taken.contains(own) { return own }
    return (2...Placing.maximumNames).lazy.map { Placing.numbered(own, $0) }
      .first { !taken.contains($0) }
  }
}

extension String {
  private var dot: Index? {
    let start = lastIndex(of: "/").map { index(after: $0) } ?? startIndex
    return self[start...].lastIndex(of: ".").flatMap { $0 == start ? nil : $0 }
  }

  /// Without the last name's extension.
  fileprivate var stem: String { dot.map { String(self[..<$0]) } ?? self }

  fileprivate var fileExtension: String? {
    dot.map { String(self[index(after: $0)...]) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// Rules for paths in a definition: relative to the workspace, with `/`, and never out of it.
enum RelativePath {
  static let maximumBytes = 1_024
  static let maximumComponentBytes = 255
  /// Folders of the workspace that are Tickmark's own.
  static let ownFolders: Set<String> = [".tickmark", "workflows"]

  static let schema: [(key: String, value: SchemaValue)] = [
    ("pattern", .text(#"^(?![/~])(?!.*\\)(?!(.*/)?\.{1,2}(/|$)).+$"#)),
    ("maxLength", .number(String(maximumBytes))),
  ]

  static func components(_ path: String) -> [Substring] {
    path.split(separator: "/", omittingEmptySubsequences: false)
  }

  /// `path` itself, or why it is none.
  static func checked(_ path: String) throws(TextFault) -> String {
    guard !path.isEmpty else { throw TextFault(code: .badPath, reason: "this path is empty") }
    guard !path.hasPrefix("/"), !path.hasPrefix("~") else {
      throw TextFault(
        code: .badPath,
        reason: "`\(path.prefix(80))` is not relative to the workspace",
        suggestion: suggestion(path)
      )
    }
    if path.contains("\\") {
      let slashes = String(path.map { $0 == "\\" ? "/" : $0 })
      throw TextFault(
        code: .badPath,
        reason: "folders are separated by `/`",
        suggestion: "\"\(slashes)\""
      )
    }
    let parts = components(path)
    if parts.contains("..") {
      let reason = "`..` would lead out of the workspace"
      throw TextFault(code: .badPath, reason: reason)
    }
    if parts.contains(".") || parts.contains("") {
      let reason = "`\(path.prefix(80))` has an empty part or `.` in it"
      throw TextFault(code: .badPath, reason: reason, suggestion: suggestion(path))
    }
    try checkBytes(path, parts)
    return path
  }

  private static func checkBytes(_ path: String, _ parts: [Substring]) throws(TextFault) {
    let hasControl = path.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    guard !hasControl else {
      throw TextFault(code: .badPath, reason: "a control character stands in this path")
    }
    guard path.utf8.count <= maximumBytes,
      parts.allSatisfy({ $0.utf8.count <= maximumComponentBytes })
    else { throw TextFault(code: .badPath, reason: "this path is too long") }
    if let first = parts.first, ownFolders.contains(String(first)) {
      throw TextFault(code: .badPath, reason: "`\(first)` is Tickmark's own folder")
    }
  }

  /// Refuses the reports that Tickmark itself writes.
  static func checkWritable(_ path: String) throws(TextFault) {
    let isOwn = path.hasPrefix("reports/exceptions.") || path.hasPrefix("reports/reconciliation-")
    guard !isOwn else {
      throw TextFault(code: .badPath, reason: "`\(path.prefix(80))` is a report of Tickmark's own")
    }
  }

  private static func suggestion(_ path: String) -> String? {
    let parts = path.split(separator: "/").filter { $0 != "." && $0 != "~" }
    return parts.isEmpty ? nil : "\"\(parts.joined(separator: "/"))\""
  }
}

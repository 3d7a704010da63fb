import Patterns

/// Why a text is refused.
struct TextFault: Error {
  var code: DiagnosticCode
  var reason: String
  var expected: String?
  var suggestion: String?
  /// The byte of the text at which it went wrong; nil: the text as a whole.
  var byte: Int?
}

extension Shape {
  /// A text whose check says by itself what is wrong.
  static func checked(
    _ expected: String,
    schema: [(key: String, value: SchemaValue)] = [],
    check: @escaping @Sendable (String) throws(TextFault) -> Value
  ) -> Shape {
    Shape(
      kinds: [.text],
      expected: expected,
      schema: .object([("type", .text("string"))] + schema)
    ) { node, context in
      guard case .text(let text) = node.content else { return nil }
      do throws(TextFault) {
        return try check(text)
      } catch {
        let place =
          error.byte.map { JSONUnescaper.place(of: $0, in: node, context.source) }
          ?? node.range.lowerBound
        context.report(
          error.code,
          at: place,
          error.reason,
          expected: error.expected ?? expected,
          suggestion: error.suggestion
        )
        return nil
      }
    }
  }
}

extension Shape where Value == String {
  /// A user's regular expression: refused here rather than at the first file.
  static var pattern: Shape {
    checked("a pattern", schema: [("minLength", .number("1"))]) { text throws(TextFault) in
      guard !text.isEmpty else {
        throw TextFault(code: .badPattern, reason: "this pattern is empty")
      }
      do throws(PatternError) {
        _ = try Pattern(text)
      } catch {
        throw TextFault(
          code: .badPattern,
          reason: "this pattern cannot be used: \(error.message)",
          expected: "a regular expression (PCRE2)",
          byte: error.offset
        )
      }
      return text
    }
  }

  /// A folder of the workspace, without `/` at the end.
  static var folder: Shape {
    checked("a folder inside the workspace", schema: RelativePath.schema) {
      text throws(TextFault) in
      let folder = try RelativePath.checked(text.hasSuffix("/") ? String(text.dropLast()) : text)
      guard RelativePath.components(folder).first != "reports" else {
        let reason = "Tickmark writes its reports into `reports`: they would be read as papers"
        throw TextFault(code: .badPath, reason: reason)
      }
      return folder
    }
  }

  /// A file of the workspace that Tickmark may write.
  static var outputPath: Shape {
    checked("a file inside the workspace", schema: RelativePath.schema) { text throws(TextFault) in
      if let brace = text.utf8.firstIndex(of: UInt8(ascii: "{")) {
        throw TextFault(
          code: .badPath,
          reason: "a journal's path has no holes: one journal holds all documents",
          expected: "a fixed path such as reports/bank.journal",
          byte: text.utf8.distance(from: text.utf8.startIndex, to: brace)
        )
      }
      let path = try RelativePath.checked(text)
      try RelativePath.checkWritable(path)
      return path
    }
  }

  /// A name pattern such as `*.pdf`.
  static var glob: Shape {
    checked("a name pattern such as *.pdf", schema: [("minLength", .number("1"))]) {
      text throws(TextFault) in
      let open = text.count { $0 == "[" }
      let close = text.count { $0 == "]" }
      guard !text.isEmpty, text.utf8.count <= RelativePath.maximumBytes, !text.hasPrefix("/"),
        !text.contains("\\"), open == close,
        !text.split(separator: "/", omittingEmptySubsequences: false).contains(where: {
          $0.isEmpty || $0 == ".."
        })
      else {
        let reason = "`\(text.prefix(80))` is no name pattern"
        throw TextFault(code: .badPath, reason: reason)
      }
      return text
    }
  }

  /// The name of the marker that says that a file, or without `{name}` its folder, is complete.
  static var doneFile: Shape {
    checked("a file name such as {name}.done") { text throws(TextFault) in
      let parts = text.split(separator: "{name}", omittingEmptySubsequences: false)
      let rest = parts.joined()
      guard text.utf8.count <= RelativePath.maximumComponentBytes, parts.count <= 2,
        !rest.isEmpty, !rest.contains(where: { "{}/\\".contains($0) })
      else {
        let reason = "`\(text.prefix(80))` is no name for a marker"
        throw TextFault(code: .badValue, reason: reason, suggestion: "\"{name}.done\"")
      }
      return text
    }
  }
}

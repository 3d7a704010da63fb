import Documents
import Expressions
import Values
import Workflows

/// Named copies: a template and a document to a path that is safe on every file system.
enum OutputPath {
  static let maximumComponentBytes = 120

  /// The path relative to the workspace.
  ///
  /// A hole without a value becomes `unknown`; no value can add a folder or climb out. `rules` are the values for
  /// expressions.
  static func render(
    _ template: PathTemplate,
    document: Document,
    fileName: String,
    workflow: WorkflowID,
    rules: ExpressionBindings
  ) -> String {
    let text = template.parts.map { part in
      switch part {
      case .text(let text): text
      case .field(let field):
        safe(value(field, document, fileName, workflow) ?? unknown)
      case .hole(let hole): safe(value(hole, rules))
      }
    }.joined()
    return text.split(separator: "/").map { component(String($0)) }.joined(separator: "/")
  }

  /// The same for a file that gave no document: the loader lets only its names and the workflow's stand in the holes.
  static func render(_ template: PathTemplate, fileName: String, workflow: WorkflowID) -> String {
    let text = template.parts.map { part in
      switch part {
      case .text(let text): text
      case .field(let field): safe(fileValue(field, fileName, workflow) ?? unknown)
      case .hole: unknown
      }
    }.joined()
    return text.split(separator: "/").map { component(String($0)) }.joined(separator: "/")
  }

  private static let unknown = "unknown"

  private static func value(_ hole: TemplateHole, _ rules: ExpressionBindings) -> String {
    do throws(EvaluationError) {
      guard let expression = hole.expression else { return unknown }
      let text = try expression.evaluate(rules).displayText
      return text.isEmpty ? unknown : text
    } catch {
      return unknown
    }
  }

  private static func value(
    _ field: String,
    _ document: Document,
    _ fileName: String,
    _ workflow: WorkflowID
  ) -> String? {
    if let value = fileValue(field, fileName, workflow) { return value }
    var path = field.hasPrefix("document.") ? String(field.dropFirst(9)) : field
    for (suffix, length) in [(".year", 0..<4), (".month", 5..<7), (".day", 8..<10)]
    where path.hasSuffix(suffix) {
      path.removeLast(suffix.count)
      return document.text(at: path).map { String(Array($0)[length]) }
    }
    return document.text(at: path)
  }

  private static func fileValue(
    _ field: String,
    _ fileName: String,
    _ workflow: WorkflowID
  ) -> String? {
    let dot = fileName.lastIndex(of: ".").flatMap { $0 == fileName.startIndex ? nil : $0 }
    switch field {
    case "file.name": return fileName
    case "file.stem": return dot.map { String(fileName[..<$0]) } ?? fileName
    case "file.extension":
      return dot.map { String(fileName[fileName.index(after: $0)...]) } ?? "bin"
    case "workflow": return workflow.name
    default: return nil
    }
  }

  /// A value as a part of a name: no separators, no control characters, nothing that a share refuses.
  private static func safe(_ value: String) -> String {
    let folded = value.unicodeScalars.map { scalar -> Character in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: "_"
      default: "/\\:*?\"<>|".unicodeScalars.contains(scalar) ? "-" : Character(scalar)
      }
    }
    return String(folded)
  }

  private static func component(_ text: String) -> String {
    var name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    while name.utf8.count > maximumComponentBytes { name.removeLast() }
    while name.hasSuffix(".") || name.hasSuffix(" ") { name.removeLast() }
    if name.isEmpty || name.allSatisfy({ $0 == "." }) { return "_" }
    return name.hasPrefix(".") ? "_" + name.dropFirst() : name
  }
}

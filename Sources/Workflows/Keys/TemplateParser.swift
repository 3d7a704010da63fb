import Expressions
import Readings

/// Splits a path with `{holes}` and checks every hole against the document model.
struct TemplateParser {
  private let text: [UInt8]
  private let ownColumns: Set<String>

  static let fileFields = ["file.name", "file.stem", "file.extension"]
  init(_ text: String, ownColumns: Set<String>) {
    self.text = Array(text.utf8)
    self.ownColumns = ownColumns
  }

  func parse() throws(TextFault) -> PathTemplate {
    var parts: [PathTemplate.Part] = []
    var literal: [UInt8] = []
    var index = 0
    func flush() {
      if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
      literal = []
    }
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "{") {
        flush()
        guard let end = ExpressionTemplate.endOfHole(in: text, from: index + 1) else {
          let reason = "this `{` is never closed"
          throw TextFault(code: .badTemplate, reason: reason, expected: "`}`", byte: index)
        }
        let name = String(decoding: text[index + 1..<end], as: UTF8.self)
        parts.append(try part(name, at: index))
        index = end + 1
      } else if byte == UInt8(ascii: "}") {
        let reason = "this `}` closes nothing"
        throw TextFault(code: .badTemplate, reason: reason, expected: "`{` before it", byte: index)
      } else {
        literal.append(byte)
        index += 1
      }
    }
    flush()
    return PathTemplate(parts: parts)
  }

  /// A plain field, or an expression that is compiled when all names are known.
  private func part(_ name: String, at index: Int) throws(TextFault) -> PathTemplate.Part {
    guard !name.allSatisfy(\.isWhitespace) else {
      let reason = "this hole is empty"
      throw TextFault(code: .badTemplate, reason: reason, expected: "a field", byte: index)
    }
    if Self.knownNames.contains(name) || isOwn(name) { return .field(name) }
    return .hole(TemplateHole(source: name, offset: index + 1))
  }

  private func isOwn(_ name: String) -> Bool {
    guard name.hasPrefix("document.") else { return false }
    let column = String(name.dropFirst("document.".count))
    return ownColumns.contains(column) && FieldCatalog.documentField(column) == nil
  }

  private static let knownNames: Set<String> = {
    var names = ["workflow"] + fileFields
    for field in FieldCatalog.document {
      names.append("document.\(field.name)")
      guard field.type == .day else { continue }
      names += FieldCatalog.dayParts.map { "document.\(field.name).\($0)" }
    }
    return Set(names)
  }()
}

extension Shape where Value == PathTemplate {
  /// A path with holes for a named copy.
  static var template: Shape {
    let text = Shape<Located<String>>(
      kinds: [.text],
      expected: "a path with {holes}",
      schema: .object([("type", .text("string"))] + RelativePath.schema)
    ) { node, _ in
      guard case .text(let text) = node.content else { return nil }
      return Located(value: text, node: node)
    }
    return text.mapInContext(decode)
  }

  @Sendable private static func decode(
    _ text: Located<String>,
    _ context: DecodingContext
  ) -> PathTemplate? {
    do throws(TextFault) {
      let parser = TemplateParser(text.value, ownColumns: context.ownColumns)
      let template = try parser.parse()
      // The holes of a path that is refused are looked at all the same.
      do throws(TextFault) {
        try template.checkPath()
      } catch {
        report(error, text, context)
        return template
      }
      if template.parts.allSatisfy(\.isText) {
        context.report(
          .fixedName,
          at: text.node.range.lowerBound,
          "every document would get this one name",
          expected: "a hole that tells documents apart, such as {document.number} or {file.name}",
          severity: .warning
        )
      }
      return template
    } catch {
      report(error, text, context)
      return nil
    }
  }

  private static func report(
    _ fault: TextFault,
    _ text: Located<String>,
    _ context: DecodingContext
  ) {
    let place = JSONUnescaper.place(of: fault.byte ?? 0, in: text.node, context.source)
    context.report(
      fault.code,
      at: fault.byte == nil ? text.node.range.lowerBound : place,
      fault.reason,
      expected: fault.expected,
      suggestion: fault.suggestion
    )
  }
}

extension PathTemplate {
  /// The path with one word in the place of every hole, which no name of a file contains.
  fileprivate func withHoles(_ word: String) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .field, .hole: word
      }
    }
    .joined()
  }

  /// The parts between slashes; nil where a hole makes them open.
  var folders: [String?] {
    let hole = "\u{1F}"
    return withHoles(hole).split(separator: "/").dropLast().map {
      $0.contains(hole) ? nil : String($0)
    }
  }

  /// The rules of `RelativePath`, and a first folder that no document can choose.
  fileprivate func checkPath() throws(TextFault) {
    _ = try RelativePath.checked(withHoles("x"))
    try RelativePath.checkWritable(withHoles("x"))
    guard let first = folders.first, first != nil else {
      throw TextFault(
        code: .badPath,
        reason: "the path does not begin with a folder's name",
        expected: "a fixed first folder such as paid/"
      )
    }
  }
}

extension PathTemplate.Part {
  fileprivate var isText: Bool {
    switch self {
    case .text: true
    case .field, .hole: false
    }
  }
}

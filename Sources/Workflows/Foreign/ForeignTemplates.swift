import Readings
import YAML

/// The templates of a folder, in the order of their paths.
///
/// What cannot be used is told as a warning and left out: such folders come from elsewhere, and one bad file
/// must not stop the others.
struct ForeignTemplates {
  private(set) var templates: [ForeignTemplate] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// More no folder has: the 205 templates that invoice2data comes with weigh less than a megabyte.
  static let maximumWeight = 8 << 20

  /// `weight` is what the definition's templates weigh on their way to a reader process, which gets all of them
  /// with each paper.
  init(_ files: [TemplateFile], weight: inout Int) {
    for file in files.sorted(by: { $0.path < $1.path }) { read(file, &weight) }
  }

  private mutating func read(_ file: TemplateFile, _ weight: inout Int) {
    let source = SourceText(fileName: "\(file.folder)/\(file.path)", bytes: file.bytes)
    let log = ForeignLog(source)
    do throws(YAMLFault) {
      if let root = try YAMLReader.read(file.bytes) {
        weight += Self.weight(root)
        guard weight <= Self.maximumWeight else {
          let reason =
            "the templates of this definition have more than \(Self.maximumWeight >> 20) MB: this one is left out"
          log.report(.outOfRange, line: 1, column: 1, reason)
          diagnostics += log.diagnostics
          return
        }
        let decoder = ForeignTemplateDecoder(log: log, name: file.path)
        if let template = decoder.template(root) { templates.append(template) }
      } else {
        log.report(.emptyFile, line: 1, column: 1, "there is no template in this file")
      }
    } catch {
      log.report(
        .badValue,
        line: error.line,
        column: error.column,
        "this is no YAML: \(error.message)",
        expected: "a template of invoice2data in YAML or JSON"
      )
    }
    diagnostics += log.diagnostics
  }

  /// Each text with its escapes, and what stands around it; aliases weigh what they stand for.
  private static func weight(_ node: YAMLNode) -> Int {
    switch node.content {
    case .scalar(let text, _): 100 + 2 * text.utf8.count
    case .list(let nodes): nodes.reduce(100) { $0 + weight($1) }
    case .map(let members): members.reduce(100) { $0 + weight($1.key) + weight($1.value) }
    }
  }
}

/// What is told of one file.
final class ForeignLog {
  let source: SourceText
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceText) {
    self.source = source
  }

  func report(
    _ code: DiagnosticCode,
    at node: YAMLNode,
    _ reason: String,
    expected: String? = nil,
    suggestion: String? = nil
  ) {
    report(
      code,
      line: node.line,
      column: node.column,
      reason,
      expected: expected,
      suggestion: suggestion
    )
  }

  func report(
    _ code: DiagnosticCode,
    line: Int,
    column: Int,
    _ reason: String,
    expected: String? = nil,
    suggestion: String? = nil
  ) {
    guard diagnostics.count < JSONParser.maximumFaults else { return }
    let fault = Fault(
      code: code,
      offset: source.offset(line: line, column: column),
      reason: reason,
      expected: expected,
      suggestion: suggestion
    )
    diagnostics.append(Diagnostic(fault, severity: .warning, in: source))
  }
}

extension SourceText {
  /// The byte at a line and column, both from 1; the nearest where there is none.
  func offset(line: Int, column: Int) -> Int {
    var offset = start
    var current = 1
    while current < line, offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "\n") { current += 1 }
      offset += 1
    }
    var rest = column - 1
    while rest > 0, offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      rest -= 1
    }
    return min(offset, bytes.count)
  }
}

import Readings
import Values

/// What is known and noted while one definition file is decoded.
///
/// A class because all shapes of one file write into it; it never leaves the loading of that file.
final class DecodingContext {
  let source: SourceText
  let contentHash: ContentHash
  private(set) var diagnostics: [Diagnostic] = []
  /// Known once `document` is decoded, which comes first.
  var target: ReadInstructions.Target?

  /// The fields that the workflow's columns fill.
  var ownColumns: Set<String> = []
  /// True when the parser had to mend the file: what seems to be absent may only be lost.
  let isDamaged: Bool

  init(_ source: SourceText, contentHash: ContentHash, isDamaged: Bool) {
    self.source = source
    self.contentHash = contentHash
    self.isDamaged = isDamaged
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  func report(
    _ code: DiagnosticCode,
    at offset: Int,
    _ reason: String,
    expected: String? = nil,
    suggestion: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    let fault = Fault(
      code: code,
      offset: offset,
      reason: reason,
      expected: expected,
      suggestion: suggestion
    )
    report(fault, severity: severity)
  }

  func report(_ fault: Fault, severity: Diagnostic.Severity = .error) {
    guard diagnostics.count <= JSONParser.maximumFaults else { return }
    guard diagnostics.count < JSONParser.maximumFaults else {
      let reason = "there are more than \(JSONParser.maximumFaults) faults: the rest is not shown"
      let last = Fault(code: .tooManyFaults, offset: fault.offset, reason: reason)
      diagnostics.append(Diagnostic(last, severity: .error, in: source))
      return
    }
    diagnostics.append(Diagnostic(fault, severity: severity, in: source))
  }

  /// Reports at byte `index` of the text of a text node.
  func report(
    _ code: DiagnosticCode,
    in node: JSONNode,
    byte index: Int,
    _ reason: String,
    expected: String? = nil,
    suggestion: String? = nil
  ) {
    let place = JSONUnescaper.place(of: index, in: node, source)
    report(code, at: place, reason, expected: expected, suggestion: suggestion)
  }
}

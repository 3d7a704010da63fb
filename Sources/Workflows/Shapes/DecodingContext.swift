import Readings
import Values

/// What is known and noted while one definition file is decoded.
///
/// A class because all shapes of one file write into it; it never leaves the loading of that file.
final class DecodingContext {
  let source: SourceText
  let contentHash: ContentHash
  private(set) var diagnostics: [Diagnostic] = []
  /// Known once `document` is decoded, which comes first; what was probably meant where it could not be read.
  var target: ReadInstructions.Target?
  /// True when `target` is only what was probably meant: then no key is held to be wrong for it.
  var isTargetSupposed = false

  /// The names of the workflow's columns, as far as they could be read.
  var ownColumns: Set<String> = []
  /// Columns whose `type` could not be read.
  var untypedColumns: Set<String> = []
  /// Fields that are probably meant by misspelt names of columns.
  var meantColumns: Set<String> = []
  /// True when there are columns whose names could not be read: an unknown one may be among them.
  var hasLostColumns = false
  /// `read.csv`, of which a workbook takes what it does not say itself.
  var csv: CSVInstructions?
  /// The names that `set` gives, also where what they stand for was refused.
  var givenNames: Set<String> = []
  /// The same of `use`.
  var givenTables: Set<String> = []
  /// The ids of the rules of `decide`, also of refused ones.
  var givenRules: Set<String> = []
  /// True when `decide` has rules that could not be read: the last one may be among them.
  var hasLostRules = false
  /// True when `set` or `use` as a whole could not be read.
  var hasLostNames = false
  /// The keys of the top level in which there is something wrong: names that they give may be lost.
  var faultyKeys: Set<String> = []
  /// The files of the folders of templates that the definition names.
  var templateFiles: [TemplateFile] = []
  /// What the templates read so far weigh.
  var templateWeight = 0
  /// True when a `currency` stands there that is none: that there is no currency is the same mistake.
  var hasBadCurrency = false
  /// True when the parser had to mend the file: what seems to be absent may only be lost.
  let isDamaged: Bool

  init(_ source: SourceText, contentHash: ContentHash, isDamaged: Bool) {
    self.source = source
    self.contentHash = contentHash
    self.isDamaged = isDamaged
    hasLostColumns = isDamaged
    hasLostNames = isDamaged
    hasLostRules = isDamaged
  }

  var hasErrors: Bool { errorCount > 0 }
  var errorCount: Int { diagnostics.count { $0.severity == .error } }

  /// True when what these keys give is whole.
  func isWhole(_ keys: String...) -> Bool { !isDamaged && faultyKeys.isDisjoint(with: keys) }

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

  /// What was found in another file that the definition names.
  func add(_ others: [Diagnostic]) {
    let room = max(0, JSONParser.maximumFaults - diagnostics.count)
    diagnostics += others.prefix(room)
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
    suggestion: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    let place = JSONUnescaper.place(of: index, in: node, source)
    report(
      code,
      at: place,
      reason,
      expected: expected,
      suggestion: suggestion,
      severity: severity
    )
  }
}

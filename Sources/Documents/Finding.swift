/// How much a finding weighs, lightest first.
package enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
  /// Shown, changes nothing.
  case info
  /// A person should look: the document becomes an exception.
  case review
  /// Must not be cleared or paid before a person has decided.
  case block

  package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
  private var rank: Int {
    switch self {
    case .info: 0
    case .review: 1
    case .block: 2
    }
  }
}

/// Something that a check noticed about a document.
package struct Finding: Hashable, Sendable, Codable {
  /// Stable id of the check: `totals-foot`, `iban-changed`.
  package var code: String
  package var severity: Severity
  /// One sentence with the evidence in it: `net 1000.00 + tax 190.00 is 1190.00, not the gross 1191.00`.
  package var message: String
  /// The document fields that the message speaks of: `totals.gross`.
  package var fields: [String]
  /// What the person can do.
  package var suggestion: String

  package init(
    code: String,
    severity: Severity,
    message: String,
    fields: [String] = [],
    suggestion: String
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.fields = fields
    self.suggestion = suggestion
  }
}

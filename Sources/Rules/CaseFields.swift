package import Books
package import Documents
import Expressions
import Values

/// What rules see of what was found out about a document: findings, duplicates, the match, the decision, the file.
package enum CaseFields {
  package static let findings = RuleFields<[Finding]>(
    "findings",
    Severity.allCases.reversed().map { severity in
      RuleField(
        severity.rawValue,
        .number,
        "How many of this severity.",
        mayBeAbsent: false,
        range: counts
      ) { findings in
        count(findings.count { $0.severity == severity })
      }
    } + [
      RuleField("count", .number, "How many in all.", mayBeAbsent: false, range: counts) {
        count($0.count)
      },
      RuleField("codes", .list(.text), "The checks that noticed something.", mayBeAbsent: false) {
        findings in
        .list(findings.map { .text($0.code) })
      },
    ]
  )

  package struct Duplicates: Sendable {
    var hits: [DuplicateHit]
    var document: Document
    package init(hits: [DuplicateHit], document: Document) {
      self.hits = hits
      self.document = document
    }
  }

  package static let duplicate = RuleFields<Duplicates>(
    "duplicate",
    [
      RuleField("exact", .bool, "It surely came before.", mayBeAbsent: false) { one in
        .bool(one.hits.contains { $0.isCertain(for: one.document) })
      },
      RuleField("near", .bool, "It is much like an earlier one.", mayBeAbsent: false) { one in
        .bool(one.hits.contains { !$0.isCertain(for: one.document) })
      },
      RuleField("number", .text, "The earlier document's number.") { one in
        (one.hits.first?.number).map(ExpressionValue.text)
      },
    ]
  )

  /// The match, over all ledgers of the workflow: matched when each is.
  package static let match = RuleFields<[MatchOutcome]>(
    "match",
    [
      RuleField(
        "status",
        .text,
        "matched, partial, ambiguous, doubtful, unmatched or undecided; none without a ledger.",
        mayBeAbsent: false,
        words: ["matched", "partial", "ambiguous", "doubtful", "unmatched", "undecided", "none"]
      ) { outcomes in
        .text(status(of: outcomes))
      },
      RuleField("explain", .text, "The reason in words.", mayBeAbsent: false) { outcomes in
        .text(outcomes.map(\.explanation).filter { !$0.isEmpty }.joined(separator: " "))
      },
      RuleField(
        "confidence",
        .number,
        "0 to 1: the lowest of all ledgers.",
        mayBeAbsent: false,
        range: NumberRange(from: .zero, to: ExactDecimal(1))
      ) { outcomes in
        .number(outcomes.map(\.confidence).min() ?? .zero)
      },
      RuleField("reasons", .list(.text), "The codes of the evidence.", mayBeAbsent: false) {
        outcomes in
        .list(outcomes.flatMap { $0.candidates.first?.reasons ?? [] }.map { .text($0.code) })
      },
      RuleField("ledgers", .list(.text), "The ledgers that have its entry.", mayBeAbsent: false) {
        outcomes in
        .list(outcomes.filter { $0.status == .matched }.map { .text($0.ledger.name) })
      },
    ]
  )

  /// `matched` when each ledger is; `none` without a ledger.
  package static func status(of outcomes: [MatchOutcome]) -> String {
    worst(outcomes)?.status.rawValue ?? "none"
  }

  package struct File: Sendable {
    package var name: String
    package init(name: String) { self.name = name }

    private var dot: String.Index? {
      name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 }
    }
    package var stem: String { dot.map { String(name[..<$0]) } ?? name }
    /// `bin` for a name without one.
    package var fileExtension: String {
      dot.map { String(name[name.index(after: $0)...]) } ?? "bin"
    }
  }

  package static let file = RuleFields<File>(
    "file",
    [
      RuleField("name", .text, "The file's name.", mayBeAbsent: false) { .text($0.name) },
      RuleField("stem", .text, "The name without extension.", mayBeAbsent: false) {
        .text($0.stem)
      },
      RuleField("extension", .text, "The extension.", mayBeAbsent: false) {
        .text($0.fileExtension)
      },
    ]
  )

  package struct Decided: Sendable {
    var outcome: String
    var rule: String
    var queue: String?
    var reason: String
    package init(outcome: String, rule: String, queue: String?, reason: String) {
      self.outcome = outcome
      self.rule = rule
      self.queue = queue
      self.reason = reason
    }
  }

  package static let decision = RuleFields<Decided>(
    "decision",
    [
      RuleField(
        "outcome",
        .text,
        "cleared, exception, ...",
        mayBeAbsent: false,
        words: ["cleared", "exception", "duplicate", "rejected", "quarantined"]
      ) {
        .text($0.outcome)
      },
      RuleField("rule", .text, "The rule that decided.", mayBeAbsent: false) { .text($0.rule) },
      RuleField("queue", .text, "Where an exception waits.") {
        ($0.queue).map(ExpressionValue.text)
      },
      RuleField("reason", .text, "The reason in words.", mayBeAbsent: false) { .text($0.reason) },
    ]
  )

  private static let counts = NumberRange(from: .zero)

  private static func count(_ count: Int) -> ExpressionValue { .number(ExactDecimal(count)) }

  /// One that may be solved by looking comes before one that only waits.
  private static func worst(_ outcomes: [MatchOutcome]) -> MatchOutcome? {
    let open = outcomes.filter { $0.status != .matched }
    return open.first { $0.status != .unmatched } ?? open.first ?? outcomes.first
  }
}

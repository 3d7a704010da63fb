import Books
import Documents
import Expressions
import Rules
import Values
import Workflows

/// `decide`: the workflow's own table, of which the first rule that hits wins.
struct OwnTable {
  let facts: DecisionCase
  private let bindings: ExpressionBindings

  init(_ facts: DecisionCase) {
    self.facts = facts
    bindings = facts.bindings
  }

  func course(supposing: Supposition) -> Course {
    for (place, rule) in facts.workflow.rules.decide.enumerated() where supposing != .without(place)
    {
      do throws(EvaluationError) {
        if supposing != .hits(place) {
          guard try rule.when.isTrue(bindings) else { continue }
        }
      } catch {
        return Course(decision: failed(rule, error), place: place, isFailed: true)
      }
      return DecisionTable.guarded(decision(rule), facts, place)
    }
    return Course(decision: none)
  }

  private func decision(_ rule: DecideRule) -> Decision {
    let grounds = grounds(rule)
    return Decision(
      outcome: rule.then,
      rule: rule.id,
      reason: rule.reason?.render(bindings) { _ in "?" } ?? grounds.reason,
      queue: rule.then == .exception ? rule.queue ?? Self.queue : nil,
      suggestion: grounds.suggestion,
      code: grounds.code
    )
  }

  private static let queue = "data"

  /// A rule that cannot be judged may be the one that would have held the document back.
  private func failed(_ rule: DecideRule, _ error: EvaluationError) -> Decision {
    Decision(
      outcome: .exception,
      rule: rule.id,
      reason: "The rule `\(rule.id)` could not be judged: \(error.message).",
      queue: Self.queue,
      suggestion: "Set what is missing (--set FIELD=VALUE), or let the rule ask has() first.",
      code: "rule.error"
    )
  }

  /// The loader asks for a last rule that always hits; a table without one clears nothing.
  private var none: Decision {
    Decision(
      outcome: .exception,
      rule: "none",
      reason: "No rule of the workflow's `decide` says what to do with it.",
      queue: Self.queue,
      suggestion: "Add a last rule without `when` to `decide`.",
      code: "rule.none"
    )
  }
}

// MARK: Code, reason and suggestion

extension OwnTable {
  private typealias Grounds = DecisionRule.Grounds

  private func grounds(_ rule: DecideRule) -> Grounds {
    if rule.then == .cleared { return cleared(rule) }
    return ofFindings(rule) ?? ofDuplicates(rule) ?? ofMatches(rule)
      ?? Grounds(
        code: "rule.\(rule.id)",
        reason: reason(rule),
        suggestion: Self.suggestion(rule.then)
      )
  }

  private func cleared(_ rule: DecideRule) -> Grounds {
    var grounds = DecisionTable.clean(facts)
    let isMatched = facts.matches.allSatisfy { $0.status == .matched }
    if !isMatched { grounds.reason = reason(rule) }
    return grounds
  }

  private func reason(_ rule: DecideRule) -> String {
    guard let when = rule.when else { return "The rule `\(rule.id)` takes what is left." }
    return "The rule `\(rule.id)` says so: \(when.trace(bindings).text)."
  }

  private static func suggestion(_ outcome: Outcome) -> String {
    switch outcome {
    case .exception, .quarantined:
      "Look at it: accept it (tickmark rule ID --accept), reject it, or correct a value "
        + "(--set FIELD=VALUE)."
    case .rejected, .duplicate: "Nothing to do; if the rule is wrong here, rule it accepted."
    case .cleared: ""
    }
  }

  /// The findings that the rule asks for: those it names, else those of the severities that it counts.
  private func ofFindings(_ rule: DecideRule) -> Grounds? {
    guard let when = rule.when else { return nil }
    var severities: Set<Severity> = []
    for name in when.reads where name == "findings" || name.hasPrefix("findings.") {
      let field = name.dropFirst("findings.".count)
      severities.formUnion(Severity(rawValue: String(field)).map { [$0] } ?? Severity.allCases)
    }
    let found = Severity.allCases.reversed().filter(severities.contains).flatMap(facts.findings)
    let named = found.filter {
      when.source.contains("\"\($0.code)\"") || when.source.contains("'\($0.code)'")
    }
    return DecisionTable.grounds(named.isEmpty ? found : named)
  }

  private func ofDuplicates(_ rule: DecideRule) -> Grounds? {
    guard rule.reads("duplicate") else { return nil }
    return DecisionTable.certainDuplicate(facts) ?? DecisionTable.alike(facts)
  }

  private func ofMatches(_ rule: DecideRule) -> Grounds? {
    rule.reads("match") ? DecisionTable.unmatched(facts) : nil
  }
}

extension DecideRule {
  /// True when its condition looks at this variable.
  fileprivate func reads(_ variable: String) -> Bool {
    when?.reads.contains { $0 == variable || $0.hasPrefix(variable + ".") } ?? false
  }
}

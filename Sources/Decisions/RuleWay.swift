package import Books
package import Documents
import Expressions
package import Rules
package import Workflows

/// How the rules came to a decision about one document: each in its order with the values put in, and what would have
/// to be otherwise.
///
/// Made anew whenever somebody asks; nothing of it is stored.
package struct RuleWay: Hashable, Sendable, Codable {
  package enum Verdict: String, Hashable, Sendable, Codable {
    case yes
    case no
    /// It could not be judged.
    case failed
  }

  /// A condition with the values put in.
  package struct Condition: Hashable, Sendable, Codable {
    /// As it stands in the definition: `document.totals.gross > money("5000 EUR")`.
    package var rule: String
    /// `1190.00 EUR > 5000.00 EUR: false`.
    package var text: String
    package var verdict: Verdict
    /// The parts that kept it from being true, as they stand in the definition, with the values.
    package var failing: [String]
    /// Parts that were not looked at, because another was not true; absent where there are none.
    package var unseen: [String]?
    /// Rule and values: `findings.block > 0, here 1 > 0: true`.
    package var told: String
  }

  /// A check of the workflow's own.
  package struct CheckStep: Hashable, Sendable, Codable {
    package var id: String
    /// Nil: it is always made.
    package var when: Condition?
    /// Nil: it was not made, because of `when`.
    package var assert: Condition?
  }

  /// A rule of `decide`, or of the standard table.
  package struct DecideStep: Hashable, Sendable, Codable {
    package var id: String
    package var then: Outcome
    /// Nil: it always hits.
    package var when: Condition?

    /// True when it hits as far as it is asked.
    package var hits: Bool { when.map { $0.verdict == .yes } ?? true }
  }

  /// What would come out, were one thing otherwise and all else as it is: by the same table and guards.
  package struct Otherwise: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable {
      /// A rule above the one that decided were true.
      case hits
      /// The rule that decided were not there.
      case without
      /// What a rule that cannot be switched off rests on were not there.
      case withoutGrounds = "without-grounds"
    }

    package var kind: Kind
    /// The rule that is taken to be true, or not to be there.
    package var supposed: String
    /// The rule that would decide; nil: none, or it cannot be told.
    package var rule: String?
    /// Nil: it cannot be told.
    package var outcome: Outcome?
    /// In words.
    package var text: String
  }

  package var checks: [CheckStep]
  package var decide: [DecideStep]
  /// The rule that decides, and what; `person` or `group` where `standing` says who did instead.
  package var winner: String
  package var outcome: Outcome
  /// Absent where the rules decided.
  package var standing: Standing?
  /// The rule of the workflow's table that would have cleared what is blocked or a duplicate.
  package var overruled: String?
  package var otherwise: [Otherwise]

  /// The place in `decide`, from 0, of the rule that hit, or that could not be judged.
  package var place: Int?
}

extension RuleWay {
  package static func of(
    document: Document,
    findings: [Finding],
    duplicates: [DuplicateHit],
    matches: [MatchOutcome],
    workflow: Workflow,
    values: RuleValues
  ) -> RuleWay {
    let facts = DecisionCase(
      document: document,
      findings: findings,
      duplicates: duplicates,
      matches: matches,
      workflow: workflow,
      values: values
    )
    let course = Decider.course(facts)
    let decide = workflow.rules.decide.isEmpty ? standard(facts) : own(facts)
    return RuleWay(
      checks: checks(facts),
      decide: decide,
      winner: course.decision.rule,
      outcome: course.decision.outcome,
      overruled: course.guardID == nil ? nil : course.place.map { decide[$0].id },
      otherwise: Suppositions(facts: facts, course: course, steps: decide).all,
      place: course.place
    )
  }

  private static func checks(_ facts: DecisionCase) -> [CheckStep] {
    let bindings = facts.values.forCheck(
      CaseFields.Duplicates(hits: facts.duplicates, document: facts.document)
    )
    return facts.workflow.rules.checks.map { rule in
      let when = rule.when.map { Condition($0.trace(bindings)) }
      let isMade = when.map { $0.verdict == .yes } ?? true
      return CheckStep(
        id: rule.id,
        when: when,
        assert: isMade ? Condition(rule.assert.trace(bindings)) : nil
      )
    }
  }

  private static func own(_ facts: DecisionCase) -> [DecideStep] {
    let bindings = facts.bindings
    return facts.workflow.rules.decide.map { rule in
      DecideStep(
        id: rule.id,
        then: rule.then,
        when: rule.when.map { Condition($0.trace(bindings)) }
      )
    }
  }

  private static func standard(_ facts: DecisionCase) -> [DecideStep] {
    let environment = facts.workflow.rules.scope.environment(for: .decide)
    let bindings = facts.bindings
    return DecisionTable.standard.map { rule in
      DecideStep(
        id: rule.id,
        then: rule.outcome,
        when: rule.when.map { when in
          condition(when(facts), hits: rule.hit(facts) != nil, environment, bindings)
        }
      )
    }
  }

  /// A rule of the standard table, told as if it stood in the definition.
  private static func condition(
    _ when: String,
    hits: Bool,
    _ environment: ExpressionEnvironment,
    _ bindings: ExpressionBindings
  ) -> Condition {
    do throws(ExpressionFaults) {
      let rule = try ExpressionCompiler.compile(when, in: environment, expecting: .bool)
      let told = Condition(rule.trace(bindings))
      if told.verdict == (hits ? .yes : .no) { return told }
    } catch {
      // Without values, then.
    }
    let plain = "\(when): \(hits)"
    return Condition(
      rule: when,
      text: plain,
      verdict: hits ? .yes : .no,
      failing: hits ? [] : [plain],
      told: plain
    )
  }
}

extension RuleWay.Condition {
  init(_ trace: ExpressionTrace) {
    rule = trace.source
    text = trace.text
    told = trace.told
    switch trace.result {
    case .success(.bool(true)): verdict = .yes
    case .success: verdict = .no
    case .failure: verdict = .failed
    }
    failing = verdict == .yes ? [] : Self.failing(trace.parts)
    let left = verdict == .yes ? [] : Self.unseen(trace.parts)
    unseen = left.isEmpty ? nil : left
    if failing.isEmpty, verdict != .yes { failing = [trace.told] }
  }

  private static func unseen(_ parts: [ExpressionTrace.Part]) -> [String] {
    parts.flatMap { part in
      part.result == nil ? [part.source] : part.isFailing ? unseen(part.children) : []
    }
  }

  /// The smallest parts that are not true; of a part that is false although nothing in it is (`!x`), the part itself.
  private static func failing(_ parts: [ExpressionTrace.Part]) -> [String] {
    parts.filter(\.isFailing).flatMap { part in
      let inner = failing(part.children)
      return inner.isEmpty ? [part.told] : inner
    }
  }
}

extension ExpressionTrace.Part {
  fileprivate var isFailing: Bool {
    switch result {
    case .success(.bool(false)), .failure: true
    case .success, nil: false
    }
  }
}

// MARK: As text

extension RuleWay {
  /// For a terminal: one line a rule, then what would have to be otherwise.
  package var lines: [String] {
    checks.map(\.line)
      + decide.enumerated().map { number, step in
        let words = step.when?.told ?? "always"
        return "\(step.id) -> \(step.then.rawValue): \(words)\(mark(number))"
      }
      + (overruled.map {
        ["\($0) would have cleared it; \(standing?.machine?.rule ?? winner) cannot be switched off"]
      } ?? [])
      + (standing?.lines(outcome) ?? otherwise.map(\.text))
  }

  private func mark(_ number: Int) -> String {
    guard number == place, overruled == nil else { return "" }
    guard let standing else { return "  <- decides" }
    return standing.machine?.isFormer == false ? "  <- would decide" : ""
  }
}

extension RuleWay.CheckStep {
  fileprivate var line: String {
    if let assert {
      return "\(id): \(assert.told)" + (when.map { "  (asked, because of \($0.told))" } ?? "")
    }
    return "\(id): not asked, because of \(when?.told ?? "")"
  }
}

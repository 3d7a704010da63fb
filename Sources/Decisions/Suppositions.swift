import Books
import Documents
import Workflows

/// What would have changed a decision, found out by deciding again with one thing otherwise.
struct Suppositions {
  let facts: DecisionCase
  let course: Course
  /// The rules of the table as they were judged.
  let steps: [RuleWay.DecideStep]

  var all: [RuleWay.Otherwise] { above + without + withoutGrounds }

  /// Rules above the one that decided, with what kept them from hitting.
  private var above: [RuleWay.Otherwise] {
    steps.prefix(course.place ?? steps.count).enumerated().compactMap { place, step in
      guard let when = step.when else { return nil }
      let other = Decider.course(facts, supposing: .hits(place))
      let isHeld = other.guardID.map { ", and \($0) would hold it all the same" } ?? ""
      return RuleWay.Otherwise(
        kind: .hits,
        supposed: step.id,
        rule: other.decision.rule,
        outcome: other.decision.outcome,
        text: "\(step.id) would decide (\(step.then.rawValue)\(isHeld)), were this true: "
          + when.missing
      )
    }
  }

  /// The rule that decided is not there; the last one, which takes what is left, always is.
  private var without: [RuleWay.Otherwise] {
    guard let place = course.place, course.guardID == nil, steps[place].when != nil else {
      return []
    }
    let id = steps[place].id
    let other = Decider.course(facts, supposing: .without(place))
    return [otherwise(.without, id, "Without \(id)", other)]
  }

  /// The guard that decided cannot be switched off; what it rests on might not be there.
  private var withoutGrounds: [RuleWay.Otherwise] {
    let isStandard = facts.workflow.rules.decide.isEmpty
    let own = course.place.map { steps[$0].id }
    let guards = DecisionTable.guards.map(\.id)
    guard
      let id = course.guardID ?? (isStandard ? own.flatMap { guards.contains($0) ? $0 : nil } : nil)
    else { return [] }
    guard id == DecisionTable.blocked || facts.workflow.reconcile.isEmpty else {
      let ledgers = facts.workflow.reconcile.map(\.ledger.name).joined(separator: ", ")
      return [
        RuleWay.Otherwise(
          kind: .withoutGrounds,
          supposed: id,
          text: "Were it no duplicate, it would first be compared with \(ledgers)"
        )
      ]
    }
    let codes = facts.findings(.block).map(\.code)
    let words =
      id == DecisionTable.blocked
      ? "Without what blocks it (\(codes.unique))" : "Were it no duplicate"
    return [otherwise(.withoutGrounds, id, words, Decider.course(facts.without(guard: id)))]
  }

  private func otherwise(
    _ kind: RuleWay.Otherwise.Kind,
    _ supposed: String,
    _ head: String,
    _ other: Course
  ) -> RuleWay.Otherwise {
    let outcome = other.decision.outcome.rawValue
    let rule = other.place.map { steps[$0].id } ?? ""
    let words =
      if other.place == nil {
        "no rule would decide: \(outcome)"
      } else if other.isFailed {
        "\(rule) could not be judged: \(outcome)"
      } else if let held = other.guardID {
        "\(rule) would clear it, and \(held) would hold it all the same: \(outcome)"
      } else {
        "\(rule) would decide: \(outcome)"
      }
    return RuleWay.Otherwise(
      kind: kind,
      supposed: supposed,
      rule: other.place == nil ? nil : other.decision.rule,
      outcome: other.decision.outcome,
      text: "\(head), \(words)"
    )
  }
}

extension RuleWay.Condition {
  /// What would have to be true.
  fileprivate var missing: String {
    let parts = failing.map { $0.hasSuffix(": false") ? String($0.dropLast(7)) : $0 }
    let rest = unseen.map { "; not looked at yet: " + $0.joined(separator: "; ") } ?? ""
    return parts.joined(separator: "; ") + rest
  }
}

extension [String] {
  /// Each once, in their order.
  fileprivate var unique: String {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }.joined(separator: ", ")
  }
}

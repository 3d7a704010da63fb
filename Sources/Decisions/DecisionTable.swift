import Books
import Documents
import Rules
import Workflows

/// One line of a decision table: when it hits, what is decided.
struct DecisionRule: Sendable {
  let id: String
  let outcome: Outcome
  let queue: String?
  /// What it asks in this case, as a rule of a workflow would be written; nil: nothing, it always hits.
  var when: (@Sendable (DecisionCase) -> String)?
  /// What made the rule hit, or nil.
  let hit: @Sendable (DecisionCase) -> Grounds?

  /// Why a rule hit, in the words of what was found.
  struct Grounds: Sendable {
    var code: String
    var reason: String
    var suggestion: String
  }

  func decide(_ facts: DecisionCase) -> Decision? {
    hit(facts).map(decision)
  }

  func decision(_ grounds: Grounds) -> Decision {
    Decision(
      outcome: outcome,
      rule: id,
      reason: grounds.reason,
      queue: queue,
      suggestion: grounds.suggestion,
      code: grounds.code
    )
  }
}

/// The default of `decide`: block, duplicate, doubt, unmatched, clear.
enum DecisionTable {
  static let standard: [DecisionRule] =
    guards + [
      DecisionRule(
        id: "doubtful",
        outcome: .exception,
        queue: "data",
        when: {
          asksForAlike($0) ? "findings.review > 0 || duplicate.near" : "findings.review > 0"
        },
        hit: { grounds($0.findings(.review)) ?? possibleDuplicate($0) }
      ),
      DecisionRule(
        id: "unmatched",
        outcome: .exception,
        queue: "unmatched",
        when: askedOfMatches,
        hit: unmatched
      ),
      DecisionRule(id: "clean", outcome: .cleared, queue: nil, hit: clean),
    ]

  static let blocked = "blocked"

  /// The rules that hold also where a workflow has a table of its own.
  static let guards: [DecisionRule] = [
    DecisionRule(
      id: blocked,
      outcome: .exception,
      queue: "blocked",
      when: { _ in "findings.block > 0" },
      hit: { grounds($0.findings(.block)) }
    ),
    DecisionRule(
      id: "duplicate",
      outcome: .duplicate,
      queue: nil,
      when: { _ in "duplicate.exact" },
      hit: certainDuplicate
    ),
  ]

  static func course(_ facts: DecisionCase, supposing: Supposition) -> Course {
    for (place, rule) in standard.enumerated() where supposing != .without(place) {
      let grounds = rule.hit(facts)
      guard grounds != nil || supposing == .hits(place) else { continue }
      let supposed = DecisionRule.Grounds(code: rule.id, reason: "", suggestion: "")
      return guarded(rule.decision(grounds ?? supposed), facts, place)
    }
    preconditionFailure("the last rule of the table always hits")
  }

  /// Two things that no table can switch off: what is blocked or surely a duplicate is not cleared by the machine.
  static func guarded(_ decision: Decision, _ facts: DecisionCase, _ place: Int) -> Course {
    guard decision.outcome == .cleared,
      var held = guards.lazy.compactMap({ $0.decide(facts) }).first
    else { return Course(decision: decision, place: place) }
    held.reason +=
      " The rule `\(decision.rule)` would have cleared it, but what is blocked or surely a duplicate is "
      + "never cleared without a person."
    return Course(decision: held, place: place, guardID: held.rule)
  }

  /// The first finding gives code and suggestion; the reason names them all, so that nobody has to
  /// come back for the second.
  static func grounds(_ findings: [Finding]) -> DecisionRule.Grounds? {
    guard let first = findings.first else { return nil }
    var messages: [String] = []
    for finding in findings where !messages.contains(finding.message) {
      messages.append(finding.message)
    }
    return DecisionRule.Grounds(
      code: first.code,
      reason: messages.map(sentence).joined(separator: " "),
      suggestion: first.suggestion
    )
  }

  static func certainDuplicate(_ facts: DecisionCase) -> DecisionRule.Grounds? {
    let certain = facts.duplicates.filter { $0.isCertain(for: facts.document) }
    guard let hit = certain.first(where: { $0.kind == .identicalFile }) ?? certain.first else {
      return nil
    }
    let isSameFile = hit.kind == .identicalFile
    let plan = facts.workflow.duplicate
    let keys = AgreedKeys.told(
      plan.exact,
      unless: AgreedKeys.usualExact,
      plan.expressions,
      facts.document,
      facts.values
    )
    return DecisionRule.Grounds(
      code: isSameFile ? "identical-file" : "duplicate-exact",
      reason: isSameFile
        ? "The same file, byte for byte, was dropped before\(DuplicateWords.which(hit))."
        : "It is there already\(DuplicateWords.which(hit)): same \(keys ?? "seller and number").",
      suggestion: "Nothing to do; if it is a second, real paper, rule it accepted."
    )
  }

  /// A hit that no finding speaks of, because its check is off or re-ranked, is still no clear case.
  private static func possibleDuplicate(_ facts: DecisionCase) -> DecisionRule.Grounds? {
    asksForAlike(facts) ? alike(facts) : nil
  }

  private static func asksForAlike(_ facts: DecisionCase) -> Bool {
    facts.workflow.check.severities["duplicate-near"] == nil
  }

  static func alike(_ facts: DecisionCase) -> DecisionRule.Grounds? {
    facts.duplicates.first { !$0.isCertain(for: facts.document) }.map { hit in
      DecisionRule.Grounds(
        code: "duplicate-near",
        reason: "It is much like an earlier document\(DuplicateWords.which(hit)).",
        suggestion: "Compare the two; rule it a duplicate, or accept it."
      )
    }
  }

  static func unmatched(_ facts: DecisionCase) -> DecisionRule.Grounds? {
    // One that may be solved by looking comes before one that only waits.
    let open = facts.matches.filter { $0.status != .matched }
    guard let worst = open.first(where: { $0.status != .unmatched }) ?? open.first else {
      return unreconciled(facts)
    }
    let reasons = open.map { outcome in
      facts.workflow.reconcile.count > 1
        ? "Ledger \(outcome.ledger): \(sentence(outcome.explanation))"
        : sentence(outcome.explanation)
    }
    return DecisionRule.Grounds(
      code: "match.\(worst.doubt?.rawValue ?? worst.status.rawValue)",
      reason: reasons.joined(separator: " "),
      suggestion: suggestion(worst)
    )
  }

  /// A ledger that was to be looked in and was not is never passed over.
  private static func unreconciled(_ facts: DecisionCase) -> DecisionRule.Grounds? {
    let seen = Set(facts.matches.map(\.ledger))
    guard let missing = facts.workflow.reconcile.first(where: { !seen.contains($0.ledger) }) else {
      return nil
    }
    return DecisionRule.Grounds(
      code: "match.undecided",
      reason: "It could not be compared with the ledger \(missing.ledger).",
      suggestion: "See that the document has an amount and a currency, then have it tried again."
    )
  }

  /// What `unmatched` asks: nothing of a workflow that reconciles against no ledger.
  private static func askedOfMatches(_ facts: DecisionCase) -> String {
    let open = #"match.status != "matched""#
    guard !facts.workflow.reconcile.isEmpty else { return open + #" && match.status != "none""# }
    let isOneMissing = facts.matches.allSatisfy { $0.status == .matched }
    return isOneMissing && unreconciled(facts) != nil
      ? "match.ledgers.size() < \(facts.workflow.reconcile.count)" : open
  }

  private static func suggestion(_ outcome: MatchOutcome) -> String {
    switch outcome.doubt {
    case .returned:
      return
        "See whether the money came back. If it did, the document is unpaid: pay it again, or reject it if it is void; the "
        + "payment and the return belong together. If it did not: tickmark rule ID --match ENTRY."
    case .paidTwice:
      return
        "Give it the first payment (tickmark rule ID --match ENTRY), and claim the other back from the seller or have it "
        + "credited. If the other pays another document, match it there."
    case nil: break
    }
    return suggestion(outcome.status, isOfParty: outcome.isOfParty)
  }

  private static func suggestion(_ status: MatchOutcome.Status, isOfParty: Bool) -> String {
    switch status {
    case .partial:
      "Wait for the rest. If nothing more is to come: accept it (tickmark rule ID --accept), or name all of its entries "
        + "(tickmark rule ID --match ENTRY ENTRY)."
    case .doubtful where isOfParty:
      "Look at the proposal; if it is right, name the entries (tickmark rule ID --match ENTRY ENTRY), and do the same for "
        + "the other documents that it names."
    case .ambiguous:
      "Choose the right entry among the candidates: tickmark rule ID --match ENTRY."
    case .doubtful:
      "Look at the candidates; if one is right: tickmark rule ID --match ENTRY."
    case .unmatched:
      "Wait for the next export of the ledger, or see whether it was paid from another account."
    case .undecided:
      "Choose the entry by hand (tickmark rule ID --match ENTRY). What helps with many: the document's number in the "
        + "payment's text; settle some of them by hand, so that fewer are left; or narrow the workflow's `window` or `tolerance`."
    case .matched: ""
    }
  }

  static func clean(_ facts: DecisionCase) -> DecisionRule.Grounds {
    let explained = facts.matches.map(\.explanation).filter { !$0.isEmpty }.map(sentence)
    let reason =
      explained.isEmpty
      ? "Nothing speaks against it, and there is no ledger to compare it with."
      : explained.joined(separator: " ")
    return DecisionRule.Grounds(code: "ok", reason: reason, suggestion: "")
  }

  static func sentence(_ text: String) -> String {
    guard let last = text.last else { return text }
    return ".!?…".contains(last) ? text : text + "."
  }
}

/// An earlier document in words.
enum DuplicateWords {
  /// ` as D17 (2026-0414 of 2026-03-14, 1190.00 EUR, file rechnung.xml)`.
  static func which(_ hit: DuplicateHit) -> String {
    var parts = hit.number ?? ""
    if let day = hit.issueDate { parts += parts.isEmpty ? "of \(day)" : " of \(day)" }
    if let amount = hit.amount { parts += parts.isEmpty ? "\(amount)" : ", \(amount)" }
    if let file = hit.fileName { parts += parts.isEmpty ? "file \(file)" : ", file \(file)" }
    let name = hit.document.map { " as \($0)" } ?? ""
    return parts.isEmpty ? name : "\(name) (\(parts))"
  }
}

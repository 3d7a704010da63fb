package import Workflows

extension RuleWay {
  /// Who decided where it was not the rules: a person, or the group of files that the paper came in.
  package struct Standing: Hashable, Sendable, Codable {
    /// What the machine decides, or had decided, if nobody else does.
    package struct Machine: Hashable, Sendable, Codable {
      package var rule: String
      package var outcome: Outcome
      /// True: its last decision before this one; false: what its rules say now.
      package var isFormer: Bool

      package init(rule: String, outcome: Outcome, isFormer: Bool) {
        self.rule = rule
        self.outcome = outcome
        self.isFormer = isFormer
      }
    }

    /// A person's name, or `group`.
    package var by: String
    package var reason: String
    /// Absent where it is not known.
    package var machine: Machine?
  }

  static let group = "group"

  /// Somebody else decided, with `rule` as the name that the books have for it, and no rule would change that.
  package mutating func yield(
    to rule: String,
    _ outcome: Outcome,
    by: String,
    reason: String,
    machine: Standing.Machine?
  ) {
    standing = Standing(by: by, reason: reason, machine: machine)
    winner = rule
    self.outcome = outcome
    otherwise = []
    if machine?.isFormer != false { overruled = nil }
  }

  /// What the rules say now, to be told beside somebody else's decision.
  package var machine: Standing.Machine {
    Standing.Machine(rule: winner, outcome: outcome, isFormer: false)
  }
}

extension RuleWay.Standing {
  /// For a terminal, below the rules.
  func lines(_ outcome: Outcome) -> [String] {
    let who = by == RuleWay.group ? "Not the rules, its group of files" : "Not the rules, \(by)"
    let head = "\(who) decided: \(outcome.rawValue) (\(reason))"
    guard let machine else { return [head] }
    return [
      head,
      machine.isFormer
        ? "Before that the machine had decided, by \(machine.rule): \(machine.outcome.rawValue)"
        : "Without that, \(machine.rule) would decide: \(machine.outcome.rawValue)",
    ]
  }
}

package import Books
package import Checks
package import Decisions
package import Documents
import FoundationEssentials
package import Storage
package import Values
package import Workflows

/// The whole way of one document: where its values came from, what was noticed, what it was compared with, and every
/// decision with its reason.
package struct Explanation: Sendable, Codable {
  /// Another file of the same paper.
  package struct CompanionLine: Sendable, Codable {
    package var arrival: String
    package var file: String
    package var hash: String
  }

  /// A message of a webhook.
  package struct MessageLine: Sendable, Codable {
    package var url: String
    package var state: StoredMessage.State
    /// When it was planned, sent or refused.
    package var at: String
    package var attempts: Int
    package var lastError: String?
  }

  package struct RulingLine: Sendable, Codable {
    package var ruling: String
    package var by: String
    package var at: String
    package var note: String?
    package var isUndone: Bool
  }

  package struct DecisionLine: Sendable, Codable {
    package var at: String
    package var by: String
    package var outcome: Outcome
    package var code: String
    package var rule: String
    package var reason: String
    package var workflow: String
    package var version: String
    package var definition: String
  }

  package var document: DocumentID
  package var file: String
  package var arrival: String
  package var hash: String
  package var arrivedAt: String
  package var workflow: String
  package var type: DocumentType
  package var outcome: Outcome
  package var exception: String?
  package var values: [ValueLine]
  package var problems: [Problem]
  /// The fields of `set`.
  package var computed: [ComputedWay]
  /// The built-in checks, also those that noticed nothing.
  package var checks: [CheckEvidence]
  package var findings: [Finding]
  /// The workflow's own checks and each rule of `decide`; absent when the workflow is gone.
  package var rules: RuleWay?
  /// The day that they are judged on: the one of the standing decision.
  package var judgedOn: Day?
  package var matches: [MatchLine]
  /// Payment runs and payouts that name it; absent where there are none.
  package var remittances: [RemittanceEvidence]?
  package var duplicates: [DocumentID]
  package var rulings: [RulingLine]
  package var decisions: [DecisionLine]
  package var placedFiles: [String]
  /// What was told to other programs; absent where nothing was.
  package var messages: [MessageLine]?
  /// Files that accompany this document's; absent where there are none.
  package var companions: [CompanionLine]?
  /// Mails and archives that the document's file was in, the nearest first; absent where there are none.
  package var inside: [EnclosingLine]?
}

extension ReportBuilder {
  /// Nil when there is no such document.
  func explanation(of id: DocumentID) throws -> Explanation? {
    guard let stored = try transaction.document(id),
      let arrival = try transaction.arrival(stored.arrival)
    else { return nil }
    let document = try effective(stored)
    let exception = try transaction.exception(of: .document, id.number)
    let rulings = try transaction.rulings(of: .document, id.number)
    let way = try way(of: stored)
    let undone = Set(rulings.compactMap(\.undoes))
    return Explanation(
      document: id,
      file: arrival.name,
      arrival: arrival.id.description,
      hash: arrival.hash.hex,
      arrivedAt: arrival.arrivedAt.description,
      workflow: stored.workflow.name,
      type: document.type,
      outcome: stored.outcome,
      exception: exception.flatMap { $0.closedAt == nil ? $0.id.description : nil },
      values: values(of: document, stored),
      problems: document.problems,
      computed: way?.computed ?? [],
      checks: way?.checks ?? [],
      findings: stored.findings,
      rules: way?.rules,
      judgedOn: way?.day ?? stored.judgedOn,
      matches: stored.matches.map(Explanation.MatchLine.init),
      remittances: try remittances(of: stored),
      duplicates: stored.duplicates,
      rulings: rulings.map { ruling in
        Explanation.RulingLine(
          ruling: ruling.body.inWords,
          by: ruling.ruledBy,
          at: ruling.ruledAt.description,
          note: ruling.note,
          isUndone: undone.contains(ruling.id)
        )
      },
      decisions: try transaction.decisions(of: id).map { fact in
        Explanation.DecisionLine(
          at: fact.decidedAt.description,
          by: fact.decision.decidedBy,
          outcome: fact.decision.outcome,
          code: fact.decision.code,
          rule: fact.decision.rule,
          reason: fact.decision.reason,
          workflow: fact.workflow.name,
          version: fact.version,
          definition: fact.definition
        )
      },
      placedFiles: try transaction.placedFiles(of: .document(id)).map(\.path),
      messages: try messages(of: id),
      companions: try companions(of: arrival.id),
      inside: try transaction.enclosingLines(arrival)
    )
  }

  private func companions(of arrival: ArrivalID) throws -> [Explanation.CompanionLine]? {
    let companions = try transaction.companions(of: arrival).map {
      Explanation.CompanionLine(arrival: $0.id.description, file: $0.name, hash: $0.hash.hex)
    }
    return companions.isEmpty ? nil : companions
  }
}

extension RulingBody {
  package var inWords: String {
    switch self {
    case .accept: "accept"
    case .reject: "reject"
    case .match(let entries, let rest):
      (["match"] + entries.map(\.description) + (rest.map { ["rest", $0.rawValue] } ?? []))
        .joined(separator: " ")
    case .duplicate(let other): "duplicate \(other)"
    case .set(let field, let value): "set \(field)=\(value)"
    case .undo: "undo"
    }
  }
}

// MARK: As text

extension Explanation {
  /// For a terminal.
  package var text: String {
    var out = "\(document)  \(type.rawValue)  \(outcome.rawValue)"
    if let exception { out += "  (\(exception))" }
    out += "\nFile       \(file)  (\(arrival), arrived \(arrivedAt), \(workflow))\n"
    out += "Content    sha256 \(hash)\n"
    for outer in inside ?? [] { out += "Came in    \(outer.text)\n" }
    for file in companions ?? [] { out += "With       \(file.file)  (\(file.arrival))\n" }
    for path in placedFiles { out += "Copied to  \(path)\n" }
    for message in messages ?? [] { out += "\(message.text)\n" }
    out += "\nWhat the paper says\n"
    let width = values.map(\.field.count).max() ?? 0
    for line in values {
      out += "  \(line.field.padded(width))  \(line.text)\n"
    }
    out += section("Trouble in the file", problems.map { "\($0.code): \($0.message) \($0.remedy)" })
    out += section("Computed fields", computed.flatMap(Self.lines))
    out += section(
      "Built-in checks",
      checks.map { "\($0.id.padded(22))  \($0.verdict.word): \($0.text)" }
    )
    out += section(
      "What was noticed",
      findings.map { "\($0.severity.rawValue) \($0.code): \($0.message)" }
    )
    for match in matches { out += match.text }
    out += section("Payment runs and payouts that name it", (remittances ?? []).map(\.text))
    if let rules {
      let day = judgedOn.map { " (as of \($0))" } ?? ""
      out += section("Rules, in their order\(day)", rules.lines)
    }
    out += section("Repeats", duplicates.map(\.description))
    out += section(
      "Rulings",
      rulings.map { line in
        let undone = line.isUndone ? " (taken back)" : ""
        let note = line.note.map { ": \($0)" } ?? ""
        return "\(line.at)  \(line.by)  \(line.ruling)\(note)\(undone)"
      }
    )
    out += section(
      "Decisions, oldest first",
      decisions.map { line in
        "\(line.at)  \(line.by)  \(line.outcome.rawValue)  by rule \(line.rule) (\(line.code)): "
          + "\(line.reason)  [\(line.workflow) version \(line.version), "
          + "definition \(line.definition.prefix(12))]"
      }
    )
    return out
  }

  private static func lines(_ computed: ComputedWay) -> [String] {
    ["\(computed.name)  \(computed.value ?? "absent")"] + computed.steps.map { "  \($0)" }
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : "\n\(title)\n" + lines.map { "  \($0)\n" }.joined()
  }
}

extension ReportBuilder {
  fileprivate func messages(of id: DocumentID) throws -> [Explanation.MessageLine]? {
    let messages = try transaction.messages(of: .document(id)).map { message in
      Explanation.MessageLine(
        url: message.url,
        state: message.state,
        at: message.at.description,
        attempts: message.attempts,
        lastError: message.lastError
      )
    }
    return messages.isEmpty ? nil : messages
  }
}

extension Explanation.MessageLine {
  fileprivate var text: String {
    switch state {
    case .sent: "Told       \(url) at \(at)"
    case .refused: "REFUSED    \(url) at \(at): \(lastError ?? "")"
    case .waiting:
      attempts == 0
        ? "To tell    \(url)"
        : "To tell    \(url): tried \(attempts == 1 ? "once" : "\(attempts) times"), \(lastError ?? "")"
    }
  }
}

extension CheckEvidence.Verdict {
  fileprivate var word: String {
    switch self {
    case .fine: "fine"
    case .noticed: "NOTICED"
    case .off, .nothingThere: "-"
    }
  }
}

extension String {
  fileprivate func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

/// JSON as commands print it.
package enum PrintedJSON {
  package static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("plain values always encode")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

import Reconciling

/// What `match` prints of everything that it found, as JSON or for people.
struct MatchReport: Encodable {
  struct Allocation: Encodable {
    var document: String
    var entry: String
    var documentAmount: String
    var entryAmount: String
  }
  struct Residual: Encodable {
    var document: String?
    var entry: String?
    var kind: String
    var amount: String
  }
  struct Weight: Encodable {
    var code: String
    var weight: String
    var words: String
  }
  struct Other: Encodable {
    var documents: [String]
    var entries: [String]
  }
  struct Match: Encodable {
    var kind: String
    var allocations: [Allocation]
    var residuals: [Residual]
    var confidence: String
    var decision: String
    var reasons: [Weight]
    var runnerUp: Other?
    var margin: String
  }
  struct Note: Encodable {
    var code: String
    var documents: [String]
    var entries: [String]
    /// What is left of the entry, or by how much the lines miss it.
    var amount: String?
    var words: String
  }

  var matches: [Match]
  var notes: [Note]
  var documents: Int
  var entries: Int

  init(_ answer: Reconciliation) {
    documents = answer.books.documents.count
    entries = answer.books.entries.parent.count(where: { $0 < 0 })
    matches = answer.matches.map { Self.match($0, answer) }.sorted { left, right in
      let (a, b) = (left.allocations[0], right.allocations[0])
      return (a.document, a.entry) < (b.document, b.entry)
    }
    notes = answer.notes.map { note in
      Note(
        code: note.kind.rawValue,
        documents: note.documents.map(answer.documentID),
        entries: note.entries.map(answer.entryID),
        amount: note.minor == 0
          ? nil : note.entries.first.map { answer.entryAmount(note.minor, $0) },
        words: ReasonWords.of(note.kind)
      )
    }.sorted {
      ($0.code, $0.documents.joined(), $0.entries.joined()) < (
        $1.code, $1.documents.joined(), $1.entries.joined()
      )
    }
  }

  private static func match(_ match: FoundMatch, _ answer: Reconciliation) -> Match {
    Match(
      kind: ReasonWords.kind(match.kind),
      allocations: match.settlement.shares.map { share in
        Allocation(
          document: answer.documentID(share.document),
          entry: answer.entryID(share.entry),
          documentAmount: answer.documentAmount(share.documentMinor, share.document),
          entryAmount: answer.entryAmount(share.entryMinor, share.entry)
        )
      }.sorted { ($0.document, $0.entry) < ($1.document, $1.entry) },
      residuals: match.settlement.rests.map { residual($0, answer) },
      confidence: AllocationTable.confidence(match.confidence),
      decision: match.decision.rawValue,
      reasons: match.reasons.map {
        Weight(
          code: $0.code,
          weight: ($0.weight < 0 ? "-" : "") + Reason.decimal(abs($0.weight)),
          words: ReasonWords.of($0.code)
        )
      },
      runnerUp: match.runnerUp.map {
        Other(
          documents: $0.documents.map(answer.documentID).sorted(),
          entries: $0.entries.map(answer.entryID).sorted()
        )
      },
      margin: (match.margin < 0 ? "-" : "") + Reason.decimal(abs(match.margin))
    )
  }

  private static func residual(_ rest: Rest, _ answer: Reconciliation) -> Residual {
    switch rest.side {
    case .document(let row):
      Residual(
        document: answer.documentID(row),
        kind: rest.kind.rawValue,
        amount: answer.documentAmount(rest.minor, row)
      )
    case .entry(let row):
      Residual(
        entry: answer.entryID(row),
        kind: rest.kind.rawValue,
        amount: answer.entryAmount(rest.minor, row)
      )
    }
  }
}

extension MatchReport {
  /// One paragraph a match, then the notes and a line of totals.
  var text: String {
    var lines: [String] = []
    for match in matches {
      let first = match.allocations[0]
      lines.append(
        "\(match.decision)  \(match.confidence)  "
          + match.allocations.map { "\($0.document) = \($0.entry) \($0.documentAmount)" }.joined(
            separator: ", "
          )
      )
      let words = match.reasons.filter { !$0.weight.hasPrefix("-") }.map(\.words)
      lines.append("      " + words.joined(separator: "; "))
      for rest in match.residuals {
        lines.append(
          "      \(rest.kind) \(rest.amount) of \(rest.document ?? rest.entry ?? first.document)"
        )
      }
    }
    for note in notes {
      lines.append(
        "note  \((note.documents + note.entries).joined(separator: ", ")): \(note.words)\(note.amount.map { " (\($0))" } ?? "")"
      )
    }
    let sure = matches.count(where: { $0.decision == "auto" })
    lines.append(
      "\(documents) documents, \(entries) entries: \(sure) matches beyond doubt, \(matches.count - sure) to look at."
    )
    return lines.joined(separator: "\n")
  }
}

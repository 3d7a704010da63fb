import Intake
import Reviewing
import Storage
import Values

private struct VerifyAnswer: Codable {
  var blobs: Int
  var missing: [String]
  var corrupt: [String]
  var auditRecords: Int
  var brokenAuditRecord: Int64?
  /// Decisions that differ from their audit record.
  var changedDecisions: [Int64]
  /// Matches that are not what the log says when it is played from its beginning.
  var changedMatches: [String]
  /// Closed periods of which the statement, the signature or what is locked is not what the log says.
  var changedClosings: [String]
  /// Ledger lines that are not what they were when they came in.
  var changedEntries: [String]
  /// Decisions that were made again, each under its own definition and on what was kept with it.
  var remade: Int
  /// Those of versions that did not keep it, or whose definition this version does not accept.
  var notRemade: Int
  /// Those that come out otherwise.
  var changedWhenRemade: [String]
  /// Decisions of another version of Tickmark that this one would make otherwise: no fault.
  var otherwiseNow: Int
  var database: [String]
  var imbalances: [String]

  var isSound: Bool {
    missing.isEmpty && corrupt.isEmpty && brokenAuditRecord == nil && changedDecisions.isEmpty
      && changedMatches.isEmpty && changedClosings.isEmpty && changedEntries.isEmpty
      && changedWhenRemade.isEmpty && database.isEmpty && imbalances.isEmpty
  }
}

extension Office {
  /// Checks every archived byte, the audit chain, the database file and the totals, and makes each decision again.
  func verify(_ format: AnswerFormat) throws -> OfficeAnswer {
    // Aside: it judges the whole history again, and nothing need wait for that.
    let (remade, entries) = try storage.readAside(at: clock.now()) {
      (try RemadeDecisions($0), try $0.entriesAgainstIdentity())
    }
    let (blobs, broken, changed, matches, closings, count, imbalances) = try storage.read(
      at: clock.now()
    ) {
      (
        try $0.blobs().map(\.hash), try $0.firstBrokenAuditLink(),
        try $0.decisionsAgainstAudit(), try $0.matchesAgainstAudit(), try $0.closingsAgainstAudit(),
        try $0.auditCount(),
        try builder($0).exceptionReport().imbalances
      )
    }
    var answer = VerifyAnswer(
      blobs: blobs.count,
      missing: [],
      corrupt: [],
      auditRecords: count,
      brokenAuditRecord: broken,
      changedDecisions: changed,
      changedMatches: matches,
      changedClosings: closings,
      changedEntries: entries,
      remade: remade.same + remade.different.count + remade.otherwiseNow,
      notRemade: remade.cannot,
      changedWhenRemade: remade.different,
      otherwiseNow: remade.otherwiseNow,
      database: try storage.integrityProblems(),
      imbalances: imbalances
    )
    for hash in blobs {
      switch try archive.verify(hash) {
      case .sound: continue
      case .missing: answer.missing.append(hash.hex)
      case .corrupt: answer.corrupt.append(hash.hex)
      }
    }
    return OfficeAnswer(
      format == .json ? PrintedJSON.text(answer) + "\n" : answer.text,
      exitCode: answer.isSound ? 0 : 1
    )
  }
}

extension VerifyAnswer {
  /// Decisions, and entries, that are named in the text.
  private static let listed = 50

  fileprivate var text: String {
    var out = "Archive    \(blobs) files"
    out += missing.isEmpty && corrupt.isEmpty ? ", every byte as it arrived\n" : "\n"
    for hash in missing { out += "  MISSING  \(hash)\n" }
    for hash in corrupt { out += "  CHANGED  \(hash)\n" }
    out += "Audit log  \(auditRecords) records"
    out += brokenAuditRecord.map { ", BROKEN at record \($0)\n" } ?? ", the chain holds\n"
    for id in changedDecisions { out += "  decision \(id) is not what the log says was decided\n" }
    for line in changedMatches + changedClosings { out += "  \(line)\n" }
    if !changedEntries.isEmpty { out += "Ledgers    \(changedEntries.count) entries CHANGED\n" }
    out += Self.lines(changedEntries)
    out += "Decisions  \(remade) made again"
    out +=
      changedWhenRemade.isEmpty
      ? otherwiseNow == 0 && remade > 0 ? ", each as it is stored" : ""
      : ", \(changedWhenRemade.count) OTHERWISE"
    if otherwiseNow > 0 {
      out += "; \(otherwiseNow) of another version of Tickmark, which this one would make otherwise"
    }
    out += notRemade == 0 ? "\n" : "; \(notRemade) of an earlier version cannot be\n"
    out += Self.lines(changedWhenRemade)
    out += database.isEmpty ? "Database   sound\n" : "Database   DAMAGED\n"
    for line in database { out += "  \(line)\n" }
    out += imbalances.isEmpty ? "Totals     foot\n" : "Totals     NOT IN BALANCE\n"
    for line in imbalances { out += "  \(line)\n" }
    return out
  }

  /// The first of them.
  private static func lines(_ lines: [String]) -> String {
    let more = lines.count - listed
    return lines.prefix(listed).map { "  \($0)\n" }.joined()
      + (more > 0 ? "  and \(more) more; `verify --format json` names all\n" : "")
  }
}

/// Every decision of the books, made again.
private struct RemadeDecisions {
  var same = 0
  var cannot = 0
  var otherwiseNow = 0
  var different: [String] = []

  init(_ transaction: StorageTransaction) throws {
    var remaking = Remaking(transaction)
    try transaction.keptDecisions { decision in
      switch try remaking.verdict(of: decision) {
      case .same: same += 1
      case .cannot: cannot += 1
      case .differentNow: otherwiseNow += 1
      case .different(let how):
        different.append(
          "decision \(decision.id) of \(decision.document) comes out otherwise: "
            + how.joined(separator: "; ")
        )
      }
    } damaged: { id, document in
      different.append("decision \(id) of \(document) cannot be read: its text is damaged")
    }
  }
}

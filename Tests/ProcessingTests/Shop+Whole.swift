import Books
import Documents
import Foundation
import Storage
import Values
import Workflows

@testable import Processing

extension Shop {
  /// Everything that is true of the books, and every report, told by content: ids are replaced by what they stand for, and
  /// lines are sorted, so that nothing is left of the order in which papers came.
  func whole(withReports: Bool = false) throws -> String {
    if withReports {
      try office.sweepLedgers()
      try office.writeReports()
    }
    return try storage.read(at: clock.now()) { transaction in
      let names = try Names(transaction)
      var lines: [String] = []
      for id in names.documents.keys.sorted() {
        lines += try told(id, transaction).map(names.replaceIDs)
      }
      lines += try remembered(transaction).map(names.replaceIDs)
      for file in withReports ? folder.files("reports") : [] {
        lines += reported(names.replaceIDs(try folder.read("reports/\(file)"))).map {
          "\(file) \($0)"
        }
      }
      return lines.sorted().joined(separator: "\n")
    }
  }

  private func told(_ id: DocumentID, _ transaction: StorageTransaction) throws -> [String] {
    guard let stored = try transaction.document(id), let decision = try transaction.decision(of: id)
    else { return ["\(id) UNDECIDED"] }
    var lines = [
      "\(id) \(decision.outcome) \(decision.code) \(decision.rule) \(decision.queue ?? "-") \(decision.decidedBy): "
        + "\(decision.reason) / \(decision.suggestion)"
    ]
    if let exception = try transaction.exception(of: .document, id.number),
      exception.closedAt == nil
    {
      lines.append("\(id) open \(exception.code) \(exception.queue)")
    }
    lines += stored.findings.map { "\(id) finding \($0)" }
    for match in stored.matches {
      lines.append(
        "\(id) \(match.ledger) \(match.status) \(match.pattern) \(match.isOfParty) \(match.confidence): "
          + "\(match.explanation)"
      )
      lines += match.partners.map { "\(id) with \($0)" }
      lines += match.grounds.map { ["\(id) by \($0)"] } ?? []
      lines += match.allocations.map { "\(id) = \($0)" }
      lines += match.residuals.map { "\(id) rest \($0)" }
      lines += match.candidates.enumerated().map { place, one in
        "\(id) candidate \(place) \(one.entry) \(one.score) \(one.reasons.map(\.text))"
      }
    }
    return lines
  }

  /// What reconciling remembers; of an entry that a person has settled nothing is counted.
  private func remembered(_ transaction: StorageTransaction) throws -> [String] {
    try sql(
      """
      SELECT 'D' || document || ' remembered ' || ledger || standing || isCrowded || isTangled FROM documentLedger
      UNION ALL SELECT 'E' || id || ' remembered ' || isTaken || isCrowded * (1 - isTaken) FROM entry
      UNION ALL SELECT 'D' || document || ' is open in ' || ledger || isOpen FROM documentLedger
      UNION ALL SELECT 'D' || document || ' is beyond in ' || ledger || isBeyond FROM documentLedger
      UNION ALL SELECT 'E' || id || ' is paired ' || isPaired * (1 - isTaken) FROM entry
      UNION ALL SELECT 'D' || document || ' rest ' || coalesce('E' || entry, '') || ' ' || kind || amount FROM residual
      UNION ALL SELECT 'worn ' || ledger || ' ' || key FROM wornKey
      UNION ALL SELECT 'E' || entry || ' = D' || document || ' ' || documentAmount || ' ' || entryAmount
        || isOfParty FROM allocation
      UNION ALL SELECT 'E' || entry || ' kept for ' || reference || ' of ' || message FROM remittanceEntry
        JOIN remittance ON remittance.id = remittance
      UNION ALL SELECT 'D' || document || ' in ' || ledger || ' of ' || reference || ' of ' || message || ' ' || isHeld
        FROM remittanceDocument JOIN remittance ON remittance.id = remittance
      """
    )
  }

  /// A report in pieces, without times, and without the files and lines in which things came.
  private func reported(_ text: String) -> [String] {
    text.split { $0.isNewline || $0 == "<" || $0 == "{" || $0 == "}" }.map { piece in
      var piece = piece.replacingOccurrences(of: folder.workspace.name, with: "WORKSPACE")
      for (pattern, name) in [
        ("[0-9-]{10}[T ][0-9]{2}:[0-9]{2}[0-9:.]*Z?", "TIME"),
        ("(bank|bills)(-[0-9]+)?\\.csv", "FILE"),
        (",A,,[0-9]*,", ",A,,,"), ("[Ll]ine\"? ?:? ?[0-9]+", "LINE"),
      ] where piece.contains(where: \.isNumber) || name == "FILE" {
        piece = piece.replacingOccurrences(of: pattern, with: name, options: .regularExpression)
      }
      return piece
    }
  }

  /// What each id stands for.
  private struct Names {
    var documents: [DocumentID: String] = [:]
    private var texts: [String: String] = [:]

    init(_ transaction: StorageTransaction) throws {
      for outcome in Outcome.allCases {
        try transaction.documents(with: outcome) { stored in
          let document = stored.document
          documents[stored.id] =
            "(\(document.number ?? "-") \(document.seller.name ?? "-") \(document.payableMoney?.description ?? "-") "
            + "\(document.issueDate?.description ?? "-"))"
        }
      }
      for (id, name) in documents { texts[id.description] = name }
      for ledger in try transaction.ledgers() {
        try transaction.entries(of: ledger) { texts[$0.id.description] = "(\($0.entry.identity))" }
      }
    }

    /// Exceptions and files have no name of their own.
    func replaceIDs(_ text: String) -> String {
      var result: [UInt8] = []
      var word: [UInt8] = []
      for byte in Array(text.utf8) + [0] {
        let isPart =
          (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        if isPart {
          word.append(byte)
        } else {
          result += Self.isID(word) ? name(word) : word
          if byte != 0 { result.append(byte) }
          word.removeAll(keepingCapacity: true)
        }
      }
      return String(decoding: result, as: UTF8.self)
    }

    private func name(_ id: [UInt8]) -> [UInt8] {
      texts[String(decoding: id, as: UTF8.self)].map { Array($0.utf8) } ?? [id[0]]
    }

    private static func isID(_ word: [UInt8]) -> Bool {
      guard let first = word.first, word.count > 1, Array("DEXA".utf8).contains(first) else {
        return false
      }
      return word.dropFirst().allSatisfy { (48...57).contains($0) }
    }
  }
}

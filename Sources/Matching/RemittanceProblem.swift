package import Books
import Documents
import Values

/// An entry that is a payment run or payout, and the documents that the run's lines name.
package struct RemittanceProblem {
  package struct Line {
    package var line: RemittanceLine
    /// Documents for the machine that the line names, and that state no other account or name.
    package var named: [OpenDocument]
    /// It names documents, but each states another account or name.
    package var isContradicted: Bool
    /// It names a document that a person has settled, or that is part of a closed period.
    package var namesSettled: Bool

    package init(
      _ line: RemittanceLine,
      named: [OpenDocument],
      isContradicted: Bool = false,
      namesSettled: Bool = false
    ) {
      self.line = line
      self.named = named
      self.isContradicted = isContradicted
      self.namesSettled = namesSettled
    }
  }

  package var ledger: LedgerName
  package var remittance: Remittance
  /// Entries of its sum that carry one of its names; one, unless the bank booked it twice.
  package var entries: [OpenEntry]
  package var lines: [Line]
  /// Documents that another entry names and pays for certain.
  package var elsewhere: [DocumentID: OpenEntry] = [:]
  /// Documents that the run does not name, and that compete for its entry.
  package var rivals: [OpenDocument] = []
  /// Other runs that say something else of the same entry or documents.
  package var others: [Remittance] = []

  package init(
    _ ledger: LedgerName,
    _ remittance: Remittance,
    entries: [OpenEntry],
    lines: [Line]
  ) {
    self.ledger = ledger
    self.remittance = remittance
    self.entries = entries
    self.lines = lines
  }
}

/// What a person has to look at before a payment run or payout is booked.
enum RemittanceDoubt: Hashable {
  case twoEntries
  case otherRemittance(String)
  /// The number of a document that competes for the entry.
  case rival(String)
  case settled(Int)
  case elsewhere(DocumentID, Int)
  case namedTwice(DocumentID)
  case against(DocumentID, Evidence)
  case contradictedLine(Int)
  case otherAmount(Int)
  case unnamed(Int)
  case fee(Int)
  case direction
  case account
  case farDay
  case notWhole
  case belowAccept(Int)

  /// The document that it is about; nil: the run as a whole.
  var document: DocumentID? {
    switch self {
    case .elsewhere(let id, _), .namedTwice(let id), .against(let id, _): id
    default: nil
    }
  }
}

package import Books
import Readings

/// The id of a group of files that belong together: `G4`.
package struct FileGroupID: NumberedID {
  package static let letter: Character = "G"
  package let number: Int64
  package init(_ number: Int64) { self.number = number }
}

/// One content among the files of a group.
package struct GroupMember: Sendable {
  /// The arrival that has the content: the first one with these bytes.
  package var arrival: ArrivalRecord
  /// False while its job is open.
  package var isRead: Bool
  package var documents: Documents

  /// How many documents it holds, as far as it matters.
  package enum Documents: Sendable, Hashable {
    case none
    case one(DocumentID)
    case several
  }

  /// True when there is something in it that stands by itself: documents, or rows of a ledger or table.
  package var yields: Bool {
    guard documents == .none else { return true }
    switch arrival.target {
    case .invoice, .expense: return false
    case .ledger, .remittance, .order, .table, .rulings: return arrival.state == .read
    }
  }
}

/// A file that accompanies others, with those that lead.
package struct CompanionRecord: Sendable {
  package var arrival: ArrivalRecord
  package var leaders: [ArrivalRecord]
}

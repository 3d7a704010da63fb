import Books
package import Documents
package import Readings
package import Values
package import Workflows

/// The database id of an arrival.
package struct ArrivalID: NumberedID {
  package static let letter: Character = "A"
  package let number: Int64
  package init(_ number: Int64) { self.number = number }
}

/// A file that is safely in the archive and is to be recorded.
package struct NewArrival: Sendable {
  package var workflow: WorkflowID
  package var target: ReadInstructions.Target
  /// Printable; bytes that are no UTF-8 are escaped.
  package var name: String
  package var path: String
  package var hash: ContentHash
  package var size: Int64
  /// Device, inode, size and modification time of the file in the inbox: tells one file seen again from a second drop.
  package var identity: String
  /// False when it was handed on although it never became complete.
  package var isWhole: Bool
  /// A done marker: kept in the archive, nothing to read.
  package var isMarker = false
  /// Hash of the workflow's definition now.
  package var definition: ContentHash
  /// What it has in common with the files that belong to it; nil: it stands alone.
  package var group: String?
  /// The mail or archive that it was in.
  package var parent: ArrivalID?

  package init(
    workflow: WorkflowID,
    target: ReadInstructions.Target,
    name: String,
    path: String,
    hash: ContentHash,
    size: Int64,
    identity: String,
    isWhole: Bool,
    definition: ContentHash
  ) {
    self.workflow = workflow
    self.target = target
    self.name = name
    self.path = path
    self.hash = hash
    self.size = size
    self.identity = identity
    self.isWhole = isWhole
    self.definition = definition
  }
}

package enum ArrivalState: String, Sendable, Codable {
  case queued
  case read
  case duplicate
  case quarantined
  /// Read, with nothing in it that can stand by itself; the others of its group are not all read yet.
  case waiting
  /// It belongs to a file that leads: another form of its paper, or an attachment.
  case companion

  /// The two columns in which it is stored.
  var columns: (state: String, role: String?) {
    switch self {
    case .queued, .read, .duplicate, .quarantined: (rawValue, nil)
    case .waiting, .companion: (Self.read.rawValue, rawValue)
    }
  }
}

package struct ArrivalRecord: Sendable, Codable {
  package var id: ArrivalID
  package var workflow: WorkflowID
  package var target: ReadInstructions.Target
  package var name: String
  package var path: String
  package var hash: ContentHash
  package var size: Int64
  package var arrivedAt: Moment
  package var isWhole: Bool
  package var state: ArrivalState
  package var duplicateOf: ArrivalID?
  package var kind: FileKind?
  package var problems: [Problem]
  package var version: String?
  package var definition: String?
  package var finishedAt: Moment?
  /// The mail or archive that it was in.
  package var parent: ArrivalID?
  /// The file in the inbox in which, at last, it was: itself when it was in none.
  package var root: ArrivalID
  /// Mails and archives that it is in.
  package var enclosures = 0
  /// Of a mail: who sent it, and when.
  package var mail: MailFacts?
}

/// Work that waits or runs: read this arrival and decide.
package struct Job: Sendable {
  package var arrival: ArrivalRecord
  /// Starts that no one has ended in order, this one included.
  package var attempts: Int
  /// How often the world (no reader, no archive) was in the way.
  package var failures: Int
  /// Readers that died over it.
  package var readerDeaths: Int
}

package import Books
import Documents
package import Storage
package import Values
package import Workflows

/// What the daemon tells while it works: for the terminal, the log and tests.
package enum DaemonEvent: Sendable {
  case started(workflows: [WorkflowID], recovered: Int)
  case arrived(ArrivalID, name: String, workflow: WorkflowID, duplicateOf: ArrivalID?)
  case settled(Settled, decisions: [DecisionLine])
  /// A file has its place in its group although nothing new was read.
  case grouped(GroupChange)
  /// A file is read again, so many seconds later; nil: at the next start.
  case retrying(ArrivalID, name: String, reason: String, seconds: Int?)
  case reported([String])
  /// More came at once than the kernel could tell: everything is scanned; so often since the start.
  case eventsLost(times: Int)
  case reloaded([WorkflowID])
  case reloadRefused(String)
  /// Tests of definitions that a limit kept from running.
  case testsNotRun([String])
  /// The world fails (disk full, folder not readable); work goes on by itself when it is well again.
  case trouble(String, remedy: String)
  case recovered(String)
  case stopping

  /// One decided document of a settled file.
  package struct DecisionLine: Sendable {
    package var document: DocumentID
    package var number: String?
    package var seller: String?
    package var amount: Money?
    package var outcome: Outcome
    package var code: String
    package var reason: String
  }
}

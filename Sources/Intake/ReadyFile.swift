package import Values
package import Workflows

/// A file of the inbox that is complete (or given up waiting for) and may be taken.
package struct ReadyFile: Hashable, Sendable {
  /// What a file is beside others of its arrival.
  package enum Role: Hashable, Sendable {
    case paper
    /// A done marker of this paper: kept, but nothing to read.
    case marker(of: InboxPath)
  }

  package var workflow: WorkflowID
  package var path: InboxPath
  package var identity: FileIdentity
  package var maximumBytes: Int64
  package var role: Role = .paper
  /// Files with the same group belong together; nil: stands alone.
  package var group: String?
  /// Why it was taken although something was missing; nil: complete.
  package var givenUp: WaitReason?

  package init(
    workflow: WorkflowID,
    path: InboxPath,
    identity: FileIdentity,
    maximumBytes: Int64 = .max
  ) {
    self.workflow = workflow
    self.path = path
    self.identity = identity
    self.maximumBytes = maximumBytes
  }
}

/// A file whose bytes are durable in the archive; it still stands in the inbox.
package struct Archived: Hashable, Sendable {
  package var file: ReadyFile
  package var hash: ContentHash

  package init(file: ReadyFile, hash: ContentHash) {
    self.file = file
    self.hash = hash
  }

  package var workflow: WorkflowID { file.workflow }
  package var path: InboxPath { file.path }
  /// Safe to show and to store.
  package var displayName: String { file.path.name.display }
  package var size: Int64 { file.identity.size }
  package var identity: FileIdentity { file.identity }
}

/// Why a file did not reach the archive this time; it is untouched in the inbox.
package enum ArchiveError: Error, Hashable, Sendable {
  /// Another file now, or written to while it was copied: settle again.
  case changed
  case vanished
  case fault(SystemFault)

  /// What was thrown on the way to the archive.
  init(_ error: any Error) {
    switch error {
    case let error as ArchiveError: self = error
    case let fault as SystemFault where fault.kind == .notFound && fault.operation == .open:
      self = .vanished
    case let fault as SystemFault: self = .fault(fault)
    default: preconditionFailure("the archive throws nothing else: \(error)")
    }
  }
}

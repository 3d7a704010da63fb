import Glibc

/// The world failing in one system call.
///
/// It says what was tried, what went wrong and what repairs it. All of these can pass: the inbox is
/// untouched and the same thing is tried again.
package struct SystemFault: Error, Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, Codable {
    case noSpace
    case inputOutput
    case permission
    case readOnly
    case tooManyOpenFiles
    case tooManyWatches
    case stale
    case busy
    case notFound
    case nameTaken
    case otherDevice
    case notAFolder
    case symbolicLink
    case nameTooLong
    case other
  }

  /// What was tried; also the places where a test can let it fail.
  package enum Operation: String, Hashable, Sendable, Codable, CaseIterable {
    case open
    case look
    case list
    case read
    case create
    case write
    case makeDurable = "make durable"
    case makeFolder = "make a folder"
    case rename
    case remove
    case watch
  }

  package let kind: Kind
  package let operation: Operation
  package let errorNumber: Int32
  /// Display text of the path.
  package let path: String

  package init(_ operation: Operation, errorNumber: Int32, path: String) {
    self.operation = operation
    self.errorNumber = errorNumber
    self.path = path
    kind = Self.kind(of: errorNumber, operation)
  }

  package var message: String {
    "cannot \(operation.rawValue) \(path): \(kind.text) (error \(errorNumber))"
  }

  package var remedy: String { kind.remedy }

  private static func kind(of number: Int32, _ operation: Operation) -> Kind {
    switch number {
    case ENOSPC: operation == .watch ? .tooManyWatches : .noSpace
    case EDQUOT, EFBIG: .noSpace
    case EIO: .inputOutput
    case EACCES, EPERM: .permission
    case EROFS: .readOnly
    case EMFILE, ENFILE, ENOMEM: .tooManyOpenFiles
    case ESTALE, ETIMEDOUT, ENOTCONN, EHOSTDOWN, ENXIO, ENODEV: .stale
    case EBUSY, EAGAIN, ETXTBSY: .busy
    case ENOENT: .notFound
    case EEXIST: .nameTaken
    case EXDEV: .otherDevice
    case ENOTDIR: .notAFolder
    case ELOOP: .symbolicLink
    case ENAMETOOLONG: .nameTooLong
    default: .other
    }
  }
}

extension SystemFault.Kind {
  package var text: String {
    switch self {
    case .noSpace: "too little space is left on the disk or in the quota"
    case .inputOutput: "the disk reports an input/output error"
    case .permission: "permission denied"
    case .readOnly: "the file system is read-only"
    case .tooManyOpenFiles: "too many open files, or no memory for one more"
    case .tooManyWatches: "no more folders may be watched"
    case .stale: "the network folder does not answer"
    case .busy: "another program holds it"
    case .notFound: "it is not there"
    case .nameTaken: "there is one of this name already"
    case .otherDevice: "it lies on another device"
    case .notAFolder: "a part of the path is not a folder"
    case .symbolicLink: "a part of the path is a symbolic link"
    case .nameTooLong: "the path is too long"
    case .other: "the system refused"
    }
  }

  package var remedy: String {
    switch self {
    case .noSpace: "Free some space; Tickmark goes on by itself and has lost nothing."
    case .inputOutput: "Check the disk (dmesg, smartctl); the file stays in the inbox."
    case .permission: "Let Tickmark's user read and write there (chown, chmod or setfacl)."
    case .readOnly: "Mount the file system for writing, or add it to the unit's ReadWritePaths."
    case .tooManyOpenFiles: "Raise LimitNOFILE in the unit; Tickmark tries again by itself."
    case .tooManyWatches: "sudo sysctl fs.inotify.max_user_watches=524288"
    case .stale: "Check the network mount; Tickmark tries again by itself."
    case .busy: "Close the program that has it open; Tickmark tries again by itself."
    case .notFound: "Nothing to do: it was moved or deleted."
    case .nameTaken: "Rename one of the two."
    case .otherDevice: "Nothing to do: Tickmark copies instead."
    case .notAFolder: "Put a folder there."
    case .symbolicLink: "Put the file itself there, not a link to it; for folders use a bind mount."
    case .nameTooLong: "Shorten the names of the folders."
    case .other: "See the number in the message; the file stays where it is."
    }
  }
}

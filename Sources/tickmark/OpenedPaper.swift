import Documents
import Foundation

/// A file that a person named, opened for a reader process and for nothing else.
struct OpenedPaper {
  var descriptor: Int32
  var byteCount: Int64

  private init(descriptor: Int32, byteCount: Int64) {
    (self.descriptor, self.byteCount) = (descriptor, byteCount)
  }

  /// The file for reading only, or why it cannot be had.
  static func open(_ file: String) -> Result<OpenedPaper, Unopened> {
    let descriptor = unsafe Glibc.open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    var facts = stat()
    guard descriptor >= 0, unsafe fstat(descriptor, &facts) == 0 else {
      let reason = unsafe String(cString: strerror(errno))
      if descriptor >= 0 { close(descriptor) }
      return .failure(
        Unopened(
          code: "file.not-readable",
          message: "The file cannot be opened: \(reason).",
          remedy: "Check its path and its permissions."
        )
      )
    }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      let isFolder = facts.st_mode & S_IFMT == S_IFDIR
      return .failure(
        Unopened(
          code: "file.not-a-file",
          message: isFolder
            ? "This is a folder." : "This is a pipe, a socket or a device, no file.",
          remedy: isFolder ? "Name what is in it, such as \(file)/FILE." : "Name a file."
        )
      )
    }
    return .success(OpenedPaper(descriptor: descriptor, byteCount: Int64(facts.st_size)))
  }

  /// A file without a name that holds `bytes`.
  init(bytes: [UInt8]) throws {
    let path =
      FileManager.default.temporaryDirectory.path
      + "/tickmark-read.\(getpid()).\(UInt64.random(in: 0 ... .max))"
    let writable = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard writable >= 0 else { throw CocoaError(.fileWriteUnknown) }
    defer {
      close(writable)
      _ = unsafe unlink(path)
    }
    try FileHandle(fileDescriptor: writable, closeOnDealloc: false).write(contentsOf: bytes)
    let readable = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard readable >= 0 else { throw CocoaError(.fileReadUnknown) }
    (descriptor, byteCount) = (readable, Int64(bytes.count))
  }

  /// The same file, opened once more.
  func duplicate() throws -> OpenedPaper {
    let second = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard second >= 0 else { throw CocoaError(.fileReadUnknown) }
    return OpenedPaper(descriptor: second, byteCount: byteCount)
  }

  /// Why a file cannot be opened.
  struct Unopened: Error {
    var problem: Problem

    init(code: String, message: String, remedy: String) {
      problem = Problem(code: code, scope: .file, message: message, remedy: remedy)
    }
  }
}

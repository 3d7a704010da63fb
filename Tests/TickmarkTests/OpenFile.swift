import Glibc
import Testing

/// A file that a slow program writes.
struct OpenFile {
  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    try #require(descriptor >= 0)
  }

  func append(_ text: String) throws {
    let bytes = Array(text.utf8)
    let count = unsafe bytes.withUnsafeBytes {
      unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
    }
    try #require(count == bytes.count)
  }

  func close() { Glibc.close(descriptor) }
}

import Digests
import Glibc
import Values

extension FileSystem {
  /// The SHA-256 of a file that Tickmark itself wrote or wants to compare.
  static func hash(_ path: String) throws -> ContentHash {
    let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(what: "read", path: path, errorNumber: errno) }
    defer { close(descriptor) }
    var digester = SHA256Digester()
    var buffer = [UInt8](repeating: 0, count: 128 << 10)
    while true {
      let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Failure(what: "read", path: path, errorNumber: errno) }
      if count == 0 { return digester.finalize() }
      unsafe buffer.withUnsafeBytes {
        unsafe digester.update(UnsafeRawBufferPointer(rebasing: $0[..<count]))
      }
    }
  }
}

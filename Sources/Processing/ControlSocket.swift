import Foundation
import Glibc
import Synchronization

/// The daemon's ear: a Unix socket in the state folder, which only the workspace's owner may open.
///
/// One request a connection: a 4-byte little-endian length and JSON, answered in the same form.
package final class ControlServer: Sendable {
  static let maximumBytes = 256 << 20
  /// A request is a few lines.
  static let maximumRequestBytes = 1 << 20
  /// Clients served at the same time; others wait in the queue.
  static let maximumClients = 8
  private let descriptor: Int32
  private let path: String
  private let isClosed = Mutex(false)

  /// Throws when the socket cannot be made.
  package init(path: String) throws {
    self.path = path
    _ = unsafe unlink(path)
    descriptor = try ControlConnection.makeSocket(path)
    guard
      unsafe ControlConnection.withAddress(path, { unsafe bind(descriptor, $0, $1) }) == 0,
      unsafe chmod(path, 0o600) == 0, listen(descriptor, 16) == 0
    else {
      // The object exists already, so its end closes the descriptor.
      let number = errno
      throw FileSystem.Failure(what: "listen at", path: path, errorNumber: number)
    }
  }

  /// Serves on a thread of its own until `close`.
  package func start(_ answer: @Sendable @escaping (OfficeRequest) -> OfficeAnswer) {
    let thread = Thread { [self] in
      let seats = DispatchSemaphore(value: Self.maximumClients)
      // The descriptor stays open as long as this object, or another file might get its number.
      while !isClosed.withLock({ $0 }) {
        let connection = accept(descriptor, nil, nil)
        if connection < 0 {
          let number = errno
          guard Self.mayPass(number) else { return }
          if number != EINTR { usleep(100_000) }
          continue
        }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        // A long question (verify) or a client that says nothing must not keep others waiting.
        seats.wait()
        let client = Thread {
          Self.serve(connection, answer)
          seats.signal()
        }
        client.name = "tickmark.client"
        client.start()
      }
    }
    thread.name = "tickmark.control"
    thread.start()
  }

  /// What `accept` says while it may go well the next time; anything else means that the socket is closed.
  private static func mayPass(_ number: Int32) -> Bool {
    [EINTR, ECONNABORTED, EMFILE, ENFILE, ENOBUFS, ENOMEM, EAGAIN].contains(number)
  }

  private static func serve(_ connection: Int32, _ answer: (OfficeRequest) -> OfficeAnswer) {
    defer { Glibc.close(connection) }
    ControlConnection.setTimeout(connection, seconds: 10)
    do {
      let bytes = try ControlConnection.receive(connection, limit: maximumRequestBytes)
      let data = try JSONEncoder().encode(reply(to: bytes, answer))
      try ControlConnection.send(Array(data), connection)
    } catch {
      // The client went away, or never said what it wants: there is nobody to tell.
      return
    }
  }

  private static func reply(
    to bytes: [UInt8],
    _ answer: (OfficeRequest) -> OfficeAnswer
  ) -> OfficeAnswer {
    do {
      return answer(try JSONDecoder().decode(OfficeRequest.self, from: Data(bytes)))
    } catch {
      return .refusal(
        "The daemon does not understand this command: it may be of another version.",
        remedy: "Start the daemon again: tickmark run",
        code: 75
      )
    }
  }

  /// Takes no more questions; those that are being answered end by themselves.
  package func close() {
    let isFirst = isClosed.withLock { isClosed in
      defer { isClosed = true }
      return !isClosed
    }
    guard isFirst else { return }
    _ = unsafe unlink(path)
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  deinit {
    Glibc.close(descriptor)
  }
}

/// The asking side.
package enum ControlClient {
  /// The daemon's answer; nil when no daemon listens.
  package static func ask(_ request: OfficeRequest, path: String) throws -> OfficeAnswer? {
    let descriptor = try ControlConnection.makeSocket(path)
    defer { close(descriptor) }
    guard unsafe ControlConnection.withAddress(path, { unsafe connect(descriptor, $0, $1) }) == 0
    else { return nil }
    let data = try JSONEncoder().encode(request)
    try ControlConnection.send(Array(data), descriptor)
    let answer = try ControlConnection.receive(descriptor)
    return try JSONDecoder().decode(OfficeAnswer.self, from: Data(answer))
  }
}

/// Bytes over one connection.
private enum ControlConnection {
  static func makeSocket(_ path: String) throws -> Int32 {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_UNIX, type, 0)
    guard descriptor >= 0 else {
      throw FileSystem.Failure(what: "open the socket", path: path, errorNumber: errno)
    }
    return descriptor
  }

  /// A socket's address has 107 bytes; a longer path is gone through its folder's descriptor.
  static func withAddress<T>(
    _ path: String,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> T
  ) -> T {
    guard path.utf8.count > 107, let slash = path.lastIndex(of: "/") else {
      return unsafe withShortAddress(path, body)
    }
    let folder = unsafe open(String(path[..<slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if folder >= 0 { close(folder) } }
    return unsafe withShortAddress("/proc/self/fd/\(folder)\(path[slash...])", body)
  }

  private static func withShortAddress<T>(
    _ path: String,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> T
  ) -> T {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { target in
      for (index, byte) in path.utf8.enumerated() where index < target.count - 1 {
        unsafe target[index] = byte
      }
    }
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  static func setTimeout(_ descriptor: Int32, seconds: Int) {
    var time = timeval(tv_sec: seconds, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
  }

  static func send(_ bytes: [UInt8], _ descriptor: Int32) throws {
    let length = UInt32(bytes.count)
    let framed = (0..<4).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } + bytes
    var start = 0
    while start < framed.count {
      let count = unsafe framed.withUnsafeBytes {
        unsafe Glibc.send(
          descriptor,
          $0.baseAddress?.advanced(by: start),
          framed.count - start,
          Int32(MSG_NOSIGNAL)
        )
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw FileSystem.Failure(what: "write to", path: "the socket", errorNumber: errno)
      }
      start += count
    }
  }

  static func receive(
    _ descriptor: Int32,
    limit: Int = ControlServer.maximumBytes
  ) throws -> [UInt8] {
    let header = try exactly(4, descriptor)
    let length = header.enumerated().reduce(0) { $0 | Int($1.element) << ($1.offset * 8) }
    guard length <= limit else {
      throw FileSystem.Failure(what: "read from", path: "the socket", errorNumber: EMSGSIZE)
    }
    return try exactly(length, descriptor)
  }

  private static func exactly(_ wanted: Int, _ descriptor: Int32) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: wanted)
    var filled = 0
    while filled < wanted {
      let count = unsafe bytes.withUnsafeMutableBytes {
        unsafe recv(descriptor, $0.baseAddress?.advanced(by: filled), wanted - filled, 0)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw FileSystem.Failure(what: "read from", path: "the socket", errorNumber: errno)
      }
      filled += count
    }
    return bytes
  }
}

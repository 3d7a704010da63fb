import Foundation
import Glibc

/// A listening socket on 127.0.0.1, at a port that the system gives.
enum LoopbackSocket {
  static func listening() throws -> (socket: Int32, port: UInt16) {
    let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let failure = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        let isBound = unsafe bind(made, pointer, length) == 0 && listen(made, 16) == 0
        return unsafe isBound && getsockname(made, pointer, &length) == 0 ? 0 : errno
      }
    }
    guard failure == 0 else { throw POSIXError(.init(rawValue: failure) ?? .EIO) }
    return (made, UInt16(bigEndian: address.sin_port))
  }
}

import Foundation
import Glibc
import Synchronization

/// Takes connections on this machine and never says anything.
package final class SilentServer: Sendable {
  private let socket: Int32
  private let taken = Mutex<[Int32]>([])
  package let url: String

  package init() throws {
    let (socket, port) = try LoopbackSocket.listening()
    self.socket = socket
    url = "http://127.0.0.1:\(port)/hook"
    let thread = Thread { [self] in
      while true {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else { return }
        taken.withLock { $0.append(connection) }
      }
    }
    thread.start()
  }

  package var connections: Int { taken.withLock { $0.count } }

  package func close() {
    shutdown(socket, Int32(SHUT_RDWR))
    _ = Glibc.close(socket)
    for connection in taken.withLock({ $0 }) { _ = Glibc.close(connection) }
  }
}

import Foundation
import Glibc
import Synchronization

/// A receiver of messages on this machine: keeps what it is sent, and answers what it is told to.
package final class LoopbackServer: Sendable {
  package struct Request: Sendable, Hashable {
    package var line: String
    /// Names in small letters.
    package var headers: [String: String]
    package var body: String
  }

  private struct State {
    var requests: [Request] = []
    var answers: [Int] = []
  }

  private let state = Mutex(State())
  private let socket: Int32
  package let port: UInt16

  /// Answers these statuses one after the other, then 200.
  package init(_ answers: [Int] = []) throws {
    state.withLock { $0.answers = answers }
    (socket, port) = try LoopbackSocket.listening()
    let thread = Thread { [self] in serve() }
    thread.start()
  }

  package var url: String { "http://127.0.0.1:\(port)/hook" }
  package var requests: [Request] { state.withLock { $0.requests } }

  /// No connection is taken any more.
  package func close() {
    shutdown(socket, Int32(SHUT_RDWR))
    _ = Glibc.close(socket)
  }

  private func serve() {
    while true {
      let connection = accept(socket, nil, nil)
      guard connection >= 0 else { return }
      answer(connection)
      _ = Glibc.close(connection)
    }
  }

  private func answer(_ connection: Int32) {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      bytes += buffer.prefix(count)
      guard let request = Self.request(bytes) else { continue }
      let status = state.withLock { state in
        state.requests.append(request)
        return state.answers.isEmpty ? 200 : state.answers.removeFirst()
      }
      let location = status == 302 ? "Location: http://127.0.0.1:\(port)/elsewhere\r\n" : ""
      let answer =
        "HTTP/1.1 \(status) Said\r\n\(location)Content-Length: 2\r\nConnection: close\r\n\r\nok"
      _ = unsafe Array(answer.utf8).withUnsafeBytes {
        unsafe send(connection, $0.baseAddress, $0.count, 0)
      }
      return
    }
  }

  /// nil: it is not whole yet.
  private static func request(_ bytes: [UInt8]) -> Request? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.range(of: "\r\n\r\n") else { return nil }
    let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] =
        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    let body = String(text[end.upperBound...])
    guard body.utf8.count >= Int(headers["content-length"] ?? "0") ?? 0 else { return nil }
    return Request(line: lines[0], headers: headers, body: body)
  }
}

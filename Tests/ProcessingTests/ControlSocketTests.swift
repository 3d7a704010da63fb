import Foundation
import Glibc
import Storage
import Synchronization
import Testing

@testable import Processing

/// The daemon's ear: whoever knocks, however badly, it goes on listening.
@Suite struct ControlSocketTests {
  private final class Ear: Sendable {
    let path = "/tmp/tickmark-ear-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).sock"
    let server: ControlServer

    init() throws {
      server = try ControlServer(path: path)
      server.start { request in
        guard case .explain(let text) = request.command else { return OfficeAnswer("other") }
        return OfficeAnswer(text + "!", exitCode: 1, error: "an error")
      }
    }

    deinit { server.close() }

    func ask(_ text: String) throws -> OfficeAnswer? {
      try ControlClient.ask(
        OfficeRequest(command: .explain(text), format: .text),
        path: path
      )
    }

    /// Sends raw bytes and gives what comes back before the end.
    func send(_ bytes: [UInt8], stays: Bool = false) throws -> Int32 {
      let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
      let answer = unsafe withUnsafePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe connect(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      try #require(answer == 0)
      _ = unsafe Glibc.send(number, bytes, bytes.count, Int32(MSG_NOSIGNAL))
      if !stays { Glibc.close(number) }
      return number
    }
  }

  @Test func `a question is answered whole`() throws {
    let ear = try Ear()
    let answer = try ear.ask("R-1")
    #expect(answer?.text == "R-1!")
    #expect(answer?.error == "an error")
    #expect(answer?.exitCode == 1)
    let long = String(repeating: "ä", count: 200_000)
    #expect(try ear.ask(long)?.text == long + "!")
  }

  @Test func `half a question, rubbish and silence keep nobody waiting`() throws {
    let ear = try Ear()
    _ = try ear.send([])
    _ = try ear.send([9, 0])
    _ = try ear.send([9, 0, 0, 0, 1, 2])
    _ = try ear.send([0xFF, 0xFF, 0xFF, 0xFF])
    _ = try ear.send([3, 0, 0, 0] + Array("???".utf8))
    let silent = try (0..<4).map { _ in try ear.send([5, 0, 0], stays: true) }
    defer { for number in silent { Glibc.close(number) } }
    #expect(try ear.ask("R-1")?.text == "R-1!")
  }

  @Test func `what it does not understand it says`() throws {
    let ear = try Ear()
    let number = try ear.send([2, 0, 0, 0] + Array("{}".utf8), stays: true)
    defer { Glibc.close(number) }
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = unsafe recv(number, &buffer, buffer.count, 0)
    #expect(
      String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).contains("another version")
    )
  }

  @Test func `many ask at once`() async throws {
    let ear = try Ear()
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<40 {
        group.addTask { try ear.ask("\(number)")?.text == "\(number)!" }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }

  @Test func `the socket of a dead daemon is replaced, without one there is no answer`() throws {
    let path: String
    do {
      let ear = try Ear()
      path = ear.path
      #expect(FileManager.default.fileExists(atPath: path))
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(
      try ControlClient.ask(OfficeRequest(command: .report, format: .text), path: path) == nil
    )
    // What a killed daemon leaves: a socket that nobody listens at.
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    let server = try ControlServer(path: path)
    server.start { _ in OfficeAnswer("back") }
    defer { server.close() }
    let answer = try ControlClient.ask(OfficeRequest(command: .report, format: .text), path: path)
    #expect(answer?.text == "back")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `a ruling over the socket is taken, tried without effect, and refused with a reason`()
    throws
  {
    let shop = try Shop()
    try shop.take([Bill("R-1").paper])
    let server = try ControlServer(path: shop.folder.workspace.socket)
    let office = shop.office
    server.start { office.answer($0, daemon: nil) }
    defer { server.close() }
    func rule(_ id: Int64, _ isDryRun: Bool) throws -> OfficeAnswer {
      let command = OfficeCommand.rule(
        ExceptionID(id),
        .accept,
        note: "seen",
        by: "Ada",
        isDryRun: isDryRun
      )
      return try #require(
        try ControlClient.ask(
          OfficeRequest(command: command, format: .text),
          path: shop.folder.workspace.socket
        )
      )
    }
    let state = try shop.state()
    #expect(try rule(1, true).text.contains("dry run"))
    expectSame(try shop.state(), state)
    #expect(try rule(1, false).text.contains("D1 is now cleared"))
    #expect(try rule(1, false).exitCode == 2)
    #expect(try rule(99, false).error?.contains("There is no exception X99") == true)
    #expect(try shop.books() == "R-1 100.00 EUR cleared ruling.accept")
  }

  @Test func `reports and questions from many sides at once leave whole files`() async throws {
    let shop = try Shop()
    try shop.take((1...5).map { Bill("R-\($0)", "Seller \($0)").paper })
    let office = shop.office
    try await withThrowingTaskGroup(of: Int32.self) { group in
      for _ in 0..<6 {
        group.addTask {
          office.answer(OfficeRequest(command: .report, format: .text), daemon: nil).exitCode
        }
      }
      for try await code in group { #expect(code == 0) }
    }
    #expect(try shop.folder.read("reports/exceptions.json").hasPrefix("{"))
    #expect(try shop.folder.read("reports/exceptions.html").hasSuffix("</html>\n"))
  }
}

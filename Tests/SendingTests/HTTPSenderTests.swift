import Foundation
import LoopbackHTTP
import Sending
import Testing

/// One message over HTTP: what arrives, and what each answer means.
@Suite struct HTTPSenderTests {
  private static func folder() throws -> String {
    let path = NSTemporaryDirectory() + "sending-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  private static func message(_ url: String, secret: String? = nil) -> HTTPMessage {
    HTTPMessage(
      url: url,
      body: Array("{\"name\":\"Müller \\\"& Söhne\\\"\",\"lines\":\"@x\"}".utf8),
      key: "k1",
      secret: secret
    )
  }

  @Test func `the body arrives as it is, with a key and the secret, and nothing stays behind`()
    async throws
  {
    let folder = try Self.folder()
    let server = try LoopbackServer()
    defer { server.close() }
    let outcome = await HTTPSender(work: folder).send(
      Self.message(server.url, secret: "s3\"cret\\")
    )
    #expect(outcome == .accepted(status: 200))
    let request = try #require(server.requests.first)
    #expect(request.line == "POST /hook HTTP/1.1")
    #expect(request.body == "{\"name\":\"Müller \\\"& Söhne\\\"\",\"lines\":\"@x\"}")
    #expect(request.headers["content-type"] == "application/json")
    #expect(request.headers["idempotency-key"] == "k1")
    #expect(request.headers["authorization"] == "Bearer s3\"cret\\")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test(arguments: [
    (204, SendOutcome.accepted(status: 204)), (302, .refused(status: 302)),
    (400, .refused(status: 400)), (404, .refused(status: 404)),
    (429, .failed("the receiver answered 429")), (503, .failed("the receiver answered 503")),
  ])
  func `each answer says whether to try again`(_ status: Int, _ outcome: SendOutcome) async throws {
    let server = try LoopbackServer([status])
    defer { server.close() }
    let sender = HTTPSender(work: try Self.folder())
    #expect(await sender.send(Self.message(server.url)) == outcome)
    // A redirect is not followed: nobody but the definition says where a message goes.
    #expect(server.requests.count == 1)
  }

  @Test func `nobody there, no program, no folder: worth another try`() async throws {
    let server = try LoopbackServer()
    let url = server.url
    server.close()
    let folder = try Self.folder()
    guard case .failed(let refused) = await HTTPSender(work: folder).send(Self.message(url)) else {
      Issue.record("there was nobody")
      return
    }
    #expect(refused.contains("127.0.0.1"))
    let missing = HTTPSender(work: folder, program: "no-such-curl")
    #expect(
      await missing.send(Self.message(url))
        == .failed("no-such-curl is not installed: apt-get install curl")
    )
    let nowhere = await HTTPSender(work: folder + "/none").send(Self.message(url))
    guard case .failed(let reason) = nowhere else {
      Issue.record("there was no folder")
      return
    }
    #expect(reason.contains("cannot write"))
  }

  @Test func `a line break in a secret is no header of its own`() async throws {
    let server = try LoopbackServer()
    defer { server.close() }
    _ = await HTTPSender(work: try Self.folder())
      .send(Self.message(server.url, secret: "a\r\nX-Evil: 1"))
    let request = try #require(server.requests.first)
    #expect(request.headers["authorization"] == "Bearer aX-Evil: 1")
    #expect(request.headers["x-evil"] == nil)
  }

  @Test func `a task that is cancelled ends the sending`() async throws {
    // It listens and never answers.
    let server = try LoopbackServer()
    defer { server.close() }
    let silent = try SilentServer()
    defer { silent.close() }
    let folder = try Self.folder()
    let sending = Task { await HTTPSender(work: folder).send(Self.message(silent.url)) }
    while silent.connections == 0 { try await Task.sleep(for: .milliseconds(2)) }
    sending.cancel()
    #expect(
      await sending.value == .failed("the sending was ended before there was an answer")
    )
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test func `what a daemon that died has left is taken away`() throws {
    let folder = try Self.folder()
    for name in ["message-k1.body", "message-k1.told", "spool-1"] {
      #expect(FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: nil))
    }
    HTTPSender.removeLeftovers(in: folder)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["spool-1"])
  }
}

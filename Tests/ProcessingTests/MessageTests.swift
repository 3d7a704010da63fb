import LoopbackHTTP
import Storage
import Testing

@testable import Processing

/// What other programs are told: each decision once, in order, and not what was taken back before.
@Suite struct MessageTests {
  private func shop(_ url: String, _ more: String = "") throws -> Shop {
    var definitions = Definitions.standard
    let hook = #"{ "webhook": { "url": "\#(url)"\#(more) } }"#
    definitions["invoices"] = Definitions.invoices(
      #""output": { "cleared": [ \#(hook) ], "exception": [ \#(hook) ] }"#
    )
    return try Shop(definitions)
  }

  private static let export = Line.export(
    "bank.csv",
    [Line("-100.00", "Kessel Holz", "R-2026-01")]
  )

  private func states(_ shop: Shop) throws -> [String] {
    try shop.sql(
      """
      SELECT CASE WHEN sentAt IS NOT NULL THEN 'sent' WHEN refusedAt IS NOT NULL THEN 'refused'
        ELSE 'waiting' END || attempts FROM message ORDER BY id
      """
    ).map { $0.filter { $0 != "\"" } }
  }

  @Test func `a decision is told once, and a new one again`() async throws {
    let server = try LoopbackServer()
    defer { server.close() }
    let shop = try shop(server.url)
    try shop.take([Bill("R-2026-01").paper])
    for _ in 1...2 { #expect(try await shop.office.messaging.run().trouble == nil) }
    #expect(server.requests.count == 1)
    try shop.take([Self.export])
    _ = try await shop.office.messaging.run()
    let bodies = server.requests.map(\.body)
    #expect(bodies.count == 2)
    #expect(bodies[0].contains(#""event":"exception""#))
    #expect(bodies[0].contains(#""code":"match.unmatched""#))
    #expect(bodies[1].contains(#""event":"cleared""#))
    #expect(bodies[1].contains(#""number":"R-2026-01""#))
    #expect(!bodies[1].contains("sources"))
    #expect(Set(server.requests.map { $0.headers["idempotency-key"] }).count == 2)
    let id = try shop.id("R-2026-01")
    let told = try shop.storage.read(at: shop.clock.now()) { transaction in
      try shop.office.builder(transaction).explanation(of: id)?.messages
    }
    #expect(told?.map(\.state) == [.sent, .sent])
  }

  @Test func `what was taken back before it was sent is not sent`() async throws {
    let server = try LoopbackServer()
    defer { server.close() }
    let shop = try shop(server.url)
    try shop.take([Bill("R-2026-01").paper])
    try shop.take([Self.export])
    _ = try await shop.office.messaging.run()
    #expect(server.requests.map { $0.body.contains(#""event":"cleared""#) } == [true])
  }

  @Test func `a body of its own has the values, and leaves out what is absent`() async throws {
    let server = try LoopbackServer()
    defer { server.close() }
    let shop = try shop(
      server.url,
      """
      , "body": { "kind": "bill", "count": 1.50, "ok": true,
          "paper": { "number": "{document.number}", "gross": "{document.totals.gross}", "due": "{document.dueDate}" },
          "list": ["{document.seller.name}", "{document.dueDate}"],
          "text": "{document.number} of {document.seller.name}: {{{decision.outcome}}}" }
      """
    )
    try shop.take([Bill("R-\"1").paper])
    _ = try await shop.office.messaging.run()
    #expect(
      server.requests.first?.body == """
        {"kind":"bill","count":1.50,"ok":true,\
        "paper":{"number":"R-\\"1","gross":{"amount":"100.00","currency":"EUR"}},\
        "list":["Kessel Holz"],"text":"R-\\"1 of Kessel Holz: {exception}"}
        """
    )
  }

  @Test(arguments: [true, false])
  func `the last that is told is what stands, also when it is what stood before`(
    _ isSent: Bool
  )
    async throws
  {
    let server = try LoopbackServer()
    defer { server.close() }
    let shop = try shop(server.url, #", "body": { "is": "{decision.outcome}" }"#)
    try shop.take([Bill("R-2026-01").paper])
    _ = try await shop.office.messaging.run()
    try shop.rule("R-2026-01", "accept")
    // Not sent: it may be on its way all the same when it is taken back.
    if isSent { _ = try await shop.office.messaging.run() }
    try shop.undo("R-2026-01")
    _ = try await shop.office.messaging.run()
    let told = [#"{"is":"exception"}"#, #"{"is":"cleared"}"#, #"{"is":"exception"}"#]
    #expect(server.requests.map(\.body) == (isSent ? told : [told[0], told[2]]))
    // Once is enough.
    try shop.rule("R-2026-01", "accept", by: "Bea")
    try shop.undo("R-2026-01")
    _ = try await shop.office.messaging.run()
    _ = try await shop.office.messaging.run()
    #expect(server.requests.last?.body == told[2])
  }

  @Test func `a message whose text changes tells nothing again that its receiver knows`()
    async throws
  {
    let server = try LoopbackServer()
    defer { server.close() }
    var definitions = Definitions.standard
    let hooks = [#""{decision.outcome}""#, #""{document.totals.gross}""#].map {
      #"{ "webhook": { "url": "\#(server.url)", "body": { "is": \#($0) } } }"#
    }
    definitions["invoices"] = Definitions.invoices(
      #""output": { "exception": [ \#(hooks.joined(separator: ", ")) ] }"#
    )
    let shop = try Shop(definitions)
    try shop.take([Bill("R-2026-01").paper])
    _ = try await shop.office.messaging.run()
    #expect(server.requests.count == 2)
    // The amount is corrected twice before anything is sent; the outcome stays what it was told to be.
    try shop.rule("R-2026-01", "set totals.gross=101.00")
    try shop.rule("R-2026-01", "set totals.gross=102.00")
    _ = try await shop.office.messaging.run()
    #expect(server.requests.count == 3)
    #expect(server.requests.last?.body.contains("102.00") == true)
  }

  @Test func `who does not answer is asked again later, and stays in order`() async throws {
    let server = try LoopbackServer([503])
    defer { server.close() }
    let shop = try shop(server.url)
    try shop.take([Bill("R-1").paper, Bill("R-2", "Other Firm", "7.00").paper])
    let turn = try await shop.office.messaging.run()
    #expect(turn.trouble?.contains("503") == true)
    #expect(turn.next == Moment(milliseconds: shop.clock.now().milliseconds + 5_000))
    // The second waits behind the first.
    #expect(server.requests.count == 1)
    #expect(try states(shop) == ["waiting1", "waiting0"])
    _ = try await shop.office.messaging.run()
    #expect(server.requests.count == 1)
    shop.clock.forward(seconds: 5)
    #expect(try await shop.office.messaging.run().trouble == nil)
    #expect(try states(shop) == ["sent2", "sent1"])
    let keys = server.requests.map { $0.headers["idempotency-key"] }
    #expect(keys[0] == keys[1])
    #expect(keys[1] != keys[2])
  }

  @Test func `what is refused for good is told, holds up nobody, and is sent again when asked`()
    async throws
  {
    let server = try LoopbackServer([404])
    defer { server.close() }
    let shop = try shop(server.url)
    try shop.take([Bill("R-1").paper, Bill("R-2", "Other Firm", "7.00").paper])
    #expect(try await shop.office.messaging.run().trouble?.contains("404") == true)
    #expect(try states(shop) == ["refused1", "sent1"])
    _ = try await shop.office.messaging.run()
    #expect(server.requests.count == 2)
    let status = try shop.office.status(.text, nil)
    #expect(status.text.contains("Refused     1"))
    #expect(status.exitCode == 1)
    try await shop.storage.write(at: shop.clock.now()) { try $0.sendAgain() }
    _ = try await shop.office.messaging.run()
    #expect(try states(shop) == ["sent2", "sent1"])
  }

  @Test func `a secret comes from its file, and without it nothing is sent`() async throws {
    let server = try LoopbackServer()
    defer { server.close() }
    let shop = try shop(server.url, #", "secret": "erp""#)
    try shop.take([Bill("R-1").paper])
    #expect(try await shop.office.messaging.run().trouble?.contains("secrets/erp") == true)
    #expect(server.requests.isEmpty)
    try shop.folder.write(".tickmark/secrets/erp", "abc123\r\nnot this\n")
    shop.clock.forward(seconds: 60)
    _ = try await shop.office.messaging.run()
    #expect(server.requests.first?.headers["authorization"] == "Bearer abc123")
  }
}

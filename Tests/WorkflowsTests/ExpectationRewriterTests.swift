import Testing
import Values

@testable import Workflows

@Suite("What came out is written into expect, and nothing else changes")
struct ExpectationRewriterTests {
  private static let text = """
    { "workflow": "x", // one
      "tests": [
        { "name": "a", "expect": { "decision": "cleared", /* why */ "findings": [ "a" ], "queue": "q" /* end */, "rule": "r", } },
        { "name": "b", "expect": [ { "fields": { "totals.gross": "1" } }, { "code": "ok" } ] },
      ] }
    """

  private func rewrite(_ changes: ExpectationRewriter.Change...) throws -> String {
    let hash = try #require(ContentHash(hex: String(repeating: "0", count: 64)))
    let source = DefinitionSource(
      fileName: "x.json",
      bytes: Array(Self.text.utf8),
      contentHash: hash
    )
    let rewriter = try #require(ExpectationRewriter(source))
    return String(decoding: rewriter.rewritten(changes), as: UTF8.self)
  }

  private typealias Change = ExpectationRewriter.Change

  @Test("Texts, lists, keys that go, and lists of documents")
  func changes() throws {
    let text = try rewrite(
      Change(test: 0, document: 0, keys: ["decision"], value: .text("a \"b\"\n")),
      Change(test: 0, document: 0, keys: ["findings"], value: .texts(["x", "y"])),
      Change(test: 0, document: 0, keys: ["queue"], value: .gone),
      Change(test: 1, document: 0, keys: ["fields", "totals.gross"], value: .text("2.00")),
      Change(test: 1, document: 1, keys: ["code"], value: .text("no"))
    )
    #expect(
      text == """
        { "workflow": "x", // one
          "tests": [
            { "name": "a", "expect": { "decision": "a \\"b\\"\\n", /* why */ "findings": ["x", "y"],  "rule": "r", } },
            { "name": "b", "expect": [ { "fields": { "totals.gross": "2.00" } }, { "code": "no" } ] },
          ] }
        """
    )
  }

  @Test("Several differences of one value are written once")
  func once() throws {
    let change = Change(test: 0, document: 0, keys: ["rule"], value: .json("[1]"))
    let gone = Change(test: 0, document: 0, keys: ["queue"], value: .gone)
    #expect(try rewrite(change, gone, change, gone) == rewrite(change, gone))
    #expect(try rewrite(change, change).contains(#""rule": [1], }"#))
  }

  @Test("A place that is not there changes nothing")
  func nowhere() throws {
    let text = try rewrite(
      Change(test: 7, document: 0, keys: ["code"], value: .text("x")),
      Change(test: 1, document: 2, keys: ["code"], value: .text("x")),
      Change(test: 0, document: 0, keys: ["code"], value: .text("x"))
    )
    #expect(text == Self.text)
  }
}

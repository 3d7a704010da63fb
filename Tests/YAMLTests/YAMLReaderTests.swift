import Testing
import YAML

@Suite struct YAMLReaderTests {
  private func read(_ text: String, _ limits: YAMLLimits = YAMLLimits()) throws -> YAMLNode? {
    try YAMLReader.read(Array(text.utf8), limits: limits)
  }

  /// `a: [1, x]` as it was understood.
  private func shown(_ node: YAMLNode?) -> String {
    switch node?.content {
    case .none: "nothing"
    case .scalar(let text, let isPlain): isPlain ? text : "\"\(text)\""
    case .list(let nodes): "[" + nodes.map(shown).joined(separator: ", ") + "]"
    case .map(let members):
      "{" + members.map { "\(shown($0.key)): \(shown($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  @Test(arguments: [
    ("a: 1\nb: [x, \"y\"]", "{a: 1, b: [x, \"y\"]}"),
    ("# only a comment", "nothing"), ("", "nothing"),
    ("---\na: 'it''s'\n...\nb: 2", "{a: \"it's\"}"),
    ("{\"a\": {\"b\": [1, null]}}", "{\"a\": {\"b\": [1, null]}}"),
    ("a: |\n  one\n  two\n", "{a: \"one\ntwo\n\"}"),
    ("x: &n [1]\ny: *n", "{x: [1], y: [1]}"),
    ("base: &b {p: 1, q: 2}\nown: {<<: *b, q: 3}", "{base: {p: 1, q: 2}, own: {p: 1, q: 3}}"),
    ("a: \\d+\\s", "{a: \\d+\\s}"), ("é: €", "{é: €}"),
  ]) func `YAML and JSON become nodes`(_ text: String, _ expected: String) throws {
    #expect(shown(try read(text)) == expected)
  }

  @Test func `nodes know their place`() throws {
    let node = try #require(try read("a:\n  - x\n  - y: z\n"))
    let inner = try #require(node.value("a")?.list?.last?.value("y"))
    #expect(inner.line == 3 && inner.column == 8)
  }

  @Test func `plain words have the meaning of YAML 1.1, quoted ones none`() throws {
    let node = try #require(try read("[yes, \"yes\", ~, '', off]"))
    let list = try #require(node.list)
    #expect(list.map(\.flag) == [true, nil, nil, nil, false])
    #expect(list.map(\.isNull) == [false, false, true, false, false])
  }

  @Test(arguments: [
    "a: [1", "a: b: c", "\t- x", "a: \"unclosed", "x: *nobody", "x: &x [*x]", "{a: 1, a",
    "\u{1}", "%YAML 9.9\n---\na", "a:\n - b\n  - c\n d",
  ]) func `what is no YAML is a fault with a place`(_ text: String) throws {
    let fault = #expect(throws: YAMLFault.self) { try read(text) }
    #expect(fault?.message.isEmpty == false)
    #expect((fault?.line ?? 0) >= 1)
  }

  @Test func `aliases that unfold without end are refused`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let uses = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(uses)]\n"
    }
    let fault = #expect(throws: YAMLFault.self) { try read(text) }
    #expect(fault?.message.contains("unfolds") == true)
  }

  @Test func `depth and size are limited`() {
    let deep = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    #expect(throws: YAMLFault.self) { try read(deep) }
    // Aliases within aliases: each level is shallow by itself.
    var chain = "a0: &a0 [x]\n"
    for level in 1...60 { chain += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    #expect(throws: YAMLFault.self) { try read(chain) }
    let long = "[" + String(repeating: "1,", count: 60_000) + "1]"
    #expect(throws: YAMLFault.self) { try read(long) }
    var limits = YAMLLimits()
    limits.bytes = 10
    #expect(throws: YAMLFault.self) { try read("a: 123456789", limits) }
  }

  @Test func `a file that is cut off anywhere ends as nodes or a fault`() throws {
    let text =
      "issuer: &i 'A B'\nfields:\n  amount: {parser: regex, regex: [\"\\\\d\", x]}\nkeywords: [*i, \"€\"]\n"
    let bytes = Array(text.utf8)
    var nodes = 0
    for count in 0...bytes.count {
      do throws(YAMLFault) {
        if try YAMLReader.read(Array(bytes.prefix(count))) != nil { nodes += 1 }
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
    #expect(nodes > 5)
  }

  @Test func `bytes of any kind are survived`() {
    var random = UInt64(0x5DEE_CE66_D1CE_4E5B)
    let marks = Array("&*[]{}:-,#|>'\"%@!?\n \t\\abc123\u{FF}".utf8)
    var faults = 0
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<40 {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(marks[Int(random >> 33) % marks.count])
      }
      do throws(YAMLFault) { _ = try YAMLReader.read(bytes) } catch { faults += 1 }
    }
    #expect(faults > 1_000)
  }
}

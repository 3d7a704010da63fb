import Testing

@testable import Workflows

@Suite("JSON with places")
struct JSONParserTests {
  private func parse(_ text: String) -> (root: JSONNode?, faults: [Fault]) {
    JSONParser.parse(SourceText(fileName: "t.json", bytes: Array(text.utf8)))
  }

  /// The node again as JSON without white space.
  private func written(_ node: JSONNode) -> String {
    switch node.content {
    case .object(let members):
      "{" + members.map { "\($0.key):\(written($0.value))" }.joined(separator: ",") + "}"
    case .array(let elements): "[" + elements.map(written).joined(separator: ",") + "]"
    case .text(let text): "'\(text)'"
    case .number(let text): text
    case .flag(let flag): "\(flag)"
    case .null: "null"
    case .missing: "?"
    }
  }

  @Test(
    "Comments and trailing commas are no faults",
    arguments: [
      ("{}", "{}"),
      ("// a\n[1, /* b */ 2, // c\n]", "[1,2]"),
      ("{ \"a\": [true, false, null,], }", "{a:[true,false,null]}"),
      ("/**/ \"http://x\" // y", "'http://x'"),
      ("[1//c\n,2/*d*/]", "[1,2]"),
      ("[\",\"// a comma\n, \"a:\"/**/]", "[',','a:']"),
      ("{\n  \"a\": {\n      \"b\": 1,\n  \"c\": 2\n}, \n\"d\": 3}", "{a:{b:1,c:2},d:3}"),
    ]
  )
  func lenient(_ text: String, _ meaning: String) throws {
    let (root, faults) = parse(text)
    #expect(faults.isEmpty)
    #expect(written(try #require(root)) == meaning)
  }

  @Test(
    "Numbers keep their text",
    arguments: ["0", "-0", "1.10", "0.1000000000000000000000000001", "1e400", "-12.5E-3"]
  )
  func numbers(_ number: String) throws {
    let (root, faults) = parse("[\(number)]")
    #expect(faults.isEmpty)
    #expect(written(try #require(root)) == "[\(number)]")
  }

  @Test(
    "What only resembles a number is none",
    arguments: ["01", "+1", ".5", "1.", "1e", "--1", "0x1"]
  )
  func noNumbers(_ number: String) {
    #expect(parse("[\(number)]").faults.map(\.code) == [.badNumber])
  }

  @Test("Escapes are undone, surrogate pairs too")
  func escapes() throws {
    let (root, faults) = parse(#"["\"\\\/\b\f\n\r\t\u00e4\uD83D\uDE00"]"#)
    #expect(faults.isEmpty)
    #expect(written(try #require(root)) == "['\"\\/\u{8}\u{C}\n\r\tä😀']")
    #expect(parse(#"["\uD83D"]"#).faults.map(\.code) == [.badEscape])
    #expect(parse(#"["\u00g0"]"#).faults.map(\.code) == [.badEscape])
  }

  @Test("Nodes and keys know their bytes")
  func ranges() throws {
    let text = "{ \"ä\": [10, \"x\"] }"
    let root = try #require(parse(text).root)
    let member = try #require(root.members.first)
    let bytes = Array(text.utf8)
    func piece(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    #expect(piece(root.range) == text)
    #expect(piece(member.keyRange) == "\"ä\"")
    #expect(piece(member.value.range) == "[10, \"x\"]")
    #expect(member.value.elements.map { piece($0.range) } == ["10", "\"x\""])
  }

  @Test("A byte of a text is found again behind escapes")
  func placeInText() throws {
    let text = #"["a\\b\u0041c"]"#
    let source = SourceText(fileName: "t.json", bytes: Array(text.utf8))
    let node = try #require(JSONParser.parse(source).root?.elements.first)
    let places = (0...5).map { JSONUnescaper.place(of: $0, in: node, source) }
    #expect(places == [2, 3, 5, 6, 12, 13])
  }

  @Test("What is mended means what was meant")
  func mended() throws {
    let text = """
      { 'a': 1
        "b" 2, "c: [1 2},
        d: two words,
        "e": { "f": "g }
      """
    let (root, faults) = parse(text)
    let meaning = written(try #require(root))
    #expect(meaning == "{a:1,b:2,c:[1,2],d:'two words',e:{f:'g'}}")
    let codes: [DiagnosticCode] = [.wrongQuote, .missingColon, .missingQuote, .missingQuote]
    #expect(faults.map(\.code) == codes)
  }

  @Test("Lines end with LF, CRLF or CR")
  func lineEnds() {
    let source = SourceText(fileName: "", bytes: Array("a\nb\r\nc\rd".utf8))
    #expect([0, 2, 5, 7].map(source.line) == [1, 2, 3, 4])
    #expect(source.excerpt(at: 5).line == "c")
  }
}

import Foundation
import MutatedWorkflows
import Testing
import Values

@testable import Workflows

/// A repeatable source of randomness (SplitMix64), so that a failure can be run again.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

@Suite("Broken definitions")
struct FuzzTests {
  /// Loads bytes and checks what must hold for any file.
  @discardableResult
  private func survives(_ bytes: [UInt8], _ note: String) throws -> LoadResult {
    let hash = try #require(someHash)
    let source = DefinitionSource(fileName: "f.json", bytes: bytes, contentHash: hash)
    let result = WorkflowLoader.load([source])
    #expect((result.workflows == nil) == !result.errors.isEmpty, "\(note)")
    #expect(result.diagnostics == result.diagnostics.sorted(), "\(note)")
    let lines = SourceText(fileName: "", bytes: bytes).line(at: bytes.count)
    for diagnostic in result.diagnostics {
      #expect((1...lines).contains(diagnostic.line) && diagnostic.column >= 1, "\(note)")
      #expect(diagnostic.excerptColumn <= diagnostic.excerpt.count, "\(note)")
    }
    return result
  }

  @Test("A definition cut off anywhere is an error, never a plan", arguments: Definitions.good)
  func truncated(_ text: String) throws {
    let bytes = Array(text.utf8)
    let body = bytes.lastIndex(of: UInt8(ascii: "}")) ?? bytes.count
    var end = 0
    while end < body {
      let result = try survives(Array(bytes[..<end]), "cut at \(end)")
      #expect(result.workflows == nil, "cut at \(end)")
      end += 7
    }
  }

  @Test("Changed bytes never trap and never hang", arguments: [UInt64](20_260_314..<20_260_320))
  func mutated(_ seed: UInt64) throws {
    var random = Seeded(state: seed)
    let marks = Array("{}[]:,\"'\\/* \n\t-0e.#u“\u{0}é".utf8)
    for _ in 0..<150 {
      var bytes = Array((Definitions.good.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = marks.randomElement(using: &random) ?? 0
        case 1: bytes.insert(marks.randomElement(using: &random) ?? 0, at: place)
        case 2: bytes.remove(at: place)
        default: bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
      }
      let result = try survives(bytes, String(decoding: bytes, as: UTF8.self))
      if result.workflows != nil { try schemaAccepts(bytes) }
    }
  }

  /// The schema is never stricter than the loader.
  private func schemaAccepts(_ bytes: [UInt8]) throws {
    let root = try #require(JSONParser.parse(SourceText(fileName: "", bytes: bytes)).root)
    let schema = try #require(DefinitionSchemaTests.schema)
    #expect(try SchemaChecker.accepts(root, schema), "\(String(decoding: bytes, as: UTF8.self))")
  }

  @Test(
    "White space, line ends and comments never change the plan",
    arguments: [1, 2, 3] as [UInt64]
  )
  func blanks(_ seed: UInt64) throws {
    var random = Seeded(state: seed)
    let blanks = [
      "", " ", "\n", "\t", "\r\n", "\n        ", "\n  ", "// { \" , :\n", "/* } ] \" : */",
      "//\r\n",
    ]
    for text in Definitions.good {
      let source = SourceText(fileName: "w.json", bytes: Array(text.utf8))
      var scanner = JSONScanner(source)
      var spread = ""
      while true {
        let token = scanner.next(asKey: false)
        if token.kind == .end { break }
        spread += String(decoding: source.bytes[token.range], as: UTF8.self)
        spread += blanks.randomElement(using: &random) ?? ""
      }
      let (odd, plain) = (try plan(spread), try plan(text))
      #expect(odd == plain, "\(spread)")
    }
  }

  /// TICKMARK_FUZZ asks for more; half a million go through in release: Benchmarks/README.md.
  @Test("Definitions with rules, mutated by bytes, tokens, lines and splices, never trap")
  func rules() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["TICKMARK_FUZZ"].flatMap { Int($0) } ?? 600
    let seed = environment["TICKMARK_SEED"].flatMap { UInt64($0) } ?? 20_261_125
    print("Fuzz of definitions, seed \(seed): \(count) inputs")
    let texts = GardenTexts.all.sorted { $0.key < $1.key }.map(\.value) + Definitions.good
    let mutator = DefinitionMutator(texts, seed: seed)
    for index in 0..<count {
      let bytes = mutator.input(index)
      let result = try survives(bytes, "input \(index) of seed \(seed)")
      let complaint = LoadedDefinition.complaint(bytes, result, file: "f.json")
      #expect(complaint == nil, "input \(index) of seed \(seed)")
    }
    #expect(mutator.input(count) == DefinitionMutator(texts, seed: seed).input(count))
  }

  @Test("The long definitions of the benchmark are good")
  func long() throws {
    let files = LongDefinitions.texts(20)
    let result = try load(Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) }))
    #expect(result.workflows?.workflows.count == 20, "\(Diagnostic.render(result.diagnostics))")
    #expect(result.diagnostics.isEmpty)
  }

  @Test("Spliced pieces never trap", arguments: [20_260_314 as UInt64])
  func spliced(_ seed: UInt64) throws {
    var random = Seeded(state: seed)
    for _ in 0..<200 {
      var bytes: [UInt8] = []
      for _ in 0..<4 {
        let piece = Array((Definitions.good.randomElement(using: &random) ?? "").utf8)
        let from = Int.random(in: 0..<piece.count, using: &random)
        bytes += piece[from..<Int.random(in: from..<piece.count, using: &random)]
      }
      try survives(bytes, String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test(
    "Hostile files end quickly with few words",
    arguments: [
      "[", "{", "[}", "{]", "\"", "{\"a\":", ",", ":", "}", "/*", "\\", "1 ", "x ",
      "{\"a\":[\"b\":",
    ]
  )
  func repeated(_ piece: String) throws {
    let bytes = Array(String(repeating: piece, count: (1 << 20) / piece.utf8.count).utf8)
    let result = try survives(bytes, piece)
    #expect(result.workflows == nil)
    #expect((1...JSONParser.maximumFaults + 1).contains(result.diagnostics.count))
  }

  @Test("Many keys, long texts and long lists are refused by name of the limit")
  func limits() throws {
    let keys = (0..<20_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    #expect(try survives(Array("{\(keys)}".utf8), "keys").workflows == nil)
    let long = String(repeating: "x", count: 5_000)
    let title =
      "{\"format\":1,\"workflow\":\"w\",\"document\":\"invoice\",\"watch\":\"w\",\"title\":\"\(long)\"}"
    #expect(brief(try survives(Array(title.utf8), "long")) == ["1 bad-value"])
    let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(brief(try load(["w.json": "{\"read\": \(deep)}"])).contains("1 too-deep"))
    let large = [UInt8](repeating: UInt8(ascii: " "), count: JSONParser.maximumBytes + 1)
    #expect(brief(try survives(large, "large")) == ["1 too-large"])
  }

  @Test(
    "What is no UTF-8 is named as such",
    arguments: [[0xFF, 0xFE, 0x7B, 0x00], [0x7B, 0x22, 0xE4, 0x22, 0x7D], [0x7B, 0xE2, 0x80]]
  )
  func encodings(_ bytes: [UInt8]) throws {
    #expect(brief(try survives(bytes, "\(bytes)")) == ["1 not-utf8"])
  }
}

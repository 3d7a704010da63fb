import Foundation
import MutatedWorkflows

@testable import Workflows

/// A workspace of good definitions in which mistakes are planted.
struct Garden: Sendable {
  /// By file name.
  let texts: [String: String]
  /// Every key with its value, and every element of a list.
  let spots: [Spot]
  /// Every expression, and every hole of a text.
  let rules: [GardenRule]
  private let sources: [String: SourceText]
  private let tokensByFile: [String: [JSONToken]]
  /// Every word that some object of the format has as a key.
  let declaredKeys: Set<String>

  init(_ texts: [String: String]) {
    self.texts = texts
    let sources = texts.reduce(into: [String: SourceText]()) {
      $0[$1.key] = SourceText(fileName: $1.key, bytes: Array($1.value.utf8))
    }
    self.sources = sources
    tokensByFile = sources.mapValues(Self.tokens)
    let spots = texts.keys.sorted().flatMap { file -> [Spot] in
      let root = sources[file].flatMap { JSONParser.parse($0).root }
      return root.map { Spot.all(in: $0, file: file) } ?? []
    }
    self.spots = spots
    rules = spots.flatMap { GardenRule.all(at: $0, in: sources[$0.file]?.bytes ?? []) }
    declaredKeys = Self.keys(of: DefinitionSchemaTests.schema)
  }

  static let planted = Garden(GardenTexts.all)

  /// The definitions that ship with Tickmark.
  static func shipped() throws -> Garden {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "workflows")
    var texts: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasSuffix(".json") {
      texts[name] = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
    return Garden(texts)
  }

  /// The bytes of a file.
  func bytes(_ file: String) -> [UInt8] { sources[file]?.bytes ?? [] }

  /// The tokens of a file, without its comments.
  func tokens(_ file: String) -> [JSONToken] { tokensByFile[file] ?? [] }

  func text(_ range: Range<Int>, of file: String) -> String {
    String(decoding: bytes(file)[range], as: UTF8.self)
  }

  func line(_ offset: Int, of file: String) -> Int {
    sources[file]?.line(at: offset) ?? 0
  }

  /// All files with one range of one file written anew.
  func replacing(_ range: Range<Int>, of file: String, by text: String) -> [String: String] {
    var bytes = bytes(file)
    bytes.replaceSubrange(range, with: Array(text.utf8))
    return texts.merging([file: String(decoding: bytes, as: UTF8.self)]) { $1 }
  }

  private static func tokens(_ source: SourceText) -> [JSONToken] {
    var scanner = JSONScanner(source)
    var tokens: [JSONToken] = []
    while true {
      let token = scanner.next(asKey: false)
      if token.kind == .end { return tokens }
      tokens.append(token)
    }
  }

  private static func keys(of schema: JSONNode?) -> Set<String> {
    guard let schema else { return [] }
    var keys: Set<String> = []
    for spot in Spot.all(in: schema, file: "") where spot.path.dropLast().last == "properties" {
      keys.insert(spot.name)
    }
    return keys
  }
}

/// One key with its value in a definition of the garden, or an element of a list.
struct Spot: Sendable {
  var file: String
  /// The keys from the top; `[]` for an element of a list: `["check", "[]", "id"]`.
  var path: [String]
  var keyRange: Range<Int>?
  var value: JSONNode

  var name: String { path.last ?? "" }
  /// `check.[].id`.
  var dotted: String { path.joined(separator: ".") }

  /// Keys that are names of the user's own, not of the format.
  var isOwnName: Bool {
    let parent = path.dropLast().last ?? ""
    return ["columns", "use", "set"].contains(parent) || isInTestData
  }

  /// Rows, texts and expectations of the definition's own tests.
  var isInTestData: Bool { path.first == "tests" && path.count > 3 }

  var text: String? { if case .text(let text) = value.content { text } else { nil } }
  var number: String? { if case .number(let text) = value.content { text } else { nil } }

  static func all(in node: JSONNode, file: String, path: [String] = []) -> [Spot] {
    switch node.content {
    case .object(let members):
      members.flatMap { member -> [Spot] in
        let inner = path + [member.key]
        let spot = Spot(file: file, path: inner, keyRange: member.keyRange, value: member.value)
        return [spot] + all(in: member.value, file: file, path: inner)
      }
    case .array(let elements):
      elements.flatMap { element -> [Spot] in
        let inner = path + ["[]"]
        return [Spot(file: file, path: inner, keyRange: nil, value: element)]
          + all(in: element, file: file, path: inner)
      }
    case .text, .number, .flag, .null, .missing: []
    }
  }
}

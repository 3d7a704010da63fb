import Foundation
import MutatedWorkflows
import Values
import Workflows

/// Loads mutated definitions, and says what they cost: time, the slowest input, resident memory.
struct DefinitionFuzz {
  var inputs: Int
  var from: Int
  var seed: UInt64
  /// Each input is written out: to look at one that was told by its index.
  var isPrinting: Bool

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  func run() throws {
    let texts = try Self.texts()
    let mutator = DefinitionMutator(texts.map(\.text), seed: seed)
    let hash = ContentHash(hex: String(repeating: "0a", count: 32))
    guard let hash else { throw Failure(description: "no hash") }
    // In every eighth run the file lies among others, as it does in a workspace.
    let others = texts.prefix(8).map {
      DefinitionSource(fileName: "other/\($0.name)", bytes: Array($0.text.utf8), contentHash: hash)
    }
    print("seed \(seed), inputs \(from) to \(from + inputs - 1), \(texts.count) good definitions")
    let clock = ContinuousClock()
    let start = clock.now
    var slowest = (time: Duration.zero, index: 0)
    var loaded = 0
    for index in from..<from + inputs {
      let done = index - from
      if done == min(1_000, inputs / 2) || (done > 0 && done % max(1, inputs / 10) == 0) {
        print("\(done) inputs in \(clock.now - start), resident \(Self.residentKB()) KB")
      }
      let bytes = mutator.input(index)
      if isPrinting { print(String(decoding: bytes, as: UTF8.self)) }
      let source = DefinitionSource(fileName: "fuzz.json", bytes: bytes, contentHash: hash)
      let before = clock.now
      let result = WorkflowLoader.load(index % 8 == 0 ? [source] + others : [source])
      let time = clock.now - before
      if time > slowest.time { slowest = (time, index) }
      if result.workflows != nil { loaded += 1 }
      if let complaint = LoadedDefinition.complaint(bytes, result, file: "fuzz.json") {
        throw Failure(description: "input \(index), seed \(seed): \(complaint)")
      }
    }
    print("\(inputs) inputs in \(clock.now - start), resident \(Self.residentKB()) KB")
    print("\(loaded) of them are good; the slowest is \(slowest.index): \(slowest.time)")
  }

  /// What ships, and what the tests plant their mistakes in.
  private static func texts() throws -> [(name: String, text: String)] {
    let folder = URL(filePath: "workflows")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }.sorted()
    let shipped = try names.map { name in
      (name: name, text: try String(contentsOf: folder.appending(path: name), encoding: .utf8))
    }
    return shipped
      + GardenTexts.all.sorted { $0.key < $1.key }.map { (name: $0.key, text: $0.value) }
  }

  private static func residentKB() -> Int {
    let status = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("VmRSS:") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }
}

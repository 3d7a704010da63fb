import MutatedWorkflows
import Values
import Workflows

/// A hundred definitions of two hundred lines each, loaded together.
struct LoadingBenchmark {
  var rounds: Int

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  func run() throws {
    guard let hash = ContentHash(hex: String(repeating: "0a", count: 32)) else {
      throw Failure(description: "no hash")
    }
    let sources = LongDefinitions.texts(100).map { name, text in
      DefinitionSource(fileName: name, bytes: Array(text.utf8), contentHash: hash)
    }
    let bytes = sources.map(\.bytes.count).reduce(0, +)
    let lines = sources.map { $0.bytes.count { $0 == UInt8(ascii: "\n") } + 1 }
    let total = lines.reduce(0, +)
    print(
      "\(sources.count) definitions, \(total) lines, \(lines.max() ?? 0) at most, \(bytes >> 10) KiB"
    )
    var times: [Duration] = []
    for _ in 0..<rounds {
      var result: LoadResult?
      times.append(ContinuousClock().measure { result = WorkflowLoader.load(sources) })
      guard let result, result.diagnostics.isEmpty, result.workflows != nil else {
        throw Failure(description: Diagnostic.render(result?.diagnostics ?? []))
      }
    }
    let sorted = times.sorted()
    print("first \(times[0]), median \(sorted[sorted.count / 2]), best \(sorted[0])")
  }
}

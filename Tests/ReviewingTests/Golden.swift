import Foundation
import Testing

/// Compares with a file beside the tests, or records it anew when `TICKMARK_RECORD` is set.
enum Golden {
  static func check(
    _ name: String,
    _ bytes: [UInt8],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["TICKMARK_RECORD"] != nil {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
      return
    }
    let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    let actual = String(decoding: bytes, as: UTF8.self)
    guard expected != actual else { return }
    let pairs = zip(expected.split(separator: "\n"), actual.split(separator: "\n"))
    let first = pairs.first { $0 != $1 }.map { "expected \($0)\nbut was  \($1)" } ?? "the length"
    Issue.record("\(name) differs:\n\(first)", sourceLocation: sourceLocation)
  }
}

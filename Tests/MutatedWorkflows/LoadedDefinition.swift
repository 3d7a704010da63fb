package import Workflows

/// What must hold of the loading of any bytes whatever.
package enum LoadedDefinition {
  /// What does not hold; nil when all is well.
  package static func complaint(_ bytes: [UInt8], _ result: LoadResult, file: String) -> String? {
    if (result.workflows == nil) == result.errors.isEmpty {
      return "errors without refusal, or refusal without errors"
    }
    if result.diagnostics != result.diagnostics.sorted() { return "diagnostics are not in order" }
    let lengths = lineLengths(bytes)
    for diagnostic in result.diagnostics where diagnostic.file == file {
      guard (1...lengths.count).contains(diagnostic.line) else {
        return "line \(diagnostic.line) of \(lengths.count)"
      }
      // A column counts characters, of which a line has no more than bytes.
      guard (1...lengths[diagnostic.line - 1] + 1).contains(diagnostic.column) else {
        return "column \(diagnostic.column) in a line of \(lengths[diagnostic.line - 1]) bytes"
      }
      guard diagnostic.excerptColumn <= diagnostic.excerpt.count else {
        return "a caret behind its excerpt"
      }
      guard !diagnostic.reason.isEmpty else { return "a diagnostic without a reason" }
    }
    return nil
  }

  /// The lines in bytes; LF, CRLF and CR end one.
  private static func lineLengths(_ bytes: [UInt8]) -> [Int] {
    var lengths: [Int] = []
    var start = 0
    for (place, byte) in bytes.enumerated() {
      let isReturn = byte == UInt8(ascii: "\r")
      let feedFollows = place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "\n")
      guard byte == UInt8(ascii: "\n") || (isReturn && !feedFollows) else { continue }
      lengths.append(place - start)
      start = place + 1
    }
    return lengths + [bytes.count - start]
  }
}

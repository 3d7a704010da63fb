import FoundationEssentials

/// docs/expressions.md, cut into what the tests run and compare.
package struct ExpressionsPage {
  package enum Part {
    case prose(String)
    /// A line of a ```cel block: `1 + 1  // 2`.
    case expression(source: String, result: String)
    /// A line of a ```template block.
    case template(source: String, result: String)
    /// A row of a table of functions: signatures, example, result, what it does.
    case function(signatures: [String], example: String, result: String, summary: String)
  }

  package static let path =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    + "/docs/expressions.md"

  package let parts: [Part]

  package init() throws {
    let text = String(decoding: try Data(contentsOf: URL(filePath: Self.path)), as: UTF8.self)
    var fence: Substring?
    let lines: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false)
    parts = lines.map { line in
      if line.hasPrefix("```") {
        fence = fence == nil ? line.dropFirst(3) : nil
        return .prose(String(line))
      }
      switch fence {
      case "cel", "template":
        guard let cut = line.firstRange(of: "  // ") else { return .prose(String(line)) }
        let source = String(line[..<cut.lowerBound])
        let result = String(line[cut.upperBound...])
        return fence == "cel"
          ? .expression(source: source, result: result) : .template(source: source, result: result)
      default: return Self.row(line) ?? .prose(String(line))
      }
    }
  }

  package var text: String { parts.map(\.line).joined(separator: "\n") }

  /// What stands on it as an example, templates too.
  package var sources: [String] {
    parts.compactMap { part in
      switch part {
      case .prose: nil
      case .expression(let source, _), .template(let source, _): source
      case .function(_, let example, _, _): example
      }
    }
  }

  /// A row of four cells whose first three are code.
  private static func row(_ line: Substring) -> Part? {
    guard line.hasPrefix("| `") else { return nil }
    let plain = String(line).replacing("\\|", with: "\u{0}")
    let cells: [String] = plain.split(separator: " | ").map {
      String($0).replacing("\u{0}", with: "|")
    }
    guard cells.count == 4, cells[1].hasPrefix("`"), cells[2].hasPrefix("`") else { return nil }
    let signatures = cells[0].split(separator: "`").map { String($0) }.filter { $0.contains("(") }
    return .function(
      signatures: signatures,
      example: String(cells[1].dropFirst().dropLast()),
      result: String(cells[2].dropFirst().dropLast()),
      summary: String(cells[3].dropLast(2))
    )
  }
}

extension ExpressionsPage.Part {
  package var line: String {
    switch self {
    case .prose(let line): return line
    case .expression(let source, let result), .template(let source, let result):
      return source + "  // " + result
    case .function(let signatures, let example, let result, let summary):
      let names = signatures.map { "`\($0)`" }.joined(separator: ", ")
      return "| \(names) | `\(example.escaped)` | `\(result.escaped)` | \(summary) |"
    }
  }

  package func with(result: String) -> Self {
    switch self {
    case .prose: self
    case .expression(let source, _): .expression(source: source, result: result)
    case .template(let source, _): .template(source: source, result: result)
    case .function(let signatures, let example, _, let summary):
      .function(signatures: signatures, example: example, result: result, summary: summary)
    }
  }
}

extension String {
  fileprivate var escaped: String { replacing("|", with: "\\|") }
}

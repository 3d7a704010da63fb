import Books
import Values
import Workflows

/// Compares what came out of one document with what a test expects of it: only what is named.
struct WorkflowTestComparison {
  typealias Difference = WorkflowTestResult.Difference

  let expected: WorkflowTest.Expectation
  let actual: WorkflowTestDocument
  /// From 1, where there are several.
  var document: Int?

  /// One thing that differs, and what a test that expects what came out would say.
  struct Finding {
    var difference: Difference
    var keys: [String]
    var value: ExpectationRewriter.Change.Value
  }

  var findings: [Finding] {
    decision + texts + lists + fields + effects
  }

  private var decision: [Finding] {
    guard let wanted = expected.decision, wanted != actual.decision else { return [] }
    let why = "\(actual.decision.rawValue) (rule \(actual.rule): \(actual.reason))"
    return [
      finding(["decision"], wanted.rawValue, why, .text(actual.decision.rawValue))
    ]
  }

  private var texts: [Finding] {
    var found = text("rule", expected.rule, actual.rule)
    found += text("queue", expected.queue, actual.queue)
    found += text("code", expected.code, actual.code)
    if let part = expected.reason, !actual.reason.contains(part) {
      found.append(
        finding(["reason"], "…\(part)…", "“\(actual.reason)”", .text(actual.reason))
      )
    }
    return found + text("match", expected.match?.rawValue, actual.match)
  }

  private func text(_ key: String, _ wanted: String?, _ got: String?) -> [Finding] {
    guard let wanted, wanted != got else { return [] }
    return [finding([key], wanted, got ?? "none", got.map { .text($0) } ?? .gone)]
  }

  private var lists: [Finding] {
    var found: [Finding] = []
    if let wanted = expected.findings {
      let isMet =
        wanted.isEmpty
        ? actual.findings.isEmpty : wanted.allSatisfy(actual.findings.contains)
      if !isMet { found.append(list("findings", wanted, actual.findings)) }
    }
    if let wanted = expected.entries, wanted.sorted() != actual.entries.sorted() {
      found.append(list("entries", wanted, actual.entries))
    }
    if let wanted = expected.residuals, wanted.sorted() != actual.residuals.sorted() {
      found.append(list("residuals", wanted, actual.residuals))
    }
    return found
  }

  func list(_ key: String, _ wanted: [String], _ got: [String]) -> Finding {
    finding([key], Self.words(wanted), Self.words(got), .texts(got))
  }

  static func words(_ list: [String]) -> String {
    list.isEmpty ? "none" : list.joined(separator: ", ")
  }

  private var fields: [Finding] {
    expected.fields.sorted { $0.key < $1.key }.compactMap { field, wanted in
      let got = actual.fields[field] ?? actual.fields[Self.plain(field)]
      if let got, Self.isSame(wanted, got) { return nil }
      return finding(
        ["fields", field],
        "“\(wanted)”",
        got.map { "“\($0)”" } ?? "nothing: it is absent\(nearest(field))",
        got.map { .text($0) } ?? .gone
      )
    }
  }

  private func nearest(_ field: String) -> String {
    let known = Array(actual.fields.keys)
    return Spelling.nearestField(to: Self.plain(field), among: known)
      .map { " (there is \($0))" } ?? ""
  }

  /// Rules say `document.totals.gross`, a test may, too.
  private static func plain(_ field: String) -> String {
    field.hasPrefix("document.") ? String(field.dropFirst("document.".count)) : field
  }

  /// `1190` and `1190.00` are one amount.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    guard let left = ExactDecimal(left), let right = ExactDecimal(right) else { return false }
    return left == right
  }

  func finding(
    _ keys: [String],
    _ wanted: String,
    _ got: String,
    _ value: ExpectationRewriter.Change.Value
  ) -> Finding {
    Finding(
      difference: Difference(
        what: keys.joined(separator: "."),
        expected: wanted,
        got: got,
        document: document
      ),
      keys: keys,
      value: value
    )
  }
}

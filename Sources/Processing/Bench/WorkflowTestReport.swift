import Workflows

extension WorkflowTestResult {
  /// `file:line: name` with the differences below it.
  package var text: String {
    var out = "\(isPassed ? "ok  " : "FAIL")  \(file):\(line): \(name)\n"
    for difference in differences { out += "        \(difference.text)\n" }
    if !isPassed { for note in notes { out += "        note: \(note)\n" } }
    return out
  }
}

extension WorkflowTestResult.Difference {
  /// `decision: expected exception, got cleared (rule clean: ...)`.
  package var text: String {
    let which = document.map { "document \($0): " } ?? ""
    return "\(which)\(what): expected \(expected), got \(got)"
  }
}

extension WorkflowTestRun {
  /// Only what differs, for whoever refuses a definition because of it.
  package var failureText: String {
    failed.map(\.text).joined() + summary
  }

  /// `3 tests: 2 pass, 1 differs`, and what was not run.
  package var summary: String {
    let count = results.count
    var out = "\(count) test\(count == 1 ? "" : "s"): \(count - failed.count) pass"
    if !failed.isEmpty { out += ", \(failed.count) differ\(failed.count == 1 ? "s" : "")" }
    return (["\(out)"] + notRun).map { $0 + "\n" }.joined()
  }
}

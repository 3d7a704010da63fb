import Books
import Documents
import Values

/// The exceptions for a terminal: 100 columns, plain words, colour only when asked.
package enum ExceptionText {
  package static let width = 100

  /// A compact list, most urgent first, grouped by queue, ending with the control totals.
  package static func list(
    _ report: ExceptionReport,
    limit: Int = 50,
    inColour: Bool = false
  ) -> String {
    var text = TextBuffer(inColour: inColour, width: width)
    let sorted = ReportOrder.byUrgency(report.exceptions)
    if sorted.isEmpty {
      let isDone =
        report.quarantined.isEmpty && report.imbalances.isEmpty && report.notes.isEmpty
      text.line(
        isDone ? "Nothing waits for you: no exception is open." : "No exception is open.",
        isDone ? .good : .plain
      )
    } else {
      text.line(Wording.count(sorted.count, "exception waits.", "exceptions wait."), .strong)
    }
    let total = Dictionary(grouping: sorted, by: \.queue).mapValues(\.count)
    for queue in ReportOrder.queues(Array(sorted.prefix(limit))) {
      text.line("")
      text.line("\(queue.name) (\(AmountText.grouped(total[queue.name] ?? 0)))", .strong)
      for item in queue.items { summary(&text, item) }
    }
    if sorted.count > limit {
      text.line("")
      text.line("... and \(AmountText.grouped(sorted.count - limit)) more, in the report.")
    }
    // A file that waits for a person stands among the exceptions already; what was ruled on is only named here.
    let waiting = Set(sorted.compactMap(\.arrivalID))
    quarantined(
      &text,
      report.quarantined.filter { !waiting.contains($0.arrivalID) },
      limit: limit
    )
    if !report.notes.isEmpty { text.line("") }
    for note in report.notes { text.wrapped(note, indent: 2, .warn) }
    text.line("")
    TotalsText.write(&text, report)
    return text.text
  }

  /// One exception with all its evidence and, while it is open, the commands that answer it.
  package static func full(
    _ item: ExceptionItem,
    isOpen: Bool = true,
    inColour: Bool = false
  ) -> String {
    var text = TextBuffer(inColour: inColour, width: width)
    title(&text, item, indent: 0)
    text.wrapped(item.reason, indent: 2, .strong)
    text.wrapped(subject(item), indent: 2)
    evidence(&text, item)
    place(&text, item)
    candidates(&text, item)
    text.line("")
    guard isOpen else { return text.text }
    text.wrapped(item.suggestion, first: "  What to do: ", indent: 14)
    let commands = item.choices.map { (command: $0.command(for: item.id), meaning: $0.meaning) }
    let longest = min(46, commands.map(\.command.count).max() ?? 0)
    for choice in commands {
      text.wrapped(
        choice.meaning,
        first: "    " + TextBuffer.padded(VisibleText.of(choice.command), longest + 2),
        indent: longest + 6
      )
    }
    return text.text
  }

  private static func title(_ text: inout TextBuffer, _ item: ExceptionItem, indent: Int) {
    let amount = item.amount.map(AmountText.of) ?? item.document?.rawAmount.map { "\"\($0)\"?" }
    let isOfFile = item.document == nil && item.entry == nil
    let party = item.document?.seller ?? item.entry?.counterparty
    let parts = [amount, isOfFile ? item.fileName : party, item.document?.number]
    let lead = String(repeating: " ", count: indent) + TextBuffer.padded(item.id, 7)
    text.columns(
      lead,
      tag: Wording.severity(item.severity).lowercased(),
      style: item.severity == .block ? .bad : .warn,
      parts.compactMap(\.self).joined(separator: "  "),
      right: Wording.age(item.ageDays)
    )
  }

  private static func summary(_ text: inout TextBuffer, _ item: ExceptionItem) {
    title(&text, item, indent: 2)
    text.wrapped(item.reason, indent: 9)
    text.wrapped(item.suggestion, first: "         > ", indent: 11, .muted)
  }

  private static func subject(_ item: ExceptionItem) -> String {
    let parts =
      item.document.map(Wording.document)
      ?? item.entry.map { Wording.entry($0, ledger: item.ledger) } ?? []
    return parts.joined(separator: " · ")
  }

  private static func evidence(_ text: inout TextBuffer, _ item: ExceptionItem) {
    guard !item.findings.isEmpty || !item.problems.isEmpty else { return }
    text.line("")
    text.line("  Evidence", .muted)
    for finding in ReportOrder.findings(item) {
      text.wrapped("\(finding.message) (\(finding.code))", first: "  - ", indent: 4)
    }
    for problem in item.problems { self.problem(&text, problem, indent: 2) }
  }

  private static func problem(_ text: inout TextBuffer, _ problem: Problem, indent: Int) {
    let place = Wording.place(problem.place)
    var sentence = problem.message
    if !place.isEmpty { sentence += " At \(place)." }
    if let raw = problem.rawText { sentence += " It reads: \"\(raw)\"" }
    let lead = String(repeating: " ", count: indent)
    text.wrapped("\(sentence) (\(problem.code))", first: lead + "- ", indent: indent + 2)
    if !problem.remedy.isEmpty { text.wrapped(problem.remedy, indent: indent + 2, .muted) }
  }

  private static func place(_ text: inout TextBuffer, _ item: ExceptionItem) {
    guard let fileName = item.fileName else { return }
    let place = Wording.place(item.place)
    let arrival = item.arrivalID.map { " (\($0))" } ?? ""
    text.line("")
    text.wrapped(
      "\(fileName)\(arrival)" + (place.isEmpty ? "" : ", \(place)"),
      first: "  File: ",
      indent: 8
    )
    if !item.companions.isEmpty {
      text.wrapped(item.companions.text, first: "        accompanied by ", indent: 8)
    }
  }

  private static func candidates(_ text: inout TextBuffer, _ item: ExceptionItem) {
    let candidates = ReportOrder.candidates(item)
    guard !candidates.isEmpty else { return }
    text.line("")
    text.line("  Ledger entries considered" + (item.ledger.map { " in \($0)" } ?? ""), .muted)
    for candidate in candidates {
      let entry = candidate.entry
      let words = [entry.counterparty, entry.reference, entry.memo].compactMap(\.self)
      let lead = TextBuffer.padded(entry.id.description, 8) + "\(entry.day)  "
      text.wrapped(
        "\(AmountText.of(entry.amount))  " + words.joined(separator: " · ")
          + (candidate.isRunnerUp ? "" : "  [best]"),
        first: "  " + lead,
        indent: 4
      )
      for reason in ReasonList.sorted(candidate.reasons) {
        text.wrapped(reason.text, first: reason.weight < 0 ? "      - " : "      + ", indent: 8)
      }
    }
  }

  private static func quarantined(
    _ text: inout TextBuffer,
    _ files: [QuarantinedFile],
    limit: Int
  ) {
    guard !files.isEmpty else { return }
    text.line("")
    text.line("Files that could not be read (\(AmountText.grouped(files.count)))", .strong)
    for file in ReportOrder.byID(files).prefix(limit) {
      text.wrapped("\(file.arrivalID)  \(file.fileName)", first: "  ", indent: 9)
      for problem in file.problems { self.problem(&text, problem, indent: 9) }
    }
    if files.count > limit {
      text.line("  ... and \(AmountText.grouped(files.count - limit)) more.")
    }
  }
}

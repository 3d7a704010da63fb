import Documents
import Values

extension ExtractionDraft {
  /// Says what the paper leaves open, so that nothing is settled silently.
  mutating func findDoubts() {
    if let date = facts.dates.mentions.first(where: { $0.isOpen && $0.day == nil }),
      document.issueDate == nil || document.dueDate == nil
    {
      problems.append(ambiguousDate(date))
    }
    let isOpen = facts.numbers.mentions.contains { $0.isOpen && $0.value == nil }
    if isOpen, document.totals.gross == nil { problems.append(ambiguousNumber()) }
  }

  private func ambiguousDate(_ date: DateMention) -> Problem {
    let readings = [date.dayFirst, date.monthFirst].compactMap { $0?.description }
    return Problem(
      code: "print.ambiguous-date",
      scope: .document,
      message:
        "The date \(facts.layout.text(date.tokens)) may be \(readings.joined(separator: " or ")), and nothing on"
        + " the paper says which; no date was taken from it.",
      place: Place(
        page: facts.layout.pages[facts.page(of: date.tokens.lowerBound)].number,
        field: "issueDate"
      ),
      rawText: facts.layout.text(date.tokens),
      remedy: "Write the workflow's read.locale (en-GB, en-US), or set the date by hand."
    )
  }

  private func ambiguousNumber() -> Problem {
    let number = facts.numbers.mentions.first { $0.isOpen && $0.value == nil }
    let text = number.map { facts.layout.text($0.tokens) } ?? ""
    return Problem(
      code: "print.ambiguous-number",
      scope: .document,
      message:
        "The amount \(text) may have thousands or decimals behind its sign, and nothing on the paper says which.",
      place: Place(
        page: number.map { facts.layout.pages[facts.page(of: $0.tokens.lowerBound)].number },
        field: "totals.gross"
      ),
      rawText: text,
      remedy: "Write the workflow's read.locale (de, en-GB), or set the amounts by hand."
    )
  }
}

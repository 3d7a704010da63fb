import Books
import Documents
package import Readings
import Values

/// What a proposed definition makes of the very file, summed up item by item.
package struct ReadBack: Sendable {
  private struct Sum {
    var rowsIn = 0
    var rowsOut = 0
    var moneyIn = ExactDecimal.zero
    var moneyOut = ExactDecimal.zero
  }

  private var entries = 0
  private var documents = 0
  private var tableRows = 0
  private var badDocuments = 0
  private var first: Day?
  private var last: Day?
  private var sums: [String: Sum] = [:]
  private var hasOverflow = false
  private var problems: [Problem] = []
  private var problemCount = 0
  private var summary: ReadingSummary?
  /// Problems that are told one by one.
  private static let told = 3

  package init() {}

  /// True when each row was read and nothing was found wrong.
  package var isClean: Bool { summary?.isRefused == false && problemCount == 0 }
  package var rowCount: Int { summary?.rows ?? 0 }

  package mutating func take(_ items: [ReadingItem]) {
    for item in items {
      switch item {
      case .entry(let entry):
        entries += 1
        note(entry.day)
        add(entry.amount.decimal, entry.amount.currency.code)
      case .document(let document):
        documents += 1
        badDocuments += document.problems.isEmpty ? 0 : 1
        for problem in document.problems { note(problem) }
        document.issueDate.map { note($0) }
        if let gross = document.totals.gross { add(gross, document.currency?.code ?? "") }
      case .row: tableRows += 1
      case .problem(let problem): note(problem)
      case .statement, .enclosed: break
      }
    }
  }

  package mutating func finish(_ summary: ReadingSummary) { self.summary = summary }

  private mutating func note(_ day: Day) {
    first = min(first ?? day, day)
    last = max(last ?? day, day)
  }

  private mutating func note(_ problem: Problem) {
    guard problem.scope != .note else { return }
    problemCount += 1
    if problems.count < Self.told { problems.append(problem) }
  }

  private mutating func add(_ amount: ExactDecimal, _ currency: String) {
    var sum = sums[currency] ?? Sum()
    do throws(ArithmeticError) {
      if amount.isNegative {
        sum.rowsOut += 1
        sum.moneyOut = try sum.moneyOut.adding(amount)
      } else {
        sum.rowsIn += 1
        sum.moneyIn = try sum.moneyIn.adding(amount)
      }
    } catch {
      hasOverflow = true
    }
    sums[currency] = sum
  }
}

// In words.
extension ReadBack {
  /// For the head of the definition.
  ///
  /// With `isProbe` something stood in place of what a person has to fill in, so no currency is named.
  func notes(isProbe: Bool, expected: Int?) -> [ProposalNote] {
    let how =
      isProbe
      ? "With something put for each \(Proposal.marker) the file gives" : "It reads the file"
    var notes: [ProposalNote] = []
    if summary?.isRefused == true {
      notes.append(
        .unsure("\(isProbe ? how + " nothing" : "The file is refused as a whole"): \(told)")
      )
    } else {
      let parts = [counts, span, money(isProbe)].compactMap { $0 }
      notes.append(.because("\(how): \(parts.joined(separator: "; "))."))
      if problemCount > 0 { notes.append(.unsure("\(problemCountText): \(told)")) }
    }
    if let expected, expected != rowCount, summary?.isRefused == false {
      notes.append(.unsure("\(expected) rows were seen, but \(rowCount) are read."))
    }
    return notes
  }

  private var counts: String {
    let read = entries + documents + tableRows
    // What is no table has no rows, but it has entries.
    let seen = max(rowCount, read)
    let bad = badDocuments + seen - read
    return "\(seen) \(seen == 1 ? "row" : "rows"), "
      + (bad <= 0 ? "none with a problem" : "\(bad) with a problem")
  }

  private var span: String? {
    guard let first, let last else { return nil }
    return first == last ? "all of \(first)" : "\(first) to \(last)"
  }

  private func money(_ isProbe: Bool) -> String? {
    guard !sums.isEmpty, !hasOverflow else { return nil }
    let parts = sums.sorted { $0.key < $1.key }.map { code, sum in
      let currency = isProbe || code.isEmpty ? "" : " \(code)"
      let income = "\(sum.moneyIn)\(currency) in \(Self.rows(sum.rowsIn))"
      return sum.rowsOut == 0
        ? income : "\(income) and \(sum.moneyOut)\(currency) in \(Self.rows(sum.rowsOut))"
    }
    return parts.joined(separator: ", ")
  }

  private static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }

  private var problemCountText: String {
    problemCount == 1 ? "there is a problem" : "there are \(problemCount) problems"
  }

  private var told: String {
    let texts = problems.map { problem in
      let raw = problem.rawText.map { " \(EvidenceText.quoted($0))" } ?? ""
      let line = problem.place.line.map { "line \($0) " } ?? ""
      return "\(line)\(problem.code)\(raw)"
    }
    let more = problemCount - problems.count
    return texts.joined(separator: "; ") + (more > 0 ? "; and \(more) more." : ".")
  }
}

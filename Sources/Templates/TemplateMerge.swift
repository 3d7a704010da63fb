import Documents
import Extraction
import Values

/// Puts what a template found over what was found without one.
struct TemplateMerge {
  let template: String
  let values: [TemplateValue]
  let lines: [(line: DocumentLine, source: Source)]
  let problems: [Problem]

  /// A value read without a template counts against a template's only when it is this sure.
  private static let sure = ExactDecimal(coefficient: 950, scale: 3)

  func merge(into found: inout Extracted) {
    let read = found.document
    found.problems.removeAll { problem in
      values.contains { $0.path == problem.place.field }
    }
    found.problems += problems
    for value in values { set(value, &found) }
    setCurrency(&found.document)
    followGross(read, &found.document)
    found.problems += contradictions(read)
    guard !lines.isEmpty else { return }
    for path in found.document.sources.keys where path.hasPrefix("lines[") {
      found.document.sources[path] = nil
    }
    found.document.lines = lines.map(\.line)
    for (index, line) in lines.enumerated() {
      found.document.sources["lines[\(index)]"] = line.source
    }
  }

  private func set(_ value: TemplateValue, _ found: inout Extracted) {
    do throws(FieldError) {
      try found.document.set(value.path, to: value.value, from: value.source)
    } catch {
      let source = value.source
      found.problems.append(TemplateProblems.badValue(template, value.path, value.value, source))
    }
  }

  /// The currency beside an amount that the template found, where the template has no field for it.
  private func setCurrency(_ document: inout Document) {
    guard !values.contains(where: { $0.path == "currency" }) else { return }
    let amount =
      values.first { $0.path == "totals.gross" && $0.currency != nil }
      ?? values.first { $0.currency != nil }
    guard let amount, let currency = amount.currency, document.currency != currency else { return }
    document.currency = currency
    document.sources["currency"] = amount.source
    document.sources["currency"]?.text = nil
  }

  /// What is due was taken to be the total; then it is the template's total.
  private func followGross(_ read: Document, _ document: inout Document) {
    let given = Set(values.map(\.path))
    guard given.contains("totals.gross"), !given.contains("totals.due"),
      !given.contains("totals.prepaid"), read.totals.due == read.totals.gross,
      document.totals.prepaid == nil
    else { return }
    document.totals.due = document.totals.gross
    document.sources["totals.due"] = document.sources["totals.gross"]
  }

  /// Totals that the paper's own arithmetic proves to be others.
  private func contradictions(_ read: Document) -> [Problem] {
    let fields = ["totals.net", "totals.tax", "totals.gross"]
    guard fields.allSatisfy({ isSure($0, read) }) else { return [] }
    return values.compactMap { value in
      guard fields.contains(value.path), let printed = read.text(at: value.path),
        let left = ExactDecimal(printed), let right = ExactDecimal(value.value), left != right
      else { return nil }
      return TemplateProblems.differs(template, value, printed: printed)
    }
  }

  private func isSure(_ path: String, _ document: Document) -> Bool {
    document.sources[path]?.confidence.map { $0 >= Self.sure } ?? false
  }
}

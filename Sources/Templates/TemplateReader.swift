import Documents
package import Extraction
import Patterns
package import Readings
import Values

/// Reads a paper by the template that knows it; what no template gives is found without one.
package enum TemplateReader {
  package static func read(
    _ paper: TemplatePaper,
    instructions: ReadInstructions
  ) -> Extracted {
    let hints = ExtractionHints(instructions)
    var found = Extractor.read(paper.pages, hints: hints)
    if paper.isText { found.document.placeInText() }
    guard !instructions.templates.isEmpty || !instructions.foreignTemplates.isEmpty else {
      return found
    }
    let budget = PatternBudget()
    let choice = TemplateChoosing(instructions.templates, paper.text.text)
    if let template = choice.chosen {
      var reading = TemplateReading(template, paper, found.written, budget)
      reading.readFields()
      reading.readLines()
      found.problems.append(TemplateProblems.chosen(template, choice.verdicts))
      let merge = TemplateMerge(
        template: template.id,
        values: reading.values,
        lines: reading.lines,
        problems: reading.problems
      )
      merge.merge(into: &found)
      return found
    }
    guard readForeign(paper, instructions.foreignTemplates, choice.verdicts, budget, &found) else {
      found.problems.append(
        TemplateProblems.noneFits(choice.verdicts, instructions.foreignTemplates.count)
      )
      return found
    }
    return found
  }

  /// By a template of invoice2data; false when none knows the paper.
  private static func readForeign(
    _ paper: TemplatePaper,
    _ templates: [ForeignTemplate],
    _ verdicts: [TemplateChoosing.Verdict],
    _ budget: PatternBudget,
    _ found: inout Extracted
  ) -> Bool {
    guard !templates.isEmpty,
      let (reader, choice) = foreignReading(paper, templates, found.written, budget)
    else { return false }
    found.problems.append(TemplateProblems.chosen(reader.template, choice, verdicts))
    let merge = ForeignMerge(
      template: reader.template,
      reading: reader.reading,
      isText: paper.isText,
      isSpent: budget.isSpent
    )
    merge.merge(into: &found)
    return true
  }

  private static func foreignReading(
    _ paper: TemplatePaper,
    _ templates: [ForeignTemplate],
    _ written: WrittenValues,
    _ budget: PatternBudget
  ) -> (ForeignReader, ForeignChoosing)? {
    let text = paper.layoutText?().map { PaperText($0, of: paper.pages) } ?? paper.text
    let choice = ForeignChoosing(templates, text.text, budget)
    guard let template = choice.chosen, let prepared = choice.text else { return nil }
    var reader = ForeignReader(
      template: template,
      text: prepared,
      paper: text,
      written: written,
      budget: budget,
      areaText: { paper.areaText?($0) }
    )
    reader.read()
    return (reader, choice)
  }

  /// What a template of invoice2data gives, field by field, under its own names; nil when none knows the paper.
  package static func foreignValues(
    _ paper: TemplatePaper,
    instructions: ReadInstructions
  ) -> ForeignReading? {
    let hints = ExtractionHints(instructions)
    let found = Extractor.read(paper.pages, hints: hints)
    let budget = PatternBudget()
    let read = foreignReading(paper, instructions.foreignTemplates, found.written, budget)
    guard var reading = read?.0.reading else { return nil }
    // Where the template says no currency, the document has the one that is printed.
    if reading.value("currency") == nil, let currency = found.document.currency {
      reading.values.append(ForeignReading.Found(name: "currency", value: .text(currency.code)))
    }
    return reading
  }
}

extension ExtractionHints {
  /// What the workflow says of its papers.
  package init(_ instructions: ReadInstructions) {
    self.init(locale: instructions.locale, currency: instructions.currency)
    prefersReceipt = instructions.target == .expense
  }
}

extension Document {
  /// Sources within a text file: a line instead of a place on a page.
  mutating func placeInText() {
    for path in sources.keys {
      guard let box = sources[path]?.box, box.count == 4 else { continue }
      sources[path]?.line = TextPaper.line(of: box[1])
      sources[path]?.box = nil
      if sources[path]?.page == 1 { sources[path]?.page = nil }
    }
  }
}

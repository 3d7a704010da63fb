import Documents
import Extraction
import Patterns
import Readings
import Values

/// A value that a template found, in canonical text.
struct TemplateValue {
  var path: String
  var value: String
  var source: Source
  /// The currency that stands beside the amount, or that the template gives it.
  var currency: Currency?
}

/// One paper read by one template.
struct TemplateReading {
  let template: TemplateInstructions
  let paper: TemplatePaper
  let written: WrittenValues
  let budget: PatternBudget
  private(set) var values: [TemplateValue] = []
  private(set) var lines: [(line: DocumentLine, source: Source)] = []
  private(set) var problems: [Problem] = []

  init(
    _ template: TemplateInstructions,
    _ paper: TemplatePaper,
    _ written: WrittenValues,
    _ budget: PatternBudget
  ) {
    self.template = template
    self.paper = paper
    self.written = written
    self.budget = budget
  }

  mutating func readFields() {
    for field in template.fields {
      read(field)
      guard !budget.isSpent else { return }
    }
  }

  private mutating func read(_ field: TemplateField) {
    if let constant = field.constant {
      let source = Source(method: .template, path: template.id)
      values.append(
        TemplateValue(path: field.field, value: constant, source: source, currency: field.currency)
      )
      return
    }
    let search = TemplateSearch(field: field, paper: paper, written: written, budget: budget)
    let hits = search.hits()
    guard !budget.isSpent else {
      problems.append(TemplateProblems.tooExpensive(template.id, field.field))
      return
    }
    guard let best = pick(hits.values, field) else {
      problems.append(TemplateProblems.absent(template.id, field, hits.unread))
      return
    }
    values.append(best)
  }

  /// The first or last one; several different ones are a doubt where the template does not say which.
  private mutating func pick(_ all: [TemplateSearch.Hit], _ field: TemplateField) -> TemplateValue?
  {
    guard var hit = field.pick == .last ? all.last : all.first else { return nil }
    if field.pick == nil, let other = all.first(where: { $0.value != hit.value }) {
      hit.confidence = min(hit.confidence, 900)
      problems.append(TemplateProblems.several(template.id, field.field, hit, other))
    }
    return TemplateValue(
      path: field.field,
      value: hit.value,
      source: source(of: hit),
      currency: hit.currency ?? field.currency
    )
  }

  private func source(of hit: TemplateSearch.Hit) -> Source {
    Self.source(
      hit.place,
      template: template.id,
      isText: paper.isText,
      text: hit.raw == hit.value ? nil : hit.raw,
      confidence: hit.confidence
    )
  }

  static func source(
    _ place: PaperText.Place,
    template: String,
    isText: Bool,
    text: String?,
    confidence: Int
  ) -> Source {
    let sure = max(0, min(confidence, place.confidence, 999))
    var source = Source(method: .template, path: template, text: text)
    source.confidence = ExactDecimal(coefficient: Int128(sure), scale: 3)
    if !isText || place.page > 1 { source.page = place.page }
    if isText {
      source.line = place.line
    } else {
      source.box = place.box.map { box in
        [box.x0, box.y0, box.x1, box.y1].map { ($0 * 10).rounded() / 10 }
      }
    }
    return source
  }

  mutating func readLines() {
    guard let instructions = template.lines, !budget.isSpent else { return }
    var reader = TemplateLinesReader(instructions, paper.text, written, budget)
    reader.read()
    if budget.isSpent {
      problems.append(TemplateProblems.tooExpensive(template.id, "lines"))
      return
    }
    if reader.rows.isEmpty {
      problems.append(
        TemplateProblems.noLines(template.id, instructions, reader.isStartFound)
      )
      return
    }
    for unread in reader.unread {
      problems.append(TemplateProblems.badCell(template.id, unread, isText: paper.isText))
    }
    lines = reader.rows.map { row in
      let place = paper.text.place(of: row.range)
      let source = Self.source(
        place,
        template: template.id,
        isText: paper.isText,
        text: nil,
        confidence: row.isWhole ? 990 : 900
      )
      return (row.line, source)
    }
  }
}

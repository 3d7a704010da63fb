import Documents
import Extraction
import Readings
import Templates

/// The words of a paper, however they were had, to a document among the items.
enum PaperReader {
  /// `nothing` is said when no invoice or receipt is on the pages; `problems` go with the document; `part` makes a
  /// paper of some of the pages, where they are several papers.
  static func read(
    _ paper: TemplatePaper,
    kind: FileKind,
    instructions: ReadInstructions,
    nothing: Problem,
    problems: [Problem] = [],
    part: ([PaperPage]) -> TemplatePaper = { TemplatePaper($0) },
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    let found = papers(paper, instructions: instructions, part: part) {
      TemplateReader.read(paper, instructions: instructions)
    }
    guard found.contains(where: \.isInvoice) else { return refused(nothing, kind, sink) }
    return give(found, kind: kind, problems: problems, into: sink)
  }

  /// The papers among the pages: one (`whole`), or each of several that stands by itself.
  static func papers(
    _ paper: TemplatePaper,
    instructions: ReadInstructions,
    part: ([PaperPage]) -> TemplatePaper = { TemplatePaper($0) },
    whole: () -> Extracted
  ) -> [Extracted] {
    var problem: Problem?
    switch PaperParts.look(paper.pages, hints: ExtractionHints(instructions)) {
    case .one: break
    case .doubtful(let doubt): problem = doubt
    case .several(let parts):
      let found = parts.map { TemplateReader.read(part($0), instructions: instructions) }
      if PaperParts.stand(found.map(\.document)) { return found }
      problem = PaperParts.problem(parts, found.map(\.document))
    }
    var found = whole()
    if let problem { found.problems.append(problem) }
    return [found]
  }

  /// Said of pages that are not to be parted.
  static func doubt(_ paper: TemplatePaper, _ instructions: ReadInstructions) -> Problem? {
    switch PaperParts.look(paper.pages, hints: ExtractionHints(instructions)) {
    case .one: return nil
    case .doubtful(let doubt): return doubt
    case .several(let parts):
      let found = parts.map { TemplateReader.read(TemplatePaper($0), instructions: instructions) }
      return PaperParts.problem(parts, found.map(\.document))
    }
  }

  /// `problems` go with the first document.
  static func give(
    _ found: [Extracted],
    kind: FileKind,
    problems: [Problem],
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    var problems = problems
    for one in found {
      var document = one.document
      document.problems += problems + one.problems
      problems = []
      sink(.document(document))
    }
    var summary = ReadingSummary(kind: kind)
    summary.documents = found.count
    return summary
  }

  static func refused(
    _ problem: Problem,
    _ kind: FileKind,
    _ sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    sink(.problem(problem))
    var summary = ReadingSummary(kind: kind)
    summary.isRefused = true
    return summary
  }
}

import Documents
import Extraction
import Readings
import Templates

/// The words of a paper, however they were had, to a document among the items.
enum PaperReader {
  /// `nothing` is said when no invoice or receipt is on the pages; `problems` go with the document.
  static func read(
    _ paper: TemplatePaper,
    kind: FileKind,
    instructions: ReadInstructions,
    nothing: Problem,
    problems: [Problem] = [],
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    let found = TemplateReader.read(paper, instructions: instructions)
    guard found.isInvoice else { return refused(nothing, kind, sink) }
    return give(found, kind: kind, problems: problems, into: sink)
  }

  /// `problems` go with the document.
  static func give(
    _ found: Extracted,
    kind: FileKind,
    problems: [Problem],
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    var document = found.document
    document.problems += problems + found.problems
    sink(.document(document))
    var summary = ReadingSummary(kind: kind)
    summary.documents = 1
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

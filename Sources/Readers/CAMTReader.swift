import Books
import Documents
import Readings

/// CAMT statements to ledger entries and the statements that they belong to.
///
/// Entries are handed over as they close, so memory follows one entry; the proof of the statement comes
/// after them, and a statement that does not prove refuses the file.
enum CAMTReader {
  static func read(
    _ input: some FileInput,
    _ found: FileDetection,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    withoutActuallyEscaping(sink) { sink in
      let draft = CAMTDraft(limits: instructions.limits, sink: sink)
      let builder = XMLTreeBuilder(table: CAMTMapping.table, limits: instructions.limits) {
        tree,
        record in
        draft.read(tree, record)
      }
      let outcome = XMLStream.parse(
        input,
        start: found.xmlStart,
        limits: instructions.limits,
        into: builder
      )
      if case .failed(let problem) = outcome {
        draft.refuse(problem)
      } else if draft.statements == 0 {
        draft.refuse(CAMTProblems.noStatement)
      }
      if found.isInterim { sink(.problem(CAMTProblems.interim(found.description))) }
      return draft.summary
    }
  }
}

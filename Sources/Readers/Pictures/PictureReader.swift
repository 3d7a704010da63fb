import Documents
import Extraction
import Readings

/// Photos and scans: pictures of papers.
enum PictureReader {
  static func read(
    _ input: some FileInput,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    let file: PictureFile
    switch PictureFile.open(input, instructions.limits) {
    case .success(let opened): file = opened
    case .failure(let refusal): return PaperReader.refused(refusal.problem, .image, sink)
    }
    let sheets = file.header.pages.indices.map { index in
      ScannedPaper.Sheet(
        number: index + 1,
        picture: {
          file.picture(index).map { ($0.picture, Placement(scale: Double($0.reduction))) }
        }
      )
    }
    let paper = ScannedPaper(
      kind: .image,
      sheets: sheets,
      instructions: instructions,
      withoutText: PictureProblems.withoutText,
      noPaper: PictureProblems.noPaper
    )
    return paper.read(into: sink)
  }
}

import Documents
import Extraction
import Readings
import Templates
import Values

/// Pages that are pictures, with the printed ones between them, to a document.
struct ScannedPaper {
  /// One page that is a picture.
  struct Sheet {
    /// From 1.
    var number: Int
    /// The picture, and where its pixels lie in the file; nil when it is damaged.
    var picture: () -> (Picture, Placement)?
    /// Words that the file has of it, though too few to be all of it.
    var printed: PaperPage?
  }

  var kind: FileKind
  var sheets: [Sheet]
  /// Pages that need no recognition.
  var printed: [PaperPage] = []
  var instructions: ReadInstructions
  /// Said when no page has any words.
  var withoutText: Problem
  /// Said when the words are no paper of ours.
  var noPaper: Problem

  /// Pages that get a second look: the first ones, whose pictures are kept for it.
  private static let maximumSecondLooks = 2

  func read(into sink: (ReadingItem) -> Void) -> ReadingSummary {
    let languages: [String]
    switch RecognizerShelf.languages(instructions) {
    case .success(let found): languages = found
    case .failure(let failure): return readPrinted(OCRProblems.of(failure), into: sink)
    }
    let (found, problems): ([Extracted], [Problem])
    switch RecognizerShelf.with(languages, { look(with: $0) }) {
    case .success(let seen): (found, problems) = (seen.found, seen.problems)
    case .failure(let failure): return readPrinted(OCRProblems.of(failure), into: sink)
    }
    guard !found.isEmpty else {
      return PaperReader.refused(problems.first ?? withoutText, kind, sink)
    }
    guard found.contains(where: \.isInvoice) else {
      return PaperReader.refused(problems.first { $0.scope == .file } ?? noPaper, kind, sink)
    }
    return PaperReader.give(found, kind: kind, problems: problems, into: sink)
  }

  /// What can be had without recognition: the printed pages, and word of the others.
  private func readPrinted(_ problem: Problem, into sink: (ReadingItem) -> Void) -> ReadingSummary {
    guard !printed.isEmpty else { return PaperReader.refused(problem, kind, sink) }
    var problem = problem
    problem.scope = .document
    problem.place.page = sheets.first?.number
    return PaperReader.read(
      TemplatePaper(printed),
      kind: kind,
      instructions: instructions,
      nothing: noPaper,
      problems: [problem],
      into: sink
    )
  }

  // MARK: Looking

  private struct Seen: Sendable {
    /// The papers; none when no page has words.
    var found: [Extracted]
    var problems: [Problem]
  }

  private func look(with recognizer: Recognizer) -> Seen {
    let limits = instructions.limits
    let eyes = PageRecognizer(recognizer, seconds: limits.ocrSeconds)
    var pages: [PageRecognizer.Page] = []
    var problems: [Problem] = []
    for sheet in sheets.prefix(limits.ocrPages) {
      guard eyes.secondsLeft > 0 else {
        problems.append(OCRProblems.tooSlow(sheet.number))
        break
      }
      guard let (picture, placement) = sheet.picture(),
        var page = eyes.page(picture, number: sheet.number, placement: placement)
      else {
        problems.append(OCRProblems.unreadablePage(sheet.number))
        continue
      }
      if page.isCut { problems.append(OCRProblems.tooSlow(sheet.number)) }
      if pages.count >= Self.maximumSecondLooks { page.letPictureGo() }
      pages.append(page)
    }
    if sheets.count > limits.ocrPages {
      problems.append(OCRProblems.tooManyPages(sheets.count, limit: limits.ocrPages))
    }
    var found = extracted(pages)
    lookAgain(&pages, eyes, &found)
    guard let found else {
      let isDamaged = problems.count == sheets.count
      return Seen(found: [], problems: isDamaged ? problems.map(Self.ofFile) : [])
    }
    if !found.isInvoice, let confidence = poorness(pages) {
      problems.append(OCRProblems.unreadable(confidence))
    }
    let papers = PaperReader.papers(
      TemplatePaper(papers(pages)),
      instructions: instructions,
      whole: { found }
    )
    return Seen(found: papers, problems: problems)
  }

  private static func ofFile(_ problem: Problem) -> Problem {
    var problem = problem
    problem.scope = .file
    return problem
  }

  /// Nil without any words.
  private func extracted(_ pages: [PageRecognizer.Page]) -> Extracted? {
    let papers = papers(pages)
    guard papers.contains(where: { !$0.words.isEmpty }) else { return nil }
    return TemplateReader.read(TemplatePaper(papers), instructions: instructions)
  }

  /// The recognised pages with the printed ones between them.
  private func papers(_ pages: [PageRecognizer.Page]) -> [PaperPage] {
    var papers = printed
    for page in pages {
      let paper = page.paper
      let printed = sheets.first { $0.number == page.number }?.printed
      // What the file itself says is surer than what is recognised, unless it is only a part of it.
      if let printed, printed.words.count * 2 >= paper.words.count {
        papers.append(printed)
      } else {
        papers.append(paper)
      }
    }
    papers.sort { $0.number < $1.number }
    return papers
  }

  /// Below this nothing can be made of the letters.
  private static let unreadable = 500

  private func poorness(_ pages: [PageRecognizer.Page]) -> Int? {
    let confidence = RecognizedWord.confidence(pages.flatMap(\.words))
    return printed.isEmpty && confidence < Self.unreadable ? confidence : nil
  }

  // MARK: A second look

  /// Looks again where the day or the total is missing or unsure: at single lines, or, where hardly anything was made out, at all of it.
  private func lookAgain(
    _ pages: inout [PageRecognizer.Page],
    _ eyes: PageRecognizer,
    _ found: inout Extracted?
  ) {
    guard found.map(Self.isDoubtful) ?? true else { return }
    let isBlurred = pages.indices.filter { PageRecognizer.isBlurred(pages[$0]) }
    if !isBlurred.isEmpty, eyes.secondsLeft > 0 {
      for index in isBlurred { eyes.secondLook(&pages[index]) }
      take(&found, extracted(pages))
    }
    let (day, amount) = (found.map(Self.day) ?? .find, found.map(Self.amount) ?? .find)
    guard day != nil || amount != nil, eyes.secondsLeft > 0 else { return }
    for index in pages.indices { eyes.lookAgain(&pages[index], day: day, amount: amount) }
    // What was read alike again is surer, what was not is less sure than it seemed: either is nearer the truth.
    found = extracted(pages) ?? found
    let isMissing = found.map { Self.day($0) == .find || Self.amount($0) == .find } ?? true
    guard isMissing, eyes.secondsLeft > 0 else { return }
    for index in pages.indices { eyes.lookBetween(&pages[index]) }
    take(&found, extracted(pages))
  }

  private func take(_ found: inout Extracted?, _ again: Extracted?) {
    if let again, Self.worth(again) >= (found.map(Self.worth) ?? 0) { found = again }
  }

  /// What a paper needs first is not there, or its letters are unsure: that is worth a second look.
  static func isDoubtful(_ found: Extracted) -> Bool { day(found) != nil || amount(found) != nil }

  /// Thousandths; what is less sure goes to a person (`values-readable`).
  private static let sure = 950

  private static func day(_ found: Extracted) -> DoubtfulLines.Want? {
    guard found.document.issueDate != nil else { return .find }
    return confidence(of: ["issueDate"], found.document) < sure ? .check : nil
  }

  private static func amount(_ found: Extracted) -> DoubtfulLines.Want? {
    let document = found.document
    guard document.totals.gross != nil || document.totals.due != nil else { return .find }
    return confidence(of: ["totals.gross", "totals.due"], document) < sure ? .check : nil
  }

  /// How well amount and day were read, each at most `sure`.
  private static func worth(_ found: Extracted) -> Int {
    let document = found.document
    let hasAmount = document.totals.gross != nil || document.totals.due != nil
    let amount = hasAmount ? confidence(of: ["totals.gross", "totals.due"], document) : 0
    let day = document.issueDate == nil ? 0 : confidence(of: ["issueDate"], document)
    return min(sure, amount) + min(sure, day)
  }

  private static func confidence(of fields: [String], _ document: Document) -> Int {
    let source = fields.lazy.compactMap { document.sources[$0] }.first
    // What a template says has its own confidence; without any the value is certain.
    guard let confidence = source?.confidence else { return 1000 }
    return Int((Double(confidence.description) ?? 0) * 1000)
  }
}

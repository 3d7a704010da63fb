import ArgumentParser
import Books
import Documents
import Foundation
import Processing
import ReaderPool
import Readings
import Reviewing
import Synchronization
import Values
import Workflows

struct ReadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Shows what a reader makes of files; stores nothing.",
    discussion: """
      Invoices need no workspace. For a table (CSV) name the workflow that says what its columns mean. With --format json \
      one JSON object a line is printed for each file. Where the workflow groups files (watch.group), those of one name are \
      read as one paper. Exit code 1 when a file has a problem. --image draws the pages of PDFs and pictures on which values \
      were found, one PNG file a page (OUT.png, OUT-2.png, ...): a frame around each value with the field's name, green \
      where it is sure (confidence of at least 0.99), orange from 0.9 on, red below.
      """
  )

  @Argument(help: "Files.")
  var files: [String]
  @Option(help: ArgumentHelp("Read as this workflow would.", valueName: "id"))
  var workflow: String?
  @Option(
    help: ArgumentHelp(
      "Without a workflow: what the files hold. Default: invoice.",
      valueName: "kind"
    )
  )
  var `as`: String?
  @Flag(help: "Also every EN 16931 business term found (JSON).")
  var terms = false
  @Option(
    help: ArgumentHelp(
      "What to leave out: embedded-xml reads what a PDF prints although an e-invoice is inside it.",
      valueName: "what"
    )
  )
  var without: WithoutOption?
  @Option(
    help: ArgumentHelp("Draw the pages with the places of their values.", valueName: "out.png")
  )
  var image: String?
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard let image else { return }
    let target = URL(filePath: image).standardizedFileURL.resolvingSymlinksInPath()
    if files.contains(where: {
      URL(filePath: $0).standardizedFileURL.resolvingSymlinksInPath() == target
    }) {
      throw ValidationError("--image \(image) would overwrite the paper itself.")
    }
  }

  func run() async throws {
    let found = try workflow.map(found)
    var instructions = try found?.read ?? instructions()
    instructions.wantsTerms = terms
    instructions.ignoresEmbeddedXML = without == .embeddedXML
    let pool = ReaderPool(
      configuration: ReaderPoolConfiguration(executable: try ReaderProgram.path())
    )
    let images = image.map(PageImages.init)
    let isGrouped = found?.watch.group != nil
    var answers: [ReadAnswer] = []
    var hasProblems = false
    for file in files {
      let answer = try await Self.read(file, instructions, pool, images)
      if images != nil, !answer.isDrawn {
        Terminal.error("\(file): no image: \(answer.undrawn ?? "it was not read").")
        hasProblems = true
      }
      // Which files belong together shows when all are read.
      if isGrouped { answers.append(answer) } else { hasProblems = tell(answer) || hasProblems }
    }
    await pool.shutdown()
    let group = ReadGroup(answers.map(\.member))
    for var answer in answers {
      let leaders = group.leaders(of: answer.file)
      answer.accompanies = leaders.isEmpty ? nil : leaders
      hasProblems = tell(answer) || hasProblems
    }
    if hasProblems { throw ExitCode(1) }
  }

  /// Prints it.
  ///
  /// - Returns: true when there is something to look at.
  private func tell(_ answer: ReadAnswer) -> Bool {
    switch output.format {
    case .json: Terminal.print(PrintedJSON.text(answer))
    case .text: Terminal.print(answer.text(width: Terminal.width), terminator: "")
    }
    // What cannot be read of a companion can be read of the file that leads.
    if answer.accompanies != nil, answer.documents == nil { return false }
    return answer.needsALook
  }

  private func found(_ workflow: String) throws -> Workflow {
    let result = try WorkflowLibrary.load(try place.workspace())
    guard let workflows = result.workflows else {
      Terminal.error(Diagnostic.render(result.diagnostics))
      throw ExitCode(78)
    }
    guard let found = workflows.workflow(WorkflowID(workflow)) else {
      let known = workflows.workflows.map(\.id.name).joined(separator: ", ")
      throw ValidationError("There is no workflow “\(workflow)”; there are: \(known).")
    }
    return found
  }

  private func instructions() throws -> ReadInstructions {
    guard let target = ReadInstructions.Target(rawValue: self.as ?? "invoice") else {
      throw ValidationError("--as takes invoice, expense, ledger, remittance, order, table.")
    }
    return ReadInstructions(target: target)
  }

  private static func read(
    _ file: String,
    _ instructions: ReadInstructions,
    _ pool: ReaderPool,
    _ images: PageImages?
  ) async throws -> ReadAnswer {
    switch OpenedPaper.open(file) {
    case .success(let opened):
      return try await read(opened, named: file, instructions, pool, images)
    case .failure(let unopened): return ReadAnswer(file: file, problem: unopened.problem)
    }
  }

  private static func read(
    _ paper: OpenedPaper,
    named file: String,
    _ instructions: ReadInstructions,
    _ pool: ReaderPool,
    _ images: PageImages?
  ) async throws -> ReadAnswer {
    // The reader closes what it is given, and the pages are drawn after it.
    let kept = images == nil ? nil : try paper.duplicate()
    let items = Mutex<[ReadingItem]>([])
    let outcome = try await pool.read(
      descriptor: paper.descriptor,
      instructions: instructions,
      fileName: URL(filePath: file).lastPathComponent,
      byteCount: paper.byteCount
    ) { more in items.withLock { $0 += more } }
    switch outcome {
    case .finished(let summary):
      let reading = Reading(items: items.withLock { $0 }, summary: summary)
      var answer = ReadAnswer(file: file, reading: reading)
      if let images, let kept {
        switch try await images.draw(reading, of: kept, named: file, pool) {
        case .drawn(let pages): answer.images = pages
        case .nothing(let reason): answer.undrawn = reason
        }
      }
      answer.holds = try await read(filesIn: reading, instructions, pool, images)
      return answer
    case .died(let death):
      if let kept { close(kept.descriptor) }
      return ReadAnswer(file: file, problem: death.problem)
    case .unavailable(let reason):
      if let kept { close(kept.descriptor) }
      throw OfficeAccess.refuse(reason, code: 75)
    }
  }
}

extension ReadCommand {
  /// What was inside, read as the daemon would: each file by itself.
  private static func read(
    filesIn reading: Reading,
    _ instructions: ReadInstructions,
    _ pool: ReaderPool,
    _ images: PageImages?
  ) async throws -> [ReadAnswer]? {
    guard reading.summary.enclosed > 0, !reading.summary.isRefused else { return nil }
    var instructions = instructions
    instructions.enclosures += 1
    var answers: [ReadAnswer] = []
    var bytes: [UInt8] = []
    for case .enclosed(let piece) in reading.items {
      bytes += piece.bytes
      guard piece.isLast else { continue }
      let paper = try OpenedPaper(bytes: bytes)
      bytes = []
      answers.append(try await read(paper, named: piece.name, instructions, pool, images))
    }
    return answers
  }
}

/// What `read --without` leaves out.
enum WithoutOption: String, ExpressibleByArgument, CaseIterable {
  case embeddedXML = "embedded-xml"
}

/// What `read` prints of one file.
///
/// Absent is absent.
struct ReadAnswer: Encodable {
  var file: String
  var kind: FileKind?
  var embedded: EmbeddedFile?
  /// The program whose export it is, known by the header.
  var export: String?
  /// Files among those given that this one belongs to, and that lead.
  var accompanies: [String]?
  var documents: [Document]?
  var entries: [Entry]?
  var rows: [TableRow]?
  var statements: [Books.Statement]?
  var problems: [Problem]?
  var terms: [String: [String]]?
  /// What a mail says of itself.
  var mail: MailFacts?
  /// Pages that were drawn.
  var images: [PageImages.Drawn]?
  /// Files inside this one, each read by itself.
  var holds: [ReadAnswer]?
  /// Why no page was drawn; told on the error output.
  var undrawn: String?

  private enum CodingKeys: String, CodingKey {
    case file, kind, embedded, export, accompanies, documents, entries, rows, statements, problems
    case terms, mail, images, holds
  }

  init(file: String, problem: Problem) {
    self.file = file
    problems = [problem]
  }

  init(file: String, reading: Reading) {
    self.file = file
    kind = reading.summary.kind
    embedded = reading.summary.embedded
    export = reading.summary.export
    mail = reading.summary.mail
    documents = reading.documents.isEmpty ? nil : reading.documents
    entries = reading.entries.isEmpty ? nil : reading.entries
    rows = reading.rows.isEmpty ? nil : reading.rows
    statements = reading.statements.isEmpty ? nil : reading.statements
    let all = reading.problems + reading.documents.flatMap(\.problems)
    problems = all.isEmpty ? nil : all
    guard let found = reading.summary.terms else { return }
    terms = found.reduce(into: [:]) { sum, one in
      for (term, values) in one { sum[term, default: []] += values }
    }
  }

  /// A page of it or of a file inside it was drawn.
  fileprivate var isDrawn: Bool { images != nil || holds?.contains(where: \.isDrawn) ?? false }

  /// As a group sees it.
  fileprivate var member: ReadGroup.Member {
    ReadGroup.Member(
      path: file,
      kind: kind ?? .unknown,
      documents: documents ?? [],
      hasRows: entries != nil || rows != nil,
      problems: problems ?? []
    )
  }

  /// It has a problem, or a file inside it has one while none of them gives a paper.
  fileprivate var needsALook: Bool {
    if problems?.contains(where: { $0.scope != .note }) ?? false { return true }
    let inner = holds ?? []
    return inner.contains(where: \.needsALook) && !inner.contains { $0.documents != nil }
  }

  /// `width`: columns to lay it out in.
  func text(width: Int) -> String {
    var out = "\(file)  \(kind?.rawValue ?? "not read")\n"
    if let embedded {
      let words = [embedded.name, embedded.relationship].compactMap(\.self).filter { !$0.isEmpty }
      out += "  the e-invoice inside: \(words.joined(separator: ", "))\n"
    }
    if let mail {
      let facts = [mail.sender.map { "from \($0)" }, mail.subject.map { "\"\($0)\"" }, mail.sentAt]
      out += "  a mail \(facts.compactMap(\.self).joined(separator: ", "))\n"
    }
    if let export { out += "  an export of \(export)\n" }
    for leader in accompanies ?? [] { out += "  accompanies \(leader)\n" }
    for document in documents ?? [] {
      out += DocumentSheet(document, width: width).text
    }
    for entry in entries ?? [] {
      let words = [entry.counterparty, entry.reference, entry.memo].compactMap(\.self)
      out += "  \(entry.day)  \(entry.amount)  \(words.joined(separator: "  "))\n"
    }
    for row in rows ?? [] {
      let cells = row.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      out += "  line \(row.line)  \(cells.joined(separator: "  "))\n"
    }
    for problem in problems ?? [] {
      let places = [
        problem.place.page.map { "page \($0)" }, problem.place.line.map { "line \($0)" },
      ].compactMap(\.self)
      let place = places.isEmpty ? "" : " (\(places.joined(separator: ", ")))"
      let mark = problem.scope == .note ? " " : "!"
      out += "\(mark) \(problem.code)\(place): \(problem.message)\n    \(problem.remedy)\n"
    }
    for image in images ?? [] {
      out += "  drawn: \(image.file) (page \(image.page), \(image.values) values marked)\n"
    }
    if kind == .facturX, images?.allSatisfy({ $0.values == 0 }) ?? false {
      out +=
        "    its values are those of the e-invoice inside; --without embedded-xml marks what is printed\n"
    }
    for inner in holds ?? [] {
      let lines = inner.text(width: width - 4).split(
        separator: "\n",
        omittingEmptySubsequences: false
      ).dropLast()
      out += lines.map { "  | \($0)\n" }.joined()
    }
    return out
  }
}

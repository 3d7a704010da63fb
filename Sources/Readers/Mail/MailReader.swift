import Documents
import Extraction
import Readings

/// A mail: what is attached becomes arrivals of their own; its text is read where it is the invoice itself.
struct MailReader {
  private let message: MailMessage
  private let instructions: ReadInstructions
  private let fileName: String
  private let sink: (ReadingItem) -> Void
  private var summary = ReadingSummary(kind: .eml)
  private var files: EnclosedFiles
  /// Attached files that give a document, or may hold one that is only seen when they are opened.
  private var hasInvoice = false

  static func read(
    _ input: some FileInput,
    instructions: ReadInstructions,
    fileName: String,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    withoutActuallyEscaping(sink) { sink in
      switch opened(input, instructions) {
      case .failure(let refusal):
        sink(.problem(refusal.problem))
        var summary = ReadingSummary(kind: .eml)
        summary.isRefused = true
        return summary
      case .success(let message):
        let files = EnclosedFiles(of: input.byteCount, limits: instructions.limits, sink)
        var reader = MailReader(message, instructions, fileName, files, sink)
        return reader.read()
      }
    }
  }

  private init(
    _ message: MailMessage,
    _ instructions: ReadInstructions,
    _ fileName: String,
    _ files: EnclosedFiles,
    _ sink: @escaping (ReadingItem) -> Void
  ) {
    (self.message, self.instructions, self.fileName) = (message, instructions, fileName)
    (self.files, self.sink) = (files, sink)
  }

  private struct Refusal: Error {
    var problem: Problem
  }

  private static func opened(
    _ input: some FileInput,
    _ instructions: ReadInstructions
  ) -> Result<MailMessage, Refusal> {
    let limits = instructions.limits
    func refuse(_ problem: Problem) -> Result<MailMessage, Refusal> {
      .failure(Refusal(problem: problem))
    }
    guard instructions.enclosures < limits.enclosures else {
      return refuse(EnclosureProblems.tooDeep("a mail", limit: limits.enclosures))
    }
    guard input.byteCount <= limits.mailBytes else {
      return refuse(EnclosureProblems.mailTooLarge(input.byteCount, limit: limits.mailBytes))
    }
    switch MailMessage.open(input.bytes(at: 0, count: Int(input.byteCount))) {
    case .open(let message): return .success(message)
    case .broken: return refuse(EnclosureProblems.badMail)
    case .tooDeep: return refuse(EnclosureProblems.mailTooDeep)
    case .tooManyParts: return refuse(EnclosureProblems.tooMany(limit: MailMessage.maximumParts))
    }
  }

  private mutating func read() -> ReadingSummary {
    summary.mail = message.facts
    let body = MailBody(message)
    // The text is looked at first: only where it seems to be an invoice need the files be looked into.
    let found = isPaperFolder ? body.invoice(instructions) : nil
    let hasSealed = message.parts.contains { $0.kind == .sealed }
    for (index, part) in message.parts.enumerated()
    where part.kind == .file || part.kind == .message {
      if body.isDecoration(part, index, message) { continue }
      guard take(part, index, looksInside: found != nil) else { return summary }
    }
    if !body.decorations(message).isEmpty {
      sink(.problem(EnclosureProblems.picturesLeftOut(body.decorations(message))))
    }
    summary.enclosed = files.count
    if hasSealed { return refused(EnclosureProblems.sealed) }
    give(found)
    if summary.documents == 0, files.count == 0 { return refused(EnclosureProblems.noInvoice) }
    return summary
  }

  private var isPaperFolder: Bool {
    instructions.target == .invoice || instructions.target == .expense
  }

  private mutating func give(_ found: Extracted?) {
    guard let found else { return }
    guard !hasInvoice else {
      sink(.problem(EnclosureProblems.bodyLeftOut(found.document.number ?? "")))
      return
    }
    var document = found.document
    document.problems += found.problems
    sink(.document(document))
    summary.documents = 1
  }

  private mutating func refused(_ problem: Problem) -> ReadingSummary {
    sink(.problem(problem))
    summary.isRefused = true
    return summary
  }

  /// False when the mail is refused.
  private mutating func take(_ part: MailMessage.Part, _ index: Int, looksInside: Bool) -> Bool {
    let limits = instructions.limits
    let name = part.name.flatMap { $0.isEmpty ? nil : $0 } ?? Self.usualName(part)
    guard files.begin(name) else {
      _ = refused(EnclosureProblems.tooMany(limit: limits.enclosedFiles))
      return false
    }
    let bytes = message.bytes(of: index, maximum: Int(clamping: limits.bytes))
    switch files.append(bytes) {
    case .goOn: break
    case .allTooLarge:
      _ = refused(EnclosureProblems.tooMuch)
      return false
    case .fileTooLarge:
      let plain = EnclosedName.plain(name, number: files.count)
      _ = refused(EnclosureProblems.fileTooLarge(plain, limit: limits.bytes))
      return false
    }
    files.end()
    if looksInside, !hasInvoice { hasInvoice = mayBeInvoice(bytes) }
    return true
  }

  /// Mails and archives are not looked into: what is in them is read when they have arrived.
  private func mayBeInvoice(_ bytes: [UInt8]) -> Bool {
    let input = MemoryInput(bytes)
    switch FileKindDetector.detect(input, limits: instructions.limits).kind {
    case .zip, .eml: return true
    case .image, .empty, .unknown: return false
    default: break
    }
    var documents = 0
    let summary = FileReader.read(input, instructions: instructions, fileName: fileName) { item in
      if case .document = item { documents += 1 }
    }
    return documents > 0 && !summary.isRefused
  }

  private static func usualName(_ part: MailMessage.Part) -> String {
    if part.kind == .message { return "message.eml" }
    let endings = [
      "application/pdf": "pdf", "application/xml": "xml", "text/xml": "xml", "text/csv": "csv",
      "image/jpeg": "jpg", "image/png": "png", "image/tiff": "tif", "application/zip": "zip",
      "text/plain": "txt", "text/html": "html",
    ]
    return "attachment." + (endings[part.mediaType] ?? "bin")
  }
}

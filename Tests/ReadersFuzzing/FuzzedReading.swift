import Documents
import Readers
package import Readings
import Values

/// Reads bytes as a reader process does, and says what does not hold of the outcome.
package struct FuzzedReading {
  /// What does not hold; empty when all is well.
  package private(set) var complaints: [String] = []
  package private(set) var documents = 0
  package private(set) var entries = 0
  package private(set) var rows = 0
  package private(set) var isRefused = false
  package private(set) var kind = FileKind.unknown

  /// Where `isTwice`, it is read again, to see the same; where `isSurveyed`, looked at and drawn as `init --from`
  /// and `read --image` do.
  package init(_ bytes: [UInt8], _ instructions: ReadInstructions, isTwice: Bool, isSurveyed: Bool)
  {
    let reading = Self.read(bytes, instructions)
    (documents, entries, rows) = (
      reading.documents.count, reading.entries.count, reading.rows.count
    )
    (isRefused, kind) = (reading.summary.isRefused, reading.summary.kind)
    check(reading)
    checkWire(reading)
    if isTwice, Self.read(bytes, instructions) != reading {
      complaints.append("read twice, it says something else")
    }
    if isSurveyed {
      look(at: bytes, instructions.limits)
      if kind == .pdf || kind == .facturX || kind == .image {
        draw(bytes, reading, instructions.limits)
      }
    }
    readInside(reading, instructions)
  }

  private static func read(_ bytes: [UInt8], _ instructions: ReadInstructions) -> Reading {
    var items: [ReadingItem] = []
    let summary = FileReader.read(
      MemoryInput(bytes),
      instructions: instructions,
      fileName: "paper"
    ) { items.append($0) }
    return Reading(items: items, summary: summary)
  }

  private mutating func check(_ reading: Reading) {
    let summary = reading.summary
    let refusals = reading.problems.count { $0.scope == .file }
    if reading.items.isEmpty { complaints.append("silence: no document, no entry, no problem") }
    if summary.isRefused != (refusals > 0) {
      complaints.append("refused \(summary.isRefused) with \(refusals) problems of the file")
    }
    let pieces = reading.items.count { item in
      if case .enclosed(let piece) = item { piece.isLast } else { false }
    }
    // `rows` counts those of the table, whatever became of them.
    let found = [reading.documents.count, reading.entries.count]
    if found != [summary.documents, summary.entries] {
      complaints.append(
        "\(found) items, of which the summary counts \(summary.documents), \(summary.entries)"
      )
    }
    if !summary.isRefused, pieces != summary.enclosed {
      complaints.append("\(pieces) files inside, of which the summary counts \(summary.enclosed)")
    }
    for problem in reading.problems { check(problem) }
    for document in reading.documents { check(document) }
  }

  private mutating func check(_ document: Document) {
    // Nobody is equal to what is not equal to itself.
    if document != document { complaints.append("a document that is not itself") }
    for problem in document.problems {
      check(problem)
      if problem.scope == .file { complaints.append("\(problem.code) of a file in a document") }
    }
    for (field, source) in document.sources {
      if let confidence = source.confidence,
        !(ExactDecimal.zero...ExactDecimal(1)).contains(confidence)
      {
        complaints.append("\(field) with a confidence of \(confidence)")
      }
      if let box = source.box, box.count != 4 || !box.allSatisfy(\.isFinite) {
        complaints.append("\(field) in the box \(box)")
      }
    }
  }

  /// A stable code, a sentence, and what to do about it.
  private mutating func check(_ problem: Problem) {
    let parts = problem.code.split(separator: ".", omittingEmptySubsequences: false)
    let isCode =
      parts.count >= 2
      && problem.code.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      }
    if !isCode { complaints.append("a problem with the code “\(problem.code)”") }
    if problem.message.isEmpty || problem.remedy.isEmpty {
      complaints.append("\(problem.code) without words or remedy")
    }
    let places = [problem.place.page, problem.place.line, problem.place.column]
    if places.contains(where: { $0.map { $0 < 1 } ?? false }) {
      complaints.append("\(problem.code) at \(problem.place)")
    }
  }

  /// The daemon gets what the reader found.
  private mutating func checkWire(_ reading: Reading) {
    var frames: [[UInt8]] = []
    var batch = FrameBatch(id: 7)
    var sent: [ReadingItem] = []
    for item in reading.items where batch.add(item, send: { frames.append($0) }) {
      sent.append(item)
    }
    batch.finish(reading.summary) { frames.append($0) }
    var got: [ReadingItem] = []
    var summary: ReadingSummary?
    var bytes = frames.joined()[...]
    while let count = ReaderWire.payloadCount(Array(bytes.prefix(ReaderWire.lengthBytes))[...]) {
      let payload = Array(bytes.dropFirst(ReaderWire.lengthBytes).prefix(count))
      bytes = bytes.dropFirst(ReaderWire.lengthBytes + count)
      do {
        switch try ReaderWire.frame(from: payload[...]) {
        case .items(_, let items): got += items
        case .end(_, let end): summary = end
        case .survey: complaints.append("a survey that nobody asked for")
        }
      } catch {
        complaints.append("the wire does not carry it: \(error)")
        return
      }
    }
    if got != sent || summary != reading.summary {
      complaints.append("the wire carries something else")
    }
  }

  /// What `init --from` sees.
  private mutating func look(at bytes: [UInt8], _ limits: ReadLimits) {
    let survey = FileSurveyor.survey(MemoryInput(bytes), limits: limits)
    if survey.description.isEmpty { complaints.append("a survey without words") }
    if let problem = survey.problem { check(problem) }
    do {
      let frame = ReaderWire.bytes(of: .survey(id: 7, survey)).dropFirst(ReaderWire.lengthBytes)
      guard case .survey(_, survey) = try ReaderWire.frame(from: frame) else {
        complaints.append("the wire carries another survey")
        return
      }
    } catch {
      complaints.append("the wire does not carry the survey: \(error)")
    }
  }

  /// What `read --image` draws of it.
  private mutating func draw(_ bytes: [UInt8], _ reading: Reading, _ limits: ReadLimits) {
    let marks = reading.documents.flatMap(\.sources).compactMap { field, source in
      source.box.map { DrawInstructions.Mark(box: $0, label: field, certainty: .likely) }
    }
    let drawing = DrawInstructions(pages: [DrawInstructions.Page(number: 1, marks: marks)])
    var (pictures, problems) = (0, 0)
    let summary = PageDrawer.draw(MemoryInput(bytes), drawing, limits: limits) { item in
      if case .enclosed(let piece) = item, piece.isLast { pictures += 1 }
      if case .problem = item { problems += 1 }
    }
    if pictures + problems != 1 || summary.isRefused != (problems == 1) {
      complaints.append("\(pictures) pages drawn of one, with \(problems) problems")
    }
  }

  /// Files inside are read as the daemon does it, each by itself.
  private mutating func readInside(_ reading: Reading, _ instructions: ReadInstructions) {
    guard !reading.summary.isRefused, reading.summary.enclosed > 0 else { return }
    var inner = instructions
    inner.enclosures += 1
    var bytes: [UInt8] = []
    for case .enclosed(let piece) in reading.items {
      bytes += piece.bytes
      guard piece.isLast else { continue }
      let found = FuzzedReading(bytes, inner, isTwice: false, isSurveyed: false)
      complaints += found.complaints.map { "inside: \($0)" }
      documents += found.documents
      entries += found.entries
      bytes = []
    }
  }
}

import Books
import Intake
import Reviewing
import Storage
import Values
import Workflows

/// `tickmark explain`: of a document its whole way; of a file or a ledger entry what it is and what became of it.
extension Office {
  /// `text` is a document's id, an exception's id, an invoice number, a file's name, or the id of a file or an entry.
  func explain(_ text: String, _ format: AnswerFormat, _ daemon: Daemon?) throws -> OfficeAnswer {
    let thing: Thing = try storage.read(at: clock.now()) { try self.thing(named: text, $0) }
    switch thing {
    case .document: break
    case .exception(let record): return try explain(record, format, daemon)
    case .file(let arrival): return try told(head(of: arrival), arrival, format, daemon)
    case .entry(let id): return try explain(id, format)
    }
    return try storage.read(at: clock.now()) { transaction in
      try withDocument(named: text, transaction) { id in
        guard let explanation = try builder(transaction).explanation(of: id) else {
          return .refusal("There is no document \(text).")
        }
        return OfficeAnswer(
          format == .json ? PrintedJSON.text(explanation) + "\n" : explanation.text
        )
      }
    }
  }

  /// What somebody may ask about.
  private enum Thing {
    /// A document, or nothing that is known.
    case document
    /// About a file or an entry.
    case exception(ExceptionRecord)
    /// Without an exception and without documents.
    case file(ArrivalRecord)
    /// Without an exception.
    case entry(EntryID)
  }

  private func thing(named text: String, _ transaction: StorageTransaction) throws -> Thing {
    guard try documents(named: text, transaction).isEmpty else { return .document }
    let letter = text.first?.uppercased()
    if letter == "X", let id = ExceptionID(text: text), let found = try transaction.exception(id) {
      return found.subject == .document ? .document : .exception(found)
    }
    if letter == "E", let id = EntryID(text: text), try transaction.entry(id) != nil {
      let asked = try transaction.exception(of: .entry, id.number).flatMap {
        $0.closedAt == nil ? $0 : nil
      }
      return asked.map { .exception($0) } ?? .entry(id)
    }
    let named = try transaction.arrivals(named: text)
    let byID =
      letter == "A" ? try ArrivalID(text: text).flatMap { try transaction.arrival($0) } : nil
    guard let arrival = byID ?? named.last else { return .document }
    if try !transaction.documents(of: arrival.id).isEmpty { return .document }
    return try transaction.exception(of: .arrival, arrival.id.number).map { .exception($0) }
      ?? .file(arrival)
  }

  // MARK: Files and entries

  private func explain(
    _ record: ExceptionRecord,
    _ format: AnswerFormat,
    _ daemon: Daemon?
  ) throws -> OfficeAnswer {
    let (item, rulings) = try storage.read(at: clock.now()) { transaction in
      (
        try builder(transaction).item(record),
        try transaction.rulings(of: record.subject, record.subjectID)
      )
    }
    guard let item else { return .refusal("What \(record.id) was about is not in the books.") }
    if format == .json { return OfficeAnswer(ExceptionJSON.line(item) + "\n") }
    let isOpen = record.closedAt == nil
    let state =
      isOpen
      ? "open since \(record.openedAt)" : "closed since \(record.closedAt ?? record.openedAt)"
    let what =
      record.subject == .entry
      ? "the ledger entry \(EntryID(record.subjectID))\(isOpen ? ", which no document has" : "")"
      : "the file \(item.fileName ?? "that is gone"), not about a document"
    var text = "\(record.id) is about \(what) (\(state)).\n\n"
    text += ExceptionText.full(item, isOpen: isOpen)
    for ruling in rulings {
      let note = ruling.note.map { ": \($0)" } ?? ""
      text += "  \(ruling.ruledAt)  \(ruling.ruledBy)  \(ruling.body.inWords)\(note)\n"
    }
    guard record.subject == .arrival, let file = item.fileName else { return OfficeAnswer(text) }
    return OfficeAnswer(text + "\nThe file\n" + (try fileStatus(file, .text, daemon)).text)
  }

  private func head(of arrival: ArrivalRecord) throws -> String {
    let given = try storage.read(at: clock.now()) { try $0.entriesGiven(by: arrival.id) }
    guard let given else { return "\(arrival.id) is a file that gave no document." }
    let entries = given.count == 1 ? "1 entry" : "\(given.count) entries"
    let days =
      given.days.lowerBound == given.days.upperBound
      ? "of \(given.days.lowerBound)" : "of \(given.days.lowerBound) to \(given.days.upperBound)"
    return "\(arrival.id) is a file that gave the ledger \(given.ledger) \(entries) \(days); "
      + "\(given.held == 0 ? "none" : "\(given.held)") of them \(given.held > 1 ? "belong" : "belongs") to a document."
  }

  private func told(
    _ head: String,
    _ arrival: ArrivalRecord,
    _ format: AnswerFormat,
    _ daemon: Daemon?
  ) throws -> OfficeAnswer {
    var answer = try fileStatus(arrival.name, format, daemon)
    answer.exitCode = 0
    if format == .text { answer.text = "\(head)\n\n" + answer.text }
    return answer
  }

  /// An entry about which nobody is asked: who has it.
  private func explain(_ id: EntryID, _ format: AnswerFormat) throws -> OfficeAnswer {
    try storage.read(at: clock.now()) { transaction in
      guard let stored = try transaction.entry(id) else {
        return .refusal("There is no entry \(id).")
      }
      let holders = try transaction.holders(of: id).map(\.description)
      let file = try transaction.arrival(stored.arrival)?.name
      guard format == .text else {
        let answer = EntryAnswer(
          entry: id.description,
          ledger: stored.ledger.name,
          day: stored.entry.day.description,
          amount: stored.entry.amount.description,
          file: file,
          arrival: stored.arrival.description,
          line: stored.entry.line,
          documents: holders
        )
        return OfficeAnswer(PrintedJSON.text(answer) + "\n")
      }
      let name = stored.entry.counterparty.map { ", \($0)" } ?? ""
      let head =
        "\(id) is an entry of \(stored.entry.day) in the ledger \(stored.ledger) (\(stored.entry.amount)\(name)).\n"
      let place = stored.entry.line.map { ", line \($0)" } ?? ""
      let origin = file.map { "It came in \($0) (\(stored.arrival))\(place).\n" } ?? ""
      let commands = holders.map { "`tickmark explain \($0)`" }.joined(separator: ", ")
      return OfficeAnswer(
        head + origin
          + (holders.isEmpty
            ? "No document has it yet, and nothing is asked about it.\n"
            : "It belongs to \(holders.joined(separator: ", ")): \(commands) \(holders.count == 1 ? "tells" : "tell") how.\n")
      )
    }
  }

  private struct EntryAnswer: Codable {
    var entry: String
    var ledger: String
    var day: String
    var amount: String
    /// The file that it came in first, and its line there.
    var file: String?
    var arrival: String
    var line: Int?
    var documents: [String]
  }

  // MARK: Documents by their names

  /// Finds the one document of this name, or says why there is none or more.
  func withDocument(
    named text: String,
    _ transaction: StorageTransaction,
    _ body: (DocumentID) throws -> OfficeAnswer
  ) throws -> OfficeAnswer {
    let ids = try documents(named: text, transaction)
    guard let id = ids.first else {
      return .refusal(
        "There is no document \(text).",
        remedy: "Give its id (D12), its exception (X3), its number as printed, or its file name."
      )
    }
    guard ids.count == 1 else {
      return .refusal(
        "\(ids.count) documents are called \(text): "
          + ids.prefix(10).map(\.description).joined(separator: ", ") + ".",
        remedy: "Say which one by its id: \(id)"
      )
    }
    return try body(id)
  }

  private func documents(
    named text: String,
    _ transaction: StorageTransaction
  ) throws -> [DocumentID] {
    let numbered = try transaction.documents(numbered: text)
    if !numbered.isEmpty { return numbered }
    if text.first?.isLetter == true {
      if text.uppercased().hasPrefix("D"), let id = DocumentID(text: text) {
        return try transaction.document(id) == nil ? [] : [id]
      }
      if text.uppercased().hasPrefix("X"), let id = ExceptionID(text: text),
        let exception = try transaction.exception(id), exception.subject == .document
      {
        return [DocumentID(exception.subjectID)]
      }
    }
    return try transaction.arrivals(named: text).flatMap { arrival in
      let content = arrival.duplicateOf ?? arrival.id
      let own = try transaction.documents(of: content).map(\.id)
      // What accompanies a paper is asked about to learn of the paper.
      return own.isEmpty
        ? try transaction.leaders(of: content)
          .flatMap { try transaction.documents(of: $0.id).map(\.id) } : own
    }
  }
}

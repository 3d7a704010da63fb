import Books
import Documents
import Matching
import Readings
import Storage
import Values
import Workflows

/// Why a ruling was not taken; nothing has changed.
package struct RulingRefusal: Error, Sendable, Hashable, Codable {
  /// Stable: `unknown-exception`, `closed`, `entry-taken`, ...
  package var code: String
  package var message: String
  package var remedy: String

  package init(_ code: String, _ message: String, remedy: String) {
    self.code = code
    self.message = message
    self.remedy = remedy
  }
}

/// Takes rulings: checked, appended with who and when, decided again at once; and takes them back.
struct RulingDesk {
  let transaction: StorageTransaction
  let workflows: WorkflowSet
  let today: Day

  /// Appends the ruling and decides again.
  ///
  /// - Returns: the documents whose decision is a new fact.
  /// - Throws: `RulingRefusal` when it cannot be, with what to do.
  func rule(
    _ id: ExceptionID,
    _ body: RulingBody,
    note: String?,
    by person: String
  ) throws -> [DocumentID] {
    guard let exception = try transaction.exception(id) else {
      throw RulingRefusal(
        "unknown-exception",
        "There is no exception \(id).",
        remedy: "`tickmark exceptions` lists those that are open."
      )
    }
    guard exception.closedAt == nil else {
      let hasRuling = try transaction.activeRulings(of: exception.subject, exception.subjectID)
        .contains { $0.body.isFinal }
      throw RulingRefusal(
        "closed",
        "\(id) is closed already.",
        remedy: hasRuling || exception.subject != .document
          ? "Take the earlier ruling back first: tickmark undo \(id)."
          : "Nobody ruled on it: what it asked has come, or the paper repeats another one. To decide otherwise, rule on the document: "
            + "tickmark rule D\(exception.subjectID) --reject, or --accept."
      )
    }
    try refuseLocked(exception)
    try check(exception, body)
    let ruling = try transaction.appendRuling(exception, body, note: note, by: person)
    let taught = try learn(exception, ruling, body)
    return try apply(exception, taught)
  }

  /// Rules on a document that need not be an exception: a person has the last word on what the machine cleared, too.
  func rule(
    _ id: DocumentID,
    _ body: RulingBody,
    note: String?,
    by person: String
  ) throws -> [DocumentID] {
    guard try transaction.document(id) != nil else {
      throw RulingRefusal(
        "unknown-document",
        "There is no document \(id).",
        remedy: "`tickmark status FILE` names the documents of a file."
      )
    }
    let known = try transaction.exception(of: .document, id.number)
    if known?.closedAt != nil || known == nil {
      let rulings = try transaction.activeRulings(of: .document, id.number)
      guard !rulings.contains(where: { $0.body.isFinal }) else {
        throw RulingRefusal(
          "closed",
          "A person has decided \(id) already.",
          remedy: "Take that ruling back first: tickmark undo \(known.map { "\($0.id)" } ?? "")."
        )
      }
      try transaction.keepException(
        .document,
        id.number,
        isOpen: true,
        code: "person.asked",
        queue: "person"
      )
    }
    guard let exception = try transaction.exception(of: .document, id.number) else {
      throw StorageError.notFound("the exception of \(id)")
    }
    return try rule(exception.id, body, note: note, by: person)
  }

  /// Takes the newest ruling back, of one exception or of all.
  func undo(
    _ id: ExceptionID?,
    note: String?,
    by person: String
  ) throws -> (RulingRecord, [DocumentID]) {
    guard let ruling = try transaction.lastActiveRuling(of: id),
      let exception = try transaction.exception(ruling.exception)
    else {
      throw RulingRefusal(
        "nothing-to-undo",
        id.map { "There is no ruling on \($0) to take back." }
          ?? "There is no ruling to take back.",
        remedy: "`tickmark explain` shows what was ruled on a document."
      )
    }
    try refuseLocked(exception)
    _ = try transaction.appendRuling(exception, .undo, note: note, by: person, undoes: ruling.id)
    let taught = try transaction.names(learnedBy: ruling.id)
    return (ruling, try apply(exception, taught))
  }

  /// Also compares anew whoever is paid under one of the names that were learned or are taken back.
  private func apply(_ exception: ExceptionRecord, _ names: Set<String>) throws -> [DocumentID] {
    let changed = try apply(exception)
    let more = try compareAnew(names)
    return changed + more.filter { !changed.contains($0) }
  }

  private func refuseLocked(_ exception: ExceptionRecord) throws {
    guard exception.subject == .document else { return }
    try refuseLocked(DocumentID(exception.subjectID))
  }

  /// What is part of a closed period stays as it was signed.
  private func refuseLocked(_ id: DocumentID) throws {
    guard try transaction.isLocked(id) else { return }
    throw RulingRefusal(
      "period-closed",
      "The match of \(id) is part of a closed period.",
      remedy:
        "Open the period again first: tickmark close PERIOD --ledger LEDGER --reopen --note WHY"
    )
  }

  /// Decides again whatever the exception is about, from the rulings that stand.
  private func apply(_ exception: ExceptionRecord) throws -> [DocumentID] {
    let rulings = try transaction.activeRulings(of: exception.subject, exception.subjectID)
    let isClosed = rulings.contains { $0.body.isFinal }
    switch exception.subject {
    case .document: return try judgeGroup(DocumentID(exception.subjectID))
    case .arrival:
      try transaction.keepException(
        .arrival,
        exception.subjectID,
        // What accompanies another file by now needs nobody.
        isOpen: try !isClosed && !accompanies(ArrivalID(exception.subjectID)),
        code: exception.code,
        queue: exception.queue
      )
      return []
    case .entry:
      let entry = EntryID(exception.subjectID)
      // That it came late says nothing about its document.
      if exception.code != Judge.latePeriod { try transaction.setAcceptedAlone(entry, isClosed) }
      try transaction.keepException(
        .entry,
        exception.subjectID,
        isOpen: !isClosed,
        code: exception.code,
        queue: exception.queue
      )
      return try judge().judge([], entries: [entry], refreshingFindings: false)
    }
  }

  private func judge() -> Judge {
    Judge(transaction: transaction, workflows: workflows, today: today)
  }
}

// MARK: Checks before a ruling is taken

extension RulingDesk {
  private func check(_ exception: ExceptionRecord, _ body: RulingBody) throws {
    switch (exception.subject, body) {
    case (.document, .accept), (.document, .reject):
      _ = try present(DocumentID(exception.subjectID))
    case (_, .accept), (_, .reject): return
    case (.document, .match(let entries, _)):
      try checkMatch(DocumentID(exception.subjectID), entries)
    case (.document, .duplicate(let other)):
      try checkDuplicate(DocumentID(exception.subjectID), other)
    case (.document, .set(let field, let value)):
      try checkSet(DocumentID(exception.subjectID), field, value)
    case (.arrival, _), (.entry, _):
      throw RulingRefusal(
        "not-for-this",
        "\(exception.id) is about \(exception.subject.inWords): it can be accepted or rejected.",
        remedy: "tickmark rule \(exception.id) --accept --note \"why\""
      )
    case (_, .undo): throw RulingRefusal("not-a-ruling", "Use tickmark undo.", remedy: "")
    }
  }

  /// The document as it stands; refused when no definition says any more what is to become of it.
  private func present(_ id: DocumentID) throws -> Judge.Case {
    guard let one = try judge().makeCase(id, refreshingFindings: false) else {
      throw RulingRefusal(
        "no-workflow",
        "The workflow of \(id) is gone.",
        remedy: "Restore its definition first."
      )
    }
    return one
  }

  private func checkMatch(_ id: DocumentID, _ entries: [EntryID]) throws {
    let one = try present(id)
    guard let payable = one.document.payableMoney else {
      throw RulingRefusal(
        "no-amount",
        "\(id) has no amount, so nothing can be matched to it.",
        remedy: "Say the amount first: --set totals.gross=1190.00 (and --set currency=EUR)."
      )
    }
    guard !entries.isEmpty, Set(entries).count == entries.count else {
      throw RulingRefusal(
        "no-entries",
        "Name each entry once.",
        remedy: "--match E12, or --match E12 E13"
      )
    }
    for entry in entries {
      guard let stored = try transaction.entry(entry) else {
        throw RulingRefusal(
          "unknown-entry",
          "There is no ledger entry \(entry).",
          remedy: "The entries stand in reports/reconciliation-LEDGER.html."
        )
      }
      guard one.workflow.plan(for: stored.ledger) != nil else {
        throw RulingRefusal(
          "other-ledger",
          "\(entry) is in the ledger \(stored.ledger), which \(one.workflow.id) does not reconcile against.",
          remedy: "Name an entry of the right ledger."
        )
      }
      guard stored.entry.amount.currency == payable.currency else {
        throw RulingRefusal(
          "other-currency",
          "\(entry) is in \(stored.entry.amount.currency), \(id) in \(payable.currency).",
          remedy: "Name an entry in the same currency."
        )
      }
      for holder in try transaction.holders(of: entry) where holder != id {
        guard let other = try transaction.document(holder) else { continue }
        if other.isPersons, try transaction.restOfRulings(on: entry, except: id) == 0 {
          throw RulingRefusal(
            "entry-taken",
            "\(entry) belongs to \(holder), and nothing of it is left: a person said so.",
            remedy: "Take that ruling back first."
          )
        }
        try refuseLocked(holder)
        // Only what can be decided again can give it back.
        _ = try present(holder)
      }
    }
  }

  private func checkDuplicate(_ id: DocumentID, _ other: DocumentID) throws {
    _ = try present(id)
    guard other != id, let original = try transaction.document(other) else {
      throw RulingRefusal(
        "unknown-document",
        "There is no other document \(other).",
        remedy: "Name the document that this one repeats, such as D12."
      )
    }
    guard original.outcome.standsForItself else {
      // Two that repeat each other would both drop out of the books.
      throw RulingRefusal(
        "not-an-original",
        "\(other) is itself \(original.outcome == .rejected ? "rejected" : "a duplicate").",
        remedy: "Name a document that is processed."
      )
    }
  }

  private func checkSet(_ id: DocumentID, _ field: String, _ value: String) throws {
    var document = try present(id).document
    do throws(FieldError) {
      try document.set(field, to: value)
    } catch {
      switch error {
      case .unknownField(let name):
        throw RulingRefusal(
          "unknown-field",
          "A document has no field \(name).",
          remedy: "Fields are, for example: number, issueDate, currency, seller.name, totals.gross."
        )
      case .badValue(let field, let value, let expected):
        throw RulingRefusal(
          "bad-value",
          "\(value) is no value for \(field).",
          remedy: "Give \(expected)."
        )
      }
    }
  }
}

extension ExceptionSubject {
  var inWords: String {
    switch self {
    case .document: "a document"
    case .arrival: "a file"
    case .entry: "a ledger entry without a document"
    }
  }
}

// MARK: A filled-in report

extension RulingDesk {
  /// Applies one row of a filled-in exceptions.csv.
  ///
  /// - Returns: false when its `ruling` cell is empty: left for later.
  func apply(_ row: TableRow, by person: String) throws -> Bool {
    let cells = Dictionary(row.values.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
    let text = (cells["ruling"] ?? "").trimmed
    guard !text.isEmpty else { return false }
    let name = (cells["exception"] ?? cells["id"] ?? "").trimmed
    guard let id = ExceptionID(text: name) else {
      throw RulingRefusal(
        "no-exception",
        "The row names no exception.",
        remedy: "Keep the column with the exception's id, such as X17."
      )
    }
    let note = cells["note"].flatMap { $0.trimmed.isEmpty ? nil : $0.trimmed }
    let body = try RulingText.parse(text)
    if try isRuled(id, body) { return false }
    _ = try rule(id, body, note: note, by: person)
    return true
  }

  /// True when this very answer stands already: a form that is filled in bit by bit is dropped more than once.
  private func isRuled(_ id: ExceptionID, _ body: RulingBody) throws -> Bool {
    guard let exception = try transaction.exception(id) else { return false }
    return try transaction.activeRulings(of: exception.subject, exception.subjectID)
      .contains { $0.body == body }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

package import Books
package import Documents
package import Values

/// What a report shows of a document.
///
/// Absent is nil: nothing is guessed for a report either.
package struct DocumentSummary: Hashable, Sendable {
  package var id: DocumentID
  package var type: DocumentType
  package var number: String?
  package var seller: String?
  package var issueDate: Day?
  package var dueDate: Day?
  /// What is payable, as exact money.
  package var amount: Money?
  /// The amount as it stands in the paper, for when `amount` is nil or was read from another form.
  package var rawAmount: String?

  package init(id: DocumentID, type: DocumentType) {
    self.id = id
    self.type = type
  }

  package init(id: DocumentID, _ document: Document) {
    self.init(id: id, type: document.type)
    number = document.number
    seller = document.seller.name
    issueDate = document.issueDate
    dueDate = document.dueDate
    amount = document.payableMoney
    let source = document.sources["totals.due"] ?? document.sources["totals.gross"]
    rawAmount = source?.text ?? (document.totals.due ?? document.totals.gross).map(\.description)
  }
}

/// What a report shows of a ledger entry.
package struct EntrySummary: Hashable, Sendable {
  package var id: EntryID
  package var day: Day
  package var amount: Money
  package var counterparty: String?
  package var reference: String?
  package var memo: String?

  package init(id: EntryID, day: Day, amount: Money) {
    self.id = id
    self.day = day
    self.amount = amount
  }

  package init(id: EntryID, _ entry: Entry) {
    self.init(id: id, day: entry.day, amount: entry.amount)
    counterparty = entry.counterparty
    reference = entry.reference
    memo = entry.memo
  }
}

/// An entry that was considered for a document, and why.
package struct CandidateLine: Hashable, Sendable {
  package var entry: EntrySummary
  package var score: Int
  package var reasons: [Reason]
  /// False for the one that was (or would be) chosen.
  package var isRunnerUp: Bool

  package init(entry: EntrySummary, score: Int, reasons: [Reason], isRunnerUp: Bool) {
    self.entry = entry
    self.score = score
    self.reasons = reasons
    self.isRunnerUp = isRunnerUp
  }
}

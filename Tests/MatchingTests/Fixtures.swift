import Books
import Documents
import Matching
import Testing
import Values
import Workflows

/// Papers and lines in short words: `bill("2026-0414", "1190.00", on: "2026-03-14")`.
enum Fixtures {
  static func day(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("no day: \(text)") }
    return day
  }

  static func money(_ text: String, _ code: String = "EUR") -> Money {
    guard let decimal = ExactDecimal(text), let currency = Currency(code),
      let money = try? Money(decimal, currency)
    else { preconditionFailure("no money: \(text) \(code)") }
    return money
  }

  static func bill(
    _ number: String?,
    _ amount: String,
    on issued: String? = "2026-03-14",
    due: String? = nil,
    from name: String? = "Kessel Holzhandel GmbH",
    iban: String? = nil,
    currency: String = "EUR",
    type: DocumentType = .invoice
  ) -> Document {
    var document = Document(type: type)
    document.number = number
    document.issueDate = issued.map(day)
    document.dueDate = due.map(day)
    document.seller.name = name
    document.payment.iban = iban
    document.currency = Currency(currency)
    document.totals.gross = ExactDecimal(amount)
    return document
  }

  static func entry(
    _ amount: String,
    _ memo: String? = nil,
    on booked: String = "2026-03-20",
    to name: String? = "KESSEL HOLZHANDEL",
    iban: String? = nil,
    reference: String? = nil,
    currency: String = "EUR"
  ) -> Entry {
    var entry = Entry(day: day(booked), amount: money(amount, currency))
    entry.memo = memo
    entry.counterparty = name
    entry.counterpartyIBAN = iban
    entry.reference = reference
    return entry
  }

  static func plan(_ change: (inout ReconcilePlan) -> Void = { _ in }) -> ReconcilePlan {
    var plan = ReconcilePlan(ledger: LedgerName("bank"))
    change(&plan)
    return plan
  }

  static func documents(_ documents: [Document]) -> [OpenDocument] {
    documents.enumerated().compactMap { position, document in
      OpenDocument(id: DocumentID(Int64(position + 1)), document: document)
    }
  }

  static func entries(_ entries: [Entry]) -> [OpenEntry] {
    entries.enumerated().map { OpenEntry(id: EntryID(Int64($0 + 1)), entry: $1) }
  }

  /// True when the pair could clear or stand in the way of another one.
  static func competes(_ document: OpenDocument, _ entry: OpenEntry, plan: ReconcilePlan) -> Bool {
    var weighing = Weighing(plan: plan)
    return weighing.link(document, entry, wornKeys: []).competes
  }

  /// Solves, and checks that the books balance for each outcome.
  static func solve(
    _ papers: [Document],
    _ lines: [Entry],
    _ plan: ReconcilePlan = plan(),
    at location: SourceLocation = #_sourceLocation
  ) throws -> [MatchOutcome] {
    let documents = documents(papers)
    let entries = entries(lines)
    let solved = Matcher.solve(documents: documents, entries: entries, plan: plan)
    return try documents.map { document in
      let outcome = try #require(solved[document.id], sourceLocation: location)
      try balance(outcome, document, entries)
      return outcome
    }
  }

  static func balance(
    _ outcome: MatchOutcome,
    _ document: OpenDocument,
    _ entries: [OpenEntry]
  ) throws {
    let named = Set(outcome.allocations.map(\.entry))
    var amounts: [EntryID: Money] = [:]
    for entry in entries where named.contains(entry.id) { amounts[entry.id] = entry.entry.amount }
    try Conservation.check(outcome, payables: [document.id: document.payable], amounts: amounts)
  }

  /// `matched 1`, `ambiguous`, ...: what became of the first document.
  static func verdict(
    _ paper: Document,
    _ lines: [Entry],
    _ plan: ReconcilePlan = plan(),
    others: [Document] = [],
    at location: SourceLocation = #_sourceLocation
  ) throws -> String {
    let outcome = try #require(
      try solve([paper] + others, lines, plan, at: location).first,
      sourceLocation: location
    )
    let entry = outcome.allocations.first.map { " \($0.entry.number)" } ?? ""
    return outcome.status.rawValue + entry
  }
}

import Books
import Documents
import Values

/// Books a cleared document: expense and tax against what paid it, each residual on its own line.
///
/// A bill of 1190 paid with 10 discount: expense +1000, tax +190, bank -1180, discounts -10. A
/// credit note is the same with all signs turned. Nothing is made to fit: what does not foot is refused.
package struct JournalBuilder: Sendable {
  package var accounts: JournalAccounts

  package init(accounts: JournalAccounts) {
    self.accounts = accounts
  }

  /// The booking, on the document's issue day.
  package func transaction(
    _ cleared: ClearedDocument
  ) throws(JournalError) -> JournalTransaction {
    var booking = try Booking(cleared, accounts)
    try booking.cost()
    try booking.payment()
    let document = cleared.document
    guard let day = document.issueDate else { throw missing(cleared, "issue date") }
    let entries = Set(cleared.allocations.map(\.entry)).sorted()
    let paid =
      entries.isEmpty ? "" : ", paid by " + entries.map(\.description).joined(separator: " ")
    let tags =
      [
        JournalTransaction.Tag("document", cleared.id.description),
        JournalTransaction.Tag("file", cleared.fileHash.hex),
      ]
      + entries.enumerated().map { position, entry in
        JournalTransaction.Tag(position == 0 ? "entry" : "entry-\(position + 1)", entry.description)
      }
    return JournalTransaction(
      day: day,
      id: ([cleared.id.description] + entries.map(\.description)).joined(separator: "-"),
      number: document.number,
      payee: document.seller.name ?? "unknown",
      narration: Wording.type(document.type) + (document.number.map { " \($0)" } ?? "") + paid,
      postings: booking.postings,
      tags: tags
    )
  }

  private func missing(_ cleared: ClearedDocument, _ field: String) -> JournalError {
    .missing(id: cleared.id.description, field: field)
  }
}

/// The postings of one booking while it is made.
private struct Booking {
  private(set) var postings: [JournalTransaction.Posting] = []
  private let cleared: ClearedDocument
  private let accounts: JournalAccounts
  private let id: String
  private let currency: Currency
  private let payable: Money
  /// True where money comes back: every sign turns.
  private let isCredit: Bool

  init(_ cleared: ClearedDocument, _ accounts: JournalAccounts) throws(JournalError) {
    self.cleared = cleared
    self.accounts = accounts
    id = cleared.id.description
    guard let currency = cleared.document.currency else {
      throw .missing(id: id, field: "currency")
    }
    guard let due = cleared.document.payable else { throw .missing(id: id, field: "amount") }
    self.currency = currency
    payable = try Self.exact(due, currency, id)
    isCredit = cleared.document.type == .creditNote
  }

  /// Expense, tax, prepaid and rounding: together what is payable.
  mutating func cost() throws(JournalError) {
    let totals = cleared.document.totals
    let prepaid = try money(totals.prepaid ?? .zero)
    let rounding = try money(totals.rounding ?? .zero)
    // due = gross - prepaid + rounding (EN 16931, BR-CO-16). Without BT-115 the gross is payable.
    let gross: Money
    if totals.due == nil {
      gross = payable
    } else {
      gross = try sum([payable, prepaid, turned(rounding)])
      if prepaid.minorUnits != 0 { try post(accounts.prepaid, turned(prepaid)) }
      if rounding.minorUnits != 0 { try post(accounts.rounding, rounding) }
    }
    if let stated = totals.gross {
      let difference = try sum([try money(stated), turned(gross)])
      guard difference.isZero else { throw .documentDoesNotFoot(id: id, difference: difference) }
    }
    try expenseAndTax(gross)
  }

  private mutating func expenseAndTax(_ gross: Money) throws(JournalError) {
    guard let taxAccount = accounts.tax else { return try post(accounts.expense, gross) }
    if let lines = try taxLines(gross) {
      for line in lines { try post(accounts.expense, line.base) }
      for line in lines where !line.tax.isZero { try post(taxAccount, line.tax) }
      return
    }
    let tax = try money(cleared.document.totals.tax ?? .zero)
    let net = try sum([gross, turned(tax)])
    if let stated = cleared.document.totals.net {
      let difference = try sum([try money(stated), turned(net)])
      guard difference.isZero else { throw .documentDoesNotFoot(id: id, difference: difference) }
    }
    try post(accounts.expense, net)
    if !tax.isZero { try post(taxAccount, tax) }
  }

  /// One line a VAT category and rate; nil where the breakdown is not complete.
  private func taxLines(_ gross: Money) throws(JournalError) -> [(base: Money, tax: Money)]? {
    var lines: [(base: Money, tax: Money)] = []
    for tax in cleared.document.taxes {
      guard let base = tax.base, let amount = tax.amount else { return nil }
      lines.append((try money(base), try money(amount)))
    }
    guard !lines.isEmpty, try sum(lines.flatMap { [$0.base, $0.tax] }) == gross else { return nil }
    return lines
  }

  /// What was paid, entry by entry, and the residuals; without allocations all of it is payable.
  mutating func payment() throws(JournalError) {
    let allocations = cleared.allocations.sorted { $0.entry < $1.entry }
    guard !allocations.isEmpty else { return try post(accounts.payable, turned(payable)) }
    for allocation in allocations { try pay(allocation) }
    for residual in cleared.residuals.sorted(by: { key($0) < key($1) }) { try book(residual) }
  }

  private mutating func pay(_ allocation: Allocation) throws(JournalError) {
    let paid = asBank(allocation.entryAmount, allocation.entry)
    // Nothing of the entry is the part of a credit note that invoices take over.
    if !paid.isZero { append(accounts.payable, paid) }
    guard paid.currency != allocation.documentAmount.currency else {
      return try setOff(allocation.documentAmount, paid)
    }
    // Two currencies meet in the conversion account, so that each of them comes to zero.
    append(accounts.conversion, turned(paid))
    let share = allocation.documentAmount
    try post(accounts.conversion, payable.isNegative == share.isNegative ? turned(share) : share)
  }

  /// What a credit note that was paid together with invoices takes over for them, or from them.
  private mutating func setOff(_ share: Money, _ paid: Money) throws(JournalError) {
    let rest = try sum([isCredit ? share : turned(share), turned(paid)])
    if !rest.isZero { append(accounts.setOff, rest) }
  }

  private mutating func book(_ residual: Residual) throws(JournalError) {
    let account = accounts.residuals[residual.kind] ?? accounts.payable
    switch residual.side {
    case .document:
      try post(account, turned(residual.amount))
    case .entry(let entry):
      guard residual.kind != .open else { return }
      let amount = asBank(residual.amount, entry)
      append(accounts.payable, amount)
      append(account, turned(amount))
    }
  }

  /// The amount with the sign of a bank account: money out is negative.
  ///
  /// A ledger that shows costs as positive is turned.
  private func asBank(_ amount: Money, _ entry: EntryID) -> Money {
    let first = cleared.allocations.first { $0.entry == entry }
    let comesBack = isCredit != payable.isNegative
    let isTurned = first.map { $0.entryAmount.isNegative == comesBack } ?? false
    return isTurned ? turned(amount) : amount
  }

  private func key(_ residual: Residual) -> String {
    switch residual.side {
    case .document: "0 \(residual.kind.rawValue) \(residual.amount)"
    case .entry(let entry): "1 \(entry) \(residual.kind.rawValue) \(residual.amount)"
    }
  }

  private mutating func post(_ account: String, _ amount: Money) throws(JournalError) {
    append(account, isCredit ? turned(amount) : amount)
  }

  private mutating func append(_ account: String, _ amount: Money) {
    postings.append(JournalTransaction.Posting(account, amount))
  }

  private func turned(_ amount: Money) -> Money {
    // The one amount that cannot turn is the least of 64 bits; the writer's balance check refuses it.
    Money(minorUnits: 0 &- amount.minorUnits, currency: amount.currency)
  }

  private func money(_ decimal: ExactDecimal) throws(JournalError) -> Money {
    try Self.exact(decimal, currency, id)
  }

  private func sum(_ amounts: [Money]) throws(JournalError) -> Money {
    do throws(ArithmeticError) {
      var total = Money.zero(currency)
      for amount in amounts { total = try total.adding(amount) }
      return total
    } catch {
      throw .arithmetic(id: id, error)
    }
  }

  private static func exact(
    _ decimal: ExactDecimal,
    _ currency: Currency,
    _ id: String
  ) throws(JournalError) -> Money {
    do throws(ArithmeticError) {
      return try Money(decimal, currency)
    } catch {
      throw .arithmetic(id: id, error)
    }
  }
}

import Books
import Documents
import Readings
import Values

/// Entries of a known export: sign, account and fee, as the program means them.
struct CSVExportEntries {
  let export: CSVExport
  /// `read.journal.account`, in small letters, for our own journals as a table; empty: all.
  let accounts: [String]

  init(_ export: CSVExport, _ journal: JournalInstructions?) {
    self.export = export
    let named = export.hasAccounts ? journal?.accounts ?? [] : []
    accounts = named.contains("*") ? [] : named.map { $0.lowercased() }
  }

  /// What one row comes to.
  struct Result {
    var entries: [Entry]
    /// What the row moves the balance by.
    var moved: Money
  }

  /// The row's entry or entries; nil when `problem` says why there is none.
  func entries(_ entry: Entry, heading: String?, _ problem: inout Problem?) -> Result? {
    var entry = entry
    if export.headingIsAccount, entry.account == nil { entry.account = heading }
    if case .typed(let incoming, let outgoing) = export.amount {
      let type = entry.extra?["paper"]?.lowercased() ?? ""
      guard incoming.contains(type) || outgoing.contains(type),
        let total = signed(entry, isOutgoing: outgoing.contains(type))
      else {
        problem = Self.unknownType(type, entry)
        return nil
      }
      entry.amount = total
    }
    if !accounts.isEmpty, !isMeant(entry.account) {
      return Result(entries: [], moved: entry.amount)
    }
    guard export.hasFee else { return Result(entries: [entry], moved: entry.amount) }
    return withFee(entry, &problem)
  }

  private func isMeant(_ account: String?) -> Bool {
    let name = account?.lowercased() ?? ""
    return accounts.contains { name == $0 || name.hasPrefix($0 + ":") }
  }

  private func signed(_ entry: Entry, isOutgoing: Bool) -> Money? {
    let tax = entry.extra?["tax"].flatMap { ExactDecimal($0) } ?? .zero
    guard let sum = try? entry.amount.decimal.adding(tax),
      let total = try? Money(sum.magnitude, entry.amount.currency)
    else { return nil }
    return isOutgoing ? try? total.negated() : total
  }

  /// The amount is the gross; the fee is an entry of its own, and together they are the net that the file states.
  private func withFee(_ entry: Entry, _ problem: inout Problem?) -> Result? {
    let currency = entry.amount.currency
    for field in ["net", "fee"] {
      // A yen has no hundredths: a figure that its currency cannot have is not passed over.
      guard let text = entry.extra?[field], !text.isEmpty, money(field, entry, currency) == nil
      else { continue }
      problem = Self.bad("The \(field) \(text) is no amount in \(currency.code).", entry)
      return nil
    }
    guard let net = money("net", entry, currency) else {
      return withStatedFee(entry, &problem)
    }
    let stated = money("fee", entry, currency) ?? .zero(currency)
    guard let fee = try? net.subtracting(entry.amount), let opposite = try? fee.negated(),
      stated == fee || stated == opposite
    else {
      let figures = "Gross \(entry.amount), fee \(stated) and net \(net)"
      problem = Self.bad("\(figures) do not fit together.", entry)
      return nil
    }
    guard !fee.isZero else { return Result(entries: [entry], moved: net) }
    return Result(entries: [entry, feeEntry(entry, fee)], moved: net)
  }

  private func feeEntry(_ entry: Entry, _ fee: Money) -> Entry {
    var second = Entry(day: entry.day, amount: fee)
    second.valueDay = entry.valueDay
    second.id = entry.id.map { "\($0).fee" }
    second.account = entry.account
    second.counterparty = export.name.split(separator: ",").first.map(String.init)
    second.memo = "Fee of \(entry.id ?? "the row in line \(entry.line ?? 0)")"
    second.line = entry.line
    second.extra = ["feeOf": entry.id ?? ""]
    return second
  }

  /// No column says the net: the fee with its tax is taken off, and what was paid back is an entry of its own.
  private func withStatedFee(_ entry: Entry, _ problem: inout Problem?) -> Result? {
    let currency = entry.amount.currency
    let zero = Money.zero(currency)
    do throws(ArithmeticError) {
      let tax = money("feeTax", entry, currency) ?? zero
      let fee = try (money("fee", entry, currency) ?? zero).adding(tax)
      let back = money("refunded", entry, currency) ?? zero
      var entries = [entry]
      var moved = entry.amount
      if !fee.isZero {
        let out = fee.isNegative ? fee : try fee.negated()
        entries.append(feeEntry(entry, out))
        moved = try moved.adding(out)
      }
      if !back.isZero {
        let out = back.isNegative ? back : try back.negated()
        entries.append(refundEntry(entry, out))
        moved = try moved.adding(out)
      }
      return Result(entries: entries, moved: moved)
    } catch {
      problem = Self.bad("The amount, the fee and what was paid back are no sum.", entry)
      return nil
    }
  }

  /// Paid back on the day that the row says, else on the payment's own.
  private func refundEntry(_ entry: Entry, _ amount: Money) -> Entry {
    let day = entry.extra?["refundDay"].flatMap { Day($0) }
    var second = Entry(day: day ?? entry.day, amount: amount)
    second.id = entry.id.map { "\($0).refund" }
    second.account = entry.account
    second.counterparty = entry.counterparty
    second.reference = entry.reference
    let what = "Refund of \(entry.id ?? "the row in line \(entry.line ?? 0)")"
    second.memo = day == nil ? what + " (its day is not in the export)" : what
    second.line = entry.line
    second.extra = ["refundOf": entry.id ?? ""]
    return second
  }

  private func money(_ field: String, _ entry: Entry, _ currency: Currency) -> Money? {
    entry.extra?[field].flatMap { ExactDecimal($0) }.flatMap { try? Money($0, currency) }
  }

  private static func unknownType(_ type: String, _ entry: Entry) -> Problem {
    Problem(
      code: "csv.bad-side",
      scope: .document,
      message: "The row's type does not say whether money comes in or goes out.",
      place: Place(line: entry.line, field: "type"),
      rawText: type,
      remedy: "Write one of Sage's types (BP, BR, JD, JC, ...)."
    )
  }

  private static func bad(_ message: String, _ entry: Entry) -> Problem {
    Problem(
      code: "csv.fee-differs",
      scope: .document,
      message: message,
      place: Place(line: entry.line),
      remedy: "Export the file again; if it stays so, correct the row."
    )
  }
}

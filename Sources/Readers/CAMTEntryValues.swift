import Books
import Values

/// Why an entry cannot be trusted.
enum CAMTEntryError: Error, Equatable {
  case amount(String)
  case direction(String)
  case day(String)
}

/// The values of one `Ntry` as they stand there, and the entries that they make.
struct CAMTEntryValues {
  /// One `TxDtls`.
  struct Details {
    var bankReference: String?
    var amount: String?
    var currency: String?
    var direction: String?
    var instructedAmount: String?
    var instructedCurrency: String?
    var endToEnd: String?
    var debtor: String?
    var debtorIBAN: String?
    var creditor: String?
    var creditorIBAN: String?
    var ultimateDebtor: String?
    var ultimateCreditor: String?
    var structuredReference: String?
    var texts: [String] = []
    var detailText: String?
  }

  var line: Int
  private var header: [CAMTField: String] = [:]
  private var currency: String?
  private var details: [Details] = []

  init(line: Int) {
    self.line = line
  }

  /// Pending and future entries may never come to pass; no status at all counts as booked.
  var isBooked: Bool {
    header[.status].map { $0 == "BOOK" } ?? true
  }

  var hasDay: Bool { header[.bookingDay] != nil || header[.valueDay] != nil }

  mutating func take(_ field: CAMTField, _ text: String, _ currency: String?) {
    switch field {
    case .details: details.append(Details())
    case .amount:
      if header[.amount] == nil { self.currency = currency }
      header[.amount] = header[.amount] ?? text
    case .entryReference, .bankReference, .direction, .reversal, .status, .bookingDay, .valueDay,
      .entryText:
      header[field] = header[field] ?? text
    default:
      guard let last = details.indices.last else { return }
      details[last].take(field, text, currency)
    }
  }

  /// One entry for each detail when the details add up to the whole, else one for the whole.
  func entries() throws(CAMTEntryError) -> [Entry] {
    let amount = try money(header[.amount], currency, header[.direction])
    let parts = split(amount)
    guard let parts else { return [try entry(amount, details.count == 1 ? details[0] : nil, nil)] }
    var entries: [Entry] = []
    for (index, part) in parts.enumerated() {
      entries.append(try entry(part, details[index], index + 1))
    }
    return entries
  }

  private func split(_ total: Money) -> [Money]? {
    guard details.count > 1 else { return nil }
    do throws(CAMTEntryError) {
      var parts: [Money] = []
      for detail in details {
        parts.append(
          try money(
            detail.amount,
            detail.currency ?? currency,
            detail.direction ?? header[.direction]
          )
        )
      }
      let sum = try Self.sum(parts, total.currency)
      return sum == total ? parts : nil
    } catch {
      return nil
    }
  }

  private func entry(
    _ amount: Money,
    _ detail: Details?,
    _ part: Int?
  ) throws(CAMTEntryError) -> Entry {
    let dayText = header[.bookingDay] ?? header[.valueDay] ?? ""
    guard let day = XMLText.day(dayText) else { throw .day(dayText) }
    var entry = Entry(day: day, amount: amount)
    entry.valueDay = header[.valueDay].flatMap { XMLText.day($0) }
    entry.line = line
    entry.id = id(detail, part)
    let single = detail ?? (details.isEmpty ? nil : Details())
    // A reversal keeps the parties of the movement that it takes back.
    let isReversal = header[.reversal] == "true" || header[.reversal] == "1"
    let isFromOther = !amount.isNegative != isReversal
    entry.counterparty =
      isFromOther
      ? single?.debtor ?? single?.ultimateDebtor : single?.creditor ?? single?.ultimateCreditor
    entry.counterpartyIBAN = isFromOther ? single?.debtorIBAN : single?.creditorIBAN
    let endToEnd = Self.provided(single?.endToEnd)
    entry.reference = single?.structuredReference ?? endToEnd
    if let endToEnd, entry.reference != endToEnd { entry.extra = ["endToEndID": endToEnd] }
    entry.memo = memo(single)
    if detail == nil, details.count > 1 { describe(&entry, isFromOther) }
    entry.originalAmount = original(single, amount)
    return entry
  }

  /// A booking whose details say no amounts of their own: it is one movement, and says what they name.
  private func describe(_ entry: inout Entry, _ isFromOther: Bool) {
    func common(_ texts: [String?]) -> String? {
      guard let first = texts.first, texts.allSatisfy({ $0 == first }) else { return nil }
      return first
    }
    entry.counterparty = common(
      details.map {
        isFromOther ? $0.debtor ?? $0.ultimateDebtor : $0.creditor ?? $0.ultimateCreditor
      }
    )
    entry.counterpartyIBAN = common(details.map { isFromOther ? $0.debtorIBAN : $0.creditorIBAN })
    entry.reference = common(
      details.map { $0.structuredReference ?? Self.provided($0.endToEnd) }
    )
    var said: [String] = []
    for detail in details.prefix(Self.describedDetails) {
      let references = [detail.structuredReference, Self.provided(detail.endToEnd)]
      for text in references.compactMap(\.self) + detail.texts where !said.contains(text) {
        said.append(text)
      }
    }
    if !said.isEmpty { entry.memo = said.joined(separator: " ") }
  }

  /// More payments of one booking are not named in its text.
  private static var describedDetails: Int { 100 }

  private func id(_ detail: Details?, _ part: Int?) -> String? {
    if let own = Self.provided(detail?.bankReference), part != nil { return own }
    let whole =
      Self.provided(header[.bankReference]) ?? Self.provided(detail?.bankReference)
      ?? Self.provided(header[.entryReference])
    guard let part else { return whole }
    return whole.map { "\($0)/\(part)" }
  }

  private func memo(_ detail: Details?) -> String? {
    let texts = detail?.texts ?? []
    let found =
      texts.isEmpty ? [detail?.detailText ?? header[.entryText]].compactMap(\.self) : texts
    return found.isEmpty ? nil : found.joined(separator: " ")
  }

  private func original(_ detail: Details?, _ amount: Money) -> Money? {
    guard let detail, let text = detail.instructedAmount,
      let code = detail.instructedCurrency, code != amount.currency.code
    else { return nil }
    do throws(CAMTEntryError) {
      return try money(text, code, amount.isNegative ? "DBIT" : "CRDT")
    } catch {
      return nil
    }
  }

  private func money(
    _ text: String?,
    _ code: String?,
    _ direction: String?
  ) throws(CAMTEntryError) -> Money {
    guard direction == "CRDT" || direction == "DBIT" else { throw .direction(direction ?? "") }
    let said = "\(text ?? "") \(code ?? "")"
    guard let text, let decimal = XMLText.decimal(text), !decimal.isNegative,
      let code, let currency = Currency(code)
    else { throw .amount(said) }
    do throws(ArithmeticError) {
      return try Money(direction == "DBIT" ? decimal.negated : decimal, currency)
    } catch {
      throw .amount(said)
    }
  }

  private static func sum(
    _ parts: [Money],
    _ currency: Currency
  ) throws(CAMTEntryError) -> Money {
    do throws(ArithmeticError) {
      var total = Money.zero(currency)
      for part in parts { total = try total.adding(part) }
      return total
    } catch {
      throw .amount("")
    }
  }

  /// ISO 20022's and the banks' words for "there is none".
  static func provided(_ text: String?) -> String? {
    guard let text, !["NOTPROVIDED", "NONREF", "NOREF"].contains(text.uppercased()) else {
      return nil
    }
    return text
  }
}

extension CAMTEntryValues.Details {
  mutating func take(_ field: CAMTField, _ text: String, _ currency: String?) {
    switch field {
    case .detailAmount where amount == nil:
      amount = text
      self.currency = currency
    case .instructedAmount where instructedAmount == nil:
      instructedAmount = text
      instructedCurrency = currency
    case .detailBankReference: bankReference = bankReference ?? text
    case .detailDirection: direction = direction ?? text
    case .endToEnd: endToEnd = endToEnd ?? text
    case .debtor: debtor = debtor ?? text
    case .debtorIBAN: debtorIBAN = debtorIBAN ?? text
    case .creditor: creditor = creditor ?? text
    case .creditorIBAN: creditorIBAN = creditorIBAN ?? text
    case .ultimateDebtor: ultimateDebtor = ultimateDebtor ?? text
    case .ultimateCreditor: ultimateCreditor = ultimateCreditor ?? text
    case .structuredReference: structuredReference = structuredReference ?? text
    case .documentNumber, .remittanceText: texts.append(text)
    case .detailText: detailText = detailText ?? text
    default: break
    }
  }
}

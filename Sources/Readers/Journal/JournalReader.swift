import Books
import Documents
import Readings
import Values

/// Journals of hledger, ledger and beancount to ledger entries: one entry a posting of the account that is meant.
///
/// The file is gone over twice: how figures are written and which account is meant shows only at its end. What it
/// includes is not opened, for the reader has this one file.
struct JournalReader<Input: FileInput> {
  private let input: Input
  private let instructions: ReadInstructions
  private let sink: (ReadingItem) -> Void
  private let isBeancount: Bool
  private var summary: ReadingSummary
  private var currencies: [String: JournalCurrency] = [:]
  private var left = JournalLeftOut()

  static func read(
    _ input: Input,
    _ kind: FileKind,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    withoutActuallyEscaping(sink) { sink in
      var reader = JournalReader(input, kind, instructions, sink)
      do throws(JournalRefusal) {
        try reader.read()
      } catch {
        reader.summary.isRefused = true
        sink(.problem(error.problem))
      }
      return reader.summary
    }
  }

  private init(
    _ input: Input,
    _ kind: FileKind,
    _ instructions: ReadInstructions,
    _ sink: @escaping (ReadingItem) -> Void
  ) {
    (self.input, self.instructions, self.sink) = (input, instructions, sink)
    isBeancount = kind == .beancount
    summary = ReadingSummary(kind: kind)
  }

  private var journal: JournalInstructions { instructions.journal ?? JournalInstructions() }

  private mutating func read() throws(JournalRefusal) {
    let (survey, facts) = try survey()
    var accounts = try JournalAccounts.find(journal.accounts, survey).get()
    if let made = facts.automatic.first(where: { accounts.contains($0.account) }) {
      let what = "a rule that makes postings to this account (=)"
      throw JournalRefusal(JournalProblems.notSupported(what, made.account, line: made.line))
    }
    let reckoning = JournalReckoning(
      styles: try styles(survey, facts),
      infersPrices: !isBeancount,
      lotsAreCosts: isBeancount
    )
    var bookings = JournalBookings(input, isBeancount: isBeancount, limits: instructions.limits)
    while let booking = bookings.next() {
      let isMeant = booking.postings.contains { accounts.contains($0.account) }
      if isMeant { try take(booking, reckoning, &accounts, facts) }
    }
    tell(survey, facts, &accounts)
  }

  private func survey() throws(JournalRefusal) -> (JournalSurvey, JournalBookings<Input>.Facts) {
    var survey = JournalSurvey()
    var bookings = JournalBookings(input, isBeancount: isBeancount, limits: instructions.limits)
    while let booking = bookings.next() { survey.take(booking) }
    for sample in bookings.facts.samples { survey.weigh(sample.amount, line: sample.line) }
    if let failure = bookings.failure { throw JournalRefusal(failure) }
    guard survey.bookings > 0 else {
      for include in includes(bookings.facts) { sink(.problem(include)) }
      throw JournalRefusal(JournalProblems.noBookings)
    }
    return (survey, bookings.facts)
  }

  /// Beancount has a decimal point always; the others as it is declared, or as the amounts show it.
  private func styles(
    _ survey: JournalSurvey,
    _ facts: JournalBookings<Input>.Facts
  ) throws(JournalRefusal) -> [String: NumberStyle] {
    if isBeancount { return [:] }
    guard let mark = facts.decimalMark else {
      return try survey.styles(locale: instructions.locale).get()
    }
    let style = mark == "," ? NumberStyle.decimalComma : .decimalPoint
    return survey.commodities.reduce(into: [:]) { $0[$1] = style }
  }

  private mutating func take(
    _ booking: JournalBooking,
    _ reckoning: JournalReckoning,
    _ accounts: inout JournalAccounts,
    _ facts: JournalBookings<Input>.Facts
  ) throws(JournalRefusal) {
    let figures = try reckoning.figures(booking).get()
    var made = 0
    for (posting, figures) in zip(booking.postings, figures)
    where accounts.contains(posting.account) {
      if posting.isVirtual { left.virtual(posting.line) }
      for figure in figures {
        guard let entry = try entry(booking, posting, figure, facts, number: made) else { continue }
        guard summary.entries < instructions.limits.rows else {
          let limit = instructions.limits.rows
          throw JournalRefusal(BankProblems.tooManyEntries(limit, posting.line))
        }
        made += 1
        summary.entries += 1
        sink(.entry(entry))
      }
    }
  }

  private mutating func entry(
    _ booking: JournalBooking,
    _ posting: JournalPosting,
    _ figure: JournalReckoning.Figure,
    _ facts: JournalBookings<Input>.Facts,
    number: Int
  ) throws(JournalRefusal) -> Entry? {
    if figure.commodity == JournalReckoning.unknown {
      throw JournalRefusal(JournalProblems.amountMissing(posting.account, line: posting.line))
    }
    let commodity = figure.commodity.isEmpty ? facts.defaultCommodity ?? "" : figure.commodity
    let currency: Currency
    switch self.currency(commodity) {
    case .known(let known): currency = known
    case .notMoney:
      left.notMoney(commodity, posting.line)
      return nil
    case .open(let sign):
      throw JournalRefusal(JournalProblems.noCurrency(sign, line: posting.line))
    }
    guard let amount = try? Money(figure.value, currency) else {
      let text = "\(figure.value) \(currency)"
      throw JournalRefusal(
        posting.amount == nil
          ? JournalProblems.amountMissing(posting.account, line: posting.line)
          : JournalProblems.badAmount(text, line: posting.line)
      )
    }
    var entry = JournalEntry.entry(booking, posting, amount, number: number)
    if let cost = figure.cost, case .known(let other) = self.currency(cost.commodity) {
      entry.originalAmount = try? Money(cost.value, other)
    }
    return entry
  }

  private mutating func currency(_ commodity: String) -> JournalCurrency {
    if let known = currencies[commodity] { return known }
    let found = JournalCurrency(commodity, fallback: instructions.currency)
    if currencies.count < JournalLimits.accounts { currencies[commodity] = found }
    return found
  }

  private func includes(_ facts: JournalBookings<Input>.Facts) -> [Problem] {
    let isApart = journal.includesAreApart
    var problems = facts.includes.prefix(JournalLimits.told).map {
      JournalProblems.included($0.path, line: $0.line, isApart: isApart)
    }
    let more = facts.includes.count - problems.count
    if more > 0 { problems.append(JournalProblems.moreIncludes(more, isApart: isApart)) }
    return problems
  }

  /// What a person should know beside the entries.
  private func tell(
    _ survey: JournalSurvey,
    _ facts: JournalBookings<Input>.Facts,
    _ accounts: inout JournalAccounts
  ) {
    var problems = includes(facts)
    if let chosen = accounts.chosen {
      problems.append(JournalProblems.chosen(chosen, of: survey.bookings))
    }
    problems += left.problems
    if let line = facts.plannedLine { problems.append(JournalProblems.plannedLeftOut(line: line)) }
    for pad in facts.padded.prefix(JournalLimits.told) where accounts.contains(pad.account) {
      problems.append(JournalProblems.padLeftOut(pad.account, line: pad.line))
    }
    for problem in problems { sink(.problem(problem)) }
  }
}

/// What a commodity is worth to a ledger of money.
enum JournalCurrency: Equatable {
  case known(Currency)
  /// `$`, or nothing: the workflow has to say.
  case open(String)
  case notMoney

  init(_ commodity: String, fallback: Currency?) {
    if commodity.isEmpty {
      self = fallback.map { .known($0) } ?? .open("")
      return
    }
    switch CurrencyMark(commodity) {
    case .exact(let currency): self = .known(currency)
    case .oneOf(let sign, let codes):
      guard let fallback, codes.contains(fallback.code) else {
        self = .open(sign)
        return
      }
      self = .known(fallback)
    case nil: self = .notMoney
    }
  }
}

/// Postings that are no entries, counted.
private struct JournalLeftOut {
  private var virtuals = (count: 0, line: 0)
  private var units = (count: 0, line: 0)
  private var commodities: [String] = []

  mutating func virtual(_ line: Int) {
    if virtuals.count == 0 { virtuals.line = line }
    virtuals.count += 1
  }

  mutating func notMoney(_ commodity: String, _ line: Int) {
    if units.count == 0 { units.line = line }
    units.count += 1
    if commodities.count < 6, !commodities.contains(commodity) { commodities.append(commodity) }
  }

  var problems: [Problem] {
    var problems: [Problem] = []
    if units.count > 0 {
      problems.append(
        JournalProblems.notMoney(commodities, count: units.count, line: units.line)
      )
    }
    if virtuals.count > 0 {
      problems.append(JournalProblems.virtualLeftOut(virtuals.count, line: virtuals.line))
    }
    return problems
  }
}

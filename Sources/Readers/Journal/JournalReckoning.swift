import Documents
import Values

/// The amounts of one booking: figures to numbers, what is left out worked out, and the proof that it balances.
struct JournalReckoning {
  let styles: [String: NumberStyle]
  /// A rest in two commodities is a price that need not be written: so in hledger and ledger, not in beancount.
  let infersPrices: Bool
  /// In beancount a lot's price is its cost; in the other programs it hangs on settings.
  let lotsAreCosts: Bool

  /// A posting's number in one commodity; a posting without an amount may have several.
  struct Figure {
    var value: ExactDecimal
    var commodity: String
    /// What it cost in another commodity.
    var cost: (value: ExactDecimal, commodity: String)?
  }

  private struct Sums {
    var rest: [String: ExactDecimal] = [:]
    var decimals: [String: Int] = [:]
    var hasCosts = false
    var isKnown = true
  }

  /// The figures of each real posting, in order; empty for those in brackets.
  func figures(_ booking: JournalBooking) -> Result<[[Figure]], JournalRefusal> {
    var sums = Sums()
    var figures: [[Figure]] = []
    var open: Int?
    for (index, posting) in booking.postings.enumerated() {
      figures.append([])
      if posting.isVirtual { continue }
      guard posting.amount != nil else {
        if posting.isAssignment {
          sums.isKnown = false
          figures[index] = [Figure(value: .zero, commodity: Self.unknown)]
        } else if open == nil {
          open = index
        } else {
          return .failure(missing(posting))
        }
        continue
      }
      switch figure(posting, &sums) {
      case .success(let figure): figures[index] = [figure]
      case .failure(let refusal): return .failure(refusal)
      }
    }
    guard let open else { return proof(booking, sums).map { figures } }
    // Alone it is the beginning of a booking that was cut off.
    guard figures.contains(where: { !$0.isEmpty }) else {
      return .failure(missing(booking.postings[open]))
    }
    figures[open] =
      sums.isKnown
      ? sums.rest.filter { !$0.value.isZero }.sorted { $0.key < $1.key }
        .map { Figure(value: $0.value.negated, commodity: $0.key) }
      : [Figure(value: .zero, commodity: Self.unknown)]
    return .success(figures)
  }

  /// Stands for an amount that only the journal's program knows.
  static let unknown = "\u{0}"

  private func figure(
    _ posting: JournalPosting,
    _ sums: inout Sums
  ) -> Result<Figure, JournalRefusal> {
    guard let amount = posting.amount, let value = value(amount) else {
      return .failure(bad(posting))
    }
    var figure = Figure(value: value, commodity: amount.commodity)
    note(amount, in: &sums)
    let price: JournalCost?
    switch (posting.cost, posting.hasLot) {
    case (let cost, false): price = cost
    case (_, true) where lotsAreCosts && posting.lot != nil: price = posting.lot
    default:
      price = nil
      sums.isKnown = false
    }
    var weight = (value: value, commodity: amount.commodity)
    if let price {
      guard let total = total(price, of: value) else { return .failure(bad(posting)) }
      sums.hasCosts = true
      weight = (total, price.amount.commodity)
      if weight.commodity != amount.commodity { figure.cost = weight }
    }
    guard let sum = try? (sums.rest[weight.commodity] ?? .zero).adding(weight.value) else {
      return .failure(bad(posting))
    }
    sums.rest[weight.commodity] = sum
    return .success(figure)
  }

  private func total(_ price: JournalCost, of value: ExactDecimal) -> ExactDecimal? {
    guard let amount = self.value(price.amount) else { return nil }
    if price.isTotal { return value.isNegative ? amount.magnitude.negated : amount.magnitude }
    return try? value.multiplied(by: amount)
  }

  private func value(_ amount: JournalAmount) -> ExactDecimal? {
    let figure = Array(amount.whole.utf8)
    let style = styles[amount.commodity] ?? .decimalPoint
    guard case .success(let reading) = NumberParser.parse(figure.span, style),
      reading.currency == nil
    else { return nil }
    return amount.isNegative ? reading.value.negated : reading.value
  }

  private func note(_ amount: JournalAmount, in sums: inout Sums) {
    guard let value = value(amount) else { return }
    let known = sums.decimals[amount.commodity] ?? value.scale
    sums.decimals[amount.commodity] = min(known, value.scale)
  }

  private func proof(_ booking: JournalBooking, _ sums: Sums) -> Result<Void, JournalRefusal> {
    guard sums.isKnown else { return .success(()) }
    let rest = sums.rest.filter { commodity, value in
      guard !value.isZero else { return false }
      guard sums.hasCosts else { return true }
      // Prices have more decimals than money: up to half of the last one may be left over.
      let decimals = min(sums.decimals[commodity] ?? 2, ExactDecimal.maximumScale - 1)
      return ExactDecimal(coefficient: 5, scale: decimals + 1) < value.magnitude
    }
    if rest.isEmpty { return .success(()) }
    let signs = Set(rest.values.map(\.isNegative))
    if infersPrices, rest.count == 2, signs.count == 2, !sums.hasCosts { return .success(()) }
    let words = rest.sorted { $0.key < $1.key }.prefix(3)
      .map { "\($0.value) \($0.key)".trimmingSpaces() }.joined(separator: ", ")
    return .failure(JournalRefusal(JournalProblems.doesNotBalance(words, line: booking.line)))
  }

  private func missing(_ posting: JournalPosting) -> JournalRefusal {
    JournalRefusal(JournalProblems.amountMissing(posting.account, line: posting.line))
  }

  private func bad(_ posting: JournalPosting) -> JournalRefusal {
    let text = [posting.amount?.figure, posting.amount?.commodity].compactMap(\.self)
    return JournalRefusal(
      JournalProblems.badAmount(text.joined(separator: " "), line: posting.line)
    )
  }
}

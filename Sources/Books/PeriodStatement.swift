package import Values

/// What reconciling one ledger came to in one period: balances, what is matched, what is open on either side, what is left
/// over by kind, and what is to be booked for it.
package struct PeriodStatement: Hashable, Sendable, Codable {
  /// So many, and what they add up to.
  package struct Tally: Hashable, Sendable, Codable {
    package var count = 0
    package var sum = ExactDecimal.zero

    package init(count: Int = 0, sum: ExactDecimal = .zero) {
      self.count = count
      self.sum = sum
    }
  }

  /// One currency of one side: entries with their signs, documents as the control totals count them (a credit note
  /// takes away).
  package struct Side: Hashable, Sendable, Codable {
    package var all = Tally()
    /// What is given to the other side, and the number of those of which something is.
    package var matched = Tally()
    /// What is left of those, by kind.
    package var residuals: [String: ExactDecimal] = [:]
    /// Entries that a person said need no document.
    package var alone = Tally()
    package var open = Tally()

    package init() {}
  }

  /// Something that is open at the end of the period.
  package struct Open: Hashable, Sendable, Codable {
    package var id: String
    package var day: Day?
    /// From its day to the end of the period.
    package var ageDays: Int
    package var amount: Money

    package init(id: String, day: Day?, ageDays: Int, amount: Money) {
      self.id = id
      self.day = day
      self.ageDays = ageDays
      self.amount = amount
    }
  }

  /// A difference that is to be booked to an account of its own.
  package struct Proposal: Hashable, Sendable, Codable {
    package var kind: String
    package var currency: Currency
    package var amount: ExactDecimal

    package init(kind: String, currency: Currency, amount: ExactDecimal) {
      self.kind = kind
      self.currency = currency
      self.amount = amount
    }
  }

  package var ledger: LedgerName
  package var period: String
  package var first: Day
  package var last: Day
  /// By currency code: what all entries before the period add up to.
  package var opening: [String: ExactDecimal] = [:]
  package var entries: [String: Side] = [:]
  package var documents: [String: Side] = [:]
  /// Documents of the period of which no amount or currency is known.
  package var documentsWithoutAmount = 0
  /// Oldest first, at most `maximumListed`; the sums count all.
  package var openEntries: [Open] = []
  package var openDocuments: [Open] = []

  package static let maximumListed = 5_000

  package init(ledger: LedgerName, period: Period) {
    self.init(ledger: ledger, period: period.description, from: period.first, to: period.last)
  }

  /// Of any days; `period` is what they are called.
  package init(ledger: LedgerName, period: String, from first: Day, to last: Day) {
    self.ledger = ledger
    self.period = period
    self.first = first
    self.last = last
  }

  /// By currency code: opening and the entries of the period.
  package var closing: [String: ExactDecimal] {
    get throws(ArithmeticError) {
      var closing = opening
      for (currency, side) in entries {
        closing[currency] = try (opening[currency] ?? .zero).adding(side.all.sum)
      }
      return closing
    }
  }

  /// What is left over and has an account of its own; what is open, or was paid too much, is no booking.
  package var proposals: [Proposal] {
    var proposals: [Proposal] = []
    for sides in [documents, entries] {
      for (code, side) in sides.sorted(by: { $0.key < $1.key }) {
        guard let currency = Currency(code) else { continue }
        for kind in Residual.Kind.allCases where kind != .open && kind != .overpayment {
          guard let amount = side.residuals[kind.rawValue] else { continue }
          proposals.append(Proposal(kind: kind.rawValue, currency: currency, amount: amount))
        }
      }
    }
    return proposals
  }

  /// Why the ledger is not reconciled, one sentence each; empty when every side foots.
  package var imbalances: [String] {
    faults("entries", entries) + faults("documents", documents)
  }

  private func faults(_ noun: String, _ sides: [String: Side]) -> [String] {
    sides.sorted { $0.key < $1.key }.compactMap { currency, side in
      let parts = [side.matched.sum, side.alone.sum, side.open.sum] + side.residuals.values
      let counts = side.matched.count + side.alone.count + side.open.count
      do throws(ArithmeticError) {
        var sum = ExactDecimal.zero
        for part in parts { sum = try sum.adding(part) }
        return sum == side.all.sum && counts == side.all.count
          ? nil
          : "The \(noun) in \(currency) come to \(side.all.sum) (\(side.all.count)), what is told of them to \(sum) (\(counts))."
      } catch {
        return "The \(noun) in \(currency) are too many to add up."
      }
    }
  }
}

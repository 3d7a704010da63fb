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
    /// What is open of it then.
    package var amount: Money
    /// After the period something of it was settled, first on this day.
    package var settledLater: Day?

    package init(id: String, day: Day?, ageDays: Int, amount: Money, settledLater: Day? = nil) {
      self.id = id
      self.day = day
      self.ageDays = ageDays
      self.amount = amount
      self.settledLater = settledLater
    }
  }

  /// What was open of one side and currency before the period, what came and went in it, and what is open at its end.
  ///
  /// Sums are of what is open, with the signs of `Side`; counts are of items of which something is.
  package struct Roll: Hashable, Sendable, Codable {
    /// As it was signed, where the period before is closed; else what the books say.
    package var opening = Tally()
    /// What has become of earlier periods since they were closed: what came late for them, was matched later, or set free.
    package var changed = Tally()
    package var arrived = Tally()
    /// Given to the other side; counted are items of which nothing is open any more.
    package var matched = Tally()
    /// Differences that are told beside it, by kind.
    package var residuals: [String: ExactDecimal] = [:]
    /// Entries that a person said need no document.
    package var alone = Tally()
    package var closing = Tally()

    package init() {}
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
  /// By currency code; nil in statements that were signed before there were any, and in those of all days.
  package var openEntryRolls: [String: Roll]?
  package var openDocumentRolls: [String: Roll]?
  /// The period of which the closing, as it was signed, is this one's opening; nil: none is closed right before it.
  package var carriedFrom: String?
  /// By currency code: entries that came for earlier periods after these were closed.
  package var lateEntries: [String: ExactDecimal]?
  /// By currency code: what all entries to the end of the period add up to.
  package var closingBalances: [String: ExactDecimal]?
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

  /// By currency code: opening, what came late for earlier periods, and the entries of the period.
  package var closing: [String: ExactDecimal] {
    get throws(ArithmeticError) {
      var closing = opening
      for (currency, late) in lateEntries ?? [:] {
        closing[currency] = try (closing[currency] ?? .zero).adding(late)
      }
      for (currency, side) in entries {
        closing[currency] = try (closing[currency] ?? .zero).adding(side.all.sum)
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
    faults("entries", entries) + faults("documents", documents) + balanceFaults
      + faults("entries", openEntryRolls ?? [:]) + faults("documents", openDocumentRolls ?? [:])
  }

  /// Opening and movements come to what all entries together come to.
  private var balanceFaults: [String] {
    guard let closingBalances else { return [] }
    do throws(ArithmeticError) {
      let closing = try closing
      return Set(closing.keys).union(closingBalances.keys).sorted().compactMap { currency in
        let (moved, all) = (closing[currency] ?? .zero, closingBalances[currency] ?? .zero)
        return moved == all
          ? nil
          : "The balance in \(currency) is \(all), but opening and movements come to \(moved)."
      }
    } catch {
      return ["The balances are too large to add up."]
    }
  }

  private func faults(_ noun: String, _ rolls: [String: Roll]) -> [String] {
    rolls.sorted { $0.key < $1.key }.compactMap { currency, roll in
      let count =
        roll.opening.count + roll.changed.count + roll.arrived.count - roll.matched.count
        - roll.alone.count
      do throws(ArithmeticError) {
        var sum = try roll.opening.sum.adding(roll.changed.sum).adding(roll.arrived.sum)
        for part in [roll.matched.sum, roll.alone.sum] + roll.residuals.values {
          sum = try sum.subtracting(part)
        }
        return sum == roll.closing.sum && count == roll.closing.count
          ? nil
          : "The open \(noun) in \(currency) come to \(roll.closing.sum) (\(roll.closing.count)), carried over and moved to "
            + "\(sum) (\(count))."
      } catch {
        return "The open \(noun) in \(currency) are too many to add up."
      }
    }
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

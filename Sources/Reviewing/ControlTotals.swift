package import Books
package import Values

/// How many of something, and how much they come to.
package struct Tally: Hashable, Sendable {
  /// Documents, or entries on the ledger side.
  package var count: Int
  /// Files in which no document could be read: they count once, without an amount.
  package var files: Int
  /// Documents among `count` whose amount could not be read, so that `sums` lacks them.
  package var withoutAmount: Int
  /// Invoices and expenses as they are payable, credit notes as minus, entries with their sign.
  package var sums: Sums

  package init(count: Int = 0, files: Int = 0, withoutAmount: Int = 0, sums: Sums = Sums()) {
    self.count = count
    self.files = files
    self.withoutAmount = withoutAmount
    self.sums = sums
  }

  /// Counts one document or entry; nil when its amount could not be read.
  package mutating func add(_ amount: Money?) {
    count += 1
    if let amount { sums.add(amount) } else { withoutAmount += 1 }
  }

  package mutating func add(_ other: Tally) {
    count += other.count
    files += other.files
    withoutAmount += other.withoutAmount
    sums.add(other.sums)
  }

  package mutating func subtract(_ other: Tally) {
    count -= other.count
    files -= other.files
    withoutAmount -= other.withoutAmount
    sums.subtract(other.sums)
  }
}

/// The proof that nothing that came in is missing from what was decided.
///
/// `received` must be counted apart from the others (from arrivals and their documents, not by
/// adding up decisions), or it proves nothing.
package struct ControlTotals: Hashable, Sendable {
  package var received = Tally()
  package var cleared = Tally()
  package var exceptions = Tally()
  package var duplicates = Tally()
  /// Other forms of papers that are counted already, and files that accompany one.
  package var companions = Tally()
  package var rejected = Tally()
  package var quarantined = Tally()
  package var ledgers: [LedgerTotals] = []

  package init() {}

  /// The right side of the equation, in the order in which it is shown; companions only where there are some.
  package var parts: [(name: String, tally: Tally)] {
    let ofGroups = companions == Tally() ? [] : [("companions", companions)]
    return [("cleared", cleared), ("exceptions", exceptions), ("duplicates", duplicates)]
      + ofGroups + [("rejected", rejected), ("quarantined", quarantined)]
  }

  /// `received` minus all parts: nothing at all when the totals foot.
  package var difference: Tally {
    var rest = received
    for part in parts { rest.subtract(part.tally) }
    return rest
  }

  /// Received = cleared + exceptions + duplicates + companions + rejected + quarantined.
  ///
  /// In documents, in files, and in every currency. The ledgers have their own `foots`.
  package var foots: Bool { difference == Tally() }
}

/// One side of reconciling: all = matched + open.
package struct MatchTotals: Hashable, Sendable {
  package var all = Tally()
  package var matched = Tally()
  package var open = Tally()

  package init() {}

  package var difference: Tally {
    var rest = all
    rest.subtract(matched)
    rest.subtract(open)
    return rest
  }

  package var foots: Bool { difference == Tally() }
}

/// The entries of one ledger.
///
/// An entry stands with its whole amount where it is counted: under matched once it has an
/// allocation, what is left of it is a typed residual.
package struct LedgerTotals: Hashable, Sendable {
  package var ledger: LedgerName
  package var entries: MatchTotals

  package init(ledger: LedgerName, entries: MatchTotals) {
    self.ledger = ledger
    self.entries = entries
  }
}

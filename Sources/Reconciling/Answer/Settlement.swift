/// Why a part of a document or entry is in no allocation.
package enum RestKind: String, Sendable, CaseIterable {
  case fee
  case discount
  case rounding
  case tip
  case overpayment
  case open
}

/// So much of a document is this much of an entry, each in its own currency's minor units and with its own sign.
package struct Share: Equatable, Sendable {
  package var document: Int32
  package var entry: Int32
  package var documentMinor: Int64
  package var entryMinor: Int64

  package init(document: Int32, entry: Int32, documentMinor: Int64, entryMinor: Int64) {
    self.document = document
    self.entry = entry
    self.documentMinor = documentMinor
    self.entryMinor = entryMinor
  }
}

/// What is left of a document or an entry, and why.
package struct Rest: Equatable, Sendable {
  package enum Side: Equatable, Sendable {
    case document(Int32)
    case entry(Int32)
  }
  package var side: Side
  package var kind: RestKind
  package var minor: Int64

  package init(_ side: Side, _ kind: RestKind, _ minor: Int64) {
    self.side = side
    self.kind = kind
    self.minor = minor
  }
}

/// Documents and entries that settle each other to the minor unit; no other can be made.
package struct Settlement: Equatable, Sendable {
  package let shares: [Share]
  package let rests: [Rest]

  /// nil unless shares and rests are the whole of each document and entry, and no share turns an entry's sign.
  ///
  /// `totals` and `amounts` name every member with its whole amount.
  package init?(
    totals: [(document: Int32, minor: Int64)],
    amounts: [(entry: Int32, minor: Int64)],
    shares: [Share],
    rests: [Rest]
  ) {
    guard !shares.isEmpty else { return nil }
    for share in shares {
      guard totals.contains(where: { $0.document == share.document }) else { return nil }
      guard let amount = amounts.first(where: { $0.entry == share.entry })?.minor else {
        return nil
      }
      guard share.entryMinor == 0 || (share.entryMinor < 0) == (amount < 0) else { return nil }
    }
    for (document, minor) in totals {
      let own = shares.filter { $0.document == document }.map(\.documentMinor)
      let left = rests.filter { $0.side == .document(document) }.map(\.minor)
      guard !own.isEmpty, Self.sum(own + left) == minor else { return nil }
    }
    for (entry, minor) in amounts {
      let own = shares.filter { $0.entry == entry }.map(\.entryMinor)
      let left = rests.filter { $0.side == .entry(entry) }.map(\.minor)
      guard !own.isEmpty, Self.sum(own + left) == minor else { return nil }
    }
    self.shares = shares
    self.rests = rests
  }

  /// nil when the sum is beyond 64 bits.
  private static func sum(_ values: [Int64]) -> Int64? {
    var sum: Int64 = 0
    for value in values {
      let (next, overflow) = sum.addingReportingOverflow(value)
      if overflow { return nil }
      sum = next
    }
    return sum
  }
}

package import Values

/// The database id of a payment run or payout that a file has told of.
package struct RemittanceID: NumberedID {
  package static let letter: Character = "R"
  package let number: Int64
  package init(_ number: Int64) { self.number = number }
}

/// All lines that say that they are parts of one bulk entry in the bank.
package struct Remittance: Sendable, Hashable {
  /// What the lines have in common.
  package enum Scope: Sendable, Hashable {
    /// One batch: what most banks book as one entry.
    case batch
    /// A whole message of several batches: some banks book that.
    case message
  }

  package let id: RemittanceID
  /// The table that the lines fill: the workflow's `into`.
  package let table: String
  package let scope: Scope
  /// Payment information id, payout id; of a message its own id.
  package let reference: String
  /// By content, so that nothing hangs on the files in which they came.
  package let lines: [RemittanceLine]
  /// Everything that the bank may call it by, the reference first.
  package let names: [String]

  /// `isOnlyBatch`: the message that held the batch held no other, so its id names the batch, too.
  package init(
    _ id: RemittanceID,
    table: String,
    scope: Scope,
    reference: String,
    lines: [RemittanceLine],
    isOnlyBatch: Bool
  ) {
    self.id = id
    self.table = table
    self.scope = scope
    self.reference = reference
    let ordered = lines.map { ($0.content, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    self.lines = ordered
    var names = [reference]
    if isOnlyBatch, let message = ordered.first?.message { names.append(message) }
    // Banks book a run of one payment under that payment's own id.
    if ordered.count == 1, let own = ordered[0].reference { names.append(own) }
    self.names = names.enumerated().filter { !names[..<$0].contains($1) }.map(\.element)
  }

  package var kind: RemittanceLine.Kind? {
    let kinds = Set(lines.map(\.kind))
    return kinds.count == 1 ? lines[0].kind : nil
  }

  /// What its lines come to after fees; nil where they are of several currencies, or beyond what an amount can be.
  package var net: Money? {
    guard var sum = lines.first.map({ Money.zero($0.net.currency) }) else { return nil }
    do throws(ArithmeticError) {
      for line in lines { sum = try sum.adding(line.net) }
      return sum
    } catch {
      return nil
    }
  }

  /// The first of the days that its lines state.
  package var day: Day? { lines.compactMap(\.day).min() }

  /// Our own accounts that its lines state.
  package var accounts: Set<String> { Set(lines.compactMap(\.account)) }

  /// True when both say the same of the same money: an export that came twice under another name.
  package func saysTheSame(as other: Remittance) -> Bool {
    lines.map(\.contentWithoutMessage) == other.lines.map(\.contentWithoutMessage)
  }

  /// For whoever must choose one of several that say the same.
  package var order: String {
    [reference, lines.first?.message ?? "", table].joined(separator: "\u{1F}")
  }
}

extension RemittanceLine {
  /// Everything that is said, without the place in the file.
  package var content: String {
    [contentWithoutMessage, message ?? ""].joined(separator: "\u{1F}")
  }

  fileprivate var contentWithoutMessage: String {
    let parts: [String?] = [
      batch, text, reference, counterparty, counterpartyIBAN, net.description, gross.description,
      fee?.description, day?.description, kind?.rawValue, account,
    ]
    return parts.map { $0 ?? "" }.joined(separator: "\u{1F}")
  }
}

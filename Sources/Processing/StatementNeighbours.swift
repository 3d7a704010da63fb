import Books
import Readings
import Storage
import Values

/// Which earlier exports share no line with a new one, as the balances of their statements prove.
///
/// Two lines without an id that are equal in all they say are one line seen twice, unless they stand in statements of which the one ends where
/// the other begins: then both were booked, or the balances would be wrong.
struct StatementNeighbours {
  private let transaction: StorageTransaction

  init(_ transaction: StorageTransaction) {
    self.transaction = transaction
  }

  /// By account, empty where the export names none: what one account's statements prove says nothing of another's in the same file.
  func arrivals(
    beside reading: ReadArrival,
    _ ledger: LedgerName
  ) throws -> [String: Set<ArrivalID>] {
    let statements = Dictionary(grouping: reading.spool.statements) { $0.account ?? "" }
    guard !statements.isEmpty else { return [:] }
    var stored: [ArrivalID: [Statement]] = [:]
    for (statement, arrival) in try transaction.statements(of: ledger) {
      stored[arrival, default: []].append(statement)
    }
    stored[reading.job.arrival.id] = nil
    var found: [String: Set<ArrivalID>] = [:]
    for (account, own) in statements {
      for (arrival, others) in stored {
        // One statement in common, and the lines are the same.
        guard !own.contains(where: { one in others.contains { Self.isSame(one, $0) } }),
          own.contains(where: { one in
            others.contains { Self.follow(one, $0) || Self.follow($0, one) }
          }), try !isNothing(inCommon: reading, account, arrival, ledger)
        else { continue }
        found[account, default: []].insert(arrival)
      }
    }
    return found
  }

  /// True when the lines that both seem to have come to nothing together.
  ///
  /// Were they one line each, the later statement would begin before them and the earlier one end behind them; as it begins where that one
  /// ends, they would have to come to nothing. So any other sum proves that they are two.
  private func isNothing(
    inCommon reading: ReadArrival,
    _ account: String,
    _ arrival: ArrivalID,
    _ ledger: LedgerName
  ) throws -> Bool {
    var seen: [String: Int] = [:]
    var sums: [Currency: Int128] = [:]
    try reading.spool.forEachBatch { items in
      for case .entry(let entry) in items where (entry.account ?? "") == account {
        let count = seen[entry.wholeIdentity, default: 0] + 1
        seen[entry.wholeIdentity] = count
        guard try transaction.occurrences(of: entry, ledger, from: arrival) >= count else {
          continue
        }
        sums[entry.amount.currency, default: 0] += Int128(entry.amount.minorUnits)
      }
    }
    return sums.values.allSatisfy { $0 == 0 }
  }

  /// The same balances, or the same id: one statement in two exports.
  private static func isSame(_ one: Statement, _ other: Statement) -> Bool {
    guard one.account == other.account else { return false }
    if let id = one.id, id == other.id, one.opening == other.opening { return true }
    return one.opening == other.opening && one.closing == other.closing
  }

  private static func follow(_ first: Statement, _ second: Statement) -> Bool {
    guard let end = first.closing, let start = second.opening else { return false }
    return first.account == second.account && end == start
  }
}

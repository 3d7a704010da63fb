import Books
import Readings
import Storage
import Values

/// Which lines of an export are none of those in the books, though they are equal in all they say: what a column of balances proves.
///
/// Only days that the books have already are looked at, each account and currency by itself (`TwinProof`).
struct FurtherLines {
  /// Lines of an export on days that the books have; of more of them balances prove nothing.
  static let maximumLines = 500_000

  enum Place {
    /// As its texts (or the bank's id) say.
    case byTexts
    case known
    case further
  }

  private struct Group: Hashable {
    var day: Day
    var account: String?
    var currency: Currency

    init(_ entry: Entry) {
      (day, account, currency) = (entry.day, entry.account, entry.amount.currency)
    }
  }

  private var isOverLimit = false
  private var balances = RunningBalances()
  private var known: [Group: [TwinProof.Line: Int]] = [:]
  /// Days that two exports put in different orders: balances of them are not kept, as they would prove what is not so.
  private var undecided: Set<Group> = []

  init(_ reading: ReadArrival, _ ledger: LedgerName, _ transaction: StorageTransaction) throws {
    guard reading.spool.hasBalances else { return }
    if reading.spool.lacksBalances {
      try reading.spool.forEachBatch { items in
        for case .entry(let entry) in items { balances.note(entry) }
      }
    }
    let lines = try Self.lines(reading, balances, ledger, transaction)
    guard let lines else {
      isOverLimit = true
      return
    }
    for day in Set(lines.keys.map(\.day)) {
      var stored: [Group: [TwinProof.Line]] = [:]
      for one in try transaction.entries(of: ledger, on: day, besides: reading.job.arrival.id) {
        stored[Group(one.entry), default: []].append(Self.line(one.entry))
      }
      for (group, before) in stored {
        guard let export = lines[group] else { continue }
        switch TwinProof.verdict(stored: before, export: export) {
        case .agreed: break
        case .undecided: undecided.insert(group)
        case .further(let lines): known[group] = lines
        }
      }
    }
  }

  /// Where the line belongs; called once for each, in the order of the file.
  ///
  /// Gives the line its balance where others prove it, and takes it off where it proves nothing.
  mutating func place(_ entry: inout Entry) -> Place {
    balances.fill(&entry)
    if isOverLimit { entry.balanceAfter = nil }
    guard !known.isEmpty || !undecided.isEmpty else { return .byTexts }
    let group = Group(entry)
    if undecided.contains(group) { entry.balanceAfter = nil }
    guard known[group] != nil, !entry.hasOwnID else { return .byTexts }
    let line = Self.line(entry)
    guard let times = known[group]?[line], times > 0 else { return .further }
    known[group]?[line] = times - 1
    return .known
  }

  /// The export's lines on days that the ledger has, by day, account and currency; nil when there are too many.
  private static func lines(
    _ reading: ReadArrival,
    _ balances: RunningBalances,
    _ ledger: LedgerName,
    _ transaction: StorageTransaction
  ) throws -> [Group: [TwinProof.Line]]? {
    var balances = balances
    var isThere: [Day: Bool] = [:]
    var lines: [Group: [TwinProof.Line]] = [:]
    var count = 0
    try reading.spool.forEachBatch { items in
      for case .entry(var entry) in items where count <= maximumLines {
        balances.fill(&entry)
        let isCommon =
          try isThere[entry.day] ?? transaction.hasEntries(of: ledger, on: entry.day)
        isThere[entry.day] = isCommon
        guard isCommon else { continue }
        lines[Group(entry), default: []].append(line(entry))
        count += 1
      }
    }
    return count > maximumLines ? nil : lines
  }

  private static func line(_ entry: Entry) -> TwinProof.Line {
    TwinProof.Line(
      identity: entry.identity.hashValue,
      amount: entry.amount.minorUnits,
      balance: entry.balanceAfter?.minorUnits,
      isNamed: entry.hasOwnID
    )
  }
}

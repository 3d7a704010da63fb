import Books
import Values

/// What an account stood at after each line, in an export that states it for some lines only, as for the last of each day.
///
/// First every line is noted, then the same lines are filled in the same order. Only where the balances that are stated prove whether the file is
/// oldest or newest first; and never for lines newer than the newest balance, which may be booked otherwise yet.
struct RunningBalances {
  /// As many accounts as the reader proves (`CSVLimits.balanceAccounts`).
  static let maximumAccounts = 10_000

  private struct Account: Hashable {
    var name: String?
    var currency: Currency
  }

  fileprivate struct Chain {
    var isOldestFirst = true
    var isNewestFirst = true
    /// The last balance that is stated, the amount of its line, and the amounts behind it.
    var last: Int128?
    var lastAmount: Int128 = 0
    var since: Int128 = 0
    /// Balances that are stated in what is still to be filled.
    var stated = 0
    /// Before the next line to be filled where the oldest is first, after it where the newest is.
    var current: Int128?
    /// A balance is behind us: what comes now is older, where the newest is first.
    var isFilling = false
  }

  private var chains: [Account: Chain] = [:]
  private var isOverLimit = false

  mutating func note(_ entry: Entry) {
    let account = Account(name: entry.account, currency: entry.amount.currency)
    guard !isOverLimit, chains[account] != nil || chains.count < Self.maximumAccounts else {
      isOverLimit = true
      return
    }
    chains[account, default: Chain()].note(entry)
  }

  /// Gives the entry its balance where the export does not state it and others prove it.
  mutating func fill(_ entry: inout Entry) {
    guard !isOverLimit, !chains.isEmpty else { return }
    let account = Account(name: entry.account, currency: entry.amount.currency)
    chains[account]?.fill(&entry)
  }
}

extension RunningBalances.Chain {
  fileprivate mutating func note(_ entry: Entry) {
    let amount = Int128(entry.amount.minorUnits)
    guard let balance = entry.balanceAfter.map({ Int128($0.minorUnits) }) else {
      since += amount
      return
    }
    if let last {
      isOldestFirst = isOldestFirst && balance == last + since + amount
      isNewestFirst = isNewestFirst && balance == last - lastAmount - since
    } else {
      current = balance - amount - since
    }
    (last, lastAmount, since) = (balance, amount, 0)
    stated += 1
  }

  fileprivate mutating func fill(_ entry: inout Entry) {
    guard isOldestFirst != isNewestFirst else { return }
    let amount = Int128(entry.amount.minorUnits)
    let isStated = entry.balanceAfter != nil
    if isOldestFirst {
      guard stated > 0, let before = current else { return }
      stated -= isStated ? 1 : 0
      current = before + amount
      if !isStated { give(before + amount, to: &entry) }
    } else if let stated = entry.balanceAfter {
      isFilling = true
      current = Int128(stated.minorUnits) - amount
    } else if isFilling, let after = current {
      give(after, to: &entry)
      current = after - amount
    }
  }

  private func give(_ balance: Int128, to entry: inout Entry) {
    entry.balanceAfter = Int64(exactly: balance).map {
      Money(minorUnits: $0, currency: entry.amount.currency)
    }
  }
}

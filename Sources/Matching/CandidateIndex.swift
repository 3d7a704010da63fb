import Books
import Values

/// Finds the entries that a document is compared with: same key, or same amount in the window.
struct CandidateIndex: Sendable {
  private var byKey: [String: [Int]] = [:]
  /// Entry positions by currency, in the order of the amount.
  private var byAmount: [Currency: [Int]] = [:]
  private let entries: [EntryProfile]

  /// `keys` are those that some document has; no others are indexed.
  init(_ entries: [EntryProfile], keys: Set<String>) {
    self.entries = entries
    for (position, entry) in entries.enumerated() where entry.amount != 0 {
      for key in entry.keys where keys.contains(key) { byKey[key, default: []].append(position) }
      byAmount[entry.entry.amount.currency, default: []].append(position)
    }
    for currency in Array(byAmount.keys) {
      byAmount[currency]?.sort { entries[$0].amount < entries[$1].amount }
    }
  }

  /// Positions of entries that the document admits, each once, or nil beyond `limit`.
  func candidates(
    of document: DocumentProfile,
    amounts: ClosedRange<Int64>,
    limit: Int
  ) -> [Int]? {
    var found: [Int] = []
    for key in document.keys {
      found += (byKey[key] ?? []).filter { admits($0, document) }
      if found.count > limit { return nil }
    }
    let sorted = byAmount[document.payable.currency] ?? []
    var position = firstPosition(in: sorted, atLeast: amounts.lowerBound)
    while position < sorted.count, entries[sorted[position]].amount <= amounts.upperBound {
      if document.days?.contains(entries[sorted[position]].entry.day) ?? true,
        admits(sorted[position], document)
      {
        found.append(sorted[position])
        if found.count > limit { return nil }
      }
      position += 1
    }
    return Array(Set(found)).sorted()
  }

  private func admits(_ entry: Int, _ document: DocumentProfile) -> Bool {
    document.admits?(entries[entry].entry) ?? true
  }

  private func firstPosition(in sorted: [Int], atLeast amount: Int64) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if entries[sorted[middle]].amount < amount { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

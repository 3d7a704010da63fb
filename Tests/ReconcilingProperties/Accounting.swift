package import Reconciling

/// Adds all allocations and residuals up.
package enum Accounting {
  /// What is wrong with the sums, if anything.
  package static func violation(_ answer: Reconciliation) -> String? {
    var documents: [Int32: Int64] = [:]
    var entries: [Int32: Int64] = [:]
    var owner: [Int32: Int] = [:]
    for (index, match) in answer.matches.enumerated() {
      for share in match.settlement.shares {
        documents[share.document, default: 0] += share.documentMinor
        entries[share.entry, default: 0] += share.entryMinor
        for member in [share.document, -1 - share.entry] {
          if owner[member, default: index] != index { return "\(member) is claimed twice" }
          owner[member] = index
        }
      }
      for rest in match.settlement.rests {
        switch rest.side {
        case .document(let row): documents[row, default: 0] += rest.minor
        case .entry(let row): entries[row, default: 0] += rest.minor
        }
      }
    }
    for (row, sum) in documents where sum != answer.books.documents.total[Int(row)] {
      return "\(answer.documentID(row)) adds up to \(sum)"
    }
    for (row, sum) in entries where sum != answer.books.entries.amount[Int(row)] {
      return "\(answer.entryID(row)) adds up to \(sum)"
    }
    return nil
  }
}

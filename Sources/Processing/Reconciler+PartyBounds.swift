import Books
import Documents
import Matching
import Storage
import Values
import Workflows

// How far a party's open items are followed.
//
// Documents that hang together with more documents or entries than are compared are *beyond*. That is remembered, so that one
// more of them is found to be so by the first of the others, and nobody follows them to their end. What comes can only put
// more documents beyond; after something has left, whoever it may have held there is counted anew, up to the bound.
extension Reconciler {
  /// Documents and entries that hang together, as far as they were followed.
  struct Found {
    var documents: Set<DocumentID> = []
    var entries: Set<EntryID> = []
    var isBeyond = false
  }

  /// As the books remember it, until something has left.
  mutating func isBeyond(_ id: DocumentID) throws -> Bool {
    if let known = parties.around.isBeyond[id] { return known }
    let isBeyond = try transaction.isBeyond(id, in: ledger)
    parties.around.isBeyond[id] = isBeyond
    return isBeyond
  }

  private mutating func setBeyond(_ id: DocumentID, _ isBeyond: Bool) throws {
    guard try self.isBeyond(id) != isBeyond else { return }
    try transaction.setBeyond(id, ledger, isBeyond)
    parties.around.isBeyond[id] = isBeyond
  }

  /// Whoever is not beyond any more is told with all that it hangs together with.
  mutating func proveLoosened() throws {
    let loosened = parties.loosened
    parties.loosened = []
    parties.proved = Found()
    for id in loosened.sorted()
    where !parties.isIn.contains(id) && !parties.proved.documents.contains(id) {
      guard try isBeyond(id), try openPaper(id) != nil else { continue }
      let found = try follow(id, isProving: true)
      if found.isBeyond {
        parties.proved.documents.formUnion(found.documents)
        parties.proved.entries.formUnion(found.entries)
      } else {
        for document in found.documents.sorted() { try setBeyond(document, false) }
        add(found)
      }
    }
  }

  mutating func gatherWaiting() throws {
    var beyond: Set<DocumentID> = []
    while !parties.waiting.isEmpty {
      let waiting = parties.waiting.sorted()
      parties.waiting = []
      for id in waiting where !parties.isIn.contains(id) {
        guard try transaction.isOpen(id, in: ledger), try openPaper(id) != nil else { continue }
        if try isBeyond(id) { beyond.insert(id) } else { try gather(id) }
      }
    }
    // Only now it is known of all of them.
    for id in beyond.sorted() where !parties.isIn.contains(id) { try gatherNamed(id) }
  }

  private mutating func gather(_ start: DocumentID) throws {
    let found = try follow(start, isProving: false)
    guard found.isBeyond else { return add(found) }
    var queue: [DocumentID] = []
    for id in found.documents.sorted() where try !isBeyond(id) { try put(id, beyond: &queue) }
    while let id = queue.popLast() {
      for row in try rows(around: id) {
        let others = try documents(around: row).filter { try !isBeyond($0) }
        guard !others.isEmpty, try isOfParty(id, row) else { continue }
        for other in others where try isOfParty(other, row) && !isBeyond(other) {
          try put(other, beyond: &queue)
        }
      }
    }
  }

  private mutating func put(_ id: DocumentID, beyond queue: inout [DocumentID]) throws {
    try setBeyond(id, true)
    queue.append(id)
    parties.waiting.insert(id)
  }

  private mutating func add(_ found: Found) {
    parties.isIn.formUnion(found.documents)
    parties.components.append(
      Component(documents: found.documents.sorted(), entries: found.entries.sorted())
    )
  }

  /// Follows pairs of a party until nothing new comes, or it is known that there are too many.
  ///
  /// That is known too where a document is met that is beyond; while that itself is to be proved, one that is proved.
  private mutating func follow(_ start: DocumentID, isProving: Bool) throws -> Found {
    var found = Found(documents: [start])
    var queue = [start]
    var next = 0
    while next < queue.count {
      let id = queue[next]
      next += 1
      for row in try rows(around: id) where !found.entries.contains(row.stored.id) {
        guard try isOfParty(id, row) else { continue }
        found.entries.insert(row.stored.id)
        if found.entries.count > bounds.party
          || isProving && parties.proved.entries.contains(row.stored.id)
        {
          found.isBeyond = true
          return found
        }
        for other in try documents(around: row)
        where try !found.documents.contains(other) && isOfParty(other, row) {
          found.documents.insert(other)
          queue.append(other)
          if try found.documents.count > bounds.party
            || (isProving ? parties.proved.documents.contains(other) : isBeyond(other))
          {
            found.isBeyond = true
            return found
          }
        }
      }
    }
    return found
  }

  /// Of too many to compare, only what entries name is looked at.
  private mutating func gatherNamed(_ start: DocumentID) throws {
    var documents: Set<DocumentID> = [start]
    var entries: Set<EntryID> = []
    var queue = [start]
    while let id = queue.popLast() {
      for entry in try namedReach(id) where entries.insert(entry).inserted {
        guard let stored = lines[entry]?.stored else { continue }
        for other in try documentsByKey(of: stored)
        where other.isOpen && !documents.contains(other.id) {
          guard try openLink(other.id, entry).names else { continue }
          documents.insert(other.id)
          queue.append(other.id)
        }
      }
    }
    parties.isIn.formUnion(documents)
    parties.components.append(
      Component(
        documents: documents.sorted(),
        entries: entries.sorted(),
        isNamedOnly: true
      )
    )
  }
}

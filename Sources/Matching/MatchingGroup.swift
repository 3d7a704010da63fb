package import Books
package import Workflows

/// Documents that compete for the same entries, with everything that they are compared with.
package struct MatchingGroup {
  /// Why a document is not decided by what it is compared with.
  package enum Bar: Hashable, Sendable {
    /// More entries of about its amount than are compared.
    case crowd
    /// More documents compete with it than are compared.
    case together
  }

  package struct Member {
    package var document: OpenDocument
    /// What it is compared with.
    package var entries: [EntryID]
    /// Its keys that too many share to name anything.
    package var wornKeys: Set<String>
    package var bar: Bar?
    /// It stands in the others' way, and is decided elsewhere.
    package var isRivalOnly: Bool
    /// The one entry that names it and no other document, if there is one; what a bar does not take from it.
    package var certain: EntryID?

    package init(
      _ document: OpenDocument,
      entries: [EntryID],
      wornKeys: Set<String> = [],
      bar: Bar? = nil,
      isRivalOnly: Bool = false,
      certain: EntryID? = nil
    ) {
      self.document = document
      self.entries = entries
      self.wornKeys = wornKeys
      self.bar = bar
      self.isRivalOnly = isRivalOnly
      self.certain = certain
    }
  }

  package var members: [Member]
  package var entries: [OpenEntry]
  /// Entries with more documents of about their amount than are compared: given only to a document that they name.
  package var crowdedEntries: Set<EntryID>
  package var bounds: MatchingBounds

  package init(
    members: [Member],
    entries: [OpenEntry],
    crowdedEntries: Set<EntryID>,
    bounds: MatchingBounds
  ) {
    self.members = members
    self.entries = entries
    self.crowdedEntries = crowdedEntries
    self.bounds = bounds
  }
}

/// Who gets what in one group; what it says of each document may leave out entries that others have.
package struct MatchingSolution {
  private let group: MatchingGroup
  private let problem: MatchingProblem
  private let elimination: Elimination

  package init(_ group: MatchingGroup, _ weighing: inout Weighing, plan: ReconcilePlan) {
    self.group = group
    problem = MatchingProblem(group, &weighing, plan: plan)
    elimination = Elimination(problem, Elimination.Bars(group))
  }

  /// The entries that are given to documents of the group.
  package var taken: [EntryID: DocumentID] {
    var taken: [EntryID: DocumentID] = [:]
    for (document, entry) in elimination.entryOf {
      taken[problem.entries[entry].id] = problem.documents[document].id
    }
    return taken
  }

  /// Documents that several entries pay in full by their number.
  package var paidTwice: [DocumentID] {
    elimination.payments.keys.map { problem.documents[$0].id }
  }

  /// One outcome for each member that is decided here; `hidden` entries are not shown to anybody.
  package func outcomes(hidden: Set<EntryID>) -> [DocumentID: MatchOutcome] {
    let positions = group.members.indices.filter { !group.members[$0].isRivalOnly }
    return problem.outcomes(positions, elimination, hidden: hidden, bounds: group.bounds)
  }
}

extension Elimination.Bars {
  init(_ group: MatchingGroup) {
    let places = Dictionary(
      uniqueKeysWithValues: group.entries.enumerated().map { ($1.id, $0) }
    )
    for (position, member) in group.members.enumerated() {
      if member.isRivalOnly {
        rivals.insert(position)
      } else if let bar = member.bar {
        documents[position] = bar
      }
      if let entry = member.certain { certain[position] = places[entry] }
    }
    entries = Set(group.crowdedEntries.compactMap { places[$0] })
  }
}

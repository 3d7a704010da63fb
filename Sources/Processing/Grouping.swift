import Books
import Documents
package import Storage
import Values
import Workflows

/// What became of one file of a group, once all of them were read: for the daemon's events.
package struct GroupChange: Sendable, Hashable {
  package var arrival: ArrivalID
  package var fileName: String
  package var state: ArrivalState
  /// Those that it accompanies, as people see them: `A1 invoice.xml`.
  package var leaders: [String]
  /// Why it is put aside, if it is.
  package var reason: String?
}

/// Decides what the files of a group are to each other: which lead, which accompany them, which are put aside.
///
/// Everything is computed from what is stored, whenever a file of the group has been read, joins it or is ruled on; so it
/// does not matter which of them came first. Within one transaction, like all deciding.
struct Grouping {
  let transaction: StorageTransaction
  let workflows: WorkflowSet
  let today: Day

  struct Result: Sendable {
    var changes: [GroupChange] = []
    /// Documents whose decision is a new fact.
    var decidedAnew: Set<DocumentID> = []
    /// Groups to decide about, because a file that leads or led them has changed in another one.
    fileprivate var touched: Set<FileGroupID> = []
  }

  /// Groups decided about in one go, and rounds that one change may ripple through.
  static let groupsTogether = 200
  static let maximumRounds = 50

  /// Groups about which there is something to decide, up to a limit.
  func settleDue() throws -> Result {
    try settle(Set(try transaction.dueGroups(limit: Self.groupsTogether)))
  }

  /// The groups in which these files are.
  func settle(groupsOf contents: [ArrivalID]) throws -> Result {
    try settle(Set(try contents.flatMap { try transaction.groups(of: $0) }))
  }

  private func settle(_ groups: Set<FileGroupID>) throws -> Result {
    var result = Result()
    var groups = groups
    for _ in 0..<Self.maximumRounds where !groups.isEmpty {
      for group in groups.sorted() { try settle(group, &result) }
      (groups, result.touched) = (result.touched, [])
    }
    return result
  }

  private func settle(_ group: FileGroupID, _ result: inout Result) throws {
    try transaction.groupIsSettled(group)
    let members = try transaction.members(of: group)
    // Whoever is read last settles the group.
    guard members.count > 1 || members.contains(where: \.mayHaveToChange),
      members.allSatisfy(\.isRead)
    else { return }
    let judge = Judge(transaction: transaction, workflows: workflows, today: today)
    if members.count(where: { $0.documents != .none }) > 1 {
      result.decidedAnew.formUnion(try judge.judge(try possibleForms(group, members)))
    }
    // Those with documents first: which of them lead must be known.
    for member in members where member.documents != .none { try place(member, judge, &result) }
    for member in members where member.documents == .none { try place(member, judge, &result) }
  }

  /// Documents that may be forms of one paper.
  private func possibleForms(
    _ group: FileGroupID,
    _ members: [GroupMember]
  ) throws -> [DocumentID] {
    var ids = Set(try transaction.documentsWithTwins(in: group))
    for case .one(let id) in members.map(\.documents) { ids.insert(id) }
    return ids.sorted()
  }
}

extension GroupMember {
  fileprivate var mayHaveToChange: Bool {
    switch arrival.state {
    case .waiting, .companion, .quarantined: true
    case .queued, .read, .duplicate: false
    }
  }
}

// MARK: One file

extension Grouping {
  private func place(_ member: GroupMember, _ judge: Judge, _ result: inout Result) throws {
    let arrival = member.arrival
    let (state, leaders) = try standing(of: member)
    let before = try transaction.leaders(of: arrival.id)
    guard state != arrival.state || leaders != before.map(\.id) else { return }
    try transaction.place(arrival.id, as: state, leaders: leaders)
    if member.yields {
      result.touched.formUnion(try transaction.groups(of: arrival.id))
    } else {
      try keepException(of: arrival, state)
    }
    let after = try transaction.leaders(of: arrival.id)
    result.changes.append(
      GroupChange(
        arrival: arrival.id,
        fileName: arrival.name,
        state: state,
        leaders: after.map { "\($0.id) \($0.name)" },
        reason: state == .quarantined ? arrival.problems.first?.message : nil
      )
    )
    for leader in Set(before.map(\.id)).symmetricDifference(leaders).sorted() {
      try planCopies(ofFile: leader, judge)
    }
  }

  /// What the file is beside the others of all its groups.
  private func standing(
    of member: GroupMember
  ) throws -> (state: ArrivalState, leaders: [ArrivalID]) {
    let arrival = member.arrival
    if member.yields {
      guard let leaders = try transaction.leadersOfForms(in: arrival.id) else { return (.read, []) }
      return (.companion, leaders)
    }
    // What is neither put aside nor a companion has problems of single rows: it stays as it is.
    guard member.mayHaveToChange else { return (arrival.state, []) }
    guard arrival.isWhole, Companionship.isAttachment(arrival.problems) else {
      return (.quarantined, [])
    }
    let (leaders, isComplete) = try self.leaders(beside: arrival.id)
    if !leaders.isEmpty { return (.companion, leaders) }
    return (isComplete || arrival.state != .waiting ? .quarantined : .waiting, [])
  }

  /// The files that lead the groups of this one; false when a group of it is not read to its end.
  private func leaders(beside content: ArrivalID) throws -> ([ArrivalID], isComplete: Bool) {
    var leaders: Set<ArrivalID> = []
    var isComplete = true
    for group in try transaction.groups(of: content) {
      let members = try transaction.members(of: group)
      guard members.allSatisfy(\.isRead) else {
        isComplete = false
        continue
      }
      for other in members where other.arrival.id != content && other.yields {
        leaders.formUnion(try self.leaders(of: other.arrival.id))
      }
    }
    return (leaders.sorted(), isComplete)
  }

  /// The file itself, or those whose documents its own only repeat; each leader ranks before its forms, so it ends.
  private func leaders(of content: ArrivalID) throws -> Set<ArrivalID> {
    guard let leaders = try transaction.leadersOfForms(in: content) else { return [content] }
    return try leaders.reduce(into: []) { $0.formUnion(try self.leaders(of: $1)) }
  }

  /// A file that is put aside waits for a person, unless one has spoken; a companion does not.
  private func keepException(of arrival: ArrivalRecord, _ state: ArrivalState) throws {
    try FileEffects(transaction: transaction, workflows: workflows)
      .plan(arrival, state, arrival.problems)
    let rulings = try transaction.activeRulings(of: .arrival, arrival.id.number)
    let worst = arrival.problems.first { $0.scope == .file } ?? arrival.problems.first
    try transaction.keepException(
      .arrival,
      arrival.id.number,
      isOpen: state == .quarantined && !rulings.contains { $0.body.isFinal },
      code: worst?.code ?? "file.problem",
      queue: "files"
    )
  }

  /// The copies of a file's documents are made of its companions, too.
  private func planCopies(ofFile leader: ArrivalID, _ judge: Judge) throws {
    guard let arrival = try transaction.arrival(leader),
      workflows.workflow(arrival.workflow)?.output.isEmpty == false
    else { return }
    for stored in try transaction.documents(of: leader) where !stored.isUndecided {
      guard let one = try judge.makeCase(stored.id, refreshingFindings: false) else { continue }
      try judge.planOutput(of: one, stored.outcome)
    }
  }
}

import Books
import Documents
import Matching
import Storage
import Values
import Workflows

// Who meets whom of a party. Most of whom the index brings together are not followed, so that what is not needed for that is
// not read: a document without its case, an entry without who holds it.
extension Reconciler {
  /// What is looked up once while nothing opens or closes.
  struct Around {
    var papers: [DocumentID: OpenPaper?] = [:]
    var days: [Int64: [DayOfEntry]] = [:]
    var entries: [EntryID: CandidateEntry] = [:]
    var documents: [Int64: [OpenOfParty]] = [:]
    var documentsOfEntry: [EntryID: [DocumentID]] = [:]
    /// Entries that a document may have by its day and direction.
    var rows: [DocumentID: [CandidateEntry]] = [:]
    var reach: [DocumentID: [EntryID]] = [:]
    var isBeyond: [DocumentID: Bool] = [:]
  }

  /// An open document as its party looks at it.
  struct OpenPaper {
    var open: OpenDocument
    var references: [String]
    var wornReferences: Set<String>
    var parties: [Int64]
    /// The last thing told of it is what its party's open items say together.
    var isToldByParty: Bool
  }

  mutating func openPaper(_ id: DocumentID) throws -> OpenPaper? {
    if let known = parties.around.papers[id] { return known }
    let paper = try cases[id] == nil ? makeOpenPaper(id) : openPaperOfCase(id)
    parties.around.papers[id] = .some(paper)
    return paper
  }

  private mutating func openPaperOfCase(_ id: DocumentID) throws -> OpenPaper? {
    guard let paper = try paper(id), let open = paper.open, let one = cases[id] else { return nil }
    return openPaper(open, paper.keys, isToldByParty: one.stored.isToldByParty(in: ledger))
  }

  private mutating func makeOpenPaper(_ id: DocumentID) throws -> OpenPaper? {
    guard let stored = try transaction.briefly(id),
      let workflow = judge.workflows.workflow(stored.workflow),
      let plan = workflow.plan(for: ledger)
    else { return nil }
    // What rules say of its entries needs all that rules see.
    guard plan.admits == nil else { return try isMatchable(id) ? openPaperOfCase(id) : nil }
    let rulings = try transaction.activeRulings(of: .document, id.number)
    let document = stored.document.applying(rulings)
    guard var open = OpenDocument(id: id, document: document, plan: plan) else { return nil }
    open.learned = try document.seller.name.map { try transaction.learnedNames(of: $0) } ?? []
    return openPaper(open, Matcher.keys(of: document), isToldByParty: stored.isToldByParty)
  }

  private func openPaper(
    _ open: OpenDocument,
    _ references: [String],
    isToldByParty: Bool
  ) -> OpenPaper {
    OpenPaper(
      open: open,
      references: references,
      wornReferences: worn.isEmpty ? [] : worn.intersection(references),
      parties: PartyKeys.of(open.document, learned: open.learned).map {
        StorageTransaction.partyKey($0, ledger)
      },
      isToldByParty: isToldByParty
    )
  }

  // MARK: By the index

  private mutating func days(of key: Int64) throws -> [DayOfEntry] {
    guard try !isWorn(party: key) else { return [] }
    if let known = parties.around.days[key] { return known }
    let days = try transaction.openEntryDays(party: key)
    parties.around.days[key] = days
    return days
  }

  private mutating func entry(_ id: EntryID) throws -> CandidateEntry? {
    if let known = parties.around.entries[id] { return known }
    let row = try transaction.candidateEntry(id)
    parties.around.entries[id] = row
    return row
  }

  func openEntries(reference key: String) throws -> [CandidateEntry] {
    guard !worn.contains(key) else { return [] }
    return try transaction.entries(key: key, ledger: ledger, limit: .max).filter { !$0.isPaired }
  }

  mutating func openDocuments(of key: Int64) throws -> [OpenOfParty] {
    guard try !isWorn(party: key) else { return [] }
    if let known = parties.around.documents[key] { return known }
    let found = try transaction.openDocuments(party: key, ledger)
    parties.around.documents[key] = found
    for one in found where parties.around.isBeyond[one.id] == nil {
      parties.around.isBeyond[one.id] = one.isBeyond
    }
    return found
  }

  /// Entries that may belong to the document by day and direction, whatever their amounts and texts.
  mutating func rows(around id: DocumentID) throws -> [CandidateEntry] {
    if let known = parties.around.rows[id] { return known }
    guard let paper = try openPaper(id) else { return [] }
    var rows: [CandidateEntry] = []
    var seen: Set<EntryID> = []
    let days = weighing.days(of: paper.open)
    for key in paper.parties {
      for one in try self.days(of: key) where days?.contains(one.day) ?? true {
        guard seen.insert(one.id).inserted, let row = try entry(one.id) else { continue }
        rows.append(row)
      }
    }
    for key in paper.references {
      for row in try openEntries(reference: key) where seen.insert(row.stored.id).inserted {
        rows.append(row)
      }
    }
    rows = rows.filter { weighing.mayBeOfParty(paper.open, $0.stored.entry) }
    parties.around.rows[id] = rows
    return rows
  }

  /// Open documents that may belong to an entry by its day, those beyond the bound first.
  mutating func documents(around row: CandidateEntry) throws -> [DocumentID] {
    let entry = row.stored.entry
    var found = Set(parties.around.documentsOfEntry[row.stored.id] ?? [])
    if found.isEmpty {
      found = try documents(of: entry)
      parties.around.documentsOfEntry[row.stored.id] = Array(found)
    }
    var (beyond, within): ([DocumentID], [DocumentID]) = ([], [])
    for id in found.sorted() {
      if try isBeyond(id) { beyond.append(id) } else { within.append(id) }
    }
    return beyond + within
  }

  private mutating func documents(of entry: Entry) throws -> Set<DocumentID> {
    var found: Set<DocumentID> = []
    for key in partyKeys(of: entry) {
      for one in try openDocuments(of: key) where one.mayHave(entry.day) { found.insert(one.id) }
    }
    for key in Matcher.keys(of: entry) where !worn.contains(key) {
      for one in try transaction.documents(key: key, ledger: ledger, limit: .max) where one.isOpen {
        found.insert(one.id)
      }
    }
    return found
  }

  // MARK: Weighed

  mutating func isOfParty(_ id: DocumentID, _ row: CandidateEntry) throws -> Bool {
    guard let paper = try openPaper(id),
      weighing.mayBeOfParty(paper.open, row.stored.entry)
    else { return false }
    return try openLink(id, line(row)).isOfParty
  }

  mutating func openLink(_ id: DocumentID, _ entry: EntryID) throws -> PairLink {
    guard let line = lines[entry], line.isOpen, let paper = try openPaper(id) else {
      return PairLink()
    }
    return weighing.link(paper.open, line.open, wornKeys: paper.wornReferences)
  }

  /// Open entries that the document may belong to, whatever their amounts.
  mutating func partyReach(_ id: DocumentID) throws -> [EntryID] {
    if let known = parties.around.reach[id] { return known }
    var reach: [EntryID] = []
    for row in try rows(around: id) where try isOfParty(id, row) { reach.append(row.stored.id) }
    reach.sort()
    parties.around.reach[id] = reach
    return reach
  }

  /// Open entries that name the document.
  mutating func namedReach(_ id: DocumentID) throws -> [EntryID] {
    guard let paper = try openPaper(id) else { return [] }
    var named: Set<EntryID> = []
    for key in paper.references {
      for row in try openEntries(reference: key)
      where weighing.mayBeOfParty(paper.open, row.stored.entry) {
        if try openLink(id, line(row)).names { named.insert(row.stored.id) }
      }
    }
    return named.sorted()
  }
}

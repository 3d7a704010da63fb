import Books
import Checks
import Documents
import Readings
import Storage
import Values
import Workflows

/// One paper that came as several files of a group: which of its forms leads, and what the others say.
extension Judge {
  struct Forms {
    /// The document that leads, when this one is only another form of it.
    var leader: DuplicateHit?
    /// Forms whose values must agree with this document's.
    var others: [OtherForm] = []
    /// All documents of the group that are, or may be, this paper: no duplicates.
    var ids: Set<DocumentID> = []
  }

  /// Finds what the document repeats, within its group first.
  func compare(_ one: Case) throws {
    one.forms = try forms(of: one)
    if let leader = one.forms.leader {
      one.duplicates = [leader]
    } else {
      let forms = one.forms.ids
      one.duplicates = try duplicates(of: one).filter { hit in
        hit.document.map { !forms.contains($0) } ?? true
      }
    }
  }

  private func forms(of one: Case) throws -> Forms {
    var forms = Forms()
    let siblings = try transaction.readSiblings(of: one.stored.arrival)
    guard !siblings.isEmpty else { return forms }
    let own = try transaction.member(one.stored.arrival)
    var leader = FormRank(own.arrival)
    for sibling in siblings {
      for (form, verdict) in try self.forms(of: one, own, in: sibling) {
        forms.ids.insert(form.id)
        let rank = FormRank(sibling.arrival)
        if verdict == .same, rank < leader {
          leader = rank
          forms.leader = hit(form)
        }
        if try !isRuledOn(form.id), verdict == .doubtful || FormRank(own.arrival) < rank {
          forms.others.append(form)
        }
      }
    }
    // Whoever only repeats another form is not asked whether it agrees: the one that leads is.
    if forms.leader != nil { forms.others = [] }
    return forms
  }

  /// The documents of one sibling that are this paper, or may be.
  private func forms(
    of one: Case,
    _ own: GroupMember,
    in sibling: GroupMember
  ) throws -> [(OtherForm, FormComparison.Verdict)] {
    let areAlone = own.documents.isOne && sibling.documents.isOne
    return try partners(one.index.exactKey, own, sibling).compactMap { id in
      guard let stored = try transaction.document(id) else { return nil }
      let document = stored.document.applying(
        try transaction.activeRulings(of: .document, id.number)
      )
      let verdict = FormComparison(one.document, document).verdict(areAlone: areAlone)
      guard verdict != .different else { return nil }
      return (OtherForm(id: id, fileName: sibling.arrival.name, document: document), verdict)
    }
  }

  /// Two single documents are compared whatever they say; rows of tables only under an equal key.
  private func partners(
    _ exactKey: String?,
    _ own: GroupMember,
    _ sibling: GroupMember
  ) throws -> [DocumentID] {
    if case .one = own.documents, case .one(let id) = sibling.documents { return [id] }
    guard let exactKey, sibling.documents != .none else { return [] }
    return try transaction.documents(of: sibling.arrival.id, exactKey: exactKey)
  }

  /// Documents of its group whose decision may change with this one's values or with a ruling on it.
  func partners(of id: DocumentID) throws -> [DocumentID] {
    guard let stored = try transaction.document(id),
      let one = try makeCase(id, refreshingFindings: false)
    else { return [] }
    let siblings = try transaction.readSiblings(of: stored.arrival)
    guard !siblings.isEmpty else { return [] }
    let own = try transaction.member(stored.arrival)
    // As it was indexed, and as it stands now.
    let keys = [stored.exactKey, one.index.exactKey]
    return try siblings.flatMap { sibling in
      try keys.flatMap { try partners($0, own, sibling) }
    }
  }

  /// A person has said what the other form is: it is no question any more.
  private func isRuledOn(_ id: DocumentID) throws -> Bool {
    try transaction.activeRulings(of: .document, id.number).contains { $0.body.isFinal }
  }

  private func hit(_ form: OtherForm) -> DuplicateHit {
    var hit = DuplicateHit(kind: .otherForm, document: form.id)
    hit.fileName = form.fileName
    hit.number = form.document.number
    hit.issueDate = form.document.issueDate
    hit.amount = form.document.amount
    return hit
  }

  /// The decision about a document that only repeats one that leads.
  static func otherForm(_ leader: DuplicateHit) -> DecisionRecord {
    let name = leader.document?.description ?? "a document"
    return DecisionRecord(
      outcome: .duplicate,
      code: DecisionRecord.otherForm,
      rule: "group",
      reason: "It is the same paper as \(name) in another form: "
        + "\(leader.fileName ?? "a file"), which belongs to this file, leads.",
      suggestion: "Nothing to do; if it is a second, real paper, rule it accepted.",
      queue: nil
    )
  }
}

extension GroupMember.Documents {
  fileprivate var isOne: Bool { if case .one = self { true } else { false } }
}

/// Which of several forms of one paper leads: the lowest.
///
/// E-invoices say what they mean, tables nearly so. Nothing in it depends on the order of arrival.
struct FormRank: Comparable {
  private let kind: Int
  private let tie: String

  init(_ arrival: ArrivalRecord) {
    self.init(kind: arrival.kind, tie: arrival.hash.hex)
  }

  init(kind: FileKind?, tie: String) {
    self.tie = tie
    self.kind =
      switch kind {
      case .ubl: 0
      case .cii, .fatturaPA, .facturae: 1
      case .facturX: 2
      case .csv: 3
      case .pdf: 4
      case .hocr: 5
      case .image: 6
      case .camt, .mt940, .ofx, .qif, .bai2, .datev, .journal, .beancount, .xlsx, .ods, .pain001,
        .zip, .eml, .xml, .text, .empty, .unknown, nil:
        7
      }
  }

  static func < (left: FormRank, right: FormRank) -> Bool {
    (left.kind, left.tie) < (right.kind, right.tie)
  }
}

import Books
import Documents
import Matching
import Storage

/// What a ruling teaches: under which other name a seller is paid.
extension RulingDesk {
  /// A person has matched entries under another name: from now on that name speaks for this seller, never alone.
  ///
  /// Accounts are not learned: that a bill's account and the one that was paid differ is what a person has to see each time.
  ///
  /// - Returns: the names that were learned.
  func learn(
    _ exception: ExceptionRecord,
    _ ruling: Int64,
    _ body: RulingBody
  ) throws -> Set<String> {
    guard exception.subject == .document, case .match(let entries, _) = body,
      let one = try Judge(transaction: transaction, workflows: workflows, today: today)
        .makeCase(DocumentID(exception.subjectID), refreshingFindings: false),
      let seller = one.document.seller.name
    else { return [] }
    var names: Set<String> = []
    for id in entries {
      guard let entry = try transaction.entry(id)?.entry, let shown = entry.counterparty,
        let name = Matcher.otherName(of: one.document, entry)
      else { continue }
      try transaction.learn(ruling, seller: seller, name: name, shown: shown)
      names.insert(name)
    }
    return names
  }

  /// Forgets a lesson, and compares again whom it spoke for.
  func forget(_ id: LessonID, note: String?, by person: String) throws -> (Lesson, [DocumentID]) {
    guard let lesson = try transaction.lessons().first(where: { $0.id == id }) else {
      throw RulingRefusal(
        "unknown-lesson",
        "There is no lesson \(id).",
        remedy: "`tickmark lessons` lists them."
      )
    }
    guard try transaction.forget(id, by: person, note: note) else {
      throw RulingRefusal("forgotten", "\(id) is forgotten already.", remedy: "Nothing to do.")
    }
    return (lesson, try compareAnew([lesson.name]))
  }

  /// Documents of every seller that has a lesson of one of these names.
  func compareAnew(_ names: Set<String>) throws -> [DocumentID] {
    guard !names.isEmpty else { return [] }
    var documents: Set<DocumentID> = []
    for seller in try transaction.sellers(learnedAs: names) {
      documents.formUnion(try transaction.documents(ofSeller: seller))
    }
    var judge = Judge(transaction: transaction, workflows: workflows, today: today)
    judge.relearned = documents
    return try judge.judge(documents.sorted())
  }
}

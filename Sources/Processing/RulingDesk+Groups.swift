import Books
import Storage

extension RulingDesk {
  /// Decides again about the document, and about the other forms of its paper: what one of them says, or what a person says
  /// of it, is evidence about the others.
  func judgeGroup(_ id: DocumentID) throws -> [DocumentID] {
    let judge = Judge(transaction: transaction, workflows: workflows, today: today)
    let partners = try judge.partners(of: id)
    var changed = try judge.judge([id] + partners)
    guard let stored = try transaction.document(id) else { return changed }
    let grouping = Grouping(transaction: transaction, workflows: workflows, today: today)
    let more = try grouping.settle(groupsOf: [stored.arrival]).decidedAnew
    changed += more.subtracting(changed).sorted()
    return changed
  }

  /// True for a file without a document of its own that belongs to one that leads.
  func accompanies(_ arrival: ArrivalID) throws -> Bool {
    let member = try transaction.member(arrival)
    return member.arrival.state == .companion && !member.yields
  }
}

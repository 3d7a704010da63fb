/// One entry that names several documents, of which the total of one was misread.
extension PartySearch {
  mutating func misread(_ index: Int, _ pool: [Int], _ target: Int64) {
    let documents = group.view.books.documents
    let members = pool.filter { numbers[index][$0].isNamed }
    guard members.count > 1, !lists[index].isCut,
      !members.contains(where: { documents.kind[Int(papers[$0])] == .creditNote })
    else { return }
    let rows = members.map { papers[$0] }
    let sum = rows.reduce(Int64(0)) { $0 + abs(documents.total[Int($1)]) }
    guard sum != target, group.view.judge.misread(among: rows, short: target - sum) != nil else {
      return
    }
    let kind = GroupClass.batch(members.count, isRun: false)
    // Of so many amounts one would be a slip of one of these by chance.
    let chance = AmountBounds.reach(.misread, target, 0).map { $0 * Double(members.count) } ?? 1
    let score =
      group.weights.group[Int(kind.rawValue)] + numberEvidence(members, members, index)
      + partyWeight(index) + dayWeight(members, index) + GroupPrior.misread
      + Exponential.log(Double(max(1, target)) / chance)
    found.add(
      .batch,
      score: score,
      documents: rows,
      entries: [self.rows[index]],
      group: kind,
      isDoubtful: true
    )
  }
}

// What is judged of an explanation, and rows of it from which the weights of `Judgement` are fitted.
extension Choosing {
  /// An explanation in its surroundings; `belief` is that of the whole or of one allocation.
  func judged(_ belief: Double, _ item: Int, _ rivals: Rivals) -> Judgement.Item {
    let pair = Int(explanations.pair[item])
    let group = explanations.group[item]
    var judged = Judgement.Item(
      kind: explanations.kind[item],
      belief: belief,
      isProved: beliefs.isProved[item],
      rivalOfDocument: rivals.others(of: item, beliefs.values) { $0 >= 0 },
      rivalOfEntry: rivals.others(of: item, beliefs.values) { $0 < 0 },
      evidence: pair < 0 ? nil : pairs.evidence[pair],
      group: group < 0 ? nil : GroupClass(rawValue: group),
      traits: explanations.traits[item],
      isDoubtful: explanations.isDoubtful[item]
    )
    judged.documents = explanations.members(item).count { $0 >= 0 }
    judged.entries = explanations.members(item).count - judged.documents
    if pair >= 0 {
      setPlenty(&judged, Int(pairs.document[pair]), Int(pairs.entry[pair]))
    }
    return judged
  }

  /// How many entries of the party there are to its documents, and of this amount.
  private func setPlenty(_ judged: inout Judgement.Item, _ paper: Int, _ row: Int) {
    let party = Int(view.parties.ofDocument[paper])
    let amount = abs(view.books.entries.gross[row])
    judged.partyPlenty = Self.plenty(
      view.entriesOfParty[party].count,
      view.parties.documents[party].count
    )
    judged.amountPlenty = Self.plenty(
      view.amountsOfParty.count(party, amount),
      view.totalsOfParty.count(party, amount)
    )
  }

  private static func plenty(_ entries: Int, _ documents: Int) -> Double {
    Exponential.log(Double(entries + 1) / Double(documents + 1))
  }
}

/// Everything that might be proposed for some books, as rows from which `Benchmarks/fit-judgement` fits weights.
package enum JudgedRows {
  /// The names of the features, by place.
  package static var header: [String] {
    JudgementBlock.allCases.flatMap { block in
      (0..<block.count).map { "\(block).\($0)" }
    }
  }

  /// An allocation a row: document, entry, whether its kind stays with a person, and its features as `place:value`.
  package static func of(_ books: OpenBooks) -> [String] {
    let choosing = Reconciler.work(on: books, by: nil)
    guard let judgement = choosing.judgement else { return [] }
    let answer = choosing.answer
    let rivals = Rivals(choosing.explanations, choosing.beliefs.values)
    return choosing.chosen(rivals).flatMap { item, settlement in
      settlement.shares.map { share in
        let belief = rivals.belief(of: share, choosing.beliefs.values)
        let features = judgement.features(choosing.judged(belief, item, rivals)).map {
          "\($0.place):\($0.value)"
        }
        return
          ([
            answer.documentID(share.document), answer.entryID(share.entry),
            choosing.staysOpen(item) ? "1" : "0",
          ] + features).joined(separator: " ")
      }
    }
  }
}

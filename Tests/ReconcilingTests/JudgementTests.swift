import Testing

@testable import Reconciling

/// What is stated where weights are learned.
@Suite struct JudgementTests {
  private let judgement = Judgement(books: .usual)

  private func pair(
    _ relation: Relation,
    _ number: NumberLevel,
    _ crowd: CrowdLevel,
    _ name: NameLevel = .full,
    belief: Double = 0.97
  ) -> Judgement.Item {
    Judgement.Item(
      kind: .single,
      belief: belief,
      isProved: true,
      rivalOfDocument: 0.01,
      rivalOfEntry: 0.01,
      evidence: Evidence(
        relation: relation,
        number: number,
        name: name,
        account: .silent,
        day: .atDue,
        memoDay: .silent,
        crowd: crowd,
        way: .paperByTransfer
      )
    )
  }

  @Test func `there is a weight for each feature`() {
    let blocks = JudgementBlock.allCases
    #expect(JudgementTable.weights.count == blocks.reduce(0) { $0 + $1.count })
    #expect(JudgedRows.header.count == JudgementTable.weights.count)
    for (block, next) in zip(blocks, blocks.dropFirst()) {
      #expect(block.first + block.count == next.first)
    }
  }

  @Test(arguments: CrowdLevel.allCases)
  func `what is stated never falls when the belief rises`(crowd: CrowdLevel) {
    for relation in Relation.allCases {
      for number in [NumberLevel.silent, .exactLong, .slip] {
        let stated = (1...999).map {
          judgement.stated(pair(relation, number, crowd, belief: Double($0) / 1_000))
        }
        #expect(stated == stated.sorted(), "\(relation) \(number)")
      }
    }
    for kind in ExplanationKind.allCases where kind != .single {
      let stated = (1...999).map { thousandths in
        judgement.stated(
          Judgement.Item(
            kind: kind,
            belief: Double(thousandths) / 1_000,
            isProved: true,
            rivalOfDocument: 0,
            rivalOfEntry: 0
          )
        )
      }
      #expect(stated == stated.sorted(), "\(kind)")
    }
  }

  @Test(arguments: CrowdLevel.allCases)
  func `the document's whole number never lowers what is stated`(crowd: CrowdLevel) {
    for relation in Relation.allCases {
      for name in NameLevel.allCases {
        let silent = judgement.stated(pair(relation, .silent, crowd, name))
        let named = judgement.stated(pair(relation, .exactLong, crowd, name))
        #expect(named >= silent, "\(relation) \(name)")
      }
    }
  }

  @Test(arguments: CrowdLevel.allCases)
  func `what else wants a document or an entry never raises what is stated`(crowd: CrowdLevel) {
    for relation in Relation.allCases {
      let alone = pair(relation, .silent, crowd)
      var contested = alone
      contested.rivalOfDocument = 0.2
      contested.rivalOfEntry = 0.2
      #expect(judgement.stated(contested) <= judgement.stated(alone), "\(relation)")
    }
  }
}

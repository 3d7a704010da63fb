/// By how much learning without labels misjudges what is rare, as a logarithm of odds.
///
/// What is learned is how many of the entries that might be explained so are; it takes no account of documents, nearly
/// all of which are paid in the end. So groups and odd amounts, which leave fewer documents open, come out as too improbable,
/// and by much the same in all books: measured on made-up books of four mixes (`ReconcilingBenchmark make`, seeds 11 and 12).
enum Misjudged {
  static func relation(_ relation: Relation) -> Double {
    switch relation {
    case .fee: 1.0
    case .rounding: 1.0
    case .original: 0.6
    case .discount: 0.8
    case .bandNear: 0.6
    case .band: 0.9
    case .bandFee: 1.3
    case .exact, .tip, .over, .misread, .ordered, .part, .more, .none: 0
    }
  }

  static func group(_ kind: GroupClass) -> Double {
    switch kind {
    case .twoInRow, .threeInRow: 3.1
    case .twoDocuments, .threeDocuments, .manyDocuments: 2.9
    case .manyInRow: 1.9
    case .twoParts, .openParts: 0.7
    case .manyParts: 2.0
    case .several: 1.0
    case .unnamed: 3.5
    }
  }
}

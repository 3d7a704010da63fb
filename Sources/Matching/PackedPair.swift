/// A weighed pair in sixteen bytes: while a large ledger is reconciled, millions are kept.
struct PackedPair: Sendable {
  /// Five bits for each piece of evidence, in its order, above a leading one that tells how many there are.
  private var evidence: UInt64 = 1
  private var nameLikeness: Int8
  private var signFits: Bool

  /// Nil for a pair with more evidence than there is room for.
  init?(_ pair: Pair) {
    guard pair.evidence.count <= Self.maximumEvidence,
      let likeness = Int8(exactly: pair.nameLikeness)
    else { return nil }
    (nameLikeness, signFits) = (likeness, pair.signFits)
    for one in pair.evidence {
      guard let code = Self.kinds.firstIndex(of: one), code < 32 else { return nil }
      evidence = evidence << 5 | UInt64(code)
    }
  }

  func pair(at places: (document: Int, entry: Int)) -> Pair {
    let count = (63 - evidence.leadingZeroBitCount) / 5
    let kinds = Self.kinds
    let found = (0..<count).map { place in
      kinds[Int(evidence >> UInt64(5 * (count - 1 - place)) & 31)]
    }
    return Pair(
      document: places.document,
      entry: places.entry,
      evidence: found,
      nameLikeness: Int(nameLikeness),
      signFits: signFits
    )
  }

  static let maximumEvidence = 12
  private static let kinds = Evidence.allCases
}

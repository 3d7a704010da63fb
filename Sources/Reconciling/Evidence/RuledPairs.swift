/// What people have ruled about pairs of a document and an entry, as evidence of which it is known what it was worth.
///
/// A set: in whatever order rulings come, and however often one comes, they say the same. Two that contradict each other
/// say nothing.
package struct RuledPairs: Sendable {
  package struct Ruling: Hashable, Sendable {
    package var document: String
    package var entry: String
    /// False when a person said that the two do not belong together.
    package var belongs: Bool

    package init(document: String, entry: String, belongs: Bool) {
      self.document = document
      self.entry = entry
      self.belongs = belongs
    }
  }

  /// Evidence of what belongs together, and of what does not, in order of its bits.
  let confirmed: [Evidence]
  let refused: [Evidence]

  package static let none = RuledPairs(confirmed: [], refused: [])

  var isEmpty: Bool { confirmed.isEmpty && refused.isEmpty }

  init(confirmed: [Evidence], refused: [Evidence]) {
    self.confirmed = confirmed.sorted { $0.bits < $1.bits }
    self.refused = refused.sorted { $0.bits < $1.bits }
  }

  /// `books` has the documents and entries that are ruled on, as they were when they were open.
  ///
  /// Rulings on pairs that are not in it, or that the engine would never compare, say nothing.
  package init(_ rulings: some Sequence<Ruling>, in books: OpenBooks) {
    let all = Set(rulings)
    let view = Reconciler.prepare(books)
    let papers = Self.rows(view.books.documents.text, view.books.documents.id)
    let rows = Self.rows(view.books.entries.text, view.books.entries.id)
    let maker = EvidenceMaker(view: view)
    var text = EntryText()
    var (confirmed, refused): ([Evidence], [Evidence]) = ([], [])
    for ruling in all {
      let opposite = Ruling(
        document: ruling.document,
        entry: ruling.entry,
        belongs: !ruling.belongs
      )
      guard !all.contains(opposite), let paper = papers[ruling.document],
        let row = rows[ruling.entry]
      else { continue }
      text.set(view.books.entries, row, view.numbers)
      guard let evidence = maker.evidence(paper, row, text), evidence.relation != .part,
        evidence.relation != .more
      else { continue }
      if ruling.belongs { confirmed.append(evidence) } else { refused.append(evidence) }
    }
    self.init(confirmed: confirmed, refused: refused)
  }

  /// The first row of each id.
  private static func rows(_ text: [UInt8], _ ids: [Slice]) -> [String: Int] {
    var result: [String: Int] = [:]
    for (row, id) in ids.enumerated() {
      let name = String(decoding: text[id.range], as: UTF8.self)
      if result[name] == nil { result[name] = row }
    }
    return result
  }
}

extension Weights {
  /// These weights as rulings move them, modestly: a pure function of the set of rulings.
  package func sharpened(by ruled: RuledPairs) -> Weights {
    guard !ruled.isEmpty else { return self }
    var result = self
    for stratum in Stratum.allCases {
      let yes = ruled.confirmed.filter { Stratum.of($0.relation) == stratum }
      let no = ruled.refused.filter { Stratum.of($0.relation) == stratum }
      guard !yes.isEmpty || !no.isEmpty else { continue }
      for feature in Evidence.Feature.allCases {
        let matched = Self.shift(yes, feature, Spread.matched(feature), Ruled.strengthOfMatched)
        let unmatched = Self.shift(
          no,
          feature,
          Spread.unmatched(feature),
          Ruled.strengthOfUnmatched
        )
        for level in 0..<feature.levelCount {
          let moved = matched[level] - unmatched[level]
          result.table[stratum.rawValue][feature.rawValue][level] +=
            min(Ruled.mostMoved, max(-Ruled.mostMoved, moved))
        }
      }
    }
    return Learning.ordered(result)
  }

  /// By how much seeing these moves the logarithm of each level's share.
  private static func shift(
    _ seen: [Evidence],
    _ feature: Evidence.Feature,
    _ before: [Double],
    _ strength: Double
  ) -> [Double] {
    var counts = [Double](repeating: 0, count: feature.levelCount)
    for evidence in seen { counts[evidence.level(feature)] += 1 }
    let sum = strength + Double(seen.count)
    return zip(counts, before).map { count, share in
      Exponential.log((strength * share + count) / sum / share)
    }
  }
}

/// How far people's rulings move weights.
enum Ruled {
  /// So many pairs stand behind what is taken for granted.
  ///
  /// People rule on what is hard: what they refuse is mostly what agrees well, and is little beside all pairs that nobody
  /// would look at.
  static let strengthOfMatched = 60.0
  static let strengthOfUnmatched = 1_500.0
  /// No weight moves further than this, however many rulings there are.
  static let mostMoved = 1.5
  /// Where weights are learned from books, a ruling counts as much as so many pairs of them.
  static let pairs = 4.0
}

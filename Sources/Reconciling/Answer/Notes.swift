/// What is noticed beside the matches: copies, double payments, entries that a remittance would explain.
enum Notes {
  static func of(_ view: LedgerView, _ pairs: Pairs, _ matches: [FoundMatch]) -> [MatchNote] {
    var result = view.copies.map {
      MatchNote(kind: .duplicateDocument, documents: [$0.document, $0.original], entries: [])
    }
    var entryOf: [Int32: Int32] = [:]
    var isTaken = [Bool](repeating: false, count: view.books.entries.count)
    for match in matches {
      for share in match.settlement.shares {
        isTaken[Int(share.entry)] = true
        if match.kind == .single { entryOf[share.document] = share.entry }
      }
    }
    result += paidTwice(view, pairs, entryOf, isTaken)
    result += needingRemittance(view, isTaken)
    return result
  }

  /// A second entry of the same amount that names the same document and is nothing else's.
  private static func paidTwice(
    _ view: LedgerView,
    _ pairs: Pairs,
    _ entryOf: [Int32: Int32],
    _ isTaken: [Bool]
  ) -> [MatchNote] {
    var result: [MatchNote] = []
    for index in 0..<pairs.count where pairs.evidence[index].relation == .exact {
      let (paper, row) = (pairs.document[index], pairs.entry[index])
      guard let first = entryOf[paper], first != row, !isTaken[Int(row)],
        pairs.evidence[index].number.isNamed
      else { continue }
      result.append(
        MatchNote(
          kind: .paidTwice,
          documents: [paper],
          entries: [min(first, row), max(first, row)]
        )
      )
    }
    return result
  }

  private static func needingRemittance(_ view: LedgerView, _ isTaken: [Bool]) -> [MatchNote] {
    var result: [MatchNote] = []
    var text = FoldedText()
    let remittances = view.books.remittances
    let known = Set(
      remittances.batch.map { TextHash.of(remittances.text[$0.range]) }
    )
    for row in 0..<view.books.entries.count where !isTaken[row] && !view.isSplit[row] {
      let reference = view.books.entries.reference[row]
      guard !reference.isEmpty, view.books.entries.parent[row] < 0 else { continue }
      if known.contains(TextHash.of(view.books.entries.text[reference.range])) {
        result.append(MatchNote(kind: .remittanceOff, documents: [], entries: [Int32(row)]))
        continue
      }
      text.set(view.books.entries.text, view.books.entries.memo[row])
      if BulkWords.areIn(text) {
        result.append(MatchNote(kind: .needsRemittance, documents: [], entries: [Int32(row)]))
      }
    }
    return result
  }
}

/// Words for payment runs and payouts.
enum BulkWords {
  static func areIn(_ text: FoldedText) -> Bool {
    text.runs.contains { !$0.isDigits && words.contains(text.hash($0.start, $0.end)) }
  }

  private static let words: Set<UInt64> = Set(
    "SAMMELUEBERWEISUNG SAMMLER BULK BATCH PAYOUT AUSZAHLUNG PAYRUN VIREMENTS GROUPEE".split(
      separator: " "
    ).map { TextHash.of(ArraySlice(Array($0.utf8))) }
  )
}

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
    result += partOpen(view, isTaken)
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

  /// Entries that are split into lines of which some have a document and others none: what is left of them.
  ///
  /// Lines come to their entry to the minor unit, so what is given and what is left do, too.
  private static func partOpen(_ view: LedgerView, _ isTaken: [Bool]) -> [MatchNote] {
    var left: [Int32: Int64] = [:]
    var isGiven: Set<Int32> = []
    let entries = view.books.entries
    for row in 0..<entries.count where entries.parent[row] >= 0 {
      if isTaken[row] {
        isGiven.insert(entries.parent[row])
      } else {
        left[entries.parent[row], default: 0] += entries.amount[row]
      }
    }
    return left.sorted { $0.key < $1.key }.compactMap { parent, minor in
      guard minor != 0, isGiven.contains(parent) else { return nil }
      return MatchNote(kind: .entryPartOpen, documents: [], entries: [parent], minor: minor)
    }
  }

  /// What the lines of each remittance come to, unsigned; 0 where they are of several currencies.
  private static func sums(_ lines: RemittanceColumns) -> [UInt64: Int64] {
    var sums: [UInt64: (minor: Int64, currency: CurrencyCode?)] = [:]
    for line in 0..<lines.count {
      let key = TextHash.of(lines.text[lines.batch[line].range])
      guard let known = sums[key] else {
        sums[key] = (lines.net[line], lines.currency[line])
        continue
      }
      let sum = known.minor.addingReportingOverflow(lines.net[line])
      let isOne = known.currency == lines.currency[line] && !sum.overflow
      sums[key] = (sum.partialValue, isOne ? known.currency : nil)
    }
    return sums.mapValues { $0.currency == nil ? 0 : abs($0.minor) }
  }

  private static func needingRemittance(_ view: LedgerView, _ isTaken: [Bool]) -> [MatchNote] {
    var result: [MatchNote] = []
    var text = FoldedText()
    let entries = view.books.entries
    let sums = sums(view.books.remittances)
    for row in 0..<entries.count
    where !isTaken[row] && !view.isSplit[row] && entries.parent[row] < 0 {
      let reference = entries.reference[row]
      if !reference.isEmpty, let sum = sums[TextHash.of(entries.text[reference.range])] {
        let rest = sum == 0 ? 0 : abs(entries.amount[row]) - sum
        result.append(
          MatchNote(
            kind: .remittanceOff,
            documents: [],
            entries: [Int32(row)],
            minor: entries.amount[row] < 0 ? -rest : rest
          )
        )
        continue
      }
      let says = [entries.memo[row], entries.name[row]].contains { slice in
        text.set(entries.text, slice)
        return BulkWords.areIn(text)
      }
      if says {
        result.append(MatchNote(kind: .needsRemittance, documents: [], entries: [Int32(row)]))
      }
    }
    return result
  }
}

/// Words for payment runs and payouts, alone or two in a row.
enum BulkWords {
  static func areIn(_ text: FoldedText) -> Bool {
    var before: UInt64?
    for run in text.runs {
      guard !run.isDigits else {
        before = nil
        continue
      }
      let word = text.hash(run.start, run.end)
      if words.contains(word) { return true }
      if let before, pairs.contains(Pair(first: before, second: word)) { return true }
      before = word
    }
    return false
  }

  private struct Pair: Hashable {
    var first: UInt64
    var second: UInt64
  }

  private static func hash(_ word: Substring) -> UInt64 {
    TextHash.of(ArraySlice(Array(word.utf8)))
  }

  private static let words: Set<UInt64> = Set(
    """
    SAMMELUEBERWEISUNG SAMMELUBERWEISUNG SAMMELAUFTRAG SAMMELZAHLUNG SAMMELBUCHUNG SAMMELLASTSCHRIFT SAMMLER BULK BATCH PAYOUT
    AUSZAHLUNG PAYRUN ZAHLLAUF ZAHLUNGSLAUF VIREMENTS GROUPEE GROUPEES REMESA VERZAMELBETALING BATCHBETALING VERZAMELOPDRACHT
    """.split(whereSeparator: \.isWhitespace).map(hash)
  )

  private static let pairs: Set<Pair> = Set(
    [
      "PAYMENT RUN", "PAY RUN", "PAYMENTS RUN", "MULTIPLE PAYMENTS", "PAIEMENT GROUPE",
      "PAIEMENTS GROUPES",
      "VIREMENT GROUPE", "VIREMENT MULTIPLE", "TRANSFERENCIA MULTIPLE", "BONIFICO MULTIPLO",
      "BONIFICI MULTIPLI",
      "PAGO MULTIPLE", "GESAMMELTE ZAHLUNG",
    ].map { words in
      let parts = words.split(separator: " ").map(hash)
      return Pair(first: parts[0], second: parts[1])
    }
  )
}

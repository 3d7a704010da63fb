// What a person decides, however often such explanations are right in large books.
extension Choosing {
  /// A rival so much as probable as what is chosen makes it a toss of a coin; the less is needed where a sum alone speaks.
  static let nearRival = 0.2
  static let nearRivalOfGroup = 0.05
  /// In books of fewer documents it cannot be seen how often an amount comes by chance.
  static let fewDocuments = 300
  /// An entry that comes so much later at most may take an earlier one back.
  static let returnDays: Int32 = 90

  /// Another explanation that shares a document or an entry comes near.
  func isTied(_ item: Int, _ rivals: Rivals) -> Bool {
    let near = explanations.pair[item] < 0 ? Self.nearRivalOfGroup : Self.nearRival
    return rivals.highest(beside: item, beliefs.values) > beliefs.values[item] * near
  }

  /// Neither number nor name nor account: in small books an amount alone proves nothing.
  func isByAmountAlone(_ item: Int) -> Bool {
    guard view.books.documents.count < Self.fewDocuments, let evidence = evidence(item) else {
      return false
    }
    return !evidence.number.isFor && !evidence.name.isParty && evidence.account != .equal
  }

  /// Surcharges and foreign fees of card schemes come to about 3 % of the amount; what is more is a tip, a second item or paid too much.
  static let usualCardFee: Int64 = 3
  /// A fee abroad is a sum of its own, yet rarely more of what is paid.
  static let usualFee: Int64 = 25
  /// A discount is taken on the last day, and booked when banks are open again; beyond that it was not earned.
  static let discountGraceDays: Int32 = 7

  /// Codes of what a person looks at however likely the explanation is.
  func warnings(_ item: Int, _ settlement: Settlement) -> [String] {
    var codes: [String] = []
    if let evidence = evidence(item), evidence.account == .other || evidence.account == .changed,
      evidence.name == .other
    {
      codes.append("payee.other")
    }
    for rest in settlement.rests {
      switch rest.kind {
      case .fee where isUnusualFee(rest, settlement): codes.append("fee.large")
      case .discount where isLate(settlement): codes.append("discount.late")
      case .fee, .discount, .rounding, .tip, .overpayment, .open: continue
      }
    }
    return codes
  }

  private func isUnusualFee(_ rest: Rest, _ settlement: Settlement) -> Bool {
    let entries = view.books.entries
    let isCard = settlement.shares.contains { entries.channel[Int($0.entry)] == .card }
    let paid = settlement.shares.reduce(Int64(0)) { $0 + abs($1.documentMinor) }
    return abs(rest.minor) * 100 > paid * (isCard ? Self.usualCardFee : Self.usualFee)
  }

  /// Paid so long after the document's day that its terms give no discount any more; where they name no days, after it was due.
  private func isLate(_ settlement: Settlement) -> Bool {
    let documents = view.books.documents
    return settlement.shares.contains { share in
      let paper = Int(share.document)
      guard documents.discount[paper] > 0, documents.issueDay[paper] != noDay else { return false }
      let days = documents.discountDays[paper]
      let last = days > 0 ? documents.issueDay[paper] + days : documents.dueDay[paper]
      return view.books.entries.day[Int(share.entry)] > last + Self.discountGraceDays
    }
  }

  /// The matches, with those that a later entry takes back left to a person.
  func leavingReturned(_ matches: [FoundMatch]) -> [FoundMatch] {
    var isTaken: Set<Int32> = []
    for share in matches.flatMap(\.settlement.shares) { isTaken.insert(share.entry) }
    var text = EntryText()
    return matches.map { match in
      let isReturned = match.settlement.shares.contains { share in
        let party = Int(view.parties.ofDocument[Int(share.document)])
        let ofParty = view.entriesOfParty[party].contains {
          !isTaken.contains($0) && mayTakeBack($0, share.entry)
            && isAbout(share, Int($0), &text)
        }
        return ofParty || isReturnedNameless(share, isTaken, &text)
      }
      guard isReturned else { return match }
      var told = match
      told.decision = .review
      told.reasons.append(Reason("returned.later", 0))
      return told
    }
  }

  /// Banks book what came back under their own name, or under none: it must name the document, or say what it is and name nobody.
  private func isReturnedNameless(
    _ share: Share,
    _ isTaken: Set<Int32>,
    _ text: inout EntryText
  ) -> Bool {
    let entries = view.books.entries
    let back = 0 &- entries.gross[Int(share.entry)]
    return view.amounts.rows(entries.currency[Int(share.entry)], back...back).contains { later in
      guard !isTaken.contains(later.row), mayTakeBack(later.row, share.entry) else { return false }
      let row = Int(later.row)
      text.set(entries, row, view.numbers)
      if text.hits.contains(where: { $0.document == share.document }) { return true }
      return entries.name[row].isEmpty && entries.iban[row] == 0 && text.hits.isEmpty
        && ReturnWords.areIn(text.text)
    }
  }

  /// The same amount with the other sign, not long after.
  private func mayTakeBack(_ later: Int32, _ earlier: Int32) -> Bool {
    let entries = view.books.entries
    let (row, first) = (Int(later), Int(earlier))
    return entries.gross[row] == 0 &- entries.gross[first] && entries.gross[row] != 0
      && entries.currency[row] == entries.currency[first]
      && (0...Self.returnDays).contains(entries.day[row] &- entries.day[first])
  }

  /// What comes back says so, or names the document; or the payment named it no better.
  private func isAbout(_ share: Share, _ later: Int, _ text: inout EntryText) -> Bool {
    text.set(view.books.entries, later, view.numbers)
    if ReturnWords.areIn(text.text) || text.hits.contains(where: { $0.document == share.document })
    {
      return true
    }
    text.set(view.books.entries, Int(share.entry), view.numbers)
    return !text.hits.contains { $0.document == share.document }
  }
}

/// Words for payments that came back, as banks print them.
enum ReturnWords {
  static func areIn(_ text: FoldedText) -> Bool {
    text.runs.contains { !$0.isDigits && words.contains(text.hash($0.start, $0.end)) }
  }

  private static let words: Set<UInt64> = Set(
    """
    RETURN RETURNED REVERSAL REVERSED REFUND REFUNDED CHARGEBACK REJECTED BOUNCED RUECKLASTSCHRIFT RUECKUEBERWEISUNG
    RUECKZAHLUNG RUECKBUCHUNG RUECKGABE RETOURE STORNO ERSTATTUNG REJET IMPAYE REMBOURSEMENT DEVOLUCION DEVUELTO REEMBOLSO
    STORNATO RIMBORSO INSOLUTO TERUGBOEKING STORNERING TERUGBETALING
    """.split(whereSeparator: \.isWhitespace).map { TextHash.of(ArraySlice(Array($0.utf8))) }
  )
}

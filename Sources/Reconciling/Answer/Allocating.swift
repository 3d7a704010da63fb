/// Turns an explanation into shares and rests.
struct Allocating {
  let books: OpenBooks
  let judge: AmountJudge

  /// nil when the members do not settle each other; then there is no match.
  func settle(
    _ kind: ExplanationKind,
    _ documents: [Int32],
    _ entries: [Int32],
    relation: Relation?
  ) -> Settlement? {
    var (shares, rests): ([Share], [Rest]) = ([], [])
    switch kind {
    case .single:
      single(documents[0], entries[0], relation ?? .none, &shares, &rests)
    case .batch:
      batch(documents, entries[0], &shares, &rests)
    case .parts, .openParts:
      parts(documents[0], entries, &shares, &rests)
    case .several:
      several(documents, entries, &shares)
    }
    return Settlement(
      totals: documents.map { ($0, total($0)) },
      amounts: entries.map { ($0, amount($0)) },
      shares: shares,
      rests: rests
    )
  }

  private func total(_ document: Int32) -> Int64 { books.documents.total[Int(document)] }
  private func amount(_ entry: Int32) -> Int64 { books.entries.amount[Int(entry)] }

  /// `minor` with the sign of the document or entry.
  private func like(_ whole: Int64, _ minor: Int64) -> Int64 { whole < 0 ? -minor : minor }

  private func single(
    _ document: Int32,
    _ entry: Int32,
    _ relation: Relation,
    _ shares: inout [Share],
    _ rests: inout [Rest]
  ) {
    let (whole, paid) = (total(document), amount(entry))
    func share(_ documentMinor: Int64, _ entryMinor: Int64) {
      shares = [
        Share(
          document: document,
          entry: entry,
          documentMinor: like(whole, documentMinor),
          entryMinor: like(paid, entryMinor)
        )
      ]
    }
    let (size, money) = (abs(whole), abs(paid))
    if books.documents.currency[Int(document)] != books.entries.currency[Int(entry)] {
      share(size, money)
      return
    }
    let kind: RestKind
    switch relation {
    case .discount: kind = .discount
    case .rounding: kind = .rounding
    case .tip: kind = .tip
    case .over, .more: kind = .overpayment
    case .misread, .ordered: kind = money > size ? .overpayment : .open
    case .part: kind = .open
    case .exact, .original, .fee, .bandNear, .band, .bandFee, .none: kind = .fee
    }
    // More than the document asks for stays with the entry, but for cents, which are the document's.
    if money > size, kind != .rounding {
      share(size, size)
      rests = [Rest(.entry(entry), kind, like(paid, money - size))]
    } else {
      share(money, money)
      if size != money { rests = [Rest(.document(document), kind, like(whole, size - money))] }
    }
  }

  /// Credit notes are set off against the documents in order; what is left of those is the entry.
  private func batch(
    _ documents: [Int32],
    _ entry: Int32,
    _ shares: inout [Share],
    _ rests: inout [Rest]
  ) {
    let sum = documents.reduce(Int64(0)) {
      $0 + (isCredit($1) ? -abs(total($1)) : abs(total($1)))
    }
    // Where they do not come to the entry, one of them was misread.
    let short = abs(amount(entry)) - sum
    let hasCredit = documents.contains(where: isCredit)
    let misread = short == 0 || hasCredit ? nil : judge.misread(among: documents, short: short)
    if short > 0, misread != nil {
      rests.append(Rest(.entry(entry), .overpayment, like(amount(entry), short)))
    }
    var credit: Int64 = 0
    for document in documents where isCredit(document) { credit += abs(total(document)) }
    for document in documents {
      let size = abs(total(document))
      var money = size
      if isCredit(document) {
        money = 0
      } else {
        let taken = min(credit, size)
        credit -= taken
        money -= taken
      }
      var own = total(document)
      if document == misread, short < 0 {
        money += short
        own = like(total(document), size + short)
        rests.append(Rest(.document(document), .open, like(total(document), -short)))
      }
      shares.append(
        Share(
          document: document,
          entry: entry,
          documentMinor: own,
          entryMinor: like(amount(entry), money)
        )
      )
    }
  }

  private func isCredit(_ document: Int32) -> Bool {
    books.documents.kind[Int(document)] == .creditNote
  }

  private func parts(
    _ document: Int32,
    _ entries: [Int32],
    _ shares: inout [Share],
    _ rests: inout [Rest]
  ) {
    var left = abs(total(document))
    for entry in entries {
      let money = abs(amount(entry))
      left -= money
      shares.append(
        Share(
          document: document,
          entry: entry,
          documentMinor: like(total(document), money),
          entryMinor: amount(entry)
        )
      )
    }
    if left > 0 { rests.append(Rest(.document(document), .open, like(total(document), left))) }
  }

  /// The oldest document first, by the entries in their order.
  private func several(_ documents: [Int32], _ entries: [Int32], _ shares: inout [Share]) {
    let byAge = documents.sorted { left, right in
      (books.documents.issueDay[Int(left)], left) < (books.documents.issueDay[Int(right)], right)
    }
    let byDay = entries.sorted { left, right in
      (books.entries.day[Int(left)], left) < (books.entries.day[Int(right)], right)
    }
    var place = 0
    var left = byDay.first.map { abs(amount($0)) } ?? 0
    for document in byAge {
      var need = abs(total(document))
      while need > 0, place < byDay.count {
        let money = min(need, left)
        shares.append(
          Share(
            document: document,
            entry: byDay[place],
            documentMinor: like(total(document), money),
            entryMinor: like(amount(byDay[place]), money)
          )
        )
        need -= money
        left -= money
        if left == 0 {
          place += 1
          left = place < byDay.count ? abs(amount(byDay[place])) : 0
        }
      }
    }
  }
}

/// Pairs of a document and an entry that are worth comparing, each with its evidence.
struct Pairs: Sendable {
  /// In order of entry, then document.
  private(set) var document: [Int32] = []
  private(set) var entry: [Int32] = []
  private(set) var evidence: [Evidence] = []

  var count: Int { document.count }

  init(_ view: LedgerView) {
    let keys = Self.keys(view)
    var text = EntryText()
    var last = -1
    document.reserveCapacity(keys.count)
    entry.reserveCapacity(keys.count)
    evidence.reserveCapacity(keys.count)
    let maker = EvidenceMaker(view: view)
    for key in keys {
      let row = Int(key >> 32)
      let paper = Int(key & 0xFFFF_FFFF)
      if row != last {
        text.set(view.books.entries, row, view.numbers)
        last = row
      }
      guard let found = maker.evidence(paper, row, text) else { continue }
      document.append(Int32(paper))
      entry.append(Int32(row))
      evidence.append(found)
    }
  }

  private static func keys(_ view: LedgerView) -> [UInt64] {
    var keys = view.namedPairs
    addByAmount(view, &keys)
    addByParty(view, &keys)
    keys.sort()
    var count = 0
    for key in keys where count == 0 || keys[count - 1] != key {
      keys[count] = key
      count += 1
    }
    keys.removeSubrange(count...)
    return keys
  }

  private static func addByAmount(_ view: LedgerView, _ keys: inout [UInt64]) {
    let documents = view.books.documents
    for paper in 0..<documents.count where !view.isCopy[paper] {
      let total = abs(documents.total[paper])
      guard total > 0 else { continue }
      let signs: [Int64]
      switch documents.kind[paper] {
      case .bill, .receipt: signs = [-1]
      case .salesInvoice: signs = [1]
      case .creditNote: signs = [-1, 1]
      }
      func add(_ found: ArraySlice<(amount: Int64, row: Int32)>) {
        for item in found where view.judge.isInTime(paper, Int(item.row)) {
          keys.append(UInt64(item.row) << 32 | UInt64(paper))
        }
      }
      let currency = documents.currency[paper]
      for sign in signs {
        add(view.amounts.rows(currency, sign * total...sign * total))
        add(view.amounts.rows(original: currency, sign * total...sign * total))
        let ordered = view.judge.orders.amount[paper]
        if ordered != 0 { add(view.amounts.rows(currency, sign * ordered...sign * ordered)) }
        if let discount = view.judge.discount(paper) {
          let paid = sign * (total - discount)
          add(view.amounts.rows(currency, (paid - 1)...(paid + 1)))
        }
      }
    }
  }

  private static func addByParty(_ view: LedgerView, _ keys: inout [UInt64]) {
    for party in 0..<view.parties.count {
      let entries = view.entriesOfParty[party]
      for paper in view.parties.documents[party] where !view.isCopy[Int(paper)] {
        for row in entries where view.judge.canBelong(Int(paper), Int(row)) {
          switch view.judge.relation(Int(paper), Int(row)) {
          case .exact, .original, .discount, .rounding, .fee, .tip, .over, .bandNear, .band,
            .bandFee, .ordered:
            keys.append(UInt64(row) << 32 | UInt64(paper))
          case .misread, .part, .more, .none: break
          }
        }
      }
    }
  }
}

/// Makes the evidence of one pair.
struct EvidenceMaker: Sendable {
  let view: LedgerView

  /// nil when the two cannot belong together.
  func evidence(_ paper: Int, _ row: Int, _ text: EntryText) -> Evidence? {
    guard view.judge.canBelong(paper, row) else { return nil }
    let relation = view.judge.relation(paper, row)
    guard relation != .none else { return nil }
    let (name, account) = (name(paper, row), account(paper, row))
    let number = NumberReading.level(Int32(paper), text, view.forms)
    // An amount that is only near says nothing where the entry names several documents.
    if Weights.Stratum.of(relation).isLoose, namesAnother(than: paper, text) { return nil }
    if relation == .misread, !number.isNamed { return nil }
    // People pay more than a bill asks for by mistake, and then they name it; more than a receipt, as a tip.
    // Who names others too pays those with it.
    if relation == .over, view.books.documents.kind[paper] != .receipt,
      !number.isWhole || listsAnother(than: paper, text)
    {
      return nil
    }
    // It says little where somebody else is named.
    if name == .other || account == .other, account != .equal {
      switch relation {
      case .fee, .tip, .over, .misread: return nil
      case .bandNear, .band, .bandFee: if !number.isFor { return nil }
      case .exact, .original, .discount, .rounding, .ordered, .part, .more, .none: break
      }
    }
    return Evidence(
      relation: relation,
      number: number,
      name: name,
      account: account,
      day: day(paper, row),
      memoDay: memoDay(paper, text),
      crowd: crowd(paper, row, relation, isParty: name.isParty || account == .equal),
      way: way(paper, row)
    )
  }

  private func namesAnother(than paper: Int, _ text: EntryText) -> Bool {
    text.hits.contains { hit in
      Int(hit.document) != paper && hit.form != .order && text.length(hit) >= 6
        && view.parties.ofDocument[Int(hit.document)] == view.parties.ofDocument[paper]
        && !view.isCopy[Int(hit.document)]
    }
  }

  private func listsAnother(than paper: Int, _ text: EntryText) -> Bool {
    let documents = view.books.documents
    let issue = documents.issueDay[paper]
    return view.parties.documents[Int(view.parties.ofDocument[paper])].contains { other in
      let day = documents.issueDay[Int(other)]
      let isNear = issue == noDay || day == noDay || abs(day - issue) <= GroupPrior.listDays
      return Int(other) != paper && isNear && !view.isCopy[Int(other)]
        && NumberReading.level(other, text, view.forms).isListed
    }
  }

  func name(_ paper: Int, _ row: Int) -> NameLevel {
    let name = view.entryName[row]
    guard name >= 0 else { return .silent }
    let party = view.parties.ofDocument[paper]
    let level = view.parties.level(party, name, isFromMemo: view.isNameFromMemo[row])
    if level == .weak || level == .other, view.aliases.party(named: name, view, row) == party {
      return .alias
    }
    return level
  }

  func account(_ paper: Int, _ row: Int) -> AccountLevel {
    let iban = view.books.entries.iban[row]
    guard iban != 0 else { return .silent }
    let party = view.parties.ofDocument[paper]
    if let known = view.parties.party(ofIBAN: iban) { return known == party ? .equal : .other }
    if let learned = view.aliases.party(ofIBAN: iban, besides: row) {
      return learned == party ? .equal : .other
    }
    return view.parties.knowsIBAN(of: party) ? .changed : .unknown
  }

  func day(_ paper: Int, _ row: Int) -> DayLevel {
    let issue = view.books.documents.issueDay[paper]
    guard issue != noDay else { return .unknown }
    let booked = view.books.entries.day[row]
    if booked < issue - 1 { return .beforeIssue }
    if booked <= issue + 3 { return .atIssue }
    let due = max(issue, view.books.documents.dueDay[paper])
    switch booked - due {
    case ..<(-20): return .longBeforeDue
    case ..<(-5): return .beforeDue
    case ...7: return .atDue
    case ...25: return .afterDue
    case ...60: return .late
    default: return .veryLate
    }
  }

  private func memoDay(_ paper: Int, _ text: EntryText) -> MemoDayLevel {
    guard !text.days.isEmpty else { return .silent }
    return text.days.contains(view.books.documents.issueDay[paper]) ? .equal : .other
  }

  /// How easily the amount might be the entry's by chance: among the party's entries, where it is the party's.
  private func crowd(
    _ paper: Int,
    _ row: Int,
    _ relation: Relation,
    isParty: Bool
  ) -> CrowdLevel {
    let entries = view.books.entries
    let amount = abs(entries.gross[row])
    if let reach = AmountBounds.reach(relation, amount, view.judge.feeLimit(entries.currency[row]))
    {
      let party = Int(view.parties.ofDocument[paper])
      let near =
        isParty
        ? view.amountsOfParty.near(party, amount)
        : view.amounts.near(entries.currency[row], entries.gross[row])
      return .expected(Double(near) * reach / Double(max(1, amount)))
    }
    if isParty, relation == .exact {
      let party = Int(view.parties.ofDocument[paper])
      let more = CrowdLevel.ofParty(
        entries: view.amountsOfParty.count(party, amount),
        documents: view.totalsOfParty.count(party, amount)
      )
      if let more { return more }
    }
    return .ofLedger(view.amounts.count(entries.currency[row], entries.gross[row]))
  }

  private func way(_ paper: Int, _ row: Int) -> WayLevel {
    let entries = view.books.entries
    if entries.parent[row] >= 0 { return .remittance }
    let isReceipt = view.books.documents.kind[paper] == .receipt
    switch entries.channel[row] {
    case .unknown, .transfer: return isReceipt ? .receiptByTransfer : .paperByTransfer
    case .card: return isReceipt ? .receiptByCard : .paperByCard
    case .check: return isReceipt ? .receiptOther : .paperByCheck
    case .internal: return isReceipt ? .receiptOther : .paperInternal
    }
  }
}

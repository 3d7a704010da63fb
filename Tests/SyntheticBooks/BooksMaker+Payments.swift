import Values

/// How documents are paid.
extension BooksMaker {
  mutating func pay(_ open: [Int], of party: Int) {
    var rest = open[...]
    while let first = rest.first {
      let pattern = pattern(party)
      var count = 1
      if pattern == .batch { count = random.pick([2, 2, 2, 3, 3, 4, 5, 8]) }
      if pattern == .several { count = random.pick([2, 2, 3]) }
      let near = rest.prefix(count).filter {
        books.documents[$0].issued <= books.documents[first].issued + 70
      }
      rest = rest.dropFirst(near.count)
      pay(Array(near), pattern, books.parties[party])
    }
  }

  private mutating func pattern(_ party: Int) -> BooksMix.Pattern {
    var place = random.below(mix.shares.values.reduce(0, +))
    var result = BooksMix.Pattern.single
    for pattern in BooksMix.Pattern.allCases {
      place -= mix.shares[pattern] ?? 0
      result = pattern
      if place < 0 { break }
    }
    let who = books.parties[party]
    if who.currency != "EUR" { return result == .unpaid ? .unpaid : .single }
    switch result {
    case .discount: return who.discount == nil ? .single : .discount
    case .tip: return who.isCounter ? .tip : .single
    case .payout: return who.isCustomer ? .payout : .single
    case .run: return who.isCustomer || who.isCounter ? .single : .run
    case .batch, .several, .partial, .netted: return who.isCounter ? .single : result
    case .single, .fee, .over, .rounding, .unpaid: return result
    }
  }

  private mutating func pay(_ papers: [Int], _ pattern: BooksMix.Pattern, _ party: Party) {
    let total = papers.reduce(0) { $0 + books.documents[$1].total }
    switch pattern {
    case .unpaid: break
    case .run: waiting += papers
    case .payout: sold += papers
    case .batch where papers.count > 1: together("batch", papers, total, party)
    case .several where papers.count > 1: several(papers, total, party)
    case .partial: parts(papers[0], party)
    case .netted: netted(papers[0], party)
    case .single, .batch, .several: one("single", papers[0], total, party)
    case .discount:
      let off = (total * (party.discount?.hundredths ?? 0) + 5_000) / 10_000
      one("discount", papers[0], total - off, party)
    case .fee:
      let fee = Int64(random.pick([250, 500, 750, 1_000, 1_200, 1_500]))
      one("fee", papers[0], max(total / 2, party.isCustomer ? total - fee : total + fee), party)
    case .over:
      one("overpay", papers[0], total + max(1, total * Int64(random.within(1...22)) / 100), party)
    case .tip: one("tip", papers[0], total * Int64(random.pick([105, 110, 115])) / 100, party)
    case .rounding:
      one("rounding", papers[0], total + Int64(random.pick([-3, -2, -1, 1, 2, 4])), party)
    }
  }

  // MARK: Entries

  private mutating func paidOn(_ document: DocumentRow, isDiscounted: Bool = false) -> Int32 {
    if isDiscounted { return document.issued + Int32(random.within(1...9)) }
    switch random.below(10) {
    case 0: return document.issued + Int32(random.within(0...4))
    case 1: return document.due + Int32(random.within(15...70))
    default: return document.due + Int32(random.within(-4...12))
    }
  }

  mutating func entry(
    _ minor: Int64,
    _ party: Party,
    _ numbers: [String],
    issued: Int32,
    booked: Int32,
    more: String = ""
  ) -> Int {
    var row = EntryRow()
    row.booked = booked
    row.minor = party.isCustomer ? minor : -minor
    if party.isCardPaid {
      row.channel = "card"
      row.memo = writing.cardMemo(party, &random)
    } else {
      row.channel = random.pick(["sepa", "sepa", "sepa", "wire", "ach", ""])
      row.name = writing.name(party, &random)
      if random.chance(35) { row.iban = party.iban }
      if random.chance(30) { row.reference = "E2E" + random.digits(9) }
      row.memo = writing.memo(numbers, issued, &random) + more
    }
    books.entries.append(row)
    return books.entries.count - 1
  }

  private mutating func one(_ scenario: String, _ paper: Int, _ minor: Int64, _ party: Party) {
    let document = books.documents[paper]
    let booked = paidOn(document, isDiscounted: scenario == "discount")
    let number = party.isCardPaid ? nil : writing.number(document.number, &random)
    let numbers = number.map { [$0] } ?? []
    if party.currency != "EUR" {
      foreign(paper, party, numbers, booked)
      return
    }
    let row = entry(minor, party, numbers, issued: document.issued, booked: booked)
    var group = MadeBooks.Group(
      scenario: scenario,
      documents: [paper],
      entries: [row],
      links: [(paper, row, min(minor, document.total))]
    )
    group.isSilent = numbers.isEmpty
    books.groups.append(group)
    if random.chance(mix.paidTwice) {
      var again = books.entries[row]
      again.booked += Int32(random.within(1...12))
      books.entries.append(again)
      books.paidTwice.append((row, books.entries.count - 1))
      books.groups[books.groups.count - 1].likeEntries.append(books.entries.count - 1)
    }
  }

  private mutating func foreign(_ paper: Int, _ party: Party, _ numbers: [String], _ booked: Int32)
  {
    let document = books.documents[paper]
    // Minor units of the euro for a hundred thousand of the other's: a walk that is the same for all.
    let base: Int64 =
      ["USD": 92_000, "CHF": 104_000, "GBP": 117_000, "SEK": 8_800][party.currency] ?? 62_000
    let drift = Int64(booked % 180) * base / 6_000
    let off = Int64(random.within(-60...60)) * base / 10_000
    var minor = max(1, document.total * (base + drift + off) / 100_000)
    if random.chance(20) { minor += Int64(random.pick([250, 500, 1_200])) }
    let row = entry(minor, party, numbers, issued: document.issued, booked: booked)
    if random.chance(55) {
      books.entries[row].originalCurrency = party.currency
      books.entries[row].originalMinor = document.total
    }
    books.groups.append(
      MadeBooks.Group(
        scenario: "fx",
        documents: [paper],
        entries: [row],
        links: [(paper, row, document.total)]
      )
    )
  }

  /// The numbers of several documents as a payer lists them: all, the first few, or none.
  private mutating func list(_ papers: [Int], _ party: Party) -> [String] {
    guard !party.isCardPaid, !random.chance(mix.silentNumbers) else { return [] }
    let shown = random.chance(25) ? Array(papers.prefix(random.within(1...papers.count))) : papers
    var numbers = shown.compactMap { writing.number(books.documents[$0].number, &random) }
    if shown.count < papers.count, !numbers.isEmpty, random.chance(60) {
      let word = random.pick([
        "usw.", "u. a.", "etc.", "und weitere", "+\(papers.count - shown.count)",
      ])
      numbers[numbers.count - 1] += " " + word
    }
    return numbers
  }

  private mutating func together(
    _ scenario: String,
    _ papers: [Int],
    _ minor: Int64,
    _ party: Party
  ) {
    let last = books.documents[papers[papers.count - 1]]
    let numbers = list(papers, party)
    let booked = max(last.issued, paidOn(last))
    let row = entry(minor, party, numbers, issued: last.issued, booked: booked)
    books.groups.append(
      MadeBooks.Group(
        scenario: scenario,
        documents: papers,
        entries: [row],
        links: papers.map { ($0, row, books.documents[$0].total) }
      )
    )
  }

  private mutating func netted(_ paper: Int, _ party: Party) {
    let bill = books.documents[paper]
    let note = addDocument(of: bill.party, bill.issued + Int32(random.within(0...15)))
    let credit = max(1, bill.total * Int64(random.within(5...70)) / 100)
    books.documents[note].kind = "credit_note"
    books.documents[note].total = -credit
    books.documents[note].readMinor = -credit
    for pair in books.copies where pair.original == note {
      books.documents[pair.copy].kind = "credit_note"
      books.documents[pair.copy].total = -credit
      books.documents[pair.copy].readMinor = -credit
    }
    together("netted", [paper, note], bill.total - credit, party)
  }

  private mutating func parts(_ paper: Int, _ party: Party) {
    let document = books.documents[paper]
    let count = random.pick([2, 2, 2, 3, 3, 4])
    guard document.total >= Int64(count) * 100 else {
      one("single", paper, document.total, party)
      return
    }
    var shares = [Int64](repeating: document.total / Int64(count), count: count)
    if random.chance(55) {
      for place in 0..<(count - 1) {
        shares[place] = max(1, shares[place] * Int64(random.within(30...150)) / 100)
        if random.chance(50) { shares[place] = max(100, shares[place] / 1_000 * 1_000) }
      }
    }
    let paid = shares.dropLast().reduce(0, +)
    guard paid < document.total else { return }
    shares[count - 1] = document.total - paid
    let isOpen = random.chance(20)
    var booked = paidOn(document)
    var group = MadeBooks.Group(scenario: "partial", documents: [paper], entries: [], links: [])
    for share in isOpen ? shares.dropLast() : shares[...] {
      let number = party.isCardPaid ? nil : writing.number(document.number, &random)
      let word = random.pick([
        "", "", " Teilzahlung", " \(group.entries.count + 1). Rate", " acompte",
      ])
      let row = entry(
        share,
        party,
        number.map { [$0] } ?? [],
        issued: document.issued,
        booked: booked,
        more: party.isCardPaid ? "" : word
      )
      group.entries.append(row)
      group.links.append((paper, row, share))
      booked += Int32(random.pick([7, 14, 30, 30, 31]))
    }
    books.groups.append(group)
  }

  /// Money and documents cut at different places.
  private mutating func several(_ papers: [Int], _ total: Int64, _ party: Party) {
    let count = random.pick([2, 2, 3])
    guard total > 2_000 else { return }
    var left = total
    var shares: [Int64] = []
    for place in 1..<count {
      let part = left * Int64(random.within(25...70)) / 100
      shares.append(random.chance(60) ? max(100, part / 100 * 100) : part)
      left -= shares[place - 1]
    }
    guard left > 0 else { return }
    shares.append(left)
    var booked = paidOn(books.documents[papers[papers.count - 1]])
    var rows: [Int] = []
    for share in shares {
      rows.append(
        entry(
          share,
          party,
          list(papers, party),
          issued: books.documents[papers[0]].issued,
          booked: booked
        )
      )
      booked += Int32(random.within(4...21))
    }
    books.groups.append(
      MadeBooks.Group(
        scenario: "nm",
        documents: papers,
        entries: rows,
        links: Self.cut(
          papers.map { ($0, books.documents[$0].total) },
          zip(rows, shares).map { ($0, $1) }
        )
      )
    )
  }

  /// The oldest document first, by the entries in their order.
  private static func cut(
    _ papers: [(place: Int, minor: Int64)],
    _ rows: [(place: Int, minor: Int64)]
  ) -> [(document: Int, entry: Int, minor: Int64)] {
    var result: [(document: Int, entry: Int, minor: Int64)] = []
    var (place, left) = (0, rows[0].minor)
    for paper in papers {
      var need = paper.minor
      while need > 0, place < rows.count {
        let part = min(need, left)
        if part > 0 { result.append((paper.place, rows[place].place, part)) }
        need -= part
        left -= part
        if left == 0 {
          place += 1
          left = place < rows.count ? rows[place].minor : 0
        }
      }
    }
    return result
  }
}

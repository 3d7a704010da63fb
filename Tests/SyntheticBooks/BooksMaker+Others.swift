import Values

/// Payment runs, payouts, and entries that belong to no document.
extension BooksMaker {
  /// What waits is paid in runs over several parties, what was sold arrives in payouts.
  mutating func payTogether() {
    let documents = books.documents
    runs(waiting.sorted { documents[$0].due < documents[$1].due }, isPayout: false)
    runs(sold.sorted { documents[$0].issued < documents[$1].issued }, isPayout: true)
  }

  private mutating func runs(_ papers: [Int], isPayout: Bool) {
    var rest = papers[...]
    while rest.count > 1 {
      let next = rest.prefix(random.within(2...8))
      rest = rest.dropFirst(next.count)
      run(Array(next), isPayout: isPayout)
    }
  }

  private mutating func run(_ papers: [Int], isPayout: Bool) {
    let documents = papers.map { books.documents[$0] }
    let booked =
      (documents.map { isPayout ? $0.issued : $0.due }.max() ?? 0) + Int32(random.within(0...4))
    let reference = (isPayout ? "ausz" : "LAUF") + random.digits(7)
    let fees = documents.map { isPayout ? $0.total / 50 + 25 : 0 }
    let sum = zip(documents, fees).reduce(0) { $0 + $1.0.total - $1.1 }
    guard sum > 0 else { return }
    var row = EntryRow()
    row.booked = booked
    row.minor = isPayout ? sum : -sum
    row.reference = reference
    row.name = isPayout ? "Kartendienst" : ""
    row.memo = isPayout ? "AUSZAHLUNG \(reference)" : "Sammelüberweisung \(papers.count) Posten"
    books.entries.append(row)
    let place = books.entries.count - 1
    if random.chance(mix.withRemittance) {
      for (index, document) in documents.enumerated() {
        let party = books.parties[document.party]
        books.remittances.append(
          RemittanceRow(
            batch: reference,
            isPayout: isPayout,
            number: index + 1,
            booked: booked,
            name: party.fullName,
            iban: isPayout ? "" : party.iban,
            gross: document.total,
            fee: fees[index],
            text: random.chance(90) ? document.number : ""
          )
        )
      }
    }
    books.groups.append(
      MadeBooks.Group(
        scenario: isPayout ? "payout" : "bulk",
        documents: papers,
        entries: [place],
        links: papers.map { ($0, place, books.documents[$0].total) }
      )
    )
  }

  mutating func addStrangers(upTo count: Int) {
    while books.entries.count < count {
      if random.chance(mix.strangersOfParties) { addUnseen() } else { addOther() }
    }
  }

  /// A payment for a document that is not here.
  private mutating func addUnseen() {
    let place = random.below(books.parties.count)
    var party = books.parties[place]
    let issued = Self.first - 200 + Int32(random.below(Self.days + 400))
    let minor =
      random.chance(mix.recurring)
      ? random.pick(party.usual) : Int64(500 + random.below(Int(party.size) * 3))
    let number = writing.number(party.series.number(issued, &random), &random)
    _ = entry(
      decimals(of: party.currency) == 0 ? max(1, minor / 2) : minor,
      party,
      number.map { [$0] } ?? [],
      issued: issued,
      booked: issued + Int32(party.termDays + random.within(-3...15))
    )
  }

  private mutating func addOther() {
    var row = EntryRow()
    row.booked = Self.first - 100 + Int32(random.below(Self.days + 250))
    row.minor = -Int64(300 + random.below(9_000))
    switch random.below(10) {
    case 0:
      row.name = random.pick(["Anna Petersen", "Jonas Weiland", "Mirjam Roth", "Ole Brandt"])
      row.memo = "Gehalt \(padded(1 + random.below(12), 2))/2026"
      row.minor = -Int64(180_000 + random.below(300_000))
    case 1:
      row.name = "Finanzkasse"
      row.memo = "USt \(random.digits(8))"
      row.minor = -Int64(10_000 + random.below(900_000))
    case 2:
      row.name = "Eigenes Konto"
      row.channel = "internal"
      row.memo = "Übertrag"
      row.minor = Int64(random.within(-40...40)) * 25_000 + 5
    case 3:
      row.memo = "Kontoführung"
      row.channel = "internal"
      row.minor = -Int64(random.pick([250, 990, 1_490]))
    case 4, 5:
      row.name = random.pick(["K. Sommer", "T. Winter", "L. Herbst", "P. Lenz"])
      row.memo = "Bestellung \(random.digits(6))"
      row.minor = Int64(900 + random.below(25_000))
    default:
      row.channel = "card"
      row.memo =
        random.pick(["SUPERMARKT", "BAHN.DE", "TANKHOF", "CLOUDBOX", "BAECKER 9", "HOTEL ADLER"])
        + " " + random.digits(6)
    }
    books.entries.append(row)
  }
}

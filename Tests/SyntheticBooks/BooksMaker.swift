import Values

/// Makes books of a firm up: parties, documents, their payments, and entries of everything else.
///
/// The same seed, mix and size give the same books. Names, number series, words and noise are of our own making, so that
/// what was learned from one set of books is tried on quite others.
package struct BooksMaker {
  var random: SeededRandom
  let mix: BooksMix
  let writing: Writing
  var books = MadeBooks()
  /// Documents that wait for a payment run or a payout.
  var waiting: [Int] = []
  var sold: [Int] = []
  /// Some two years from 2026-01-01.
  static let first: Int32 = 20_454
  static let days = 700

  package static func make(
    seed: UInt64,
    mix: BooksMix = .usual,
    documents: Int,
    entries: Int
  ) -> MadeBooks {
    var maker = BooksMaker(seed: seed, mix: mix)
    maker.run(documents, entries)
    return maker.books
  }

  private init(seed: UInt64, mix: BooksMix) {
    random = SeededRandom(seed: seed)
    self.mix = mix
    writing = Writing(mix: mix)
  }

  private mutating func run(_ documents: Int, _ entries: Int) {
    let count = max(2, documents / mix.documentsOfParty)
    books.parties = PartyMaker.make(count, mix, &random)
    // Few parties have many documents, many have few.
    var shares = (0..<count).map { _ in 1 + random.below(8) * random.below(8) }
    let sum = shares.reduce(0, +)
    for party in shares.indices { shares[party] = max(1, documents * shares[party] / sum) }
    for party in shares.indices {
      let open = addDocuments(of: party, shares[party])
      pay(open, of: party)
    }
    payTogether()
    misreadSome()
    addStrangers(upTo: entries)
    findTwins()
    admitCopies()
    name()
  }

  // MARK: Documents

  private mutating func addDocuments(of party: Int, _ count: Int) -> [Int] {
    var dates = (0..<count).map { _ in Self.first + Int32(random.below(Self.days)) }
    dates.sort()
    return dates.map { addDocument(of: party, $0) }
  }

  mutating func addDocument(of place: Int, _ issued: Int32) -> Int {
    var party = books.parties[place]
    var row = DocumentRow()
    row.party = place
    row.kind = party.isCustomer ? "sales_invoice" : party.isCounter ? "receipt" : "bill"
    row.name = random.chance(80) ? party.fullName : party.name
    row.taxID = random.chance(70) ? party.taxID : ""
    row.iban = party.isCustomer || random.chance(35) ? "" : party.iban
    row.number = party.series.number(issued, &random)
    row.order = random.chance(15) ? "B\(random.digits(6))" : ""
    row.issued = issued
    row.due = issued + Int32(party.termDays)
    row.currency = party.currency
    row.total = amount(party)
    row.readMinor = row.total
    if let discount = party.discount {
      row.discount = decimal(discount.hundredths, "EUR")
      row.discountDays = "\(discount.days)"
    }
    books.parties[place] = party
    books.documents.append(row)
    if random.chance(mix.copied) { copy(books.documents.count - 1) }
    return placeOfLastOriginal
  }

  /// The row before a copy, if the last row is one.
  private var placeOfLastOriginal: Int {
    let last = books.documents.count - 1
    return books.copies.last?.copy == last ? last - 1 : last
  }

  private mutating func amount(_ party: Party) -> Int64 {
    let minor: Int64
    if random.chance(mix.recurring) {
      minor = random.pick(party.usual)
    } else {
      let most = Int(party.size) * random.within(1...4)
      minor = Int64(500 + random.below(most))
    }
    let rounded = random.chance(25) ? max(1_000, minor / 500 * 500) : minor
    return decimals(of: party.currency) == 0 ? max(1, rounded / 2) : rounded
  }

  private mutating func copy(_ original: Int) {
    var row = books.documents[original]
    row.number = otherwise(row.number)
    row.issued += random.chance(60) ? 0 : Int32(random.within(-2...5))
    if random.chance(30) { row.name = row.name.uppercased() }
    if random.chance(30) { row.taxID = "" }
    if random.chance(30) { row.iban = "" }
    books.copies.append((original, books.documents.count))
    books.documents.append(row)
  }

  /// The number as the second paper has it.
  private mutating func otherwise(_ number: String) -> String {
    switch random.below(7) {
    case 0: return number
    case 1: return number.filter { $0.isLetter || $0.isNumber }
    case 2: return number.replacing("0", with: "O")
    case 3: return "Rg. " + number
    case 4: return number + "a"
    case 5: return number.replacing("-", with: " ").replacing("/", with: "-")
    default: return "0" + number
    }
  }

  // MARK: At the end

  private mutating func misreadSome() {
    for place in books.documents.indices where random.chance(mix.misread) {
      switch random.below(4) {
      case 0:
        books.documents[place].readMinor += Int64(random.pick([9, 90, 900, -9, 3_000]))
        if books.documents[place].readMinor * books.documents[place].total <= 0 {
          books.documents[place].readMinor = books.documents[place].total
        }
      case 1:
        books.documents[place].number = writing.edited(books.documents[place].number, &random)
      case 2: books.documents[place].number = ""
      default: books.documents[place].name = writing.edited(books.documents[place].name, &random)
      }
    }
  }

  /// Nothing says which of two papers is the copy.
  private mutating func admitCopies() {
    var copyOf: [Int: Int] = [:]
    for pair in books.copies { copyOf[pair.original] = pair.copy }
    for place in books.groups.indices {
      let copies = books.groups[place].documents.compactMap { copyOf[$0] }
      books.groups[place].likeDocuments += copies
    }
  }

  /// Groups of one document and one silent entry that could as well be each other's.
  private mutating func findTwins() {
    var alike: [String: [Int]] = [:]
    for (place, group) in books.groups.enumerated() where group.isSilent && group.links.count == 1 {
      let document = books.documents[group.documents[0]]
      let entry = books.entries[group.entries[0]]
      let key = "\(document.party) \(document.total) \(entry.minor) \(entry.channel)"
      alike[key, default: []].append(place)
    }
    for places in alike.values where places.count > 1 {
      for place in places {
        for other in places where other != place {
          let (mine, theirs) = (books.groups[place], books.groups[other])
          let papers = [mine.documents[0], theirs.documents[0]].map { books.documents[$0].issued }
          let days = [mine.entries[0], theirs.entries[0]].map { books.entries[$0].booked }
          guard abs(papers[0] - papers[1]) <= 5, abs(days[0] - days[1]) <= 12 else { continue }
          books.groups[place].likeDocuments.append(theirs.documents[0])
          books.groups[place].likeEntries.append(theirs.entries[0])
        }
      }
    }
  }

  /// Ids that say nothing: drawn by lot.
  private mutating func name() {
    let papers = (0..<books.documents.count).shuffled(using: &random)
    for (place, id) in papers.enumerated() { books.documents[place].id = "D" + padded(id, 7) }
    let rows = (0..<books.entries.count).shuffled(using: &random)
    for (place, id) in rows.enumerated() { books.entries[place].id = "E" + padded(id, 7) }
  }
}

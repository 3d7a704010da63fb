/// The books with everything that is worked out once for all pairs.
struct LedgerView: Sendable {
  let books: OpenBooks
  private(set) var judge: AmountJudge
  let forms: NumberForms
  let numbers: NumberIndex
  private(set) var parties: Parties
  let amounts: AmountIndex
  /// The name of each entry in the parties' book; -1 for none.
  private(set) var entryName: [Int32] = []
  private(set) var isNameFromMemo: [Bool] = []
  /// Entries that a remittance split: their lines stand for them.
  let isSplit: [Bool]
  /// Parties by name, for each name that occurs in an entry and is one of theirs.
  private(set) var partiesOfName: [Int32: [Int32]] = [:]
  /// Entries by party, by account or name.
  private(set) var entriesOfParty: [[Int32]]
  /// Sizes of the entries and of the documents of each party.
  private(set) var amountsOfParty = PartyAmounts([]) { _ in 0 }
  private(set) var totalsOfParty = PartyAmounts([]) { _ in 0 }
  private(set) var aliases = Aliases.none
  /// Documents that are copies of an earlier one: never matched.
  private(set) var isCopy: [Bool]
  private(set) var copies: [DuplicateDocument] = []
  /// Pairs in which a number of the document stands in the entry: entry << 32 | document.
  private(set) var namedPairs: [UInt64] = []

  init(_ books: OpenBooks, isSplit: [Bool]) {
    self.books = books
    self.isSplit = isSplit
    isCopy = [Bool](repeating: false, count: books.documents.count)
    forms = NumberForms(books.documents)
    numbers = NumberIndex(forms)
    let orders = OrderBook(books.documents, books.orders)
    parties = Parties(books.documents, books.suppliers, orders)
    amounts = AmountIndex(books.entries) { !isSplit[$0] }
    judge = AmountJudge(
      documents: books.documents,
      entries: books.entries,
      rates: RateTable(),
      orders: orders
    )
    entriesOfParty = [[Int32]](repeating: [], count: parties.count)
    copies = Duplicates.find(books.documents, parties)
    for copy in copies { isCopy[Int(copy.document)] = true }
    readEntries()
    totalsOfParty = PartyAmounts(parties.documents) { books.documents.total[$0] }
    amountsOfParty = PartyAmounts(entriesOfParty) { books.entries.gross[$0] }
    judge.rates = RateTable(books.entries, books.documents, named: namedPairs)
  }

  /// Takes what was learned about names and accounts, and gives entries to their parties once more.
  mutating func adopt(_ aliases: Aliases) {
    self.aliases = aliases
    for party in entriesOfParty.indices { entriesOfParty[party].removeAll(keepingCapacity: true) }
    for row in entryName.indices where !isSplit[row] {
      attribute(row, entryName[row], isNameFromMemo[row])
    }
    let entries = books.entries
    amountsOfParty = PartyAmounts(entriesOfParty) { entries.gross[$0] }
  }

  private mutating func readEntries() {
    let entries = books.entries
    var text = EntryText()
    var name = FoldedText()
    var scratch: [UInt8] = []
    entryName.reserveCapacity(entries.count)
    isNameFromMemo.reserveCapacity(entries.count)
    for row in 0..<entries.count {
      guard !isSplit[row] else {
        entryName.append(-1)
        isNameFromMemo.append(false)
        continue
      }
      text.set(entries, row, numbers)
      for hit in text.hits where text.isStriking(hit) && !isCopy[Int(hit.document)] {
        guard judge.canBelong(Int(hit.document), row) else { continue }
        namedPairs.append(UInt64(row) << 32 | UInt64(hit.document))
      }
      let isFromMemo = entries.name[row].isEmpty
      if !isFromMemo { name.set(entries.text, entries.name[row]) }
      let id = parties.entryName(
        isFromMemo ? text.text : name,
        isMemo: isFromMemo,
        scratch: &scratch
      )
      entryName.append(id)
      isNameFromMemo.append(isFromMemo)
      attribute(row, id, isFromMemo)
    }
  }

  private mutating func attribute(_ row: Int, _ name: Int32, _ isFromMemo: Bool) {
    var found: [Int32] = []
    if name >= 0 {
      let key = name * 2 + (isFromMemo ? 1 : 0)
      found = partiesOfName[key] ?? parties.parties(named: name, isFromMemo: isFromMemo)
      if partiesOfName[key] == nil { partiesOfName[key] = found }
    }
    if let party = aliases.party(named: name, self, row), !found.contains(party) {
      found.append(party)
    }
    let iban = books.entries.iban[row]
    if iban != 0, let party = parties.party(ofIBAN: iban) ?? aliases.party(ofIBAN: iban) {
      found = [party]
    }
    for party in found where !parties.documents[Int(party)].isEmpty {
      entriesOfParty[Int(party)].append(Int32(row))
    }
  }

  /// The same for entries that give the same name; in a memo its first two words count, for a town may follow.
  func nameKey(_ row: Int) -> UInt64 {
    let name = entryName[row]
    guard isNameFromMemo[row] else { return UInt64(name) }
    var hash = TextHash()
    for word in parties.book.words(of: name).prefix(2) {
      for byte in parties.book.bytes[word.range] { hash.add(byte) }
      hash.add(0x20)
    }
    return hash.value | 1 << 63
  }
}

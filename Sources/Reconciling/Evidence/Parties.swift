/// Whom the documents are from, and under which names and accounts they are known.
///
/// Documents with one tax id, one account or one name are of one party; so are rows of the supplier table, and documents
/// that name an order of one of them.
struct Parties: Sendable {
  /// The party of each document.
  private(set) var ofDocument: [Int32] = []
  private(set) var names: [[Int32]] = []
  private(set) var documents: [[Int32]] = []
  private(set) var book = NameBook()
  private var ofIBAN: [UInt64: Int32] = [:]
  private var hasIBAN: [Bool] = []
  /// First letters of a name, and its longer words, to parties.
  private var byKey: [UInt64: [Int32]] = [:]

  static let maximumNames = 4
  /// A word that more parties share tells nothing.
  static let maximumPartiesOfKey = 64

  init(_ documents: DocumentColumns, _ suppliers: SupplierColumns, _ orders: OrderBook) {
    let count = documents.count + suppliers.count
    var sets = DisjointSets(count: count)
    var names = [Int32](repeating: -1, count: count)
    var text = FoldedText()
    var scratch: [UInt8] = []
    var firstOf: [UInt64: Int] = [:]
    func tie(_ key: UInt64, _ kind: UInt64, _ row: Int) {
      guard key != 0 else { return }
      let mixed = key &+ kind &* 0x9E37_79B9_7F4A_7C15
      if let other = firstOf[mixed] { sets.join(other, row) } else { firstOf[mixed] = row }
    }
    for row in 0..<documents.count {
      text.set(documents.text, documents.name[row])
      names[row] = book.name(text, scratch: &scratch)
      tie(documents.taxID[row], 1, row)
      tie(documents.iban[row], 2, row)
      tie(names[row] < 0 ? 0 : UInt64(names[row]) + 1, 3, row)
      tie(orders.supplier[row], 4, row)
    }
    for row in 0..<suppliers.count {
      let place = documents.count + row
      text.set(suppliers.text, suppliers.name[row])
      names[place] = book.name(text, scratch: &scratch)
      tie(suppliers.taxID[row], 1, place)
      tie(suppliers.iban[row], 2, place)
      tie(names[place] < 0 ? 0 : UInt64(names[place]) + 1, 3, place)
      tie(suppliers.supplier[row], 4, place)
    }
    let strays = adoptStrays(&sets, names, documents)
    number(&sets, names, strays, documents, suppliers)
  }

  /// Documents whose name was read with a slip join the party that is meant.
  ///
  /// They stand alone, without a tax id, with a name nearly that of one party and a number of its series. What account they
  /// name stays theirs.
  private func adoptStrays(
    _ sets: inout DisjointSets,
    _ names: [Int32],
    _ documents: DocumentColumns
  ) -> Set<Int> {
    var size: [Int: Int] = [:]
    for row in names.indices { size[sets.root(row), default: 0] += 1 }
    var shapes: [Int: Set<UInt64>] = [:]
    var text = FoldedText()
    var shape = [UInt64](repeating: 0, count: documents.count)
    var known: [UInt64: [Int32]] = [:]
    for row in 0..<documents.count {
      text.set(documents.text, documents.number[row])
      shape[row] = NumberForms.shape(text.bytes[...])
      let root = sets.root(row)
      guard names[row] >= 0, size[root, default: 0] > 1 else { continue }
      shapes[root, default: []].insert(shape[row])
      for key in Self.keys(of: names[row], book) where known[key]?.last != Int32(row) {
        let last = known[key]?.last.map(Int.init)
        if let last, names[last] == names[row] { continue }
        known[key, default: []].append(Int32(row))
      }
    }
    var homeOf: [Int: Int] = [:]
    for row in 0..<documents.count
    where size[sets.root(row)] == 1 && names[row] >= 0 && documents.taxID[row] == 0 {
      var homes: Set<Int> = []
      for key in Self.keys(of: names[row], book) {
        for other in known[key] ?? [] where isNear(names[Int(other)], names[row]) {
          homes.insert(sets.root(Int(other)))
        }
      }
      guard let home = homes.first, homes.count == 1, shapes[home]?.contains(shape[row]) == true
      else { continue }
      homeOf[row] = home
    }
    for (row, home) in homeOf { sets.join(home, row) }
    return Set(homeOf.keys)
  }

  private func isNear(_ party: Int32, _ name: Int32) -> Bool {
    switch NameComparison.level(party: party, entry: name, in: book, isFromMemo: false) {
    case .full, .prefix, .near: true
    case .silent, .weak, .other, .alias: false
    }
  }

  var count: Int { names.count }

  func party(ofIBAN iban: UInt64) -> Int32? { ofIBAN[iban] }
  func knowsIBAN(of party: Int32) -> Bool { hasIBAN[Int(party)] }

  private mutating func number(
    _ sets: inout DisjointSets,
    _ names: [Int32],
    _ strays: Set<Int>,
    _ documents: DocumentColumns,
    _ suppliers: SupplierColumns
  ) {
    var partyOfRoot: [Int: Int32] = [:]
    for row in names.indices {
      let root = sets.root(row)
      let party = partyOfRoot[root] ?? Int32(self.names.count)
      if partyOfRoot[root] == nil {
        partyOfRoot[root] = party
        self.names.append([])
        self.documents.append([])
        hasIBAN.append(false)
      }
      if row < documents.count {
        ofDocument.append(party)
        self.documents[Int(party)].append(Int32(row))
      }
      let iban =
        row < documents.count ? documents.iban[row] : suppliers.iban[row - documents.count]
      if iban != 0, !strays.contains(row) {
        ofIBAN[iban] = party
        hasIBAN[Int(party)] = true
      }
      let name = names[row]
      if name >= 0, !self.names[Int(party)].contains(name),
        self.names[Int(party)].count < Self.maximumNames
      {
        self.names[Int(party)].append(name)
        addKeys(of: name, party)
      }
    }
  }

  private mutating func addKeys(of name: Int32, _ party: Int32) {
    for key in Self.keys(of: name, book) where byKey[key]?.contains(party) != true {
      byKey[key, default: []].append(party)
    }
  }

  /// Hashes of the name's first letters and of its longer words.
  static func keys(of name: Int32, _ book: NameBook) -> [UInt64] {
    var keys = [TextHash.of(book.bytes[book.compact[Int(name)].range].prefix(5))]
    for word in book.words(of: name) where word.count >= 4 {
      keys.append(TextHash.of(book.bytes[word.range]) | 1)
    }
    return keys
  }

  /// Interns an entry's name.
  mutating func entryName(_ text: FoldedText, isMemo: Bool, scratch: inout [UInt8]) -> Int32 {
    isMemo
      ? book.nameInMemo(text, scratch: &scratch) : book.name(text, scratch: &scratch)
  }

  func level(_ party: Int32, _ name: Int32, isFromMemo: Bool) -> NameLevel {
    var best = NameLevel.other
    for known in names[Int(party)] {
      let level = NameComparison.level(
        party: known,
        entry: name,
        in: book,
        isFromMemo: isFromMemo
      )
      if level.rawValue < best.rawValue { best = level }
    }
    return best
  }

  /// Parties whose name is full, cut or nearly that of the entry.
  func parties(named name: Int32, isFromMemo: Bool) -> [Int32] {
    var result: [Int32] = []
    var seen: Set<Int32> = []
    for key in Self.keys(of: name, book) {
      guard let parties = byKey[key], parties.count <= Self.maximumPartiesOfKey else { continue }
      for party in parties where seen.insert(party).inserted {
        switch level(party, name, isFromMemo: isFromMemo) {
        case .full, .prefix, .near: result.append(party)
        case .silent, .weak, .other, .alias: break
        }
      }
    }
    return result.sorted()
  }
}

/// Rows joined into sets.
struct DisjointSets {
  private var parent: [Int32]

  init(count: Int) { parent = (0..<Int32(count)).map { $0 } }

  mutating func root(_ item: Int) -> Int {
    var root = item
    while Int(parent[root]) != root {
      parent[root] = parent[Int(parent[root])]
      root = Int(parent[root])
    }
    return root
  }

  mutating func join(_ left: Int, _ right: Int) {
    let (a, b) = (root(left), root(right))
    if a != b { parent[max(a, b)] = Int32(min(a, b)) }
  }
}

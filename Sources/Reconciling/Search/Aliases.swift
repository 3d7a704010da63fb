/// Names and accounts that parties were seen to use in payments that are beyond doubt.
struct Aliases: Sendable {
  private var ofName: [UInt64: Int32] = [:]
  private var ofIBAN: [UInt64: Account] = [:]

  /// Whose an account is by what was paid to it.
  private struct Account {
    var party: Int32
    /// The one entry that shows it, where there is no other: it says nothing of itself.
    var onlyRow: Int32?
  }

  static let none = Aliases()
  /// So many payments must show a name before it counts; an account once.
  static let leastNameUses = 2
  static let leastBelief = 0.97

  init() {}

  /// What the believed pairs that name their document show.
  init(_ pairs: Pairs, _ beliefs: [Double], _ view: LedgerView) {
    var names: [UInt64: [Int32: Int]] = [:]
    var accounts: [UInt64: [Int32: Set<Int32>]] = [:]
    for index in 0..<pairs.count where beliefs[index] >= Self.leastBelief {
      let evidence = pairs.evidence[index]
      guard evidence.number.isNamed else { continue }
      let row = Int(pairs.entry[index])
      let party = view.parties.ofDocument[Int(pairs.document[index])]
      if evidence.name == .weak || evidence.name == .other {
        names[view.nameKey(row), default: [:]][party, default: 0] += 1
      }
      if evidence.account == .unknown || evidence.account == .changed {
        accounts[view.books.entries.iban[row], default: [:]][party, default: []].insert(
          pairs.entry[index]
        )
      }
    }
    for (name, uses) in names {
      // A name of two parties is nobody's.
      if uses.count == 1, let use = uses.first, use.value >= Self.leastNameUses {
        ofName[name] = use.key
      }
    }
    for (iban, uses) in accounts {
      guard uses.count == 1, let use = uses.first else { continue }
      ofIBAN[iban] = Account(party: use.key, onlyRow: use.value.count == 1 ? use.value.first : nil)
    }
  }

  func party(ofIBAN iban: UInt64) -> Int32? { ofIBAN[iban]?.party }

  /// Whose account other entries than this one show it to be.
  func party(ofIBAN iban: UInt64, besides row: Int) -> Int32? {
    guard let account = ofIBAN[iban], account.onlyRow.map(Int.init) != row else { return nil }
    return account.party
  }

  func party(named name: Int32, _ view: LedgerView, _ row: Int) -> Int32? {
    ofName.isEmpty || name < 0 ? nil : ofName[view.nameKey(row)]
  }
}

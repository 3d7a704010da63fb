import Reconciling
import Values

/// Makes books of a small firm with noise of its own kind, the same for the same seed.
struct NoisyBooks {
  private var random: SeededRandom
  private(set) var books = TestBooks()
  private var serial = 100

  private static let first = [
    "Kranich", "Birkenfeld", "Osterwald", "Nordlys", "Quellwerk", "Seeblick", "Turmgasse",
    "Falkner",
  ]
  private static let second = ["Holz", "Energie", "Druck", "Logistik", "Garten", "Optik"]
  private static let legal = ["GmbH", "AG", "e.K.", "Ltd", "S.A."]

  init(seed: UInt64, documents: Int, entries: Int) {
    random = SeededRandom(seed: seed)
    let suppliers = (0..<max(2, documents / 4)).map { _ in name() }
    for index in 0..<documents { addDocument(index, suppliers) }
    while books.entries.count < entries { addStranger(suppliers) }
  }

  private mutating func pick<T>(_ items: [T]) -> T {
    items[Int.random(in: 0..<items.count, using: &random)]
  }
  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func name() -> String {
    "\(pick(Self.first)) \(pick(Self.second)) \(pick(Self.legal))"
  }

  private mutating func amount() -> Int64 {
    chance(30)
      ? Int64.random(in: 2...40, using: &random) * 2_500
      : Int64.random(in: 1_000...90_000, using: &random)
  }

  private mutating func day(_ range: ClosedRange<Int32>) -> Int32 {
    20_450 + Int32.random(in: range, using: &random)
  }

  private static func text(_ day: Int32) -> String { "\(Day(number: day))" }

  private mutating func addDocument(_ index: Int, _ suppliers: [String]) {
    let (seller, issued, total) = (pick(suppliers), day(0...90), amount())
    serial += Int.random(in: 1...4, using: &random)
    let number = "RX-\(serial)/26"
    let id = "D\(index)"
    books.bill(
      id,
      seller,
      number,
      Reconciliation.decimal(total, 2),
      day: Self.text(issued),
      due: Self.text(issued + 14)
    )
    guard chance(85) else { return }
    let paid = issued + Int32.random(in: 3...40, using: &random)
    if chance(15), total > 2_000 {
      let half = total / 2
      pay(id, seller, number, half, paid)
      pay(id, seller, number, total - half, paid + 30)
    } else {
      pay(id, seller, number, total + (chance(5) ? 150 : 0), paid)
    }
  }

  private mutating func pay(
    _ id: String,
    _ seller: String,
    _ number: String,
    _ minor: Int64,
    _ day: Int32
  ) {
    let entry = "E\(books.entries.count)"
    books.links.insert("\(id)=\(entry)")
    books.entry(
      entry,
      Reconciliation.decimal(-minor, 2),
      chance(25) ? "" : spelled(seller),
      chance(25) ? "Danke" : "Beleg " + written(number),
      day: Self.text(day)
    )
  }

  private mutating func spelled(_ name: String) -> String {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: name
    case 1: name.uppercased()
    case 2: String(name.prefix(14))
    default: name.split(separator: " ").prefix(2).reversed().joined(separator: " ")
    }
  }

  private mutating func written(_ number: String) -> String {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: number.filter { $0.isLetter || $0.isNumber }
    case 1: number.filter(\.isNumber)
    case 2: String(number.dropLast(1))
    default: number
    }
  }

  private mutating func addStranger(_ suppliers: [String]) {
    let isKnown = chance(40)
    serial += 1
    books.entry(
      "E\(books.entries.count)",
      Reconciliation.decimal(chance(80) ? -amount() : amount(), 2),
      isKnown ? spelled(pick(suppliers)) : "Kiosk \(serial)",
      chance(50) ? "RX-\(serial + 400)/26" : "Karte \(serial)",
      day: Self.text(day(0...150))
    )
  }
}

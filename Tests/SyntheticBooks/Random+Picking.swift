package import Values

/// Words for what a generator asks of chance.
extension SeededRandom {
  package mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

  package mutating func below(_ limit: Int) -> Int {
    Int(truncatingIfNeeded: next() % UInt64(limit))
  }

  package mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  package mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  package mutating func digits(_ count: Int) -> String {
    String(decoding: (0..<count).map { _ in UInt8(48 + below(10)) }, as: UTF8.self)
  }
}

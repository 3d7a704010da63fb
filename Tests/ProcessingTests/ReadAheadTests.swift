import Documents
import Readings
import Synchronization
import Testing

@testable import Processing

@Suite("Values made ahead")
struct ReadAheadTests {
  private struct Broken: Error {}

  /// The numbers from 1 to `count`, with an error in the place of `broken`.
  private final class Numbers: Sendable {
    let made = Mutex(0)
    let count: Int
    let broken: Int?

    init(count: Int, broken: Int? = nil) {
      self.count = count
      self.broken = broken
    }

    func next() throws -> Int? {
      let number = made.withLock { made in
        made += 1
        return made
      }
      if number == broken { throw Broken() }
      return number <= count ? number : nil
    }
  }

  @Test("they come in their order, each once, and end", arguments: [0, 1, 5, 1_000])
  func order(count: Int) throws {
    let ahead = ReadAhead(depth: 3, name: "test", make: Numbers(count: count).next)
    defer { ahead.abandon() }
    var taken: [Int] = []
    while let number = try ahead.next() { taken.append(number) }
    #expect(taken == Array(0..<count).map { $0 + 1 })
  }

  @Test("an error comes after the values before it")
  func error() throws {
    let ahead = ReadAhead(depth: 2, name: "test", make: Numbers(count: 9, broken: 4).next)
    defer { ahead.abandon() }
    var taken: [Int] = []
    #expect(throws: Broken.self) {
      while let number = try ahead.next() { taken.append(number) }
    }
    #expect(taken == [1, 2, 3])
  }

  @Test("no more are made than may wait, and none after they are abandoned")
  func depth() throws {
    let numbers = Numbers(count: 1_000)
    do {
      let ahead = ReadAhead(depth: 4, name: "test", make: numbers.next)
      #expect(try ahead.next() == 1)
      #expect(try ahead.next() == 2)
      // Two taken, four waiting, and one that may be in the making.
      #expect(numbers.made.withLock { $0 } <= 7)
      ahead.abandon()
    }
    #expect(numbers.made.withLock { $0 } <= 7)
  }

  @Test("a spool gives the same documents prepared ahead", arguments: [0, 150, 2_000, 5_000])
  func spool(count: Int) throws {
    let spool = ReadingSpool(path: "/tmp/tickmark-spool-\(UInt64.random(in: 0...UInt64.max))")
    for start in stride(from: 0, to: count, by: 170) {
      try spool.append(
        (start..<min(count, start + 170)).map { number in
          var document = Document(type: .expense)
          document.number = "\(number)"
          return .document(document)
        }
      )
    }
    var numbers: [String] = []
    // Twice: a transaction that failed is tried again.
    for _ in 0..<2 {
      numbers = []
      try spool.forEachBatch(preparing: Self.numbers) { numbers += $0 }
      #expect(numbers == (0..<count).map(String.init))
    }
    #expect(throws: Broken.self) {
      try spool.forEachBatch(preparing: Self.numbers) { (_: [String]) in throw Broken() }
      if count == 0 { throw Broken() }
    }
  }

  private static func numbers(_ items: [ReadingSpool.Item]) throws -> [String] {
    try items.compactMap { item, wire in
      if let wire {
        let frame = ReaderWire.itemsFrame(id: 0, count: 1, items: wire)
        let alone = try ReaderWire.frame(from: frame[ReaderWire.lengthBytes...])
        guard case .items(_, [item]) = alone else { return nil }
      }
      return if case .document(let document) = item { document.number } else { nil }
    }
  }
}

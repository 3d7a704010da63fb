import Books
import Documents
import Readings
import Testing
import Values

/// The compact wire against the model: nothing is lost on the way, nothing bad is let in.
@Suite struct WireStepTests {
  private func check(_ items: [ReadingItem]) throws {
    let bytes = ReaderWire.bytes(of: .items(id: 7, items))
    #expect(ReaderWire.payloadCount(bytes[...]) == bytes.count - ReaderWire.lengthBytes)
    guard case .items(7, let back) = try ReaderWire.frame(from: bytes.dropFirst(4)) else {
      Issue.record("another frame came back")
      return
    }
    #expect(back == items)
    // Equality of decimals is numeric; what was written must come back as written.
    #expect("\(back)".count == "\(items)".count)
  }

  @Test func `every field of every item comes back`() throws {
    let items = WireFixture.fullItems
    for item in items { WireFixture.expectEveryFieldFilled(item, at: "\(item)".prefix(12) + "") }
    try check(items)
  }

  @Test func `absent stays absent`() throws {
    let amount = Money(minorUnits: .max, currency: WireFixture.euro)
    try check([
      .document(Document(type: .receipt)), .entry(Entry(day: WireFixture.day, amount: amount)),
      .statement(Statement(entryCount: 0)), .row(TableRow(line: 0, values: [:])),
    ])
  }

  @Test func `the end comes back with its terms`() throws {
    var summary = ReadingSummary(kind: .ubl)
    summary.documents = 2
    summary.entries = 3
    summary.rows = 4
    summary.isRefused = true
    summary.terms = [["BT-1": ["471102"], "BT-20": ["a", "b"]], [:]]
    summary.embedded = EmbeddedFile(name: "factur-x.xml", relationship: "Data")
    summary.export = "PayPal, activity"
    summary.enclosed = 2
    var mail = MailFacts()
    mail.sender = "Kessel <k@kessel.example>"
    mail.subject = "Rechnung"
    mail.sentAt = "2026-03-14T10:11:12+01:00"
    mail.messageID = "7@kessel.example"
    summary.mail = mail
    WireFixture.expectEveryFieldFilled(summary, at: "summary")
    let bytes = ReaderWire.bytes(of: .end(id: 9, summary))
    guard case .end(9, let back) = try ReaderWire.frame(from: bytes.dropFirst(4)) else {
      Issue.record("another frame came back")
      return
    }
    #expect(back == summary)
  }

  @Test(arguments: [
    "0", "-0.00", "1190.00", "-0.01", "170141183460469231731687303715884105727",
    "-170141183460469231731687303715884105727", "9223372036854775808",
    "0.00000000000000000000000000000000000001",
  ])
  func `decimals come back as written`(text: String) throws {
    var document = Document(type: .invoice)
    document.totals.gross = ExactDecimal(text)
    let bytes = ReaderWire.bytes(of: .items(id: 1, [.document(document)]))
    guard case .items(_, let back) = try ReaderWire.frame(from: bytes.dropFirst(4)),
      case .document(let found) = back.first
    else {
      Issue.record("another frame came back")
      return
    }
    #expect(found.totals.gross?.description == ExactDecimal(text)?.description)
  }

  @Test(arguments: ["", "é", "\u{0}", "👩‍👩‍👧", "e\u{301}", String(repeating: "x", count: 70_000)])
  func `texts come back byte for byte`(text: String) throws {
    let row = TableRow(line: 1, values: [text: text])
    let bytes = ReaderWire.bytes(of: .items(id: 1, [.row(row)]))
    guard case .items(_, let back) = try ReaderWire.frame(from: bytes.dropFirst(4)),
      case .row(let found) = back.first
    else {
      Issue.record("another frame came back")
      return
    }
    #expect(found.values.first.map { Array($0.value.utf8) } == Array(text.utf8))
  }

  @Test func `every cut of a frame is an error, never a crash`() {
    let payload = ReaderWire.bytes(of: .items(id: 7, WireFixture.fullItems)).dropFirst(4)
    for count in 0..<payload.count {
      #expect(throws: WireError.self) { try ReaderWire.frame(from: payload.prefix(count)) }
    }
  }

  @Test func `changed bytes are an error or a value, never a crash`() {
    var random = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0 ... .max, using: &random)
    var numbers = Numbers(state: seed)
    let original = Array(ReaderWire.bytes(of: .items(id: 7, WireFixture.fullItems)).dropFirst(4))
    var refused = 0
    for _ in 0..<5_000 {
      var payload = original
      for _ in 0...Int(numbers.next() % 4) {
        payload[Int(numbers.next() % UInt64(payload.count))] = UInt8(
          truncatingIfNeeded: numbers.next()
        )
      }
      do throws(WireError) {
        // What comes through must survive being used.
        let frame = try ReaderWire.frame(from: payload[...])
        if case .items(_, let items) = frame { _ = ReaderWire.bytes(of: .items(id: 1, items)) }
      } catch {
        refused += 1
      }
    }
    #expect(refused > 0, "seed \(seed)")
  }

  @Test func `numbers without an opposite are refused`() {
    // A frame with one entry: no id, day 0, no value day, Int64.min minor units.
    let smallest: [UInt8] = Array(repeating: 0xFF, count: 9) + [1]
    let payload: [UInt8] = [1, 2, 1, 2, 0, 0, 0] + smallest + Array("EUR".utf8)
    #expect(throws: WireError.invalid("amount")) { try ReaderWire.frame(from: payload[...]) }
  }

  @Test func `more items than a frame may hold are refused`() {
    let items = (0...ReaderWire.itemsPerFrame).map {
      ReadingItem.row(TableRow(line: $0, values: [:]))
    }
    let payload = ReaderWire.bytes(of: .items(id: 1, items)).dropFirst(4)
    #expect(throws: WireError.self) { try ReaderWire.frame(from: payload) }
  }

  @Test func `a batch keeps its frames within number and size`() throws {
    var sent: [[UInt8]] = []
    var batch = FrameBatch(id: 3)
    for line in 0..<1_000 {
      let size = line % 100 == 0 ? 200_000 : 10
      let row = TableRow(line: line, values: ["a": String(repeating: "x", count: size)])
      #expect(batch.add(.row(row)) { sent.append($0) })
    }
    #expect(sent.allSatisfy { $0.count <= ReaderWire.usualFrameBytes + 64 })
    batch.finish(ReadingSummary(kind: .csv)) { sent.append($0) }
    var lines: [Int] = []
    var rest = sent.flatMap { $0 }[...]
    var ends = 0
    while let count = ReaderWire.payloadCount(rest) {
      switch try ReaderWire.frame(from: rest.dropFirst(4).prefix(count)) {
      case .items(3, let items):
        lines += items.compactMap { if case .row(let row) = $0 { row.line } else { nil } }
      case .end(3, _): ends += 1
      case .items, .survey, .end: Issue.record("another id, or a survey")
      }
      rest = rest.dropFirst(4 + count)
    }
    #expect(lines == Array(0..<1_000))
    #expect(ends == 1)
  }

  @Test func `an item larger than any frame is left out and said`() {
    var batch = FrameBatch(id: 3)
    let huge = String(repeating: "x", count: ReaderWire.maximumItemBytes)
    #expect(!batch.add(.row(TableRow(line: 1, values: ["a": huge]))) { _ in })
    #expect(batch.add(.row(TableRow(line: 2, values: ["a": "b"]))) { _ in })
    batch.finish(ReadingSummary(kind: .csv)) { #expect($0.count < 100) }
  }
}

/// A linear congruential generator (Knuth's MMIX constants), so that a seed repeats a run.
struct Numbers {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}

import Documents
import Readings
import Synchronization
import TestPapers
import Testing

@testable import Readers

/// A file that exists only as a rule: a head, one part many times, a tail.
///
/// Counts what is asked of it.
final class RepeatedPartInput: FileInput {
  private let head: [UInt8]
  private let part: [UInt8]
  private let tail: [UInt8]
  private let count: Int
  private let largestRead = Atomic<Int>(0)
  private let bytesRead = Atomic<Int>(0)

  init(head: String, part: String, count: Int, tail: String) {
    self.head = Array(head.utf8)
    self.part = Array(part.utf8)
    self.tail = Array(tail.utf8)
    self.count = count
  }

  var byteCount: Int64 { Int64(head.count + part.count * count + tail.count) }
  var bytesServed: Int { bytesRead.load(ordering: .relaxed) }
  var largestPiece: Int { largestRead.load(ordering: .relaxed) }

  func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let length = Int(max(0, min(Int64(buffer.count), byteCount - offset)))
    var filled = 0
    while filled < length {
      let (section, start) = section(Int(offset) + filled)
      let piece = section[start..<min(section.count, start + length - filled)]
      unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]).copyBytes(from: piece)
      filled += piece.count
    }
    bytesRead.add(length, ordering: .relaxed)
    if length > largestPiece { largestRead.store(length, ordering: .relaxed) }
    return length
  }

  private func section(_ position: Int) -> (bytes: [UInt8], start: Int) {
    if position < head.count { return (head, position) }
    let inParts = position - head.count
    if inParts < part.count * count { return (part, inParts % part.count) }
    return (tail, inParts - part.count * count)
  }
}

@Suite
struct XMLLargeTests {
  private static let head =
    "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"><ID>R-1</ID>"

  private func reading(_ input: RepeatedPartInput, limits: ReadLimits = ReadLimits()) -> Reading {
    var instructions = ReadInstructions(target: .invoice)
    instructions.limits = limits
    var items: [ReadingItem] = []
    let summary = FileReader.read(input, instructions: instructions, fileName: "big.xml") {
      items.append($0)
    }
    return Reading(items: items, summary: summary)
  }

  @Test
  func `100 MB of foreign elements are passed over in pieces and nothing of them is kept`() throws {
    let part = "<Foreign a=\"b\">" + String(repeating: "padding ", count: 2_000) + "</Foreign>"
    let count = (100 << 20) / part.utf8.count + 1
    let input = RepeatedPartInput(head: Self.head, part: part, count: count, tail: "</Invoice>")
    let reading = reading(input)
    #expect(try #require(reading.documents.first).number == "R-1")
    #expect(input.largestPiece <= 64 << 10)
    #expect(Int64(input.bytesServed) <= input.byteCount + Int64(2 * (64 << 10)) + 4_096)
  }

  @Test
  func `what is kept does not grow with foreign elements or with finished lines`() {
    let part = "<Foreign><a>x</a></Foreign><InvoiceLine><ID>1</ID></InvoiceLine>"
    let input = RepeatedPartInput(head: Self.head, part: part, count: 1_000, tail: "</Invoice>")
    var largest = 0
    let builder = XMLTreeBuilder(table: UBLMapping.table, limits: ReadLimits()) { tree, _ in
      largest = max(largest, tree.elements.count)
      return nil
    }
    let outcome = XMLStream.parse(input, start: XMLStart(), limits: ReadLimits(), into: builder)
    #expect(outcome == .complete)
    #expect(builder.keptElements == 2_001)
    #expect(largest == 3)
    #expect(builder.tree.elements.count == 1)
  }

  @Test
  func `100 MB of wanted elements are refused at the limit long before the end`() {
    let part = "<Note>" + String(repeating: "n", count: 1_000) + "</Note>"
    let input = RepeatedPartInput(head: Self.head, part: part, count: 100_000, tail: "</Invoice>")
    let reading = reading(input)
    #expect(reading.problemCodes == ["xml.too-long@1"])
    #expect(input.bytesServed < 40 << 20)
  }

  @Test
  func `lines without end are refused at the limit long before the end`() {
    var limits = ReadLimits()
    limits.linesPerDocument = 1_000
    let part = "<InvoiceLine><ID>1</ID></InvoiceLine>"
    let input = RepeatedPartInput(head: Self.head, part: part, count: 3_000_000, tail: "</Invoice>")
    #expect(reading(input, limits: limits).problemCodes == ["xml.too-many-lines@1"])
    #expect(input.bytesServed < 1 << 20)
  }

  @Test
  func `bad values without end are listed up to the limit`() throws {
    let part = "<InvoiceLine><LineExtensionAmount>x</LineExtensionAmount></InvoiceLine>"
    let input = RepeatedPartInput(head: Self.head, part: part, count: 5_000, tail: "</Invoice>")
    let document = try #require(reading(input).documents.first)
    #expect(document.lines.count == 5_000)
    #expect(document.problems.count == 1_001)
    #expect(document.problems.last?.code == "value.more-problems")
    #expect(document.sources.count == 1_001)
  }

  @Test
  func `a bank statement of 20,000 entries is proved and its entries come in order`() {
    let entry = CAMTFixture.entry("0.01", "CRDT")
    let parts = CAMTFixture.statement(closing: "300.00", entries: "@").split(separator: "@")
    let input = RepeatedPartInput(
      head: String(parts[0]),
      part: entry,
      count: 20_000,
      tail: String(parts[1])
    )
    var entries = 0
    let summary = FileReader.read(
      input,
      instructions: ReadInstructions(target: .ledger),
      fileName: "bank.xml"
    ) { item in
      if case .entry = item { entries += 1 }
      if case .problem(let problem) = item { Issue.record("\(problem)") }
    }
    #expect(entries == 20_000)
    #expect(summary.entries == 20_000 && !summary.isRefused)
  }
}

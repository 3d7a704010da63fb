import Documents
import Readings
import Synchronization
import Testing

@testable import Readers

/// Bytes that are made when they are read, and counted.
private final class OneByteInput: FileInput {
  let byteCount: Int64
  let prefixBytes: [UInt8]
  let byte: UInt8
  let bytesRead = Mutex(0)

  init(prefix: String, byte: UInt8, count: Int64) {
    prefixBytes = Array(prefix.utf8)
    self.byte = byte
    byteCount = count
  }

  func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = Int(max(0, min(Int64(buffer.count), byteCount - offset)))
    for index in 0..<count {
      let place = offset + Int64(index)
      unsafe buffer[index] = place < prefixBytes.count ? prefixBytes[Int(place)] : byte
    }
    bytesRead.withLock { $0 += count }
    return count
  }
}

/// Says that it has more bytes than it gives.
private struct BrokenInput: FileInput {
  let memory: MemoryInput
  var byteCount: Int64 { memory.byteCount + 1_000 }
  func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    unsafe memory.read(at: offset, into: buffer)
  }
}

@Suite("CSV: hostile files")
struct CSVHostileTests {
  private func codes(
    _ input: some FileInput,
    _ instructions: ReadInstructions = .made(.expense)
  ) -> [String] {
    var codes: [String] = []
    _ = CSVReader.read(input, instructions: instructions, fileName: "x.csv") {
      if case .problem(let problem) = $0 { codes.append(problem.code) }
    }
    return codes
  }

  @Test("a gigabyte of quotes is refused by its size without being read")
  func gigabyteOfQuotes() {
    let input = OneByteInput(prefix: "", byte: UInt8(ascii: "\""), count: 1 << 30)
    #expect(codes(input) == ["csv.too-large"])
    #expect(input.bytesRead.withLock { $0 } == 0)
  }

  @Test("an endless quoted cell ends at the cell's limit")
  func longQuotedCell() {
    let head = "Date,Merchant,Amount\n2026-01-01,x,1\n2026-01-01,\""
    let count: Int64 = 12 << 20
    let input = OneByteInput(prefix: head, byte: UInt8(ascii: "\""), count: count)
    #expect(codes(input) == ["csv.field-too-long"])
    // Once whole for the encoding, then samples, then up to the limit.
    let few = Int(count) + 8 * CSVLimits.sampleBytes + 3 * (1 << 20)
    #expect(input.bytesRead.withLock { $0 } < few)
  }

  @Test("a cell of ten megabytes, quoted or not, is refused with its line")
  func longCells() {
    let long = String(repeating: "x", count: 10 << 20)
    for cell in [long, "\"\(long)\"", "\"x\"\(String(repeating: " ", count: 10 << 20))y"] {
      let reading = CSVText.reading(
        Array("Date,Merchant,Amount\n2026-01-01,\(cell),1\n".utf8),
        .made(.expense)
      )
      #expect(reading.problems.map(\.code) == ["csv.field-too-long"])
      #expect(reading.problems.first?.place.line == 2)
    }
  }

  @Test("a hundred thousand columns are refused, in the header and further down")
  func manyColumns() {
    let wide = String(repeating: "a,", count: 100_000)
    #expect(codes(MemoryInput(wide + "\n1,2\n")) == ["csv.too-many-columns"])
    #expect(codes(MemoryInput("Date,Amount\n2026-01-01,1\n" + wide)) == ["csv.too-many-columns"])
  }

  @Test("more rows than the limit are refused")
  func manyRows() {
    var instructions = ReadInstructions.made(.expense)
    instructions.limits.rows = 10
    let text = "Date,Amount\n" + String(repeating: "2026-01-01,1\n", count: 11)
    #expect(codes(MemoryInput(text), instructions) == ["csv.too-many-rows"])
  }

  @Test("binary rubbish has a reason", arguments: 0..<20)
  func rubbish(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let bytes = (0..<50_000).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    #expect(!codes(MemoryInput(bytes)).isEmpty)
    let high = bytes.map { $0 | 0x80 }
    #expect(!codes(MemoryInput(high)).isEmpty)
    let printable = bytes.map { 0x20 + $0 % 0x5F }
    #expect(!codes(MemoryInput(printable), .ledger()).isEmpty)
  }

  @Test("a ledger of nothing but bad rows stops early")
  func badRows() {
    let text = "Date,Amount\n2026-01-01,1\n" + String(repeating: "x,y\n", count: 50_000)
    var problems = 0
    let summary = CSVReader.read(
      MemoryInput(text),
      instructions: .ledger(),
      fileName: "x.csv"
    ) { if case .problem = $0 { problems += 1 } }
    #expect(summary.isRefused)
    #expect(problems < 3 * CSVLimits.badRows)
  }

  @Test("a disk that gives less than it promised is no end of file")
  func brokenInput() {
    let input = BrokenInput(memory: MemoryInput("Date,Amount\n2026-01-01,1\n"))
    #expect(codes(input).contains("csv.ended-early"))
  }

  @Test("a bomb as the workflow's pattern refuses the file, in bounded work")
  func patternBomb() {
    let instructions = ReadInstructions.made(.expense) { $0.stopAt = "(a+)+$" }
    let text = "Date,Merchant,Amount\n2026-01-01,\(String(repeating: "a", count: 40))!,1\n"
    #expect(codes(MemoryInput(text), instructions) == ["csv.pattern-too-expensive"])
  }
}

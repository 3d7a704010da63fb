import Readings
import Testing

@testable import ReaderPool

@Suite struct FrameAssemblerTests {
  private let frames: [ReadFrame] = (1...20).map { number in
    .items(id: number, (0..<number).map { .row(TableRow(line: $0, values: ["a": "\($0)"])) })
  }

  @Test(arguments: [1, 3, 4, 5, 64, 10_000])
  func `frames come out whole, however the bytes come`(piece: Int) throws {
    let bytes = frames.flatMap { ReaderWire.bytes(of: $0) }
    var assembler = FrameAssembler()
    var found: [ReadFrame] = []
    for start in stride(from: 0, to: bytes.count, by: piece) {
      assembler.append(bytes[start..<min(bytes.count, start + piece)])
      while let frame = try assembler.next() { found.append(frame) }
    }
    #expect(assembler.isEmpty)
    #expect(found.map { ReaderWire.bytes(of: $0) }.flatMap { $0 }.count == bytes.count)
    #expect(found.count == frames.count)
  }

  @Test func `a length above the limit is refused before its bytes come`() {
    var assembler = FrameAssembler()
    assembler.append([1, 0, 0, 4])
    #expect(throws: WireError.tooLarge("frame")) { try assembler.next() }
  }

  @Test func `a length at the limit waits for its bytes`() throws {
    var assembler = FrameAssembler()
    assembler.append([0, 0, 0, 4])
    #expect(try assembler.next() == nil)
  }
}

import Books
import Documents
import FoundationEssentials
import Readers
import Readings
import Testing
import Values

/// What arrives in a bank folder and is no whole, honest bank file.
@Suite struct `Hostile bank files` {
  static let papers: [String] = [
    `MT940 statements`.statement(
      ":61:2603140314CR30,00N062NONREF//B-77\n:86:166?00X?20EREF+E2E?21SVWZ+RE 1?32Kessel",
      closing: "C260314EUR130,00"
    ),
    `OFX exports`.header + `OFX exports`.body(`OFX exports`.movement),
    `QIF exports`.export,
    `BAI2 reports`.report,
    `DATEV booking batches`.head + "\n" + `DATEV booking batches`.names + "\n"
      + `DATEV booking batches`.rowsText,
  ]

  private static func ledger(_ bytes: [UInt8], limits: ReadLimits = ReadLimits()) -> Reading {
    var instructions = ReadInstructions(target: .ledger)
    instructions.currency = Currency("EUR")
    instructions.limits = limits
    var items: [ReadingItem] = []
    let summary = FileReader.read(MemoryInput(bytes), instructions: instructions, fileName: "x") {
      items.append($0)
    }
    return Reading(items: items, summary: summary)
  }

  @Test(arguments: papers.indices)
  func `every cut of a file is read without a crash, and says what it is`(paper: Int) {
    let bytes = Array(Self.papers[paper].utf8)
    for end in bytes.indices {
      let reading = Self.ledger(Array(bytes[..<end]))
      #expect(reading.isConsistent)
      #expect(reading.summary.isRefused || !reading.items.isEmpty)
    }
  }

  @Test(arguments: papers.indices)
  func `mutated files are read without a crash`(paper: Int) {
    let environment = ProcessInfo.processInfo.environment
    let rounds = environment["TICKMARK_FUZZ"].flatMap { Int($0) } ?? 1_500
    let seed = environment["TICKMARK_SEED"].flatMap { UInt64($0) } ?? 20_261_125
    print("bank fuzz: paper \(paper), seed \(seed), \(rounds) rounds")
    var random = SeededRandom(seed: seed &+ UInt64(paper))
    let bytes = Array(Self.papers[paper].utf8)
    var readings = 0
    for _ in 0..<rounds {
      var mutant = bytes
      for _ in 0..<Int.random(in: 1...6, using: &random) { Self.mutate(&mutant, &random) }
      let reading = Self.ledger(mutant)
      #expect(reading.isConsistent)
      readings += 1
    }
    #expect(readings == rounds)
  }

  private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    guard !bytes.isEmpty else { return }
    let index = Int.random(in: bytes.indices, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.remove(at: index)
    case 2:
      bytes.insert(Array(":/<>,;?+-\n\r09&^!".utf8).randomElement(using: &random) ?? 0, at: index)
    case 3: bytes.removeSubrange(index..<min(bytes.count, index + 20))
    case 4:
      let end = min(bytes.count, index + Int.random(in: 1...60, using: &random))
      bytes.insert(contentsOf: bytes[index..<end], at: index)
    default: bytes.replaceSubrange(index..<min(bytes.count, index + 3), with: Array("999".utf8))
    }
  }

  @Test
  func `a line without an end, a nest without a bottom and rows without number meet their limits`()
  {
    var limits = ReadLimits()
    limits.fieldBytes = 1_000
    limits.rows = 3
    let long = ":20:X\n:25:1\n:60F:C260301EUR1,00\n:86:" + String(repeating: "9", count: 5_000)
    #expect(Self.ledger(Array(long.utf8), limits: limits).problemCodes == ["bank.line-too-long@4"])
    let deep = `OFX exports`.header + "<OFX>" + String(repeating: "<STMTRS>", count: 5_000)
    #expect(Self.ledger(Array(deep.utf8), limits: limits).problemCodes == ["bank.too-deep@5"])
    let many =
      `OFX exports`.header
      + `OFX exports`.body(String(repeating: `OFX exports`.movement, count: 9))
    #expect(
      Self.ledger(Array(many.utf8), limits: limits).problemCodes.first?
        .hasPrefix("bank.too-many-entries") == true
    )
  }

  @Test
  func `entities are not expanded`() {
    let bomb =
      `OFX exports`.header + "<!DOCTYPE a [<!ENTITY b \"&c;&c;\">]>"
      + `OFX exports`.body(
        `OFX exports`.movement.replacing("Rechnung 7", with: "&b; &#x41; &bogus")
      )
    #expect(Self.ledger(Array(bomb.utf8)).entries.first?.memo == "&b; A &bogus")
  }
}

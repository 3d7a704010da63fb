import Books
import Documents
import FoundationEssentials
import Readers
import Readings
import Testing
import Values

/// What arrives as a journal and is no whole, honest one.
@Suite struct `Hostile journals` {
  static let papers = [
    `Journals of hledger and ledger`.month, `Journals of beancount`.month,
  ]

  @Test(arguments: papers.indices)
  func `every cut of a journal is read without a crash, and says what it is`(paper: Int) {
    let bytes = Array(Self.papers[paper].utf8)
    for end in bytes.indices {
      let text = String(decoding: bytes[..<end], as: UTF8.self)
      let reading = journal(text, account: ["*"])
      #expect(reading.summary.isRefused || !reading.items.isEmpty)
    }
  }

  @Test(arguments: papers.indices)
  func `mutated journals are read without a crash`(paper: Int) {
    let environment = ProcessInfo.processInfo.environment
    let rounds = environment["TICKMARK_FUZZ"].flatMap { Int($0) } ?? 1_000
    let seed = environment["TICKMARK_SEED"].flatMap { UInt64($0) } ?? 20_261_125
    print("journal fuzz: paper \(paper), seed \(seed), \(rounds) rounds")
    var random = SeededRandom(seed: seed &+ UInt64(paper))
    var entries = 0
    for round in 0..<rounds {
      var mutant = Array(Self.papers[paper].utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) { Self.mutate(&mutant, &random) }
      let account = round.isMultiple(of: 2) ? ["*"] : []
      entries += journal(String(decoding: mutant, as: UTF8.self), account: account).entries.count
    }
    // Mutations that only break papers would test nothing behind the first line.
    #expect(entries > rounds / 2)
  }

  private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    guard !bytes.isEmpty else { return }
    let index = Int.random(in: bytes.indices, using: &random)
    let words = [
      "@", "{", "}", "=", "\"", "(", ";", ":", "|", "  ", "\n", "\n  ", "\t", "-", ",", ".",
    ]
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.removeSubrange(index..<min(bytes.count, index + 7))
    case 2, 3:
      bytes.insert(contentsOf: Array((words.randomElement(using: &random) ?? "").utf8), at: index)
    default:
      let end = min(bytes.count, index + Int.random(in: 1...80, using: &random))
      bytes.insert(contentsOf: bytes[index..<end], at: index)
    }
  }

  @Test
  func `limits are named: a line, the postings of a booking, the entries of a file`() {
    let line = "2026-03-02 " + String(repeating: "x", count: 2 << 20) + "\n  a:b  1 EUR\n"
    #expect(journal(line, account: ["*"]).summary.isRefused)
    let postings = "2026-03-02 x\n" + String(repeating: "  assets:a  1 EUR\n", count: 20_001)
    #expect(journal(postings, account: ["*"]).problemCodes == ["journal.too-many-postings@20002"])
    var limits = ReadLimits()
    limits.rows = 2
    var instructions = ReadInstructions(target: .ledger)
    instructions.limits = limits
    var items: [ReadingItem] = []
    let summary = FileReader.read(
      MemoryInput(String(repeating: "2026-03-02 x\n  assets:a  1 EUR\n  e:b\n", count: 3)),
      instructions: instructions,
      fileName: "x"
    ) { items.append($0) }
    let reading = Reading(items: items, summary: summary)
    #expect(reading.problemCodes == ["bank.too-many-entries@8"])
    #expect(reading.isConsistent)
  }

  /// Each of these was or may be quadratic in a careless reader.
  @Test(arguments: [
    "2026-03-02 \"" + String(repeating: ";", count: 300_000) + "\"\n  assets:a  1 EUR\n  e:b\n",
    "2026-03-02 x ; " + String(repeating: "a:b,", count: 100_000) + "\n  assets:a  1 EUR\n  e:b\n",
    "2026-03-02 x\n  assets:a  1 EUR\n  e:b\n" + String(repeating: "    ; note\n", count: 50_000),
    "2026-03-02 * \"x\" \"y\n" + String(repeating: "z\n", count: 50_000),
    String(repeating: "apply account a\n", count: 50_000) + "2026-03-02 x\n  b  1 EUR\n  e:b\n",
    String(repeating: "alias a=a:a\n", count: 600) + "2026-03-02 x\n  a  1 EUR\n  e:b\n",
    "2026-03-02 x\n  assets:a  " + String(repeating: "1 ", count: 200_000) + "EUR\n  e:b\n",
    "2026-03-02 x\n  assets:a  " + String(repeating: "{", count: 200_000) + "\n  e:b\n",
  ])
  func `long lines and deep settings end soon`(text: String) {
    let reading = journal(text, account: ["*"])
    #expect(reading.summary.isRefused || reading.entries.count == 2)
    #expect(reading.problems.allSatisfy { $0.message.utf8.count < 4_000 })
  }
}

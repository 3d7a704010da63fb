import Books
import Documents
import Testing
import Values

@testable import Reviewing

@Suite("The exception report")
struct ExceptionReportTests {
  @Test("is written as recorded, in each form")
  func golden() throws {
    let report = SampleReport.report
    try Golden.check("exceptions.html", ExceptionHTML.bytes(report))
    try Golden.check("exceptions.csv", ExceptionCSV.bytes(report))
    try Golden.check("exceptions.json", ExceptionJSON.bytes(report))
    try Golden.check("exceptions.txt", Array(ExceptionText.list(report).utf8))
    let full = report.exceptions.map { ExceptionText.full($0) }.joined(separator: "\n")
    try Golden.check("exception-full.txt", Array(full.utf8))
  }

  @Test("says gladly that nothing waits")
  func empty() throws {
    var report = ExceptionReport(workspace: "Muster", madeAt: "2026-03-20T08:15:00Z")
    report.totals.cleared = SampleReport.tally(SampleReport.euro(100))
    report.totals.received = report.totals.cleared
    try Golden.check("empty.html", ExceptionHTML.bytes(report))
    #expect(ExceptionText.list(report).hasPrefix("Nothing waits for you"))
    report.totals.received.count = 2
    let html = String(decoding: ExceptionHTML.bytes(report), as: UTF8.self)
    #expect(html.contains("<h1>The figures do not agree</h1>"))
    #expect(!html.contains("Well done"))
    #expect(!ExceptionText.list(report).contains("Nothing waits"))
  }

  @Test("is the same bytes in whatever order the lists come", arguments: 0..<20 as Range<UInt64>)
  func shuffled(seed: UInt64) {
    var random = SeededRandom(state: seed)
    let report = SampleReport.report
    var other = report
    other.exceptions.shuffle(using: &random)
    for index in other.exceptions.indices {
      other.exceptions[index].candidates.shuffle(using: &random)
      other.exceptions[index].findings.shuffle(using: &random)
    }
    #expect(ExceptionHTML.bytes(other) == ExceptionHTML.bytes(report))
    #expect(ExceptionCSV.bytes(other) == ExceptionCSV.bytes(report))
    #expect(ExceptionText.list(other) == ExceptionText.list(report))
  }
}

/// SplitMix64: small, and the same on every machine.
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

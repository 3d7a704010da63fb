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

  @Test("names the files that accompany others, and counts them in the totals")
  func companions() {
    var report = SampleReport.report
    let (paper, scan) = (
      FileLine(arrivalID: "A31", fileName: "bill.xml"),
      FileLine(arrivalID: "A32", fileName: "bill <1>.pdf")
    )
    report.companions = [CompanionFile(file: scan, workflow: "bills", leaders: [paper])]
    report.exceptions[0].companions = [scan]
    report.totals.companions = Tally(files: 1)
    report.totals.received.add(report.totals.companions)
    #expect(report.imbalances.isEmpty)
    let html = String(decoding: ExceptionHTML.bytes(report), as: UTF8.self)
    #expect(html.contains("<h2 id=\"companions\">Files that accompany others"))
    #expect(html.contains("bill &lt;1&gt;.pdf (A32)") && html.contains("bill.xml (A31)"))
    #expect(html.contains("accompanied by") && !html.contains("bill <1>"))
    let json = String(decoding: ExceptionJSON.bytes(report), as: UTF8.self)
    #expect(json.contains(#""companions":[{"arrival":"A32","file":"bill <1>.pdf"}]"#))
    #expect(
      json.contains(
        #"{"arrival":"A32","file":"bill <1>.pdf","workflow":"bills","accompanies":[{"arrival":"A31","file":"bill.xml"}]}"#
      )
    )
    #expect(json.contains(#""companions":{"count":0,"files":1}"#))
    let csv = String(decoding: ExceptionCSV.bytes(report), as: UTF8.self)
    #expect(csv.contains("bill <1>.pdf (A32)"))
    let text = ExceptionText.list(report)
    #expect(text.contains("companions 0"), "\(text)")
    #expect(ExceptionText.full(report.exceptions[0]).contains("accompanied by bill <1>.pdf (A32)"))
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

import Documents
import Testing
import Values

@testable import Reviewing

@Suite("A large report")
struct LargeReportTests {
  @Test("grows by the same bytes for each exception")
  func linear() {
    // Ids of one width, so that every exception takes the same room.
    for write in [ExceptionCSV.bytes, ExceptionJSON.bytes] {
      let sizes = [1_000, 2_000, 4_000].map { write(report($0)).count }
      #expect(sizes[2] - sizes[1] == 2 * (sizes[1] - sizes[0]))
    }
    let sizes = [500, 1_000, 2_000].map { ExceptionHTML.bytes(report($0)).count }
    // Counts of one more digit may add a few bytes.
    #expect(abs((sizes[2] - sizes[1]) - 2 * (sizes[1] - sizes[0])) < 64)
  }

  @Test("shows the most urgent on the page, says where the rest is, and lists all in CSV and JSON")
  func capped() {
    let report = report(10_000)
    let html = String(decoding: ExceptionHTML.bytes(report), as: UTF8.self)
    #expect(html.matches(of: /<article/).count == ExceptionHTML.maximumCards)
    #expect(
      html.contains(
        "shows the 2\u{202F}000 most urgent of 10\u{202F}000 exceptions. The other 8\u{202F}000"
      )
    )
    // The larger amount is the more urgent.
    #expect(html.contains("id=\"X19999\""))
    #expect(!html.contains("id=\"X10000\""))
    #expect(ExceptionCSV.bytes(report).count { $0 == UInt8(ascii: "\n") } == 10_001)
    let json = String(decoding: ExceptionJSON.bytes(report), as: UTF8.self)
    #expect(json.matches(of: /"id":"X1/).count == 10_000)
  }

  @Test("shows at most five candidates of an exception and says how many there were")
  func candidates() {
    var report = report(1)
    report.exceptions[0].candidates = (1...9).map { number in
      SampleReport.candidate(
        number,
        SampleReport.euro(-number),
        "N",
        "M",
        score: Int(number),
        isRunnerUp: number < 9,
        []
      )
    }
    let html = String(decoding: ExceptionHTML.bytes(report), as: UTF8.self)
    #expect(html.contains("(the best 5 of 9)"))
    #expect(html.contains(">E5<") && !html.contains(">E4<"))
    let json = String(decoding: ExceptionJSON.bytes(report), as: UTF8.self)
    #expect(json.contains("\"candidatesConsidered\":9"))
  }

  private func report(_ count: Int) -> ExceptionReport {
    var report = ExceptionReport(workspace: "Muster", madeAt: "2026-03-20T08:15:00Z")
    report.listsAll = false
    report.exceptions = (0..<count).map { number in
      var item = SampleReport.unmatched
      item.id = "X\(10_000 + number)"
      item.document?.amount = SampleReport.euro(1_000_000 + Int64(number))
      return item
    }
    return report
  }
}

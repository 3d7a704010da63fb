import Books
import Testing
import Values

@testable import Reviewing

@Suite("Control totals")
struct ControlTotalsTests {
  @Test("foot in number, in files and in each currency, or say so")
  func foots() {
    #expect(SampleReport.report.totals.foots)
    #expect(SampleReport.report.imbalances.isEmpty)
    let cameIn = "What came in is not what was decided."
    check(cameIn) { $0.totals.received.count += 1 }
    check(cameIn) { $0.totals.received.files -= 1 }
    check(cameIn) { $0.totals.cleared.withoutAmount += 1 }
    check(cameIn) { $0.totals.duplicates.sums.add(SampleReport.euro(1)) }
    // The same number in another currency does not make up for it.
    check(cameIn) {
      $0.totals.received.sums.add(SampleReport.euro(-100))
      $0.totals.received.sums.add(SampleReport.money(100, "USD"))
    }
    check("Ledger bank: matched and open entries are not all entries.") {
      $0.totals.ledgers[0].entries.open.count -= 1
    }
  }

  @Test("must agree with the lists, unless the list is a part")
  func lists() {
    check("The totals count 5 exceptions, the list has 4.") { report in
      report.exceptions.removeAll { $0.id == "X17" }
    }
    check("The totals count 1 quarantined files, the list has 0.") { $0.quarantined = [] }
    var part = SampleReport.report
    part.exceptions = []
    part.quarantined = []
    part.listsAll = false
    #expect(part.imbalances.isEmpty)
  }

  @Test("hold amounts whose sum is more than 64 bits")
  func large() {
    let most = SampleReport.euro(.max)
    let sums = Sums([most, most, most])
    #expect(sums.decimal(most.currency).description == "276701161105643274.21")
    var rest = sums
    rest.subtract(Sums([most, most, most]))
    #expect(rest == Sums())
    #expect(rest.isZero)
  }

  private func check(_ reason: String, _ change: (inout ExceptionReport) -> Void) {
    var report = SampleReport.report
    change(&report)
    #expect(report.imbalances == [reason])
    let html = String(decoding: ExceptionHTML.bytes(report), as: UTF8.self)
    #expect(html.contains("NOT IN BALANCE"))
    #expect(!html.contains("In balance"))
    #expect(ExceptionText.list(report).contains("NOT IN BALANCE: \(reason.prefix(20))"))
    let json = String(decoding: ExceptionJSON.bytes(report), as: UTF8.self)
    #expect(json.contains("\"inBalance\":false"))
  }
}

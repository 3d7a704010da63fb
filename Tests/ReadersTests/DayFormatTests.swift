import Testing
import Values

@testable import Readers

@Suite("DayFormat")
struct DayFormatTests {
  @Test(
    "reads days",
    arguments: [
      ("dd.MM.yyyy", "14.03.2026", "2026-03-14"), ("dd.MM.yyyy", "4.3.2026", "2026-03-04"),
      ("d/M/yy", "4/3/26", "2026-03-04"), ("d/M/yy", "4/3/50", "1950-03-04"),
      ("d/M/yy", "4/3/49", "2049-03-04"), ("yyyyMMdd", "20260314", "2026-03-14"),
      ("ddMMyy", "140326", "2026-03-14"), ("yyyy-MM-dd", "2026-03-14T23:59:59Z", "2026-03-14"),
      ("yyyy-MM-dd", "2026-03-14T00:30:00+02:00", "2026-03-14"),
      ("yyyy-MM-dd", "2026-03-14 10:11", "2026-03-14"),
      ("yyyy-MM-dd HH:mm:ss", "2026-03-14 10:11:12", "2026-03-14"),
      ("yyyy-MM-dd'T'HH:mm", "2026-03-14T10:11", "2026-03-14"),
      ("d MMM yyyy", "14 Mar 2026", "2026-03-14"), ("d. MMMM yyyy", "14. März 2026", "2026-03-14"),
      ("d. MMMM yyyy", "1. Jänner 2026", "2026-01-01"),
      ("d MMM yyyy", "14 févr. 2026", "2026-02-14"),
      ("d MMM yyyy", "3 agosto 2026", "2026-08-03"), ("d MMM yyyy", "3 mei 2026", "2026-05-03"),
      ("MMM d, yyyy", "Mar 14, 2026", "2026-03-14"), ("d-MMM-yy", "14-Mar-26", "2026-03-14"),
      ("excel", "46095", "2026-03-14"), ("excel", "46095.75", "2026-03-14"),
      ("excel", "61", "1900-03-01"), ("excel", "59", "1900-02-28"), ("excel", "60", nil),
      ("excel", "2026", "1905-07-18"), ("excel", "14.03.2026", nil),
      ("dd.MM.yyyy", "31.02.2026", nil), ("dd.MM.yyyy", "14.03.26", nil),
      ("dd.MM.yyyy", "14.13.2026", nil), ("dd.MM.yyyy", "14.03.2026x", nil),
      ("dd.MM.yyyy", "14.03.2026 x", nil), ("dd.MM.yyyy", "", nil), ("yyyyMMdd", "2026031", nil),
      ("d MMM yyyy", "14 Foo 2026", nil), ("dd.MM.yyyy", "14/03/2026", nil),
    ] as [(String, String, String?)]
  )
  func reads(format: String, text: String, day: String?) throws {
    let format = try #require(DayFormat(format))
    #expect(format.day(Array(text.utf8).span)?.description == day)
  }

  @Test(
    "what names no year, month and day is no format",
    arguments: ["", "dd.MM", "foo", "yyy-MM-dd", "dd.dd.yyyy"]
  )
  func refuses(format: String) {
    #expect(DayFormat(format) == nil)
  }

  private func verdict(_ cells: [String], _ locale: String? = nil) -> DayFormatEvidence.Verdict {
    var evidence = DayFormatEvidence()
    for (index, cell) in cells.enumerated() {
      evidence.weigh(Array(cell.utf8).span, line: index + 2)
    }
    return evidence.verdict(locale: locale)
  }

  @Test("a day after the twelfth decides the order")
  func evidence() throws {
    #expect(
      verdict(["03/04/2026", "13/04/2026"]) == .format(try #require(DayFormat("dd/MM/yyyy")))
    )
    #expect(
      verdict(["03/04/2026", "04/13/2026"]) == .format(try #require(DayFormat("MM/dd/yyyy")))
    )
    #expect(verdict(["03.04.2026"]) == .format(try #require(DayFormat("dd.MM.yyyy"))))
    #expect(verdict(["rubbish", ""]) == .none)
    #expect(verdict(["13/04/2026", "04/13/2026"]) == .contradiction(2, 3))
    #expect(
      verdict(["03/04/2026"]) == .open(["dd/MM/yyyy", "MM/dd/yyyy"], line: 2, text: "03/04/2026")
    )
    #expect(verdict(["05/05/2026"]) == .format(try #require(DayFormat("dd/MM/yyyy"))))
  }

  @Test("a locale decides what the cells leave open, and never against them")
  func locale() throws {
    #expect(
      verdict(["03/04/2026"], "en-US") == .format(try #require(DayFormat("MM/dd/yyyy")))
    )
    #expect(
      verdict(["03/04/2026"], "en-GB") == .format(try #require(DayFormat("dd/MM/yyyy")))
    )
    #expect(
      verdict(["13/04/2026"], "en-US") == .format(try #require(DayFormat("dd/MM/yyyy")))
    )
    #expect(verdict(["26-03-04"], "sv-SE") == .format(try #require(DayFormat("yy-MM-dd"))))
    guard case .open = verdict(["03/04/2026"], "en-CA") else {
      Issue.record("Canada writes both ways")
      return
    }
  }
}

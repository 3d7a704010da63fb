import Books
import Storage
import Testing

@testable import Processing

/// A person may match what differs, but is told by how much and what becomes of it.
@Suite struct RuledDifferenceTests {
  private func shop(_ bill: String, _ line: String) throws -> Shop {
    let shop = try Shop()
    try shop.take([
      Line.export("bank.csv", [Line(line, "Somebody Else", "monthly")]),
      Bill("R-2026-01", "Kessel Holz", bill).paper,
    ])
    return shop
  }

  private func match(
    _ shop: Shop,
    _ format: AnswerFormat = .text,
    rest: Residual.Kind? = nil,
    dryRun: Bool = false
  ) throws -> String {
    shop.clock.forward(seconds: 1)
    let body = RulingBody.match([try shop.entry("monthly")], rest: rest)
    let command = OfficeCommand.ruleDocument(
      try shop.id("R-2026-01"),
      body,
      note: nil,
      by: "Ada",
      isDryRun: dryRun
    )
    return shop.office.answer(OfficeRequest(command: command, format: format), daemon: nil).text
  }

  @Test(arguments: [true, false])
  func `an entry of more than the document is told, in a dry run too`(dryRun: Bool) throws {
    let shop = try shop("357.00", "-1190.00")
    let answer = try match(shop, dryRun: dryRun)
    let entry = try shop.entry("monthly")
    let id = try shop.id("R-2026-01")
    #expect(
      answer.contains("\(entry) is 833.00 EUR more than \(id): kept as overpayment.\n"),
      "\(answer)"
    )
    #expect(answer.contains("take it back: tickmark undo X"), "\(answer)")
    #expect(answer.contains("Nothing was changed: this was a dry run.") == dryRun, "\(answer)")
  }

  @Test func `an entry of less leaves the rest open, or is what the person calls it`() throws {
    let open = try match(try shop("842.40", "-824.40"))
    #expect(open.contains("is 18.00 EUR less than D1: that much of it stays open.\n"), "\(open)")
    let called = try match(try shop("842.40", "-424.40"), rest: .discount)
    #expect(called.contains("is 418.00 EUR less than D1: kept as discount.\n"), "\(called)")
    let json = try match(try shop("842.40", "-824.40"), .json)
    #expect(json.contains("18.00 EUR less than D1"), "\(json)")
  }

  @Test func `equal amounts are told without more`() throws {
    let answer = try match(try shop("100.00", "-100.00"))
    #expect(answer.contains("D1 is now cleared"), "\(answer)")
    #expect(!answer.contains("more than") && !answer.contains("less than"), "\(answer)")
    #expect(!answer.contains("undo"), "\(answer)")
  }
}

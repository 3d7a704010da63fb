import Books
import Testing
import Values

@Suite struct PeriodTests {
  @Test(arguments: [
    ("2026-03", "2026-03-01", "2026-03-31"), ("2024-02", "2024-02-01", "2024-02-29"),
    ("2026-12", "2026-12-01", "2026-12-31"), ("2026-Q1", "2026-01-01", "2026-03-31"),
    ("2026-Q4", "2026-10-01", "2026-12-31"), ("2026", "2026-01-01", "2026-12-31"),
  ]) func `months, quarters and years are periods`(
    _ text: String,
    _ first: String,
    _ last: String
  ) throws {
    let period = try #require(Period(text))
    #expect("\(period.first) \(period.last)" == "\(first) \(last)")
    #expect(period.description == text)
  }

  @Test(arguments: [
    "", "26-03", "2026-13", "2026-00", "2026-Q5", "2026-3", "2026-03-01", "march", "2026-",
  ])
  func `anything else is none`(_ text: String) { #expect(Period(text) == nil) }
}

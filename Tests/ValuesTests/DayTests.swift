import Testing
import Values

@Suite("Day")
struct DayTests {
  @Test("every day from 1900 to 2100 follows the one before and comes back from its text")
  func everyDayRoundTrips() throws {
    let start = try #require(Day("1900-01-01"))
    let end = try #require(Day("2100-12-31"))
    #expect(start.number == -25_567)
    #expect(start.days(until: end) == 73_413)
    var (year, month, day) = (1900, 1, 1)
    for number in start.number...end.number {
      let today = Day(number: number)
      #expect((today.year, today.month, today.day) == (year, month, day))
      #expect(Day(today.description) == today)
      #expect(Day(year: year, month: month, day: day) == today)
      day += 1
      if day > Day.length(ofMonth: month, year: year) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
  }

  @Test(
    "known days have their numbers",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-03-14", 20_526),
      ("0001-01-01", -719_162), ("9999-12-31", 2_932_896), ("1600-02-29", -135_081),
    ]
  )
  func hasNumber(text: String, number: Int32) throws {
    let day = try #require(Day(text))
    #expect(day.number == number)
    #expect(Day(number: number).description == text)
  }

  @Test(
    "days that no calendar has are refused",
    arguments: [
      "2026-02-29", "2100-02-29", "1900-02-29", "2026-02-31", "2026-04-31", "2026-13-01",
      "2026-00-10", "2026-01-00", "2026-01-32", "0000-01-01",
    ]
  )
  func refusesImpossible(text: String) {
    #expect(Day(text) == nil)
  }

  @Test(
    "leap years",
    arguments: [(2024, 29), (2023, 28), (1900, 28), (2000, 29), (2100, 28), (2400, 29)]
  )
  func knowsLeapYears(year: Int, length: Int) {
    #expect(Day.length(ofMonth: 2, year: year) == length)
    #expect((Day(year: year, month: 2, day: 29) != nil) == (length == 29))
  }

  @Test(
    "other texts are refused",
    arguments: [
      "", "2026-3-14", "26-03-14", "14.03.2026", "2026/03/14", "2026-03-14 ", " 2026-03-14",
      "2026-03-14T00:00", "+026-03-14", "-026-03-14", "2026-0\u{663}-1", "20260314", "2026-03-1a",
    ]
  )
  func refusesOtherTexts(text: String) {
    #expect(Day(text) == nil)
  }

  @Test("moving stops at the ends of the calendar and never traps")
  func moves() throws {
    let day = try #require(Day("2026-03-01"))
    #expect(day.adding(days: -1).description == "2026-02-28")
    #expect(day.adding(days: 306).description == "2027-01-01")
    #expect(day.adding(days: 0) == day)
    for days in [Int.max, Int(Int32.max), 4_000_000] {
      #expect(day.adding(days: days) == .last)
      #expect(day.adding(days: -days) == .first)
    }
    #expect(day.adding(days: .min) == .first)
    #expect(Day(number: .max).description == "9999-12-31")
    #expect(Day(number: .min).description == "0001-01-01")
    #expect(Day.first < Day.last)
  }
}

import Books
import Testing
import Values

@testable import Processing

/// Lines are written `-5=95`, amount and balance in cents, `-5` where no balance is stated, `b:` before the second account's.
@Suite struct RunningBalancesTests {
  private func check(
    _ text: String,
    _ expected: String,
    _ place: SourceLocation = #_sourceLocation
  ) throws {
    let entries = try Self.entries(text)
    var balances = RunningBalances()
    for entry in entries { balances.note(entry) }
    let filled = entries.map { entry in
      var entry = entry
      balances.fill(&entry)
      return entry
    }
    #expect(filled == (try Self.entries(expected)), sourceLocation: place)
  }

  private static func entries(_ text: String) throws -> [Entry] {
    let (day, euro) = (try #require(Day("2026-03-02")), try #require(Currency("EUR")))
    return try text.split(separator: " ").map { word in
      let parts = word.replacing("b:", with: "").split(separator: "=")
      let amount = try #require(Int64(parts[0]))
      var entry = Entry(day: day, amount: Money(minorUnits: amount, currency: euro))
      entry.account = word.hasPrefix("b:") ? "b" : nil
      if parts.count > 1 {
        entry.balanceAfter = Money(minorUnits: try #require(Int64(parts[1])), currency: euro)
      }
      return entry
    }
  }

  @Test func `lines between two balances and older ones are filled`() throws {
    try check("-1 -2=97 -3 -4 -5=85", "-1=99 -2=97 -3=94 -4=90 -5=85")
    try check("-5=85 -4 -3 -2=97 -1", "-5=85 -4=90 -3=94 -2=97 -1=99")
  }

  @Test func `lines newer than the newest balance are not`() throws {
    try check("-2=97 -3=94 -4", "-2=97 -3=94 -4")
    try check("-4 -3=94 -2=97", "-4 -3=94 -2=97")
  }

  @Test func `nothing is filled where the order is not proved`() throws {
    try check("-2 -3=94 -4", "-2 -3=94 -4")
    try check("-5=95 5=100 -1", "-5=95 5=100 -1")
    try check("-5=95 -1 -2=50 -3", "-5=95 -1 -2=50 -3")
  }

  @Test func `each account by itself`() throws {
    try check("-1 b:-1 b:-2=7 -2=97 b:-3=4 -3=94", "-1=99 b:-1=9 b:-2=7 -2=97 b:-3=4 -3=94")
  }

  @Test func `a balance beyond all reason is none`() throws {
    let most = Int64.max
    try check("-\(most) -\(most) 5=7 5=12", "-\(most) -\(most)=2 5=7 5=12")
  }
}

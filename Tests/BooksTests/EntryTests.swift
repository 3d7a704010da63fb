import Books
import Testing
import Values

@Suite("Ledger entry")
struct EntryTests {
  private func entry(_ change: (inout Entry) -> Void = { _ in }) throws -> Entry {
    let euro = try #require(Currency("EUR"))
    var entry = Entry(
      day: try #require(Day("2026-03-14")),
      amount: Money(minorUnits: -119_000, currency: euro)
    )
    entry.counterparty = "Kessel GmbH"
    entry.memo = "Invoice 7"
    change(&entry)
    return entry
  }

  @Test("the place in the file and unmapped columns do not make another line")
  func ignoresPlace() throws {
    let one = try entry { $0.line = 3 }
    let two = try entry {
      $0.line = 300
      $0.extra = ["Saldo": "17,00"]
    }
    #expect(one.identity == two.identity)
    #expect(one != two)
  }

  @Test("white space that an export adds or wraps does not make another line")
  func ignoresWhiteSpace() throws {
    let wrapped = try entry {
      $0.memo = "  Invoice\r\n  7 "
      $0.counterparty = "Kessel\u{A0}GmbH"
      $0.id = ""
    }
    #expect(try wrapped.identity == entry().identity)
  }

  @Test("each thing an export says makes another line")
  func seesEveryField() throws {
    let (dollar, yen) = (try #require(Currency("USD")), try #require(Currency("JPY")))
    let day = try #require(Day("2026-03-15"))
    let others = [
      try entry(), try entry { $0.id = "1" }, try entry { $0.day = day },
      try entry { $0.valueDay = day },
      try entry { $0.amount = Money(minorUnits: 119_000, currency: $0.amount.currency) },
      try entry { $0.amount = Money(minorUnits: -119_000, currency: dollar) },
      try entry { $0.account = "1" }, try entry { $0.counterparty = "Kessel" },
      try entry { $0.counterpartyIBAN = "1" }, try entry { $0.reference = "1" },
      try entry { $0.memo = "Invoice 8" },
      try entry { $0.originalAmount = Money(minorUnits: -1, currency: dollar) },
      try entry { $0.originalAmount = Money(minorUnits: -1, currency: yen) },
    ]
    #expect(Set(others.map(\.identity)).count == others.count)
  }

  @Test("text cannot slip from one field into the next, not even with the separator in it")
  func separatesFields() throws {
    let one = try entry {
      $0.reference = "A\u{1F}B"
      $0.memo = nil
    }
    let two = try entry {
      $0.reference = "A"
      $0.memo = "B"
    }
    #expect(one.identity != two.identity)
    let three = try entry {
      $0.account = "A"
      $0.counterparty = nil
    }
    let four = try entry {
      $0.account = nil
      $0.counterparty = "A"
    }
    #expect(three.identity != four.identity)
  }
}

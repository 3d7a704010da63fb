import FoundationEssentials
import Testing
import Values

@Suite("Money")
struct MoneyTests {
  private func money(_ text: String) throws -> Money {
    let parts = text.split(separator: " ")
    return try Money(
      #require(ExactDecimal(parts[0]), "\(text)"),
      #require(Currency(parts[1]), "\(text)")
    )
  }

  @Test(
    "minor units follow the currency's exponent",
    arguments: [
      ("1190.00 EUR", 119_000, "1190.00 EUR"), ("1190 EUR", 119_000, "1190.00 EUR"),
      ("1190.0000 EUR", 119_000, "1190.00 EUR"), ("-0.01 EUR", -1, "-0.01 EUR"),
      ("1190 JPY", 1190, "1190 JPY"), ("1190.00 JPY", 1190, "1190 JPY"),
      ("1.234 KWD", 1234, "1.234 KWD"), ("0.0001 CLF", 1, "0.0001 CLF"),
      ("92233720368547758.07 EUR", Int64.max, "92233720368547758.07 EUR"),
      ("-92233720368547758.07 EUR", -Int64.max, "-92233720368547758.07 EUR"),
    ]
  )
  func countsMinorUnits(text: String, minor: Int64, printed: String) throws {
    let money = try money(text)
    #expect(money.minorUnits == minor)
    #expect(money.description == printed)
    #expect(try self.money(printed) == money)
  }

  @Test("a fraction of a cent is inexact", arguments: ["0.001 EUR", "1.5 JPY", "1.2345 KWD"])
  func refusesFractions(text: String) {
    #expect(throws: ArithmeticError.inexact) { try money(text) }
  }

  @Test(
    "more than 64 bits of cents is an overflow",
    arguments: [
      "92233720368547758.08 EUR", "-92233720368547758.08 EUR", "-92233720368547758.09 EUR",
      "9223372036854775808 JPY",
      "99999999999999999999999999999999999999 EUR", "-99999999999999999999999999999999999999 KWD",
    ]
  )
  func refusesHuge(text: String) {
    #expect(throws: ArithmeticError.overflow) { try money(text) }
  }

  @Test("rounding happens by the named rule alone")
  func roundsWhenAsked() throws {
    let euro = try #require(Currency("EUR"))
    let half = try #require(ExactDecimal("-0.125"))
    #expect(try Money(rounding: half, euro, .halfUp).minorUnits == -13)
    #expect(try Money(rounding: half, euro, .halfEven).minorUnits == -12)
    #expect(try Money(rounding: half, euro, .down).minorUnits == -12)
  }

  @Test("amounts add and subtract in one currency, and never wrap")
  func adds() throws {
    let (most, cent) = (try money("92233720368547758.07 EUR"), try money("0.01 EUR"))
    let least = try money("-92233720368547758.07 EUR")
    #expect(try most.adding(cent.negated()).adding(cent) == most)
    #expect(try most.adding(least).isZero)
    #expect(try least.negated() == most)
    #expect(throws: ArithmeticError.overflow) { try most.adding(cent) }
    #expect(throws: ArithmeticError.overflow) { try least.subtracting(cent) }
    #expect(throws: ArithmeticError.overflow) { try least.adding(cent.negated()) }
    #expect(least.decimal.negated.description == "92233720368547758.07")
  }

  @Test("two currencies never mix")
  func refusesMixing() throws {
    let (euro, dollar) = (try money("1 EUR"), try money("1 USD"))
    let mixed = ArithmeticError.mixedCurrencies(euro.currency, dollar.currency)
    #expect(throws: mixed) { try euro.adding(dollar) }
    #expect(throws: mixed) { try euro.subtracting(dollar) }
    #expect(euro != dollar)
    #expect(Money.zero(euro.currency) != Money.zero(dollar.currency))
  }

  @Test("JSON is whole minor units and the code, and comes back the same")
  func encodes() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let money = try money("-1190.05 EUR")
    let json = try encoder.encode(money)
    #expect(String(decoding: json, as: UTF8.self) == #"{"currency":"EUR","minorUnits":-119005}"#)
    #expect(try JSONDecoder().decode(Money.self, from: json) == money)
  }
}

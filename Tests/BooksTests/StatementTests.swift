import Books
import Testing
import Values

@Suite("Statement")
struct StatementTests {
  private func money(_ minor: Int64, _ code: String = "EUR") throws -> Money {
    Money(minorUnits: minor, currency: try #require(Currency(code)))
  }

  private func statement(_ opening: Money?, _ closing: Money?) -> Statement {
    var statement = Statement(entryCount: 0)
    (statement.opening, statement.closing) = (opening, closing)
    return statement
  }

  @Test("opening plus rows is closing, to the cent")
  func proves() throws {
    let statement = statement(try money(10_000), try money(7_499))
    let rows = [try money(-2_500), try money(-1), try money(0)]
    #expect(statement.prove(rows) == .proved)
    #expect(statement.prove(rows.reversed()) == .proved)
    #expect(self.statement(try money(5), try money(5)).prove([]) == .proved)
  }

  @Test("one missing, doubled or changed cent breaks the proof and both figures are named")
  func finds() throws {
    let statement = statement(try money(10_000), try money(7_499))
    let row = try money(-2_500)
    #expect(
      statement.prove([row]) == .broken(computed: try money(7_500), stated: try money(7_499))
    )
    #expect(
      statement.prove([row, try money(-1), try money(-1)])
        == .broken(computed: try money(7_498), stated: try money(7_499))
    )
    #expect(statement.prove([]) == .broken(computed: try money(10_000), stated: try money(7_499)))
  }

  @Test("without both balances there is nothing to prove, and that is said")
  func needsBalances() throws {
    let ten = try money(10)
    for statement in [statement(nil, nil), statement(ten, nil), statement(nil, ten)] {
      #expect(statement.prove([ten]) == .noBalances)
    }
  }

  @Test("other currencies and sums beyond 64 bits are impossible, not proved")
  func refusesImpossible() throws {
    let euro = statement(try money(1), try money(1))
    #expect(euro.prove([try money(0, "USD")]) == .impossible("amounts in EUR and USD"))
    let mixed = statement(try money(1), try money(1, "USD"))
    #expect(mixed.prove([]) == .impossible("balances in EUR and USD"))
    let huge = statement(try money(.max), try money(.min))
    #expect(huge.prove([try money(1)]) == .impossible("amounts too large"))
  }
}

import Books
import Storage
import Testing
import Values

@testable import Processing

/// When lines of two exports are one line, and when they are two.
@Suite struct LedgerLineTests {
  /// A statement with rows of one day each: day, amount, name, the bank's reference.
  private struct Statement {
    var id: String
    var opening: String
    var closing: String
    var rows: [(day: String, amount: String, name: String, reference: String?)]

    func paper(_ name: String, account: String = "DE87999000010044120700") -> Paper {
      Self.paper(name, [text(account)])
    }

    static func paper(_ name: String, _ statements: [String]) -> Paper {
      Paper(
        workflow: "bank",
        name: name,
        text: """
          <?xml version="1.0" encoding="UTF-8"?>
          <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
          <GrpHdr><MsgId>\(name)</MsgId><CreDtTm>2026-04-01T06:00:00</CreDtTm></GrpHdr>
          \(statements.joined(separator: "\n"))
          </BkToCstmrStmt></Document>
          """
      )
    }

    func text(_ account: String) -> String {
      func side(_ amount: String) -> String { amount.hasPrefix("-") ? "DBIT" : "CRDT" }
      func size(_ amount: String) -> String { amount.replacing("-", with: "") }
      func balance(_ code: String, _ amount: String) -> String {
        """
        <Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">\(size(amount))</Amt>
        <CdtDbtInd>\(side(amount))</CdtDbtInd><Dt><Dt>2026-03-31</Dt></Dt></Bal>
        """
      }
      let entries = rows.map { row in
        """
        <Ntry><Amt Ccy="EUR">\(size(row.amount))</Amt><CdtDbtInd>\(side(row.amount))</CdtDbtInd><Sts>BOOK</Sts>
        <BookgDt><Dt>\(row.day)</Dt></BookgDt><ValDt><Dt>\(row.day)</Dt></ValDt>
        \(row.reference.map { "<AcctSvcrRef>\($0)</AcctSvcrRef>" } ?? "")
        <NtryDtls><TxDtls><RltdPties><Cdtr><Nm>\(row.name)</Nm></Cdtr></RltdPties>
        <RmtInf><Ustrd>fees</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
        """
      }
      return """
        <Stmt><Id>\(id)</Id><CreDtTm>2026-04-01T06:00:00</CreDtTm>
        <Acct><Id><IBAN>\(account)</IBAN></Id><Ccy>EUR</Ccy></Acct>
        \(balance("OPBD", opening))\(balance("CLBD", closing))
        \(entries.joined(separator: "\n"))
        </Stmt>
        """
    }
  }

  private static func sum(_ shop: Shop) throws -> [String] {
    try shop.sql("SELECT count(*) || ' ' || coalesce(sum(amount), 0) FROM entry")
  }

  // MARK: The bank's own id

  @Test func `a line that the bank names is one line, however its texts are printed`() throws {
    let shop = try Shop()
    let row = ("2026-03-12", "-119.00", "Kessel Holz GmbH", "ref-1" as String?)
    try shop.take([
      Statement(id: "S1", opening: "500.00", closing: "381.00", rows: [row]).paper("a.xml")
    ])
    var again = row
    again.2 = "KESSEL HOLZ GMBH"
    try shop.take([
      Statement(id: "S1", opening: "500.00", closing: "381.00", rows: [again]).paper("b.xml"),
      Line.export("c.csv", [Line("-119.00", "Kessel", "another text", id: "ref-1")]),
    ])
    #expect(try Self.sum(shop) == [#""1 -11900""#])
  }

  @Test func `another day, amount or account is another line, and so is a twin in one export`()
    throws
  {
    let shop = try Shop()
    try shop.take([
      Line.export("a.csv", [Line("-5.00", id: "7"), Line("-5.00", id: "7")]),
      Line.export(
        "b.csv",
        [
          Line("-5.00", id: "7", iban: "DE1"), Line("-6.00", id: "7"),
          Line("-5.00", day: "2026-03-13", id: "7"),
        ]
      ),
    ])
    #expect(try Self.sum(shop) == [#""4 -2100""#])
    let row = ("2026-03-20", "-9.00", "Bank", "7" as String?)
    let one = Statement(id: "A", opening: "9.00", closing: "0.00", rows: [row])
    try shop.take([one.paper("c.xml"), one.paper("d.xml", account: "DE02120300000000202051")])
    #expect(try Self.sum(shop) == [#""6 -3900""#])
    // And each of them again.
    try shop.take([
      one.paper("d2.xml", account: "DE02120300000000202051"), one.paper("c2.xml"),
    ])
    #expect(try Self.sum(shop) == [#""6 -3900""#])
  }

  @Test(arguments: ["NONREF", "not provided", "0000", "-", "n/a"])
  func `a word that stands for no id names nothing`(_ id: String) throws {
    let shop = try Shop()
    try shop.take([Line.export("a.csv", [Line("-5.00", "One", id: id)])])
    try shop.take([Line.export("b.csv", [Line("-5.00", "Two", id: id)])])
    #expect(try Self.sum(shop) == [#""2 -1000""#])
  }

  @Test func `books from before know their lines again`() throws {
    let shop = try Shop()
    let line = Line("-119.00", "Kessel Holz GmbH", "R-1", id: "ref-1")
    try shop.take([Line.export("a.csv", [line])])
    var entry = Entry(
      day: try #require(Day("2026-03-12")),
      amount: Money(minorUnits: -11_900, currency: try #require(Currency("EUR")))
    )
    (entry.id, entry.counterparty, entry.memo) = ("ref-1", "Kessel Holz GmbH", "R-1")
    let old = try #require(StorageTransaction.identities(of: entry).dropFirst().first)
    let hex = old.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
    _ = try shop.sql("UPDATE entry SET identity = x'\(hex)'")
    try shop.take([Line.export("b.csv", [line, Line("-1.00", id: "ref-2")])])
    #expect(try Self.sum(shop) == [#""2 -12000""#])
  }

  // MARK: What balances prove

  @Test func `equal lines of two statements that follow each other are two`() throws {
    let shop = try Shop()
    let row = ("2026-03-12", "-5.00", "Bank", nil as String?)
    let first = Statement(id: "S1", opening: "100.00", closing: "95.00", rows: [row])
    let second = Statement(id: "S2", opening: "95.00", closing: "90.00", rows: [row])
    try shop.take([first.paper("a.xml")])
    try shop.take([second.paper("b.xml")])
    #expect(try Self.sum(shop) == [#""2 -1000""#])
    // Exported again, both are known, in whatever order.
    try shop.take([second.paper("b2.xml"), first.paper("a2.xml")])
    #expect(try Self.sum(shop) == [#""2 -1000""#])
    // With the second one before the first it comes to the same.
    let other = try Shop()
    try other.take([second.paper("b.xml")])
    try other.take([first.paper("a.xml")])
    #expect(try Self.sum(other) == [#""2 -1000""#])
  }

  @Test func `what one account's statements prove says nothing of another's in the same file`()
    throws
  {
    let (one, other) = ("DE87999000010044120700", "DE02120300000000202051")
    let parking = ("2026-03-12", "-5.00", "Parking", nil as String?)
    let rent = ("2026-03-12", "-5.00", "Rent", nil as String?)
    let first = Statement(id: "X1", opening: "100.00", closing: "95.00", rows: [rent])
    let second = Statement(id: "X2", opening: "95.00", closing: "90.00", rows: [rent])
    let part = Statement(id: "Y1", opening: "50.00", closing: "45.00", rows: [parking])
    let more = Statement(
      id: "Y2",
      opening: "50.00",
      closing: "42.00",
      rows: [parking, ("2026-03-13", "-3.00", "Tea", nil)]
    )
    let shop = try Shop()
    try shop.take([Statement.paper("a.xml", [first.text(one), part.text(other)])])
    try shop.take([Statement.paper("b.xml", [second.text(one), more.text(other)])])
    #expect(try Self.sum(shop) == [#""4 -1800""#])
  }

  @Test func `a statement that overlaps another adds nothing that is there`() throws {
    let shop = try Shop()
    let rows = ["2026-03-10", "2026-03-11", "2026-03-12"].map {
      (day: $0, amount: "-5.00", name: "Bank", reference: nil as String?)
    }
    try shop.take([
      Statement(id: "S1", opening: "100.00", closing: "90.00", rows: Array(rows[..<2])).paper(
        "a.xml"
      )
    ])
    // From the middle of the first on.
    try shop.take([
      Statement(id: "S2", opening: "95.00", closing: "85.00", rows: Array(rows[1...])).paper(
        "b.xml"
      )
    ])
    #expect(try Self.sum(shop) == [#""3 -1500""#])
  }

  @Test
  func `a day that came to nothing is not booked twice, though its balances follow each other`()
    throws
  {
    let shop = try Shop()
    let rows = [
      (day: "2026-03-12", amount: "-5.00", name: "Bank", reference: nil as String?),
      (day: "2026-03-12", amount: "5.00", name: "Bank", reference: nil),
    ]
    let day = Statement(id: "S1", opening: "100.00", closing: "100.00", rows: rows)
    var again = day
    again.id = "S1-copy"
    try shop.take([day.paper("a.xml")])
    try shop.take([again.paper("b.xml")])
    #expect(try Self.sum(shop) == [#""2 0""#])
    // The end of a longer statement that came to nothing.
    let longer = Statement(
      id: "L",
      opening: "110.00",
      closing: "100.00",
      rows: [("2026-03-11", "-10.00", "Rent", nil)] + rows
    )
    let shop2 = try Shop()
    try shop2.take([longer.paper("a.xml")])
    var tail = day
    tail.rows.append(("2026-03-13", "-1.00", "Bank", nil))
    tail.closing = "99.00"
    try shop2.take([tail.paper("b.xml")])
    #expect(try Self.sum(shop2) == [#""4 -1100""#])
  }

  // MARK: Amounts beyond all reason

  @Test(arguments: ["92233720368547758.07", "-92000000000000000.00", "9999999999999999.99"])
  func `an amount beyond all reason stops nothing and matches nothing`(_ amount: String) throws {
    let shop = try Shop()
    try shop.take([
      Line.export(
        "bank.csv",
        [Line(amount, "Kessel Holz", "RE-2001"), Line("-22.90", "Birch Glass", "RE-2002")]
      ),
      Bill("RE-2001", "Kessel Holz", "11.90").paper, Bill("RE-2002", "Birch Glass", "22.90").paper,
      Bill("RE-2003", "Kessel Holz", amount.replacing("-", with: "")).paper,
    ])
    let told = try shop.sql("SELECT number || ' ' || outcome FROM document ORDER BY number")
    #expect(told == [#""RE-2001 exception""#, #""RE-2002 cleared""#, #""RE-2003 exception""#])
  }
}

import Books
import Documents
import Readers
import Readings
import Testing
import Values

@Suite struct `OFX exports` {
  static let header = """
    OFXHEADER:100
    DATA:OFXSGML
    VERSION:102
    CHARSET:1252

    """

  static func body(_ movements: String, balance: String = "") -> String {
    """
    <OFX>
    <BANKMSGSRSV1><STMTTRNRS><STMTRS>
    <CURDEF>EUR
    <BANKACCTFROM><BANKID>1<ACCTID>DE75512108001245126199<ACCTTYPE>CHECKING</BANKACCTFROM>
    <BANKTRANLIST>
    <DTSTART>20260301
    \(movements)
    </BANKTRANLIST>
    \(balance)
    </STMTRS></STMTTRNRS></BANKMSGSRSV1>
    </OFX>
    """
  }

  static let movement = """
    <STMTTRN>
    <TRNTYPE>DEBIT
    <DTPOSTED>20260314120000[-5:EST]
    <TRNAMT>-80.25
    <FITID>F-1
    <CHECKNUM>1001
    <NAME>Kessel &amp; Kraft
    <MEMO>Rechnung 7
    </STMTTRN>
    """

  private func ledger(_ text: String) -> Reading {
    let reading = read(text, target: .ledger)
    #expect(reading.summary.kind == .ofx)
    #expect(reading.isConsistent)
    return reading
  }

  @Test
  func `a movement of version 1 is an entry on the day that stands there`() {
    let reading = ledger(Self.header + Self.body(Self.movement))
    #expect(
      rows(reading) == ["11 | 2026-03-14 | - | -80.25 EUR | Kessel & Kraft | - | 1001 | Rechnung 7"]
    )
    #expect(reading.entries.first?.id == "F-1")
    #expect(reading.entries.first?.account == "DE75512108001245126199")
    #expect(reading.problemCodes == ["statement.no-balances@22"])
    #expect(!reading.summary.isRefused)
  }

  @Test
  func `version 2, which is XML, says the same`() {
    let names = ["TRNTYPE", "DTPOSTED", "TRNAMT", "FITID", "CHECKNUM", "NAME", "MEMO", "CURDEF"]
    let closed = Self.body(Self.movement).split(separator: "\n").map { line in
      let name = line.dropFirst().prefix { $0 != ">" }
      return names.contains(String(name)) ? "\(line)</\(name)>" : String(line)
    }
    for head in ["", "<?OFX OFXHEADER=\"200\" VERSION=\"211\"?>"] {
      let text = "<?xml version=\"1.0\"?>\n\(head)\n" + closed.joined(separator: "\n")
      if head.isEmpty { continue }
      #expect(
        rows(ledger(text))
          == ["9 | 2026-03-14 | - | -80.25 EUR | Kessel & Kraft | - | 1001 | Rechnung 7"]
      )
    }
  }

  @Test
  func `an export without line ends, and one with empty values, are read`() {
    let flat = (Self.header + Self.body(Self.movement).replacing("\n", with: ""))
    #expect(ledger(flat).entries.map(\.amount.description) == ["-80.25 EUR"])
    let empty = Self.movement.replacing("<CHECKNUM>1001", with: "<CHECKNUM>")
    #expect(ledger(Self.header + Self.body(empty + Self.movement)).entries.count == 2)
  }

  @Test
  func `a movement in another currency has that currency; the balance closes the statement`() {
    let foreign = Self.movement.replacing(
      "<MEMO>",
      with: "<CURRENCY><CURRATE>1.1<CURSYM>USD</CURRENCY><MEMO>"
    )
    let balance = "<LEDGERBAL><BALAMT>1019,75<DTASOF>20260331</LEDGERBAL>"
    let reading = ledger(Self.header + Self.body(foreign, balance: balance))
    #expect(reading.entries.first?.amount.description == "-80.25 USD")
    #expect(reading.statements.first?.closing?.description == "1019.75 EUR")
  }

  @Test(
    arguments: [
      ("-80.25", "-1,080.25"), ("-80.25", "-80.255"), ("-80.25", "eighty"),
      ("20260314120000[-5:EST]", "20260231"), ("20260314120000[-5:EST]", "14.03.2026"),
    ]
  )
  func `a movement that cannot be read refuses the file`(old: String, new: String) {
    let reading = ledger(Self.header + Self.body(Self.movement.replacing(old, with: new)))
    #expect(reading.problemCodes == ["bank.bad-entry@11"])
    #expect(reading.summary.isRefused)
  }

  @Test
  func `a file that was cut off is refused`() {
    let whole = Self.header + Self.body(Self.movement)
    for cut in [8, 40, 120] {
      #expect(ledger(String(whole.dropLast(cut))).problems.last?.code == "bank.truncated")
    }
  }

  @Test
  func `pending movements are a note and no entries`() {
    let pending = Self.movement.replacing("STMTTRN>", with: "STMTTRNP>")
    let reading = ledger(Self.header + Self.body(pending + Self.movement))
    #expect(reading.entries.count == 1)
    #expect(reading.problemCodes.first == "bank.pending@11")
  }
}

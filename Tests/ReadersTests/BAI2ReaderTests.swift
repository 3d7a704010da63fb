import Books
import Readers
import Readings
import Testing
import Values

@Suite struct `BAI2 reports` {
  static let report = """
    01,0004,12345,260314,0829,001,80,1,2/
    02,12345,0004,1,260313,,CAD,2/
    03,10200123456,CAD,010,+100000,,,015,+97500,,/
    88,100,000000000002500,1,,400,5000,1,/
    16,409,000000000005000,V,260312,,B-1,C-1,INVOICE 7/
    88,KESSEL TOOLS/
    16,108,2500,,,,TRANSFER FROM A,B/C/
    49,+212500,5/
    98,+212500,1,7/
    99,+212500,1,9/

    """

  private func ledger(_ text: String) -> Reading {
    let reading = read(text, target: .ledger)
    #expect(reading.summary.kind == .bai2)
    #expect(reading.isConsistent)
    return reading
  }

  @Test
  func `movements are entries in minor units, continuations belong to their text`() {
    let reading = ledger(Self.report)
    #expect(
      rows(reading) == [
        "5 | 2026-03-13 | 2026-03-12 | -50.00 CAD | - | - | C-1 | INVOICE 7 KESSEL TOOLS",
        "7 | 2026-03-13 | - | 25.00 CAD | - | - | - | TRANSFER FROM A,B/C",
      ]
    )
    #expect(reading.entries.first?.id == "B-1")
    #expect(reading.problemCodes == [])
    #expect(reading.statements.first?.opening?.description == "1000.00 CAD")
  }

  @Test
  func `several records on one line, and fields that go on in the next, are read`() {
    let joined = Self.report.replacing("/\n16,108", with: "/   16,108")
      .replacing(",,015", with: ",/\n88,,015")
    #expect(ledger(joined).entries.map(\.amount.description) == ["-50.00 CAD", "25.00 CAD"])
  }

  @Test
  func `balances that do not foot refuse the report, control totals are only told`() {
    let broken = Self.report.replacing("+97500", with: "+97501")
    #expect(ledger(broken).problemCodes == ["bank.control-total@8", "statement.does-not-foot@8"])
    let loose = Self.report.replacing("49,+212500", with: "49,+1")
    #expect(ledger(loose).problemCodes == ["bank.control-total@8"])
    #expect(!ledger(loose).summary.isRefused)
  }

  @Test(
    arguments: [
      ("16,409,", "16,890,", "bank.bad-entry@5"), ("5000,V", "5o00,V", "bank.bad-entry@5"),
      ("260313", "261313", "bank.bad-entry@2"), ("+100000", "x", "bank.bad-balance@3"),
      ("99,+212500,1,9/\n", "", "bank.truncated@9"), ("98,", "HELLO", "bank.bad-entry@9"),
    ]
  )
  func `what cannot be read refuses the report at its line`(old: String, new: String, code: String)
  {
    let reading = ledger(Self.report.replacing(old, with: new))
    #expect(reading.problemCodes.first == code)
    #expect(reading.summary.isRefused)
  }

  @Test
  func `without a currency the workflow must name one`() {
    let bare = Self.report.replacing("CAD", with: "")
    #expect(ledger(bare).problemCodes == ["bank.no-currency@3"])
  }

  @Test
  func `an interim report says so`() {
    #expect(
      ledger(Self.report.replacing("CAD,2/", with: "CAD,3/")).problemCodes == ["bank.interim@2"]
    )
  }
}

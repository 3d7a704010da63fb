import Books
import Documents
import Readers
import Readings
import Testing
import Values

/// `line | day | value day | amount | counterparty | IBAN | reference | memo` of each entry.
func rows(_ reading: Reading) -> [String] {
  reading.entries.map { entry in
    [
      entry.line.map { "\($0)" }, entry.day.description, entry.valueDay?.description,
      entry.amount.description, entry.counterparty, entry.counterpartyIBAN, entry.reference,
      entry.memo,
    ].map { $0 ?? "-" }.joined(separator: " | ")
  }
}

@Suite struct `MT940 statements` {
  static func statement(
    _ movements: String,
    opening: String = "C260301EUR100,00",
    closing: String
  ) -> String {
    """
    :20:STARTUMS
    :25:51210600/9223382012EUR
    :28C:12/1
    :60F:\(opening)
    \(movements)
    :62F:\(closing)
    -

    """
  }

  private func ledger(_ text: String) -> Reading {
    let reading = read(text, target: .ledger)
    #expect(reading.summary.kind == .mt940)
    #expect(reading.isConsistent)
    return reading
  }

  @Test
  func `a movement with German details gives counterparty, account, end-to-end id and purpose`() {
    let reading = ledger(
      Self.statement(
        """
        :61:2603140314CR30,00N062NONREF//B-77
        :86:166?00GUTSCHR. UEBERWEISUNG?108154?20EREF+E2E-4711?21SVWZ+Rechnung RE-2026-01?2200 und mehr?30COBADEFFXXX?31DE7551210800124
        5126199?32Kessel & Kraft Werkzeugbau ?33GmbH
        """,
        closing: "C260314EUR130,00"
      )
    )
    #expect(reading.problemCodes == [])
    #expect(
      rows(reading) == [
        "5 | 2026-03-14 | 2026-03-14 | 30.00 EUR | Kessel & Kraft Werkzeugbau GmbH"
          + " | DE75512108001245126199 | E2E-4711 | Rechnung RE-2026-01 00 und mehr"
      ]
    )
    let entry = reading.entries.first
    #expect(entry?.id == "B-77")
    #expect(entry?.account == "51210600/9223382012")
    #expect(entry?.extra?["transactionCode"] == "166")
    #expect(entry?.extra?["bankText"] == "GUTSCHR. UEBERWEISUNG")
    #expect(entry?.extra?["counterpartyBIC"] == "COBADEFFXXX")
  }

  @Test
  func `a piece of 27 characters goes on in the next without a space`() {
    let reading = ledger(
      Self.statement(
        """
        :61:260314D1,00NMSC
        :86:105?20SVWZ+Kundennummer 123456 un?21d mehr
        """,
        closing: "C260314EUR99,00"
      )
    )
    #expect(reading.entries.first?.memo == "Kundennummer 123456 und mehr")
  }

  @Test
  func `the Dutch and SEPA keywords are read`() {
    let reading = ledger(
      Self.statement(
        """
        :61:2603140314D12,50N102EREF
        :86:/EREF/E-1/BENM//NAME/Vries Papier BV/IBAN/NL91ABNA0417164300/REMI/USTD//Fact
        uur 2026-7/ISDT/2026-03-13
        """,
        closing: "C260314EUR87,50"
      )
    )
    #expect(
      rows(reading) == [
        "5 | 2026-03-14 | 2026-03-14 | -12.50 EUR | Vries Papier BV | NL91ABNA0417164300 | E-1"
          + " | Factuur 2026-7"
      ]
    )
  }

  @Test
  func `free text is the memo, and its one valid IBAN the other account`() {
    let text = "REK: NL91ABNA0417164300/NAAM: VRIES"
    let reading = ledger(
      Self.statement(
        ":61:260314D2,NTRFNONREF\n:86:Factuur 7\n\(text)",
        closing: "C260314EUR98,00"
      )
    )
    #expect(reading.entries.first?.memo == "Factuur 7 \(text)")
    #expect(reading.entries.first?.counterpartyIBAN == "NL91ABNA0417164300")
    let two = MT940Movements.withTwoIBANs
    #expect(ledger(two).entries.first?.counterpartyIBAN == nil)
  }

  @Test(
    arguments: [
      ("C9,00", "9.00"), ("D9,", "-9.00"), ("CR9,5", "9.50"), ("DR0,09", "-0.09"),
      ("RC9,00", "-9.00"), ("RD9,00", "9.00"), ("C000000000025,00", "25.00"), ("C,50", "0.50"),
    ]
  )
  func `marks, funds codes and amounts are read in every form`(mark: String, amount: String) {
    let opening = ExactDecimal("100.00")
    let sum = ExactDecimal(amount).flatMap { try? opening?.adding($0) }
    let closing = (sum?.description ?? "").replacing(".", with: ",")
    let reading = ledger(
      Self.statement(":61:2603140314\(mark)NTRFNONREF", closing: "C260314EUR\(closing)")
    )
    #expect(reading.problemCodes == [])
    #expect(reading.entries.first?.amount.description == "\(amount) EUR")
  }

  @Test
  func `a booking day across the turn of the year is taken in the nearest year`() {
    let reading = ledger(
      Self.statement(
        ":61:2512311231D1,00NTRF\n:61:2512310102D1,00NTRF\n:61:2601021231D1,00NTRF",
        closing: "C260102EUR97,00"
      )
    )
    #expect(reading.entries.map(\.day.description) == ["2025-12-31", "2026-01-02", "2025-12-31"])
  }

  @Test
  func `banks' 30 February is the month's last day`() {
    let reading = ledger(
      Self.statement(":61:2602300301D6,00N024NONREF", closing: "C260301EUR94,00")
    )
    #expect(reading.entries.first?.valueDay?.description == "2026-02-28")
    #expect(reading.entries.first?.day.description == "2026-03-01")
  }

  @Test
  func `a movement that a bank broke over lines is put together`() {
    let reading = ledger(
      Self.statement(":61:2603140314CR\n30,00N062NONREF\n:86:Test", closing: "C260314EUR130,00")
    )
    #expect(reading.entries.map(\.amount.description) == ["30.00 EUR"])
  }

  @Test
  func `each message of a file is proved by itself, SWIFT's envelope around it or not`() {
    let one = Self.statement(":61:260314C1,00NTRF", closing: "C260314EUR101,00")
    let wire = "{1:F01ABCDEFGHXXXX}{2:O940}{4:\n\(one.dropLast(2))-}{5:}\n"
    for text in [one + one, wire + wire, "\u{1}\n" + wire + "\u{3}", "BANK\n940\n" + one] {
      let reading = read(text, target: .ledger)
      #expect(reading.problemCodes == [])
      #expect(reading.summary.kind == .mt940)
      #expect(reading.statements.allSatisfy { $0.entryCount == 1 })
    }
    #expect(ledger(one + one).statements.count == 2)
  }

  @Test
  func `a statement that does not foot is refused with the sums and the line`() {
    let reading = ledger(Self.statement(":61:260314C1,00NTRF", closing: "C260314EUR102,00"))
    #expect(reading.problemCodes == ["statement.does-not-foot@6"])
    #expect(reading.problems.first?.message.contains("101.00 EUR") == true)
  }

  @Test(
    arguments: [
      (":61:26X314C1,00NTRF", "bank.bad-entry@5"), (":61:260314X1,00NTRF", "bank.bad-entry@5"),
      (":61:260314CNTRF", "bank.bad-entry@5"), (":61:", "bank.bad-entry@5"),
      (":61:260314C1,001NTRF", "bank.bad-entry@5"),
      (":61:260314C99999999999999999999,00NTRF", "bank.bad-entry@5"),
    ]
  )
  func `a movement that cannot be read refuses the file at its line`(movement: String, code: String)
  {
    let reading = ledger(Self.statement(movement, closing: "C260314EUR101,00"))
    #expect(reading.problemCodes == [code])
    #expect(reading.summary.isRefused)
  }

  @Test
  func `an interim report is proved by its sums and says that a statement repeats it`() {
    let text = """
      :20:REPORT
      :25:PL61109010140000071219812874
      :28C:1/1
      :34F:PLN0,
      :13D:2603141815+0100
      :61:2603140314CN0,01NTRFNONREF//M1
      :86:transfer
      :61:2603140314EDN5,00NTRFNONREF
      :90D:0PLN0,00
      :90C:1PLN0,01
      -
      """
    let reading = ledger(text)
    #expect(reading.problemCodes == ["bank.pending@8", "bank.interim@4"])
    #expect(reading.entries.map(\.amount.description) == ["0.01 PLN"])
    #expect(
      ledger(text.replacing("1PLN0,01", with: "2PLN0,02")).problemCodes.first
        == "statement.does-not-foot@10"
    )
  }

  @Test
  func `amounts without any currency are refused unless the workflow names it`() {
    let text = ":20:X\n:25:123\n:61:260314C1,00NTRF\n-\n"
    #expect(ledger(text).problemCodes == ["bank.no-currency@3"])
    var instructions = ReadInstructions(target: .ledger)
    instructions.currency = Currency("CHF")
    var entries: [String] = []
    _ = FileReader.read(MemoryInput(text), instructions: instructions, fileName: "x") {
      if case .entry(let entry) = $0 { entries.append(entry.amount.description) }
    }
    #expect(entries == ["1.00 CHF"])
  }
}

/// Movements that more than one test needs.
enum MT940Movements {
  static let withTwoIBANs = `MT940 statements`.statement(
    ":61:260314D2,NTRFNONREF\n:86:NL91ABNA0417164300 DE75512108001245126199",
    closing: "C260314EUR98,00"
  )
}

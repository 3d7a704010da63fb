import Books
import Documents
import Readings
import Testing
import Values

@testable import Readers

@Suite("CSV: ledgers")
struct CSVLedgerTests {
  @Test("a plain export with common names needs no columns")
  func recognisesEnglish() {
    check(
      "Date,Name,Amount,Reference\n2026-03-14,Acme,-12.50,R1\n2026-03-15,Best,100.00,R2\n",
      .ledger(),
      """
      2: 2026-03-14 -12.50 EUR | name=Acme | ref=R1
      3: 2026-03-15 100.00 EUR | name=Best | ref=R2
      """
    )
  }

  @Test(
    "other languages' names are recognised",
    arguments: [
      "Buchungstag;Verwendungszweck;Betrag;Währung\n14.03.2026;Miete;-1.234,50;EUR\n",
      "Date opération;Libellé;Débit;Crédit;Devise\n14/03/2026;Miete;1 234,50;;EUR\n",
      "Fecha;Concepto;Importe;Moneda\n14/03/2026;Miete;-1.234,50;EUR\n",
      "Data contabile;Descrizione;Importo;Divisa\n14/03/2026;Miete;-1.234,50;EUR\n",
      "Datum;Naam;Omschrijving;Bedrag;Af Bij\n20260314;;Miete;1.234,50;Af\n",
      "sep=;\r\nDate;Text;Amount\r\n14 Mar 2026;Miete;(1,234.50)\r\n",
    ]
  )
  func recognisesLanguages(text: String) {
    let reading = CSVText.reading(Array(text.utf8), .ledger())
    let rendered = CSVText.render(reading)
    #expect(rendered.contains("2026-03-14 -1234.50 EUR | memo=Miete"), "\(rendered)")
  }

  @Test("preamble, trailer and control sum")
  func preambleAndTrailer() {
    let text = """
      Kontoauszug;;;
      Konto;DE02 1203;;

      Buchung;Empfänger;Betrag;
      14.03.2026;"Kessel; Holz";-1.190,00;
      15.03.2026;Huber;2.000,50;
      Summe;;810,50;
      """
    let instructions = ReadInstructions.ledger(locale: "de-DE") {
      $0.columns = [
        .column("day", "Buchung", type: .day) { $0.format = "dd.MM.yyyy" },
        .column("counterparty", "Empfänger"),
        .column("amount", "Betrag", type: .amount),
      ]
      $0.stopAt = "^Summe;"
      $0.control = ControlInstructions()
      $0.control?.sum = "amount"
      $0.control?.equals = "^Summe;;([-0-9.,]+)"
    }
    check(
      text,
      instructions,
      """
      5: 2026-03-14 -1190.00 EUR | name=Kessel; Holz
      6: 2026-03-15 2000.50 EUR | name=Huber
      """
    )
    check(
      text.replacingFirst("810,50", "810,51"),
      instructions,
      """
      5: 2026-03-14 -1190.00 EUR | name=Kessel; Holz
      6: 2026-03-15 2000.50 EUR | name=Huber
      file csv.control-sum line 7 Betrag <810,51>
      refused
      """
    )
    check(
      text.replacingFirst("Summe;;810,50;", ""),
      instructions,
      """
      5: 2026-03-14 -1190.00 EUR | name=Kessel; Holz
      6: 2026-03-15 2000.50 EUR | name=Huber
      file csv.control-missing
      refused
      """
    )
  }

  @Test("a running balance is proved oldest first and newest first")
  func runningBalance() {
    let rows = ["2026-03-01,-10.00,90.00", "2026-03-02,5.00,95.00", "2026-03-03,-20.00,75.00"]
    for order in [rows, rows.reversed()] {
      let text = (["Date,Amount,Balance"] + order).joined(separator: "\n")
      let reading = CSVText.reading(Array(text.utf8), .ledger())
      #expect(reading.entries.count == 3)
      #expect(!reading.summary.isRefused)
    }
    check(
      "Date,Amount,Balance\n2026-03-01,-10.00,90.00\n2026-03-02,5.00,95.00\n2026-03-03,-2.00,75.00\n",
      .ledger(),
      """
      2: 2026-03-01 -10.00 EUR
      3: 2026-03-02 5.00 EUR
      4: 2026-03-03 -2.00 EUR
      file statement.does-not-foot line 4 Balance <75.00>
      refused
      """
    )
  }

  @Test("balances on the last row of a day only are proved over the rows between")
  func sparseBalance() {
    let text =
      "Date,Amount,Balance\n2026-03-01,1.00,10.00\n2026-03-02,2.00,\n2026-03-02,3.00,15.00\n"
    let good = CSVText.reading(Array(text.utf8), .ledger())
    #expect(!good.summary.isRefused)
    let bad = CSVText.reading(Array(text.replacingFirst("2.00", "2.01").utf8), .ledger())
    #expect(bad.summary.isRefused)
  }

  @Test("a ledger with a row that is no entry is refused, with the row named")
  func badRowRefuses() {
    check(
      "Date,Amount\n2026-03-01,1.00\n2026-03-02,abc\n2026-03-03,2.00\n",
      .ledger(),
      """
      2: 2026-03-01 1.00 EUR
      document csv.bad-amount line 3 amount <abc>
      4: 2026-03-03 2.00 EUR
      file csv.bad-rows line 3
      refused
      """
    )
  }

  @Test("the running balance can prove that a bad row moved no money")
  func balanceCoversBadRow() {
    let head = "Date,Amount,Balance\n2026-03-01,1.00,11.00\n"
    let good = CSVText.reading(
      Array((head + "2026-03-02,-,\n2026-03-03,2.00,13.00\n").utf8),
      .ledger()
    )
    #expect(!good.summary.isRefused)
    #expect(good.entries.count == 2)
    #expect(good.problems.map(\.code) == ["csv.bad-amount"])
    let atEnd = CSVText.reading(
      Array((head + "2026-03-02,2.00,13.00\n2026-03-03,-,\n").utf8),
      .ledger()
    )
    #expect(atEnd.summary.isRefused)
    let moved = CSVText.reading(
      Array((head + "2026-03-02,x,12.00\n2026-03-03,2.00,14.00\n").utf8),
      .ledger()
    )
    #expect(moved.problems.last?.code == "statement.does-not-foot")
  }

  @Test("debit and credit: one of them, both with a zero, never both; signed debits as written")
  func debitCredit() {
    check(
      "Date;Debit;Credit\n2026-03-01;12.50;\n2026-03-02;;7.00\n2026-03-03;0.00;3.10\n",
      .ledger(),
      """
      2: 2026-03-01 -12.50 EUR
      3: 2026-03-02 7.00 EUR
      4: 2026-03-03 3.10 EUR
      """
    )
    check(
      "Date;Debit;Credit\n2026-03-01;-12.50;\n2026-03-02;;7.00\n",
      .ledger(),
      """
      2: 2026-03-01 -12.50 EUR
      3: 2026-03-02 7.00 EUR
      """
    )
    let both = CSVText.reading(Array("Date;Debit;Credit\n2026-03-01;1.50;2.00\n".utf8), .ledger())
    #expect(both.problems.map(\.code) == ["csv.debit-and-credit", "csv.bad-rows"])
  }

  @Test("the currency is the row's, the cell's or the workflow's, and never a default")
  func currencies() {
    check(
      "Date,Amount,Currency\n2026-03-01,1.00,CHF\n2026-03-02,5,JPY\n",
      .ledger(nil),
      """
      2: 2026-03-01 1.00 CHF
      3: 2026-03-02 5 JPY
      """
    )
    check("Date,Amount\n2026-03-01,€ 1.00\n", .ledger(nil), "2: 2026-03-01 1.00 EUR")
    check(
      "Date,Amount\n2026-03-01,1.00\n",
      .ledger(nil),
      "file csv.no-currency line 2 amount\nrefused"
    )
    check(
      "Date,Amount\n2026-03-01,$1.00\n",
      .ledger(nil),
      "file csv.no-currency line 2 amount\nrefused"
    )
    check("Date,Amount\n2026-03-01,$1.00\n", .ledger("USD"), "2: 2026-03-01 1.00 USD")
    let codes = { (text: String) in
      CSVText.reading(Array(text.utf8), .ledger("EUR")).problems.map(\.code)
    }
    #expect(codes("Date,Amount\n2026-03-01,$1.00\n") == ["csv.currency-mismatch", "csv.bad-rows"])
    #expect(
      codes("Date,Amount,Currency\n2026-03-01,1.00 USD,EUR\n")
        == ["csv.currency-mismatch", "csv.bad-rows"]
    )
    #expect(
      codes("Date,Amount,Currency\n2026-03-01,1.005,EUR\n2026-03-01,1.1,EUR\n")
        == ["csv.too-many-decimals", "csv.bad-rows"]
    )
    #expect(
      codes("Date,Amount,Currency\n2026-03-01,-92233720368547758.08,EUR\n")
        == ["csv.bad-amount", "csv.bad-rows"]
    )
    #expect(
      codes("Date,Amount,Currency\n2026-03-01,1.00,XXQ\n") == ["csv.bad-currency", "csv.bad-rows"]
    )
  }

  @Test(
    "what cannot be decided refuses the file",
    arguments: [
      ("Date,Amount\n2026-03-01,1.234\n", "csv.ambiguous-number"),
      ("Date,Amount\n2026-03-01,\"1,234\"\n2026-03-01,\"2,345\"\n", "csv.ambiguous-number"),
      ("Date,Amount\n2026-03-01,1.50\n2026-03-01,\"1,50\"\n", "csv.ambiguous-number"),
      ("Date,Amount\n03/04/2026,1.50\n05/06/2026,1.50\n", "csv.ambiguous-day"),
      ("Date,Amount\n13/04/2026,1.50\n04/13/2026,1.50\n", "csv.ambiguous-day"),
      ("Date,Amount\n03/04/26,1.50\n", "csv.ambiguous-day"),
      ("Foo,Amount\n03/04/26,1.50\n", "csv.columns-unknown"),
      ("Date,Foo\n03/04/26,1.50\n", "csv.columns-unknown"),
      ("Date,Amount,Betrag\n2026-03-01,1.50,2.50\n", "csv.columns-unknown"),
      ("Date,Amount\n2026-03-01,\"1.50\n2026-03-02,2.50\n", "csv.unclosed-quote"),
    ]
  )
  func undecidable(text: String, code: String) {
    let reading = CSVText.reading(Array(text.utf8), .ledger())
    #expect(reading.problems.map(\.code) == [code])
    #expect(reading.summary.isRefused)
    #expect(reading.entries.isEmpty)
    #expect(reading.problems.allSatisfy { !$0.remedy.isEmpty && $0.scope == .file })
  }

  @Test("one deciding cell far down decides for the whole column, and a locale decides at once")
  func evidence() {
    let open = String(repeating: "03/04/2026;1.234\n", count: 500)
    let decided = CSVText.reading(
      Array(("Date;Amount\n" + open + "13/04/2026;1.234,50\n").utf8),
      .ledger()
    )
    #expect(decided.entries.first?.amount.description == "1234.00 EUR")
    #expect(decided.entries.first?.day.description == "2026-04-03")
    let american = CSVText.reading(
      Array("Date;Amount\n03/04/2026;1.234\n".utf8),
      .ledger("KWD", locale: "en-US")
    )
    #expect(american.entries.first?.amount.description == "1.234 KWD")
    #expect(american.entries.first?.day.description == "2026-03-04")
    let austrian = CSVText.reading(
      Array("Date;Amount\n03/04/2026;1.234\n".utf8),
      .ledger(locale: "de-AT")
    )
    #expect(austrian.entries.first?.amount.description == "1234.00 EUR")
    #expect(austrian.entries.first?.day.description == "2026-04-03")
  }

  @Test("a debit or credit mark of its own column gives the sign, and may not contradict it")
  func sides() {
    check(
      "Date;Amount;S/H\n2026-03-01;12.50;S\n2026-03-02;-7.00;S\n2026-03-03;3.00;H\n",
      .ledger(),
      """
      2: 2026-03-01 -12.50 EUR
      3: 2026-03-02 -7.00 EUR
      4: 2026-03-03 3.00 EUR
      """
    )
    for row in ["2026-03-01;-12.50;H", "2026-03-01;12.50;?", "2026-03-01;12.50;"] {
      let reading = CSVText.reading(Array("Date;Amount;S/H\n\(row)\n".utf8), .ledger())
      #expect(reading.summary.isRefused)
      #expect(reading.entries.isEmpty)
    }
  }

  @Test("constants, original amounts, value days and own columns of an entry")
  func entryFields() {
    let instructions = ReadInstructions.ledger {
      $0.columns = [
        .column("day", type: .text) { $0.constant = "2026-03-31" },
        .column("valueDay", "Value", type: .day) { $0.format = "yyyyMMdd" },
        .column("amount", "Amount", type: .amount) { $0.negate = true },
        .column("originalAmount", "Original", type: .amount),
        .column("account") { $0.constant = "4711" },
        .column("cost centre", "KST"),
      ]
    }
    check(
      "Value,Amount,Original,KST\n20260314,12.50,USD 13.60,K1\n20260315,1.00,1.10,\n",
      instructions,
      """
      2: 2026-03-31 -12.50 EUR | value=2026-03-14 | account=4711 | original=13.60 USD | cost centre=K1
      3: 2026-03-31 -1.00 EUR | value=2026-03-15 | account=4711 | originalAmount=1.10
      """
    )
  }

  @Test("a column named twice must be told by its number")
  func duplicateHeader() {
    let reading = CSVText.reading(
      Array("Date,Amount,amount \n2026-03-01,1.00,2.00\n".utf8),
      .ledger {
        $0.columns = [
          .column("day", "date", type: .day), .column("amount", "AMOUNT", type: .amount),
        ]
      }
    )
    #expect(reading.problems.map(\.code) == ["csv.duplicate-header"])
  }

  @Test("Excel's serial days are read only when the format says so")
  func serialDays() {
    let text = "Date,Amount\n46095,1.00\n"
    let reading = CSVText.reading(Array(text.utf8), .ledger())
    #expect(reading.problems.map(\.code) == ["csv.bad-day", "csv.bad-rows"])
    let instructions = ReadInstructions.ledger {
      $0.columns = [
        .column("day", "Date", type: .day) { $0.format = "excel" },
        .column("amount", "Amount", type: .amount),
      ]
    }
    check(text, instructions, "2: 2026-03-14 1.00 EUR")
  }

  @Test("a missing column lists what is there and what may be meant")
  func missingColumn() {
    let instructions = ReadInstructions.ledger {
      $0.columns = [
        .column("day", "Date", type: .day), .column("amount", "Ammount", type: .amount),
        .column("memo", "Text"),
      ]
    }
    let reading = CSVText.reading(Array("Date,Amount,Memo\n2026-03-01,1.00,x\n".utf8), instructions)
    #expect(reading.problems.map(\.code) == ["csv.missing-column", "csv.missing-column"])
    let message = reading.problems[0].message
    #expect(message.contains("\"Date\", \"Amount\", \"Memo\""))
    #expect(message.contains("Did you mean \"Amount\"?"))
  }

  @Test("a refusal for unknown columns proposes columns to paste")
  func proposal() {
    let reading = CSVText.reading(
      Array("Date,Wert,Booking text\n2026-03-01,1.00,x\n".utf8),
      .ledger()
    )
    #expect(
      reading.problems.first?.remedy.contains(
        #""columns": { "day": { "header": "Date" }, "amount": { "header": "..." } }"#
      ) == true
    )
  }
}

extension String {
  func replacingFirst(_ part: String, _ other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return replacingCharacters(range, other)
  }

  private func replacingCharacters(_ range: Range<String.Index>, _ other: String) -> String {
    self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}

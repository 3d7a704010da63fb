import Books
import Readers
import Readings
import Testing
import Values

@Suite struct `DATEV booking batches` {
  static let head =
    #""EXTF";700;21;"Buchungsstapel";13;20260301120000000;;"RE";"";"";1001;456;20260101;4;20260101;20261231;"Probe";"";1;0;0;"EUR";;"""#
  static let names =
    "Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Kurs;Basis-Umsatz;WKZ Basis-Umsatz;"
    + "Konto;Gegenkonto (ohne BU-Schlüssel);BU-Schlüssel;Belegdatum;Belegfeld 1;Belegfeld 2;Skonto;Buchungstext"
  static let rowsText = """
    1.190,00;"S";"EUR";;;;3400;70001;9;1403;"RE-7";"";;"Kessel Werkzeug"
    5,50;H;;;;;1200;4970;;103;;;;Kontoführung
    110,00;S;USD;1,1;100,00;EUR;3400;70002;;1503;"US-1";;;"Import"
    """

  private func ledger(_ text: String) -> Reading {
    let reading = read(text, target: .ledger)
    #expect(reading.summary.kind == .datev)
    #expect(reading.isConsistent)
    return reading
  }

  private static func batch(_ rows: String = rowsText) -> String {
    [head, names, rows].joined(separator: "\r\n") + "\r\n"
  }

  @Test
  func `rows are entries of their account: debit positive, the year from the batch`() {
    let reading = ledger(Self.batch())
    #expect(
      rows(reading) == [
        "3 | 2026-03-14 | - | 1190.00 EUR | - | - | RE-7 | Kessel Werkzeug",
        "4 | 2026-03-01 | - | -5.50 EUR | - | - | - | Kontoführung",
        "5 | 2026-03-15 | - | 100.00 EUR | - | - | US-1 | Import",
      ]
    )
    #expect(reading.entries.last?.originalAmount?.description == "110.00 USD")
    #expect(reading.entries.first?.account == "3400")
    #expect(reading.entries.first?.extra?["contraAccount"] == "70001")
  }

  @Test
  func `the day of a year that does not begin in January is found`() {
    let text = Self.batch("1,00;S;EUR;;;;1;2;;1501;;;;").replacing(
      "20260101;4;20260101;20261231",
      with: "20250701;4;20250701;20260630"
    )
    #expect(ledger(text).entries.first?.day.description == "2026-01-15")
  }

  @Test
  func `windows-1252 and a byte order mark are no obstacle`() {
    let bytes = Self.batch().unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(read(bytes, target: .ledger).entries[1].memo == "Kontoführung")
    #expect(ledger("\u{FEFF}" + Self.batch()).entries.count == 3)
  }

  @Test(
    arguments: [
      ("\"S\";\"EUR\"", "\"X\";\"EUR\"", "bank.bad-entry@3"),
      ("1.190,00", "1190.00", "bank.bad-entry@3"),
      ("1403", "3113", "bank.bad-entry@3"), (";3400;70001", ";;70001", "bank.bad-entry@3"),
      ("Belegdatum", "Datum", "bank.datev-column@2"),
      ("700;21;\"Buchungsstapel\"", "700;16;\"Debitoren/Kreditoren\"", "bank.datev-category@1"),
    ]
  )
  func `what cannot be read refuses the batch at its line`(old: String, new: String, code: String) {
    let reading = ledger(Self.batch().replacing(old, with: new))
    #expect(reading.problemCodes == [code])
  }

  @Test
  func `in a folder for invoices it is misplaced`() {
    #expect(read(Self.batch()).problemCodes == ["kind.not-expected"])
  }
}

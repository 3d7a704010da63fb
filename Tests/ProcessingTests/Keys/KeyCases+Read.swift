import TestPapers

/// `read`: tables, workbooks, journals, papers by templates.
extension KeyCase {
  static let csv: [KeyCase] = [
    KeyCase(
      "read",
      "read.csv",
      "read.csv.columns",
      "read.csv.columns.*.header",
      in: expenses(columns: "<>"),
      #""memo": { "header": "Why" }"#,
      papers: [table("2026-03-10,Taxi,100.00,airport\n", "Day,Shop,Amount,Why")],
      shows: "memo=airport"
    ),
    KeyCase(
      "read.csv.encoding",
      in: expenses(csv: "<>"),
      #""encoding": "iso-8859-15""#,
      not: #""encoding": "windows-1252""#,
      papers: [
        KeyPaper(
          "w",
          "w.csv",
          bytes: Array("Day,Shop,Amount\n2026-03-10,Taxi ".utf8) + [0xA4] + Array(",100.00\n".utf8)
        )
      ],
      shows: "Taxi €"
    ),
    KeyCase(
      "read.csv.separator",
      in: expenses(csv: "<>"),
      #""separator": "|""#,
      not: #""separator": ";""#,
      papers: [KeyPaper("w", "w.csv", "Day|Shop|Amount\n2026-03-10|Taxi|100.00\n")],
      shows: "seller.name=Taxi"
    ),
    KeyCase(
      "read.csv.locale",
      in: expenses(csv: "<>"),
      #""locale": "de""#,
      not: #""locale": "en""#,
      papers: [table("2026-03-10,Taxi,1.250\n")],
      shows: "totals.gross=1250"
    ),
    KeyCase(
      "read.csv.headerContains",
      in: expenses(csv: "<>"),
      #""headerContains": ["Day", "Ref"]"#,
      papers: [
        KeyPaper(
          "w",
          "w.csv",
          "Day,Shop,Amount,\n2026-03-10,Old,1.00,\nDay,Shop,Amount,Ref\n2026-03-11,New,2.00,x\n"
        )
      ],
      hides: "seller.name=Old"
    ),
    KeyCase(
      "read.csv.hasHeader",
      "read.csv.columns.*.index",
      in: expenses(csv: "<>").replacing(#""header": "Day""#, with: #""index": 1"#).replacing(
        #""seller.name": "Shop""#,
        with: #""seller.name": { "index": 2 }"#
      ).replacing(#""header": "Amount""#, with: #""index": 3"#),
      #""hasHeader": false"#,
      papers: [KeyPaper("w", "w.csv", "2026-03-10,First,1.00\n2026-03-11,Second,2.00\n")],
      shows: "seller.name=First"
    ),
    KeyCase(
      "read.csv.stopAt",
      in: expenses(csv: "<>"),
      #""stopAt": "^Sum""#,
      papers: [table("2026-03-10,Taxi,100.00\nSum,,100.00\n")],
      hides: "Sum"
    ),
    KeyCase(
      "read.csv.skipLines",
      in: expenses(csv: "<>"),
      #""skipLines": 2"#,
      papers: [
        KeyPaper(
          "w",
          "w.csv",
          "Day,Shop,Amount\n2026-03-10,Old,1.00\nDay,Shop,Amount\n2026-03-11,New,2.00\n"
        )
      ],
      hides: "seller.name=Old"
    ),
    KeyCase(
      "read.csv.columns.*.format",
      in: expenses().replacing("yyyy-MM-dd", with: "<>"),
      "dd/MM/yyyy",
      not: "MM/dd/yyyy",
      papers: [table("03/04/2026,Taxi,100.00\n")],
      shows: "issueDate=2026-04-03"
    ),
    KeyCase(
      "read.csv.columns.*.currency",
      in: expenses().replacing(#""currency": "EUR""#, with: "<>"),
      #""currency": "CHF""#,
      not: #""currency": "EUR""#,
      papers: [taxi],
      shows: "currency=CHF"
    ),
    KeyCase(
      "read.csv.columns.*.negate",
      in: expenses().replacing(#""currency": "EUR""#, with: #""currency": "EUR", <>"#),
      #""negate": true"#,
      papers: [table("2026-03-10,Taxi,-100.00\n")],
      shows: "totals.gross=100.00"
    ),
    KeyCase(
      "read.csv.columns.*.match",
      in: expenses(columns: #""card": { "header": "Card", <> }"#),
      #""match": "([0-9]{4})$""#,
      papers: [table("2026-03-10,Taxi,100.00,XX 0815\n", "Day,Shop,Amount,Card")],
      shows: "card=0815"
    ),
    KeyCase(
      "read.csv.columns.*.type",
      in: expenses(
        columns: #""km": { "header": "Km", <> }"#,
        top:
          #""set": { "far": { "firstOf": [ { "when": "string(type(document.km)) == 'int' || document.km == 12.0", "value": "'yes'" }, { "value": "'no'" } ] } }, "check": [ { "id": "f", "assert": "false", "message": "far: {far}" } ]"#
      ),
      #""type": "number""#,
      papers: [table("2026-03-10,Taxi,100.00,12\n", "Day,Shop,Amount,Km")],
      shows: "far: yes"
    ),
    KeyCase(
      "read.csv.columns.*.constant",
      in: expenses(columns: #""buyer.name": { "constant": "<>" }"#),
      "Our Yard",
      not: "Nobody",
      papers: [taxi],
      shows: "buyer.name=Our Yard"
    ),
    KeyCase(
      "read.csv.columns.*.required",
      in: expenses(columns: #""memo": { "header": "Why", <> }"#),
      #""required": true"#,
      papers: [table("2026-03-10,Taxi,100.00,\n", "Day,Shop,Amount,Why")],
      shows: "csv.missing-value"
    ),
    KeyCase(
      "read.csv.columns.*.debit",
      "read.csv.columns.*.credit",
      in:
        #"{ "format": 1, "workflow": "w", "document": "ledger", "watch": "inbox/w", "read": { "csv": { "columns": { "day": "Day", "amount": { "debit": "<>", "credit": "In", "currency": "EUR" } } } } }"#,
      "Out",
      not: "Fee",
      papers: [KeyPaper("w", "w.csv", "Day,Out,In,Fee\n2026-03-10,70.00,,1.00\n")],
      shows: "-70.00 EUR",
      others: [:]
    ),
    KeyCase(
      "read.csv.control",
      "read.csv.control.sum",
      "read.csv.control.equals",
      in: expenses(csv: #""stopAt": "^Sum", <>"#),
      #""control": { "sum": "totals.gross", "equals": "^Sum,,([0-9.]+)" }"#,
      papers: [table("2026-03-10,Taxi,100.00\nSum,,120.00\n")],
      shows: "csv.control-sum"
    ),
    KeyCase(
      "read.csv.control.rows",
      "read.csv.control.rows.min",
      in: expenses(csv: "<>"),
      #""control": { "rows": { "min": 2 } }"#,
      not: #""control": { "rows": { "min": 1 } }"#,
      papers: [taxi],
      shows: "csv.row-count"
    ),
    KeyCase(
      "read.csv.control.rows.max",
      in: expenses(csv: "<>"),
      #""control": { "rows": { "max": 1 } }"#,
      not: #""control": { "rows": { "max": 2 } }"#,
      papers: [table("2026-03-10,Taxi,100.00\n2026-03-11,Hotel,100.00\n")],
      shows: "csv.row-count"
    ),
    KeyCase(
      "read.locale",
      in: expenses(read: "<>"),
      #""locale": "de""#,
      not: #""locale": "en""#,
      papers: [table("2026-03-10,Taxi,1.250\n")],
      shows: "totals.gross=1250"
    ),
    KeyCase(
      "read.currency",
      in: expenses(read: "<>").replacing(#", "currency": "EUR""#, with: ""),
      #""currency": "SEK""#,
      not: #""currency": "NOK""#,
      papers: [taxi],
      shows: "currency=SEK"
    ),
    KeyCase(
      "read.journal",
      "read.journal.account",
      in:
        #"{ "format": 1, "workflow": "w", "document": "ledger", "watch": "inbox/w", "read": { "journal": { <> } } }"#,
      #""account": "assets:till""#,
      not: #""account": "assets:bank""#,
      papers: [journal],
      shows: "-20.00 EUR",
      others: [:]
    ),
    KeyCase(
      "read.journal.includes",
      in:
        #"{ "format": 1, "workflow": "w", "document": "ledger", "watch": "inbox/w", "read": { "journal": { "account": "assets:till", <> } } }"#,
      #""includes": "apart""#,
      papers: [KeyPaper("w", "w.journal", "include other.journal\n\n" + journalText)],
      hides: "Exceptions  1 open",
      others: [:]
    ),
  ]

  private static let journalText =
    "2026-03-10 Taxi\n    expenses:rides    20.00 EUR\n    assets:till\n\n2026-03-11 Hotel\n    expenses:rooms    90.00 EUR\n    assets:bank\n"
  private static let journal = KeyPaper("w", "w.journal", journalText)

  // MARK: Workbooks

  static let xlsx: [KeyCase] = [
    sheetCase(
      "read.xlsx",
      "read.xlsx.sheet",
      #""sheet": "B""#,
      not: #""sheet": "A""#,
      shows: "seller.name=Of B"
    ),
    sheetCase(
      "read.xlsx.columns",
      "read.xlsx.columns.*.header",
      #""columns": { COLUMNS, "memo": { "header": "Why" } }"#,
      not: #""columns": { COLUMNS }"#,
      shows: "memo=why A"
    ),
    sheetCase(
      "read.xlsx.columns.*.index",
      #""hasHeader": false, "columns": { "issueDate": { "index": 1 }, "seller.name": { "index": 4 }, "totals.gross": { "index": 3, "currency": "EUR" } }"#,
      not: #""columns": { COLUMNS }"#,
      shows: "seller.name=why A"
    ),
    sheetCase(
      "read.xlsx.columns.*.format",
      #""columns": { "issueDate": { "header": "Written", "format": "dd/MM/yyyy" }, "seller.name": "Shop", "totals.gross": { "header": "Amount", "currency": "EUR" } }"#,
      not:
        #""columns": { "issueDate": { "header": "Written", "format": "MM/dd/yyyy" }, "seller.name": "Shop", "totals.gross": { "header": "Amount", "currency": "EUR" } }"#,
      shows: "issueDate=2026-04-03"
    ),
    sheetCase(
      "read.xlsx.columns.*.currency",
      #""columns": { COLUMNS }"#.replacing("EUR", with: "CHF"),
      not: #""columns": { COLUMNS }"#,
      shows: "currency=CHF",
      currency: "CHF"
    ),
    sheetCase(
      "read.xlsx.columns.*.negate",
      #""columns": { COLUMNS }"#,
      not: #""columns": { COLUMNS }"#,
      shows: "totals.gross=-100",
      amount: #", "negate": true"#
    ),
    sheetCase(
      "read.xlsx.columns.*.match",
      #""columns": { COLUMNS, "memo": { "header": "Why", "match": "why (.)" } }"#,
      not: #""columns": { COLUMNS, "memo": "Why" }"#,
      shows: "memo=A"
    ),
    sheetCase(
      "read.xlsx.columns.*.type",
      #""columns": { COLUMNS, "memo": { "header": "Why", "type": "number" } }"#,
      not: #""columns": { COLUMNS, "memo": "Why" }"#,
      shows: "csv.bad-amount"
    ),
    sheetCase(
      "read.xlsx.columns.*.constant",
      #""columns": { COLUMNS, "buyer.name": { "constant": "Our Yard" } }"#,
      not: #""columns": { COLUMNS }"#,
      shows: "buyer.name=Our Yard"
    ),
    sheetCase(
      "read.xlsx.columns.*.required",
      #""columns": { COLUMNS, "memo": { "header": "Empty", "required": true } }"#,
      not: #""columns": { COLUMNS, "memo": { "header": "Empty" } }"#,
      shows: "csv.missing-value"
    ),
    sheetCase(
      "read.xlsx.columns.*.debit",
      "read.xlsx.columns.*.credit",
      #""columns": { "issueDate": "Day", "seller.name": "Shop", "totals.gross": { "debit": "Empty", "credit": "Amount", "currency": "EUR" } }"#,
      not:
        #""columns": { "issueDate": "Day", "seller.name": "Shop", "totals.gross": { "debit": "Amount", "credit": "Empty", "currency": "EUR" } }"#,
      shows: "totals.gross=100"
    ),
    sheetCase(
      "read.xlsx.headerContains",
      #""headerContains": ["Empty"], "columns": { COLUMNS }"#,
      not: #""headerContains": ["Nowhere"], "columns": { COLUMNS }"#,
      shows: "seller.name=Of A"
    ),
    sheetCase(
      "read.xlsx.hasHeader",
      #""hasHeader": false, "columns": { "issueDate": { "index": 1 }, "seller.name": { "index": 2 }, "totals.gross": { "index": 3, "currency": "EUR" } }"#,
      not: #""columns": { COLUMNS }"#,
      shows: "csv.bad"
    ),
    sheetCase(
      "read.xlsx.stopAt",
      #""stopAt": "^2026-03-11", "columns": { COLUMNS }"#,
      not: #""columns": { COLUMNS }"#,
      hides: "seller.name=More"
    ),
    sheetCase(
      "read.xlsx.skipLines",
      #""skipLines": 1, "columns": { COLUMNS }"#,
      not: #""columns": { COLUMNS }"#,
      shows: "csv.missing-column"
    ),
    sheetCase(
      "read.xlsx.control",
      "read.xlsx.control.rows",
      "read.xlsx.control.rows.min",
      #""control": { "rows": { "min": 9 } }, "columns": { COLUMNS }"#,
      not: #""columns": { COLUMNS }"#,
      shows: "csv.row-count"
    ),
    sheetCase(
      "read.xlsx.control.rows.max",
      #""control": { "rows": { "max": 1 } }, "columns": { COLUMNS }"#,
      not: #""columns": { COLUMNS }"#,
      shows: "csv.row-count"
    ),
    sheetCase(
      "read.xlsx.control.sum",
      "read.xlsx.control.equals",
      #""stopAt": "^2026-03-11", "control": { "sum": "totals.gross", "equals": "More\\t([0-9.]+)" }, "columns": { COLUMNS }"#,
      not: #""stopAt": "^2026-03-11", "columns": { COLUMNS }"#,
      shows: "csv.control-sum"
    ),
  ]

  private static func sheetCase(
    _ keys: String...,
    not without: String,
    shows: String? = nil,
    hides: String? = nil,
    currency: String = "EUR",
    amount: String = ""
  ) -> KeyCase {
    let columns =
      #""issueDate": "Day", "seller.name": "Shop", "totals.gross": { "header": "Amount", "currency": "\#(currency)"\#(amount) }"#
    let plain =
      #""issueDate": "Day", "seller.name": "Shop", "totals.gross": { "header": "Amount", "currency": "EUR" }"#
    func data(_ name: String) -> String {
      WorkbookFixture.data([
        ["Day", "Shop", "Amount", "Why", "Written", "Empty"],
        ["2026-03-10", "Of \(name)", "=100|4", "why \(name)", "03/04/2026"],
        ["2026-03-11", "More", "=7|4", "why \(name)", "03/05/2026"],
      ])
    }
    let with = keys.last ?? ""
    let names = Array(keys.dropLast())
    let needsSheet = !with.contains("\"sheet\"")
    func whole(_ text: String, _ columns: String) -> String {
      (needsSheet ? #""sheet": "A", "# : "") + text.replacing("COLUMNS", with: columns)
        + (text.contains("\"columns\"") ? "" : #", "columns": { \#(columns) }"#)
    }
    var one = KeyCase(
      in:
        #"{ "format": 1, "workflow": "w", "document": "expense", "watch": "inbox/w", "read": { "xlsx": { <> } } }"#,
      whole(with, columns),
      not: whole(without, plain),
      papers: [
        KeyPaper(
          "w",
          "w.xlsx",
          bytes: WorkbookFixture.workbook([("A", data("A")), ("B", data("B"))])
        )
      ],
      shows: shows,
      hides: hides,
      others: [:]
    )
    one.keys = names
    return one
  }
}

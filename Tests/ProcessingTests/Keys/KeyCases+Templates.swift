import TestPapers

/// `read.templates`, `read.ocr`.
extension KeyCase {
  private static let paper = KeyPaper(
    "w",
    "w.txt",
    """
    Holzhandel Birkenfeld    DE291188466
    Rechnung Nr. 2026-0414
    Rechnungsdatum 03.04.2026
    Auftrag A-77 / Projekt Nord
    Pos Bezeichnung          Menge      Netto
    1   Bretter                  2     800,00
        Hinweis zur Charge 9
    2   Leisten                  1     200,00
    Nettobetrag                      1.000,00
    Umsatzsteuer 19 %                  190,00
    Rechnungsbetrag                  1.190,00
    Zahlbetrag                       1.100,00
    Gutschrift -25,00

    """
  )

  /// A template that knows the paper; FIELDS, LINES and CHOOSE are replaced.
  private static func template(
    choose: String = #""all": ["Holzhandel Birkenfeld"]"#,
    fields: String = #""number": "Rechnung Nr.""#,
    more: String = ""
  ) -> String {
    #"{ "format": 1, "workflow": "w", "document": "invoice", "watch": "inbox/w", "read": { "locale": "de-DE", "templates": [ { "id": "birkenfeld", "choose": { \#(choose) }, "fields": { \#(fields) }, \#(more) } ] } }"#
  }

  private static func field(
    _ key: String,
    in name: String = "note",
    _ with: String,
    not without: String,
    shows: String
  ) -> KeyCase {
    var one = KeyCase(
      in: template(fields: #""\#(name)": { <> }"#),
      with,
      not: without,
      papers: [paper],
      shows: shows,
      others: [:]
    )
    one.keys = ["read.templates.fields.*.\(key)"]
    return one
  }

  static let templates: [KeyCase] = [
    KeyCase(
      "read.templates",
      "read.templates.id",
      in: template().replacing(#""id": "birkenfeld""#, with: #""id": "<>""#),
      "wood",
      not: "birkenfeld",
      papers: [paper],
      shows: "wood",
      others: [:]
    ),
    KeyCase(
      "read.templates.choose",
      "read.templates.choose.all",
      in: template(choose: #""all": ["<>"]"#, fields: #""note": "Auftrag""#),
      "DE291188466",
      not: "Somebody",
      papers: [paper],
      shows: "note=A-77",
      others: [:]
    ),
    KeyCase(
      "read.templates.choose.any",
      in: template(choose: #""any": ["<>", "Nobody"]"#, fields: #""note": "Auftrag""#),
      "DE291188466",
      not: "Somebody",
      papers: [paper],
      shows: "note=A-77",
      others: [:]
    ),
    KeyCase(
      "read.templates.choose.none",
      in: template(
        choose: #""all": ["Holzhandel"], "none": ["<>"]"#,
        fields: #""note": "Auftrag""#
      ),
      "MAHNUNG",
      not: "Zahlbetrag",
      papers: [paper],
      shows: "note=A-77",
      others: [:]
    ),
    KeyCase(
      "read.templates.fields",
      in: template(fields: "<>"),
      #""note": "Auftrag""#,
      not: #""other": "Auftrag""#,
      papers: [paper],
      shows: "note=A-77",
      others: [:]
    ),
    field("after", #""after": "Projekt""#, not: #""after": "Auftrag""#, shows: "note=Nord"),
    field(
      "regex",
      #""regex": "Projekt ([A-Z][a-z]+)""#,
      not: #""regex": "Auftrag ([A-Z]-[0-9]+)""#,
      shows: "note=Nord"
    ),
    field("constant", #""constant": "mine""#, not: #""constant": "yours""#, shows: "note=mine"),
    field(
      "match",
      #""after": "Auftrag", "match": "([0-9]+)""#,
      not: #""after": "Auftrag""#,
      shows: "note=77"
    ),
    field(
      "pick",
      in: "totals.gross",
      #""regex": "(?:Rechnungs|Zahl)betrag +([0-9.,]+)", "pick": "last""#,
      not: #""regex": "(?:Rechnungs|Zahl)betrag +([0-9.,]+)", "pick": "first""#,
      shows: "totals.gross=1100.00"
    ),
    field(
      "type",
      #""after": "Zahlbetrag", "type": "amount""#,
      not: #""after": "Zahlbetrag", "type": "text""#,
      shows: "note=1100.00"
    ),
    field(
      "format",
      in: "issueDate",
      #""after": "Rechnungsdatum", "format": "MM.dd.yyyy""#,
      not: #""after": "Rechnungsdatum", "format": "dd.MM.yyyy""#,
      shows: "issueDate=2026-03-04"
    ),
    field(
      "currency",
      in: "totals.gross",
      #""after": "Rechnungsbetrag", "currency": "CHF""#,
      not: #""after": "Rechnungsbetrag", "currency": "EUR""#,
      shows: "currency=CHF"
    ),
    field(
      "negate",
      #""after": "Gutschrift", "type": "amount", "negate": true"#,
      not: #""after": "Gutschrift", "type": "amount""#,
      shows: "note=25.00"
    ),
    field(
      "required",
      #""after": "Nowhere", "required": true"#,
      not: #""after": "Nowhere""#,
      shows: "template.missing-field"
    ),
    KeyCase(
      "read.templates.fields.*.area",
      "read.templates.fields.*.area.box",
      in: template(
        choose: #""all": ["Birch"]"#,
        fields: #""number": "Invoice", "note": { "area": { "page": 1, "box": [<>] } }"#
      ),
      "0, 0, 300, 100",
      not: "0, 700, 300, 800",
      papers: [pdf],
      shows: "note=Birch Glass",
      others: [:]
    ),
    KeyCase(
      "read.templates.fields.*.area.page",
      in: template(
        choose: #""all": ["Birch"]"#,
        fields: #""number": "Invoice", "note": { "area": { "page": <>, "box": [0, 0, 300, 100] } }"#
      ),
      "2",
      not: "1",
      papers: [pdf],
      shows: "note=Second page",
      others: [:]
    ),
    KeyCase(
      "read.templates.lines",
      "read.templates.lines.from",
      in: lines.replacing("FROM", with: "<>"),
      "Pos +Bezeichnung",
      not: "Nettobetrag",
      papers: [paper],
      shows: "Bretter",
      others: [:]
    ),
    KeyCase(
      "read.templates.lines.to",
      in: lines.replacing("Nettobetrag", with: "<>").replacing("FROM", with: "Pos +Bezeichnung"),
      "Nettobetrag",
      not: "Hinweis",
      papers: [paper],
      shows: "Leisten",
      others: [:]
    ),
    KeyCase(
      "read.templates.lines.row",
      in: lines.replacing("FROM", with: "Pos +Bezeichnung").replacing(
        "(?<description>",
        with: "(?<<>>"
      ),
      "description",
      not: "note",
      papers: [paper],
      shows: #""description":"Bretter"#,
      others: [:]
    ),
    KeyCase(
      "read.templates.lines.skip",
      in: lines.replacing("FROM", with: "Pos +Bezeichnung").replacing("\"to\"", with: "<> \"to\""),
      #""skip": "^ *Hinweis","#,
      papers: [paper],
      hides: "Hinweis zur Charge 9",
      others: [:]
    ),
    KeyCase(
      "read.templates.lines.required",
      in: lines.replacing("FROM", with: "Nowhere").replacing("\"to\"", with: "<> \"to\""),
      #""required": true,"#,
      papers: [paper],
      shows: "template.missing-field",
      others: [:]
    ),
    KeyCase(
      "read.ocr",
      "read.ocr.languages",
      in:
        #"{ "format": 1, "workflow": "w", "document": "invoice", "watch": "inbox/w", "read": { "ocr": { "languages": ["<>"] } } }"#,
      "chi_sim",
      not: "eng",
      papers: [picture],
      shows: "ocr.language-missing",
      others: [:]
    ),
  ]

  private static let lines = template(
    more:
      #""lines": { "from": "FROM", "to": "Nettobetrag", "row": "^ *(?<id>[0-9]+) +(?<description>.+?)  +(?<quantity>[0-9.,]+) +(?<net>[0-9.,]+)$" }"#
  )

  /// No letters are needed to see which languages would be asked for.
  private static let picture = KeyPaper(
    "w",
    "w.png",
    bytes: TestPicture(width: 400, height: 300).png
  )

  private static let pdf: KeyPaper = {
    var paper = TestPDF()
    paper.write("Birch Glass", x: 50, y: 50)
    paper.write(lines: ["Invoice 2026-17", "Total due EUR 40.00"], x: 50, y: 300)
    paper.newPage()
    paper.write("Second page", x: 50, y: 50)
    return KeyPaper("w", "w.pdf", bytes: paper.bytes)
  }()
}

import Documents
import Readings
import Testing
import Values

@testable import Readers

@Suite("CSV: documents and tables")
struct CSVDocumentTests {
  private static let cards = ReadInstructions.made(.expense, nil, nil) {
    $0.encodings = ["utf-8", "windows-1252"]
    $0.separator = ";"
    $0.locale = "de-AT"
    $0.headerContains = ["Buchungsdatum", "Betrag"]
    $0.stopAt = "^Summe;"
    $0.columns = [
      .column("issueDate", "Buchungsdatum", type: .day) { $0.format = "dd.MM.yyyy" },
      .column("seller.name", "Händler", "Merchant"),
      .column("totals.gross", "Betrag", type: .amount) {
        $0.currency = .init("EUR")
        $0.negate = true
      },
      .column("card", "Kartennummer") { $0.match = "([0-9]{4})$" },
    ]
    $0.control = ControlInstructions()
    $0.control?.sum = "totals.gross"
    $0.control?.equals = "^Summe;([-0-9.,]+)"
    $0.control?.minimumRows = 1
    $0.control?.maximumRows = 4
  }
  private static let text = """
    Kartenabrechnung März
    Buchungsdatum;Händler;Betrag;Kartennummer
    01.03.2026;Hotel Post;-120,50;5500 **** 1234
    02.03.2026;"Café ""Mozart\"\"\";-9,80;1234
    31.02.2026;Taxi;-20,00;1234
    Summe;-150,30
    """

  @Test("the example of the workflow format: bad row an exception, good rows go on")
  func cardExpenses() {
    check(
      Self.text,
      Self.cards,
      """
      expense: day=2026-03-01 | seller=Hotel Post | gross=120.50 | currency=EUR | card=1234
      expense: day=2026-03-02 | seller=Café "Mozart" | gross=9.80 | currency=EUR | card=1234
      expense: seller=Taxi | gross=20.00 | currency=EUR | card=1234
        document csv.bad-day line 5 issueDate <31.02.2026>
      """
    )
  }

  @Test("the control sum is the file's own, before the workflow turns the sign")
  func controlSum() {
    let wrong = CSVText.reading(
      Array(Self.text.replacingFirst("-150,30", "-150,31").utf8),
      Self.cards
    )
    #expect(wrong.problems.map(\.code) == ["csv.control-sum"])
    #expect(wrong.problems[0].message.contains("-150.30"))
    #expect(wrong.problems[0].message.contains("-150.31"))
    #expect(wrong.summary.isRefused)
    let quoted = Self.text.replacingFirst("Summe;-150,30", "\"Summe\";\"-150,30\"")
    #expect(!CSVText.reading(Array(quoted.utf8), Self.cards).summary.isRefused)
    let unreadable = Self.text.replacingFirst("-9,80", "#REF!")
    let reading = CSVText.reading(Array(unreadable.utf8), Self.cards)
    #expect(reading.problems.first?.message.contains("line 4") == true)
  }

  @Test("too few and too many rows refuse the file")
  func rowCount() {
    var rows = Self.text.split(separator: "\n").map(String.init)
    rows = rows.prefix(2) + Array(repeating: rows[2], count: 5) + ["Summe;-602,50"]
    let reading = CSVText.reading(Array(rows.joined(separator: "\n").utf8), Self.cards)
    #expect(reading.problems.map(\.code) == ["csv.row-count"])
  }

  @Test("every value names its source: line, header, and the text where it differs")
  func sources() {
    let document = CSVText.reading(Array(Self.text.utf8), Self.cards).documents[0]
    #expect(
      document.sources["totals.gross"]
        == Source(method: .table, line: 3, path: "Betrag", text: "-120,50")
    )
    #expect(
      document.sources["seller.name"] == Source(method: .table, line: 3, path: "Händler")
    )
    #expect(document.sources["issueDate"]?.text == "01.03.2026")
  }

  @Test("invoices by row: types, unknown words for them, and columns of the file's own")
  func invoices() {
    check(
      "Invoice number,Invoice date,Supplier,Total,Currency,Type,Cost centre\n"
        + "R-1,2026-03-01,Acme,119.00,EUR,Invoice,K1\n"
        + "G-1,2026-03-02,Acme,-19.00,EUR,Gutschrift,\n"
        + "X-1,2026-03-03,Acme,1E+05,EUR,Mahnung,=1+1\n",
      .made(.invoice, nil),
      """
      invoice: number=R-1 | day=2026-03-01 | seller=Acme | gross=119.00 | currency=EUR | Cost centre=K1
      creditNote: number=G-1 | day=2026-03-02 | seller=Acme | gross=-19.00 | currency=EUR
      invoice: number=X-1 | day=2026-03-03 | seller=Acme | currency=EUR | Cost centre==1+1
        document csv.bad-amount line 4 totals.gross <1E+05>
        document csv.bad-type line 4 type <Mahnung>
      """
    )
  }

  @Test("rows of another shape are problems of their own")
  func shapes() {
    check(
      "Date,Merchant,Amount\n2026-03-01,A,1.00\n2026-03-02,B,2,50\n2026-03-03\n\n ,,\n2026-03-04,C,3.00,\n",
      .made(.expense),
      """
      expense: day=2026-03-01 | seller=A | gross=1.00 | currency=EUR
      expense: day=2026-03-02 | seller=B | gross=2 | currency=EUR
        document csv.too-many-cells line 3 <2026-03-02,B,2,50>
      expense: day=2026-03-03
        document csv.too-few-cells line 4 <2026-03-03>
      expense: day=2026-03-04 | seller=C | gross=3.00 | currency=EUR
      """
    )
  }

  @Test("lookup tables need no columns: every header is one")
  func tables() {
    check(
      "vendor_id,name,name,\n1,Müller,x,\n2,\"Line\nbreak\",,\n",
      .made(.table, nil),
      """
      row 2: name=Müller | name (2)=x | vendor_id=1
      row 3: name=Line
      break | vendor_id=2
      """
    )
    let typed = ReadInstructions.made(.table, nil, "de-DE") {
      $0.columns = [
        .column("id", "Nr"), .column("max", "Limit", type: .amount),
        .column("since", "Seit", type: .day) { $0.format = "dd.MM.yyyy" },
      ]
    }
    check(
      "Nr;Limit;Seit\n1;1.000,50;01.02.2026\n2;x;01.02.2026\n",
      typed,
      """
      row 2: id=1 | max=1000.50 | since=2026-02-01
      document csv.bad-amount line 3 max <x>
      """
    )
  }

  @Test("without a header row columns are numbers; constants fill every row")
  func noHeader() {
    let instructions = ReadInstructions.made(.expense) {
      $0.hasHeader = false
      $0.columns = [
        .column("issueDate", type: .day) { $0.index = 1 },
        .column("totals.gross", type: .amount) { $0.index = 3 },
        .column("seller.name") { $0.constant = "Kantine" },
      ]
    }
    check(
      "2026-03-01;x;1.50\n2026-03-02;y;2.50\n",
      instructions,
      """
      expense: day=2026-03-01 | seller=Kantine | gross=1.50 | currency=EUR
      expense: day=2026-03-02 | seller=Kantine | gross=2.50 | currency=EUR
      """
    )
  }

  @Test("stray quotes are kept as text and noted")
  func strayQuotes() {
    check(
      "Date;Merchant;Amount\n2026-03-01;\"Haus \"Sonne\" GmbH\";1.00\n2026-03-02;5\" Rohr;2.00\n",
      .made(.expense),
      """
      note csv.stray-quote line 2 <2026-03-01;Haus "Sonne" GmbH;1.00>
      expense: day=2026-03-01 | seller=Haus "Sonne" GmbH | gross=1.00 | currency=EUR
      note csv.stray-quote line 3 <2026-03-02;5" Rohr;2.00>
      expense: day=2026-03-02 | seller=5" Rohr | gross=2.00 | currency=EUR
      """
    )
  }

  @Test("a header alone is an empty export, not an error")
  func headerOnly() {
    check("Date,Merchant,Amount\n", .made(.expense), "note csv.no-rows")
    check("", .made(.expense), "file csv.empty\nrefused")
    check("\n \n", .made(.expense), "file csv.empty\nrefused")
  }
}

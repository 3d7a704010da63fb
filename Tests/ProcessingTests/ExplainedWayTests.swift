import Books
import Documents
import Storage
import Testing
import Values

@testable import Processing

/// What `explain` says of rules, persons, duplicates and ledgers is what the judge really does.
@Suite struct ExplainedWayTests {
  // MARK: What would have changed it

  @Test func `what is blocked is cleared by no rule, only without what blocks it`() throws {
    let inbox = try Expenses(
      #""check": [ { "id": "b", "assert": "document.qty > 1", "severity": "block", "message": "too few" } ]"#
    )
    try inbox.take("3,2026-03-04,Shop B,51.80,9,1")
    let text = try inbox.explain("D1")
    #expect(text.contains("blocked -> exception: findings.block > 0, here 1 > 0: true  <- decides"))
    #expect(
      text.contains(
        "Without blocked, clean would clear it, and blocked would hold it all the same: exception"
      ),
      "\(text)"
    )
    #expect(text.contains("Without what blocks it (b), clean would decide: cleared"), "\(text)")
    #expect(!text.contains("Without blocked, clean would decide"))
  }

  @Test func `a certain duplicate stays one without its rule`() throws {
    let inbox = try Expenses()
    try inbox.take("3,2026-03-04,Shop B,51.80,9,1")
    try inbox.take("3,2026-03-04,Shop B,51.80,8,1")
    let text = try inbox.explain("D2")
    #expect(
      text.contains(
        "Without duplicate, clean would clear it, and duplicate would hold it all the same: duplicate"
      ),
      "\(text)"
    )
    #expect(text.contains("Were it no duplicate, clean would decide: cleared"), "\(text)")
    // Nobody knows what the ledger would have said: it was not asked.
    let compared = try Expenses(#""reconcile": "bank""#)
    try compared.take("3,2026-03-04,Shop B,51.80,9,1")
    try compared.take("3,2026-03-04,Shop B,51.80,8,1")
    let open = try compared.explain("D2")
    #expect(open.contains("Were it no duplicate, it would first be compared with bank"), "\(open)")
    #expect(!open.contains("would decide: cleared"), "\(open)")
  }

  @Test func `a rule that could not be judged is what would decide`() throws {
    let inbox = try Expenses(
      #"""
      "decide": [ { "id": "x", "when": "document.qty > 1", "then": "exception", "queue": "q" },
        { "id": "e", "when": "document.dueDate < today()", "then": "exception", "queue": "late" },
        { "id": "f", "then": "cleared" } ]
      """#
    )
    try inbox.take("3,2026-03-04,Shop B,51.80,9,2")
    let text = try inbox.explain("D1")
    #expect(text.contains("Without x, e could not be judged: exception"), "\(text)")
    #expect(!text.contains("f would decide"))
  }

  @Test func `without a ledger the rule about matches is told as it is judged`() throws {
    let inbox = try Expenses()
    try inbox.take("3,2026-03-04,Shop B,51.80,9,2")
    let text = try inbox.explain("D1")
    #expect(
      text.contains(
        #"unmatched -> exception: match.status != "matched" && match.status != "none", here "#
      ),
      "\(text)"
    )
    #expect(text.contains(#""none" != "none": false"#), "\(text)")
  }

  // MARK: A person

  @Test func `after a ruling the person decided, and what the machine would do is told`() throws {
    let inbox = try Expenses(#""reconcile": "bank""#)
    try inbox.take("3,2026-03-04,Shop B,51.80,9,2")
    try inbox.shop.rule("3", "accept")
    let text = try inbox.explain("D1")
    #expect(text.contains("<- would decide") && !text.contains("<- decides"), "\(text)")
    #expect(text.contains("Not the rules, Ada decided: cleared (accepted by Ada)"), "\(text)")
    #expect(text.contains("Without that, unmatched would decide: exception"), "\(text)")
    let json = try inbox.explain("D1", .json)
    #expect(
      json.contains(#""outcome":"cleared","#) && json.contains(#""winner":"person""#),
      "\(json)"
    )
    #expect(
      json.contains(#""machine":{"isFormer":false,"outcome":"exception","rule":"unmatched"}"#),
      "\(json)"
    )
  }

  @Test func `a ruling that changes the match is set against what the machine had decided`() throws
  {
    let inbox = try Expenses(#""reconcile": "bank""#)
    try inbox.take("3,2026-03-04,Shop B,51.80,9,2")
    try inbox.shop.rule("3", "reject")
    let text = try inbox.explain("D1")
    #expect(text.contains("Not the rules, Ada decided: rejected (rejected by Ada)"), "\(text)")
    #expect(
      text.contains("Before that the machine had decided, by unmatched: exception"),
      "\(text)"
    )
    #expect(!text.contains("<- "), "\(text)")
  }

  // MARK: Duplicates under keys of the workflow's own

  @Test func `the keys that agree are named`() throws {
    let inbox = try Expenses(
      #""duplicate": { "exact": ["card"], "near": ["=document.issueDate.month"], "days": 40 }"#
    )
    try inbox.take("1,2026-03-03,Shop A,31.80,4711,1")
    try inbox.take("2,2026-03-03,Shop B,31.80,4711,1")
    try inbox.take("3,2026-03-04,Shop C,99.00,9,1")
    try inbox.take("4,2026-03-05,Shop D,12.00,9,1")
    let (same, alike, used) = (
      try inbox.explain("D2"), try inbox.explain("D3"), try inbox.explain("D4")
    )
    #expect(same.contains("It is there already as D1 ("), "\(same)")
    #expect(same.contains("): same `card` (4711)."), "\(same)")
    #expect(same.contains("`card` (4711) is that of D1, number 1"), "\(same)")
    #expect(alike.contains("`=document.issueDate.month` (3) is that of D1"), "\(alike)")
    #expect(
      used.contains("`card` (9) was there before, with another day or amount: D3"),
      "\(used)"
    )
    for text in [same, alike, used] {
      #expect(!text.lowercased().contains("seller and") && !text.contains("this number before"))
    }
    #expect(
      inbox.shop.office.answer(.init(command: .verify, format: .text), daemon: nil).exitCode
        == 0
    )
  }

  @Test func `usual keys keep their words, and a check that found nothing says what of`() throws {
    let inbox = try Expenses()
    try inbox.take("1,2026-03-03,Shop A,31.80,1,1")
    try inbox.take("2,2026-03-05,Shop A,31.80,2,1")
    try inbox.take("2,2026-03-05,Shop A,31.80,3,1")
    let (alike, same) = (try inbox.explain("D2"), try inbox.explain("D3"))
    #expect(alike.contains("Seller and amount are those of D1"), "\(alike)")
    #expect(
      alike.contains("duplicate-exact         fine: no earlier document has its seller and number"),
      "\(alike)"
    )
    #expect(same.contains("Seller and number are those of D2"), "\(same)")
    #expect(same.contains("same seller and number."), "\(same)")
  }

  // MARK: A ledger

  @Test func `an entry for which where cannot be judged is told`() throws {
    let inbox = try Expenses(
      #""reconcile": { "ledger": "bank", "costs": "negative", "where": "entry.memo.contains('1001')" }"#
    )
    try inbox.shop.take([
      Line.export(
        "bank.csv",
        [Line("-31.80", "Shop A", day: "2026-03-05"), Line("-31.80", "Shop B", day: "2026-03-04")]
      )
    ])
    try inbox.take("1001,2026-03-03,Shop A,31.80,1,1")
    let text = try inbox.explain("D1")
    #expect(text.contains("Among those that `where` lets through, no open entry of 31.80 EUR"))
    #expect(
      text.contains(
        "`where` could not be judged for 2 entries near it, so these are left out; the first is the entry of 2026-03-04"
      ),
      "\(text)"
    )
    #expect(text.contains("entry.memo"), "\(text)")
  }

  @Test func `a difference that nothing rivals is told as what it is`() throws {
    let inbox = try Expenses(#""reconcile": { "ledger": "bank", "costs": "negative" }"#)
    try inbox.shop.take([
      Line.export(
        "bank.csv",
        [
          Line("-31.81", "Taxi Nord", "1001", day: "2026-03-05"),
          Line("-51.81", "Bus Mitte", "10017", day: "2026-03-05"),
        ]
      )
    ])
    try inbox.take("1001,2026-03-04,Taxi Nord,31.80,1,1")
    try inbox.take("10017,2026-03-04,Bus Mitte,51.80,2,1")
    let text = try inbox.explain("D1")
    #expect(
      text.contains(
        "because the amount is not the document's, and a number as short as 1001 may be there by chance"
      ),
      "\(text)"
    )
    #expect(!text.contains("nearly as well"))
    #expect(try inbox.explain("D2").contains("0.01 EUR of rounding."))
    #expect(try inbox.explain("D2").contains("Against bank: matched"))
  }

  // MARK: What is no document

  @Test func `a file and an entry that nobody has a document for are explained`() throws {
    let inbox = try Expenses()
    try inbox.shop.take([
      Paper(workflow: "expenses", name: "c.csv", text: "nothing;here\n1;2\n"),
      Line.export("bank.csv", [Line("-9.90", "Somebody", day: "2026-01-05")]),
    ])
    let file = try inbox.explain("c.csv")
    #expect(
      file.hasPrefix("X1 is about the file c.csv, not about a document (open since "),
      "\(file)"
    )
    #expect(file.contains("A1  quarantined"), "\(file)")
    #expect(try inbox.explain("X1") == file)
    let ledger = try inbox.explain("bank.csv")
    #expect(
      ledger.hasPrefix(
        "A2 is a file that gave the ledger bank 1 entry of 2026-01-05; none of them belongs to a document.\n"
      ),
      "\(ledger)"
    )
    let entry = try inbox.explain("E1")
    #expect(entry.contains("E1") && entry.contains("ledger bank"), "\(entry)")
  }

  @Test func `a check tells why it is asked, and why not`() throws {
    let inbox = try Expenses(
      #""check": [ { "id": "few", "when": "document.qty > 1", "assert": "document.qty < 9" } ]"#
    )
    try inbox.take("3,2026-03-04,Shop B,51.80,9,2")
    try inbox.take("4,2026-03-04,Shop B,61.80,9,1")
    #expect(
      try inbox.explain("D1").contains(
        "few: document.qty < 9, here 2 < 9: true  (asked, because of document.qty > 1, here 2 > 1: true)\n"
      )
    )
    #expect(
      try inbox.explain("D2").contains(
        "few: not asked, because of document.qty > 1, here 1 > 1: false\n"
      )
    )
  }

  @Test func `of an entry that a document has it is told where it came from and who has it`() throws
  {
    let inbox = try Expenses(#""reconcile": "bank""#)
    try inbox.shop.take([
      Line.export("bank.csv", [Line("-51.80", "Shop B", "Bill 2026-0003", day: "2026-03-05")])
    ])
    try inbox.take("2026-0003,2026-03-04,Shop B,51.80,9,2")
    let text = try inbox.explain("E1")
    #expect(text.contains("It came in bank.csv (A1), line 2.\n"), "\(text)")
    #expect(text.contains("It belongs to D1: `tickmark explain D1` tells how.\n"), "\(text)")
    #expect(
      try inbox.explain("bank.csv").hasPrefix(
        "A1 is a file that gave the ledger bank 1 entry of 2026-03-05; 1 of them belongs to a document.\n"
      )
    )
    #expect(try inbox.explain("E1", .json).contains(#""file":"bank.csv","ledger":"bank","line":2"#))
  }

  // MARK: Values and sums

  @Test func `what a person set stands beside what the paper says`() throws {
    let inbox = try Expenses(#""reconcile": "bank""#)
    try inbox.take("3,2026-03-04,Shop B,51.80,9,2")
    try inbox.shop.rule("3", "set totals.gross=61.80")
    let text = try inbox.explain("D1")
    #expect(text.contains("61.80   (person"), "\(text)")
    #expect(text.contains("; the paper says 51.80   (table, line 2"), "\(text)")
    #expect(try inbox.explain("D1", .json).contains(#""onPaper":{"source":{"#))
  }

  @Test func `box and confidence of a value are told where it has them`() {
    let source = Source(
      method: .ocr,
      page: 2,
      box: [70.4, 120.6, 150, 132],
      confidence: ExactDecimal("0.93")
    )
    let line = Explanation.ValueLine(field: "number", value: "R-1", source: source)
    #expect(line.text == "R-1   (ocr, page 2, at 70,121-150,132, confidence 0.93)")
  }

  @Test func `as JSON what is left over is readable`() throws {
    let inbox = try Expenses(#""reconcile": "bank""#)
    try inbox.take("3,2026-03-04,Shop B,51.80,9,2")
    let json = try inbox.explain("D1", .json)
    #expect(
      json.contains(
        #""residuals":[{"amount":{"amount":"51.80","currency":"EUR"},"kind":"open","of":"D1"}]"#
      ),
      "\(json)"
    )
    #expect(!json.contains("\"_0\"") && !json.contains("minorUnits"))
  }
}

/// A folder of expenses with rules of its own, and a bank.
private struct Expenses {
  let shop: Shop

  init(_ rest: String = "") throws {
    shop = try Shop([
      "expenses": """
      { "format": 1, "workflow": "expenses", "document": "expense", "watch": "inbox/expenses",
        "read": { "csv": { "columns": { "number": "No", "issueDate": { "header": "Date", "format": "yyyy-MM-dd" },
          "seller.name": "Shop", "totals.gross": { "header": "Amount", "currency": "EUR" }, "card": "Card",
          "qty": { "header": "Qty", "type": "number" } } } }\(rest.isEmpty ? "" : ",\n" + rest) }
      """, "bank": Definitions.bank,
    ])
  }

  /// A file of one row.
  func take(_ row: String) throws {
    let name = row.split(separator: ",").prefix(2).joined(separator: "-")
    let card = row.split(separator: ",")[4]
    try shop.take([
      Paper(
        workflow: "expenses",
        name: "\(name)-\(card).csv",
        text: "No,Date,Shop,Amount,Card,Qty\n\(row)\n"
      )
    ])
  }

  func explain(_ text: String, _ format: AnswerFormat = .text) throws -> String {
    let answer = shop.office.answer(
      OfficeRequest(command: .explain(text), format: format),
      daemon: nil
    )
    return answer.text + (answer.error ?? "")
  }
}

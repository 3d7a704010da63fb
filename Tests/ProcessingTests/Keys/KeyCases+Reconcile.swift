/// `reconcile`, as an object and in a list, and `output`.
extension KeyCase {
  static let reconcile: [KeyCase] = [
    KeyCase(
      "reconcile",
      "reconcile.ledger",
      in: expenses(top: #""reconcile": { "ledger": "<>", "costs": "negative" }"#),
      "cash",
      not: "bank",
      papers: [taxi, bank(Line("-100.00", "Taxi Sonnenberg", day: "2026-03-11"), folder: "cash")],
      shows: "decided cleared"
    ),
    KeyCase(
      "reconcile.window",
      in: reconciled,
      #""window": "60 d""#,
      not: #""window": "5 d""#,
      papers: [taxi, paid(day: "2026-04-12")],
      shows: "The entry of 2026-04-12"
    ),
    KeyCase(
      "reconcile.tolerance",
      "reconcile.tolerance.amount",
      in: reconciled,
      #""tolerance": { "amount": "0.50 EUR" }"#,
      papers: [taxi, paid("-100.40")],
      shows: "amount equal but for 0.40 EUR"
    ),
    KeyCase(
      "reconcile.tolerance.percent",
      in: reconciled,
      #""tolerance": { "percent": 1 }"#,
      papers: [taxi, paid("-100.40")],
      shows: "amount equal but for 0.40 EUR"
    ),
    KeyCase(
      "reconcile.patterns",
      in: reconciled,
      #""patterns": ["one-to-one", "batch"]"#,
      not: #""patterns": ["one-to-one"]"#,
      papers: [
        table("2026-03-10,Taxi Sonnenberg,100.00\n2026-03-11,Taxi Sonnenberg,50.00\n"),
        paid("-150.00", day: "2026-03-12"),
      ],
      shows: "batch"
    ),
    KeyCase(
      "reconcile.where",
      in: reconciled,
      #""where": "!has(entry.memo) || !entry.memo.contains('payroll')""#,
      papers: [taxi, paid("-100.00", "payroll")],
      hides: "decided cleared"
    ),
    KeyCase(
      "reconcile.accept",
      in: reconciled,
      #""accept": "document.totals.gross < money('50 EUR')""#,
      papers: [taxi, paid()],
      hides: "decided cleared"
    ),
    KeyCase(
      "reconcile.margin",
      in: reconciled,
      #""margin": 0"#,
      not: #""margin": 0.9"#,
      papers: [
        taxi,
        bank(
          Line("-100.00", "Taxi Sonnenberg", day: "2026-03-11"),
          Line("-100.00", "Hotel", day: "2026-03-12")
        ),
      ],
      shows: "decided cleared"
    ),
    KeyCase(
      "reconcile.graceDays",
      in: reconciled,
      #""graceDays": 3"#,
      not: #""graceDays": 300"#,
      papers: [paid("-7.00", "nobody")],
      shows: "entry.no-document",
      later: 40
    ),
    KeyCase(
      "reconcile.costs",
      in: expenses(top: #""reconcile": { "ledger": "bank", <> }"#),
      #""costs": "positive""#,
      not: #""costs": "negative""#,
      papers: [taxi, paid("100.00")],
      shows: "decided cleared"
    ),
  ]

  /// Each effect under each decision.
  static let output: [KeyCase] =
    ["cleared", "exception", "duplicate", "rejected"].flatMap { outcome -> [KeyCase] in
      func effect(_ text: String) -> String {
        expenses(
          top: """
            "decide": [ { "id": "r", "when": "has(document.number)", "then": "exception" },
              { "id": "all", "then": "\(outcome)" } ], "output": { "\(outcome)": [ \(text) ] }
            """
        )
      }
      func journal(_ text: String) -> String {
        effect(#"{ "journal": { "format": "hledger", "path": "books/j.journal", \#(text) } }"#)
      }
      func webhook(_ text: String) -> String { effect(#"{ "webhook": { \#(text) } }"#) }
      let at = "output.\(outcome)"
      return [
        KeyCase(
          "output",
          at,
          in: expenses(
            top: #""decide": [ { "id": "all", "then": "\#(outcome)" } ], <>"#
          ),
          #""output": { "\#(outcome)": [ { "file": "done/{file.name}" } ] }"#,
          papers: [taxi],
          shows: "copy done/w.csv"
        ),
        KeyCase(
          "\(at).file",
          in: effect(#"{ "file": "<>/{file.name}" }"#),
          "done",
          not: "kept",
          papers: [taxi],
          shows: "copy done/w.csv"
        ),
        KeyCase(
          "\(at).journal",
          "\(at).journal.path",
          in: effect(#"{ "journal": { "format": "csv", "path": "<>" } }"#),
          "books/a.csv",
          not: "books/b.csv",
          papers: [taxi],
          shows: "journal books/a.csv"
        ),
        KeyCase(
          "\(at).journal.format",
          in: effect(#"{ "journal": { "format": "<>", "path": "books/a" } }"#),
          "beancount",
          not: "csv",
          papers: [taxi],
          shows: "Expenses:Unsorted"
        ),
        KeyCase(
          "\(at).journal.expenseAccount",
          in: journal("<>"),
          #""expenseAccount": "expenses:rides""#,
          papers: [taxi],
          shows: "expenses:rides"
        ),
        KeyCase(
          "\(at).journal.payableAccount",
          in: journal("<>"),
          #""payableAccount": "assets:till""#,
          papers: [taxi],
          shows: "assets:till"
        ),
        KeyCase(
          "\(at).journal.taxAccount",
          in: journal("<>").replacing(
            #""seller.name": "Shop","#,
            with:
              #""seller.name": "Shop", "totals.net": { "header": "Net", "currency": "EUR" }, "totals.tax": { "header": "Tax", "currency": "EUR" },"#
          ),
          #""taxAccount": "assets:vat""#,
          papers: [table("2026-03-10,Taxi,119.00,100.00,19.00\n", "Day,Shop,Amount,Net,Tax")],
          shows: "assets:vat"
        ),
        KeyCase(
          "\(at).webhook",
          "\(at).webhook.url",
          in: webhook(#""url": "<>""#),
          "https://a.example/x",
          not: "https://b.example/x",
          papers: [taxi],
          shows: "message https://a.example/x"
        ),
        KeyCase(
          "\(at).webhook.secret",
          in: webhook(#""url": "https://a.example/x", <>"#),
          #""secret": "erp""#,
          papers: [taxi],
          shows: "secret erp"
        ),
        KeyCase(
          "\(at).webhook.body",
          in: webhook(#""url": "https://a.example/x", <>"#),
          #""body": { "to": "{document.seller.name}" }"#,
          papers: [taxi],
          shows: #"{\"to\":\"Taxi Sonnenberg\"}"#
        ),
      ]
    } + quarantined

  private static var quarantined: [KeyCase] {
    func effect(_ text: String) -> String {
      expenses(top: #""output": { "quarantined": [ \#(text) ] }"#)
    }
    let at = "output.quarantined"
    let bad = [KeyPaper("w", "bad.csv", "nothing,here\n1,2\n")]
    return [
      KeyCase(
        at,
        "\(at).file",
        in: effect(#"{ "file": "<>/{file.name}" }"#),
        "unreadable",
        not: "kept",
        papers: bad,
        shows: "copy unreadable/bad.csv"
      ),
      KeyCase(
        "\(at).webhook",
        "\(at).webhook.url",
        in: effect(#"{ "webhook": { "url": "<>" } }"#),
        "https://a.example/x",
        not: "https://b.example/x",
        papers: bad,
        shows: "message https://a.example/x"
      ),
      KeyCase(
        "\(at).webhook.secret",
        in: effect(#"{ "webhook": { "url": "https://a.example/x", <> } }"#),
        #""secret": "erp""#,
        papers: bad,
        shows: "secret erp"
      ),
      // Nothing of a paper is known: a journal and a body of one's own are refused, not ignored.
      KeyCase(
        "\(at).journal",
        "\(at).journal.format",
        "\(at).journal.path",
        "\(at).journal.expenseAccount",
        "\(at).journal.taxAccount",
        "\(at).journal.payableAccount",
        in: effect("<>"),
        #"{ "journal": { "format": "csv", "path": "books/a.csv" } }"#,
        not: #"{ "file": "x/{file.name}" }"#,
        papers: bad,
        shows: "REFUSED"
      ),
      KeyCase(
        "\(at).webhook.body",
        in: effect(#"{ "webhook": { "url": "https://a.example/x", <> } }"#),
        #""body": { "to": "{document.seller.name}" }"#,
        papers: bad,
        shows: "REFUSED"
      ),
    ]
  }
}

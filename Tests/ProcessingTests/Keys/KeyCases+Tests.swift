/// `tests`: what a key of a test does to what the test says.
extension KeyCase {
  private static let entries =
    #""ledgers": { "bank": [ { "id": "L1", "day": "2026-03-11", "amount": "-100.00 EUR", "counterparty": "Taxi Sonnenberg", "memo": "ride", "reference": "R1" } ] }"#
  private static let ride = #""csv": "Day,Shop,Amount\n2026-03-10,Taxi Sonnenberg,100.00\n""#
  private static let today = #""today": "2026-03-20""#

  private static func one(
    _ keys: String...,
    test: String,
    _ with: String,
    not without: String = "",
    shows: String
  ) -> KeyCase {
    var one = KeyCase(
      in: expenses(
        top: """
          "reconcile": { "ledger": "bank", "costs": "negative" },
          "use": { "limits": { "table": "limits", "key": "shop" } },
          "set": { "limit": { "lookup": "limits", "key": "document.seller.name" } },
          "check": [ { "id": "known", "assert": "!has(limit)", "message": "m", "severity": "info" } ],
          "output": { "cleared": [ { "file": "paid/{file.name}" }, { "webhook": { "url": "https://a.example/x" } },
            { "journal": { "format": "csv", "path": "books/a.csv" } } ] },
          "tests": [ \(test) ]
          """
      ),
      with,
      not: without,
      papers: [],
      shows: shows,
      others: KeyCase.ledgers.merging(
        [
          "limits":
            #"{ "format": 1, "workflow": "limits", "document": "table", "watch": "inbox/limits" }"#
        ]
      ) { one, _ in one }
    )
    one.keys = keys.map { $0.isEmpty ? "tests" : "tests.\($0)" }
    return one
  }

  /// What a test of the paper, the ledger and one expectation says.
  private static func expect(_ key: String, _ wrong: String, shows: String) -> KeyCase {
    one(
      "expect.\(key)",
      test:
        #"{ "name": "t", \#(ride), \#(entries), \#(today), "expect": { "decision": "cleared", <> } }"#,
      "\"\(key)\": \(wrong)",
      shows: shows
    )
  }

  private static func entry(
    _ key: String,
    _ with: String,
    not without: String,
    shows: String,
    memo: String = ""
  ) -> KeyCase {
    one(
      "ledgers.*.\(key)",
      test:
        #"{ "name": "t", \#(ride), "ledgers": { "bank": [ { "day": "2026-03-11", "amount": "-100.00 EUR", "counterparty": "Taxi Sonnenberg", \#(memo) <> } ] }, \#(today), "expect": { "match": "undecided", "entries": ["?"] } }"#
        .replacing("\"\(key)\": \"2026-03-11\", ", with: "").replacing(
          "\"\(key)\": \"-100.00 EUR\", ",
          with: ""
        )
        .replacing("\"\(key)\": \"Taxi Sonnenberg\", ", with: ""),
      "\"\(key)\": \(with)",
      not: without.isEmpty ? "" : "\"\(key)\": \(without)",
      shows: shows
    )
  }

  static let tests: [KeyCase] = [
    one(
      "",
      "name",
      test: #"{ "name": "<>", \#(ride), \#(today), "expect": { "decision": "cleared" } }"#,
      "a ride",
      not: "a trip",
      shows: "FAIL  workflows/w.json: a ride"
    ),
    one(
      "csv",
      test:
        #"{ "name": "t", "csv": "Day,Shop,Amount\n2026-03-10,<>,100.00\n", \#(today), "expect": { "fields": { "seller.name": "?" } } }"#,
      "Taxi",
      not: "Bus",
      shows: "got “Taxi”"
    ),
    one(
      "text",
      test:
        #"{ "name": "t", "text": "Day,Shop,Amount\n2026-03-10,<>,100.00\n", \#(today), "expect": { "fields": { "seller.name": "?" } } }"#,
      "Taxi",
      not: "Bus",
      shows: "got “Taxi”"
    ),
    one(
      "file",
      test:
        #"{ "name": "t", "file": "samples/<>.csv", \#(today), "expect": { "fields": { "seller.name": "?" } } }"#,
      "taxi",
      not: "bus",
      shows: "got “Taxi”"
    ),
    one(
      "before",
      "before.csv",
      test:
        #"{ "name": "t", \#(ride), <> \#(today), "expect": { "findings": ["duplicate-exact"] } }"#,
      #""before": [ { "csv": "Day,Shop,Amount\n2026-03-12,Taxi Sonnenberg,100.00\n" } ],"#,
      shows: "duplicate-near"
    ),
    one(
      "before.text",
      test:
        #"{ "name": "t", \#(ride), <> \#(today), "expect": { "findings": ["duplicate-exact"] } }"#,
      #""before": [ { "text": "Day,Shop,Amount\n2026-03-12,Taxi Sonnenberg,100.00\n" } ],"#,
      shows: "duplicate-near"
    ),
    one(
      "before.file",
      test:
        #"{ "name": "t", "csv": "Day,Shop,Amount\n2026-03-11,Taxi,100.00\n", <> \#(today), "expect": { "findings": ["duplicate-exact"] } }"#,
      #""before": [ { "file": "samples/taxi.csv" } ],"#,
      shows: "duplicate-near"
    ),
    one(
      "tables",
      test:
        #"{ "name": "t", \#(ride), <> \#(today), "expect": { "findings": ["duplicate-exact"] } }"#,
      #""tables": { "limits": [ { "shop": "Taxi Sonnenberg" } ] },"#,
      shows: "got known"
    ),
    one(
      "ledgers",
      test: #"{ "name": "t", \#(ride), <> \#(today), "expect": { "match": "undecided" } }"#,
      entries + ",",
      shows: "got matched"
    ),
    one(
      "today",
      test: #"{ "name": "t", \#(ride), <> "expect": { "findings": ["duplicate-exact"] } }"#,
      #""today": "2026-03-01","#,
      not: today + ",",
      shows: "dates-plausible"
    ),
    one(
      "expect",
      test: #"{ "name": "t", \#(ride), \#(today), "expect": <> }"#,
      #"[ { "decision": "exception" }, { "decision": "exception" } ]"#,
      not: #"{ "decision": "exception" }"#,
      shows: "documents: expected 2"
    ),
    one(
      "expect.decision",
      test: #"{ "name": "t", \#(ride), \#(today), "expect": { "code": "match.unmatched", <> } }"#,
      #""decision": "cleared""#,
      shows: "decision: expected cleared"
    ),
    expect("rule", #""doubtful""#, shows: "rule: expected doubtful"),
    expect("queue", #""board""#, shows: "queue: expected board"),
    expect("code", #""x""#, shows: "code: expected x"),
    expect("reason", #""because""#, shows: "reason: expected"),
    expect("findings", #"["iban-changed"]"#, shows: "findings: expected iban-changed"),
    expect("fields", #"{ "number": "1" }"#, shows: "fields.number: expected"),
    expect("match", #""unmatched""#, shows: "match: expected unmatched"),
    expect("entries", #"["L2"]"#, shows: "entries: expected L2"),
    expect("residuals", #"["fee 1.00 EUR"]"#, shows: "residuals: expected fee"),
    expect("files", #"["x/y"]"#, shows: "files: expected x/y, got paid/test.csv"),
    expect("journal", #"["nothing of it"]"#, shows: "journal: expected nothing of it"),
    one(
      "expect.messages",
      "expect.messages.url",
      test:
        #"{ "name": "t", \#(ride), \#(entries), \#(today), "expect": { "messages": [ { "url": "<>" } ] } }"#,
      "https://b.example/x",
      not: "https://a.example/x",
      shows: "messages[0].url: expected https://b.example/x"
    ),
    one(
      "expect.messages.body",
      test:
        #"{ "name": "t", \#(ride), \#(entries), \#(today), "expect": { "messages": [ { "url": "https://a.example/x", <> } ] } }"#,
      #""body": { "event": "exception" }"#,
      shows: "messages[0].body.event: expected"
    ),
    entry("id", #""L9""#, not: "", shows: "got L9"),
    entry("day", #""2026-03-11""#, not: #""2027-03-11""#, shows: "got matched"),
    entry("amount", #""-100.00 EUR""#, not: #""-90.00 EUR""#, shows: "got matched"),
    entry("counterparty", #""Taxi Sonnenberg""#, not: #""Bakery""#, shows: "got matched"),
    entry("memo", #""Taxi Sonnenberg""#, not: #""Bakery""#, shows: "got matched").without(
      counterparty: true
    ),
    reference, iban, account,
  ]

  private func without(counterparty _: Bool) -> KeyCase {
    var one = self
    one.definition = definition.replacing("\"counterparty\": \"Taxi Sonnenberg\", ", with: "")
    return one
  }

  /// The seller's account speaks for an entry without a name.
  private static var iban: KeyCase {
    var one = entry(
      "counterpartyIBAN",
      #""DE75512108001245126199""#,
      not: #""DE02120300000000202051""#,
      shows: "got matched"
    )
    .without(counterparty: true)
    one.definition = one.definition
      .replacing(
        "Day,Shop,Amount\\n2026-03-10,Taxi Sonnenberg,100.00\\n",
        with: "Day,Shop,Amount,IBAN\\n2026-03-10,Taxi Sonnenberg,100.00,DE75512108001245126199\\n"
      )
      .replacing(
        #""seller.name": "Shop","#,
        with: #""seller.name": "Shop", "seller.iban": "IBAN","#
      )
    return one
  }

  /// An entry that names nobody, but the document's number.
  private static var reference: KeyCase {
    var one = entry("reference", #""R-1017""#, not: #""R-2026""#, shows: "got matched")
      .without(counterparty: true)
    one.definition = one.definition
      .replacing(
        "Day,Shop,Amount\\n2026-03-10,Taxi Sonnenberg,100.00\\n",
        with: "Day,Shop,Amount,No\\n2026-03-10,Taxi Sonnenberg,100.00,R-1017\\n"
      )
      .replacing(#""seller.name": "Shop","#, with: #""seller.name": "Shop", "number": "No","#)
    return one
  }

  /// Rules of `where` see the account.
  private static var account: KeyCase {
    var one = entry("account", #""assets:giro""#, not: #""assets:till""#, shows: "got matched")
    one.definition = one.definition.replacing(
      #""costs": "negative" }"#,
      with: #""costs": "negative", "where": "entry.account == 'assets:giro'" }"#
    )
    return one
  }
}

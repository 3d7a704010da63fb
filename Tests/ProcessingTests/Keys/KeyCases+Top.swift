/// What stands at the top, `use`, `set`, `check`, `duplicate`, `decide`.
extension KeyCase {
  static let top: [KeyCase] = [
    KeyCase(
      "format",
      in: #"{ "format": <>, "workflow": "w", "document": "table", "watch": "inbox/w" }"#,
      "2",
      not: "1",
      papers: [],
      shows: "unsupported-format"
    ),
    KeyCase(
      "workflow",
      in: #"{ "format": 1, "workflow": "<>", "document": "table", "watch": "inbox/w" }"#,
      "prices",
      not: "costs",
      papers: [table("2026-03-10,x,1\n")],
      shows: "row prices"
    ),
    KeyCase(
      "version",
      in: expenses(top: "<>"),
      #""version": "7b""#,
      papers: [taxi],
      shows: "w version 7b"
    ),
    KeyCase(
      "title",
      in: expenses(top: "<>"),
      #""title": "Our trips""#,
      papers: [],
      shows: "Our trips"
    ),
    KeyCase(
      "description",
      in: expenses(top: "<>"),
      #""description": "Of the sales team""#,
      papers: [],
      shows: "Of the sales team"
    ),
    KeyCase(
      "owner",
      in: expenses(top: #""reconcile": "bank", <>"#),
      #""owner": "Ada Lov""#,
      papers: [taxi],
      shows: "Ada Lov"
    ),
    KeyCase(
      "document",
      in: #"{ "format": 1, "workflow": "w", "document": "<>", "watch": "inbox/w" }"#,
      "table",
      not: "expense",
      papers: [taxi],
      shows: "row w"
    ),
    KeyCase(
      "into",
      in: #"{ "format": 1, "workflow": "w", "document": "table", "watch": "inbox/w", <> }"#,
      #""into": "prices""#,
      papers: [taxi],
      shows: "row prices"
    ),
    KeyCase(
      "watch",
      "watch.folder",
      in: #"{ "format": 1, "workflow": "w", "document": "table", "watch": <> }"#,
      #"{ "folder": "inbox/w" }"#,
      not: #""inbox/v""#,
      papers: [taxi],
      shows: "row w"
    ),
    KeyCase(
      "use",
      "use.*.table",
      in: lookup.replacing("USE", with: #"{ "table": "<>", "key": "shop" }"#),
      "limits",
      not: "others",
      papers: [limits, others, taxi],
      shows: "limit: 80.00",
      others: tables
    ),
    KeyCase(
      "use.*.key",
      in: lookup.replacing("USE", with: #"{ "table": "limits", "key": "<>" }"#),
      "shop",
      not: "alias",
      papers: [limits, taxi],
      shows: "limit: 80.00",
      others: tables
    ),
    KeyCase(
      "set",
      "set.*.lookup",
      in: lookup.replacing(
        "USE",
        with: #"{ "table": "limits", "key": "shop" }, "b": { "table": "others", "key": "shop" }"#
      )
      .replacing("\"lookup\": \"a\"", with: "\"lookup\": \"<>\""),
      "a",
      not: "b",
      papers: [limits, others, taxi],
      shows: "limit: 80.00",
      others: tables
    ),
    KeyCase(
      "set.*.key",
      in: lookup.replacing("USE", with: #"{ "table": "limits", "key": "shop" }"#)
        .replacing("\"key\": \"document.seller.name\"", with: "\"key\": \"<>\""),
      "document.seller.name",
      not: "'Hotel'",
      papers: [limits, taxi],
      shows: "limit: 80.00",
      others: tables
    ),
    KeyCase(
      "set.*.firstOf",
      "set.*.firstOf.when",
      in: kinds.replacing("WHEN", with: "<>"),
      "document.totals.gross > money('50 EUR')",
      not: "false",
      papers: [taxi],
      shows: "kind  much"
    ),
    KeyCase(
      "set.*.firstOf.value",
      in: kinds.replacing("WHEN", with: "document.totals.gross > money('50 EUR')")
        .replacing("'much'", with: "<>"),
      "'a lot'",
      not: "'much'",
      papers: [taxi],
      shows: "kind  a lot"
    ),
    KeyCase(
      "check",
      "check.id",
      in: rule(),
      #""id": "dear""#,
      not: #""id": "cheap""#,
      papers: [taxi],
      shows: "finding dear"
    ),
    KeyCase(
      "check.severity",
      in: rule("dear"),
      #""severity": "block""#,
      papers: [taxi],
      shows: "dear block"
    ),
    KeyCase(
      "check.when",
      in: rule("dear"),
      #""when": "false""#,
      papers: [taxi],
      hides: "finding dear"
    ),
    KeyCase(
      "check.message",
      in: rule("dear"),
      #""message": "{document.seller.name} is dear""#,
      papers: [taxi],
      shows: "Taxi Sonnenberg is dear"
    ),
    KeyCase(
      "check.assert",
      in: expenses(top: #""check": [ { "id": "dear", "assert": "<>" } ]"#),
      "false",
      not: "true",
      papers: [taxi],
      shows: "finding dear"
    ),
    KeyCase(
      "decide",
      "decide.id",
      in: table(of: ""),
      "large",
      not: "big",
      papers: [taxi],
      shows: "by large"
    ),
    KeyCase(
      "decide.when",
      in: decision(#"{ "id": "r", "when": "<>", "then": "exception" }"#),
      "document.totals.gross > money('50 EUR')",
      not: "document.totals.gross > money('500 EUR')",
      papers: [taxi],
      shows: "by r "
    ),
    KeyCase(
      "decide.then",
      in: decision(#"{ "id": "r", "when": "true == has(document.seller.name)", "then": "<>" }"#),
      "rejected",
      not: "cleared",
      papers: [taxi],
      shows: "decided rejected"
    ),
    KeyCase(
      "decide.queue",
      in: decision(#"{ "id": "r", "when": "has(document.seller.name)", "then": "exception", <> }"#),
      #""queue": "board""#,
      papers: [taxi],
      shows: "queue board"
    ),
    KeyCase(
      "decide.reason",
      in: decision(#"{ "id": "r", "when": "has(document.seller.name)", "then": "exception", <> }"#),
      #""reason": "ask {document.seller.name}""#,
      papers: [taxi],
      shows: "ask Taxi Sonnenberg"
    ),
    KeyCase(
      "duplicate",
      "duplicate.exact",
      in: expenses(top: #""duplicate": { <> }"#),
      #""exact": ["issueDate"]"#,
      papers: [table("2026-03-10,Taxi,100.00\n2026-03-10,Taxi,100.00\n")],
      shows: "decided duplicate"
    ),
    KeyCase(
      "duplicate.near",
      in: expenses(top: #""duplicate": { "exact": ["seller", "issueDate"], <> }"#),
      #""near": ["totals.gross"]"#,
      not: #""near": ["seller"]"#,
      papers: [table("2026-03-10,Taxi,100.00\n2026-03-11,Hotel,100.00\n")],
      shows: "finding duplicate-near"
    ),
    KeyCase(
      "duplicate.days",
      in: expenses(top: #""duplicate": { "near": ["totals.gross"], <> }"#),
      #""days": 60"#,
      not: #""days": 5"#,
      papers: [table("2026-03-10,Taxi,100.00\n2026-02-01,Hotel,100.00\n")],
      shows: "finding duplicate-near"
    ),
  ]

  private static func rule(_ id: String? = nil) -> String {
    let own = id.map { "\"id\": \"\($0)\", " } ?? ""
    return expenses(
      top: "\"check\": [ { \(own)\"assert\": \"document.totals.gross < money('50 EUR')\", <> } ]"
    )
  }

  private static func decision(_ rule: String) -> String {
    expenses(top: "\"decide\": [ \(rule), { \"id\": \"rest\", \"then\": \"cleared\" } ]")
  }

  private static func table(of _: String) -> String {
    decision(
      #"{ "id": "<>", "when": "document.totals.gross > money('50 EUR')", "then": "exception" }"#
    )
  }

  private static let kinds = expenses(
    top:
      #""set": { "kind": { "firstOf": [ { "when": "WHEN", "value": "'much'" }, { "value": "'little'" } ] } }"#
  )

  private static let lookup = expenses(
    top:
      #""use": { "a": USE }, "set": { "limit": { "lookup": "a", "key": "document.seller.name" } }, "check": [ { "id": "l", "assert": "!has(limit)", "message": "limit: {limit.most}", "severity": "info" } ]"#
  )

  private static let tables = [
    "limits":
      #"{ "format": 1, "workflow": "limits", "document": "table", "watch": "inbox/limits" }"#,
    "others":
      #"{ "format": 1, "workflow": "others", "document": "table", "watch": "inbox/others" }"#,
  ]

  private static let limits = KeyPaper(
    "limits",
    "l.csv",
    "shop,alias,most\nTaxi Sonnenberg,Hotel,80.00\n"
  )
  private static let others = KeyPaper(
    "others",
    "o.csv",
    "shop,alias,most\nTaxi Sonnenberg,Hotel,90.00\n"
  )
}

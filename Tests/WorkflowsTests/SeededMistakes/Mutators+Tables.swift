import Values

@testable import Workflows

extension Mutator {
  /// Mistakes in how the rules of the planted garden go together.
  static let tables: [Mutator] = [
    .rewrites(
      "rule that is never reached",
      12,
      [
        // Of two rules the later one is in vain.
        ("invoices.json", "\"when\": \"duplicate.exact\"", "\"when\": \"findings.block > 0\""),
        ("invoices.json", "\"when\": \"duplicate.exact\"", "\"when\": \"1 > 2\""),
        ("invoices.json", "\"when\": \"duplicate.exact\"", "\"when\": \"false\""),
        (
          "invoices.json", "\"when\": \"match.status != 'matched'\"",
          "\"when\": \"duplicate.exact && match.status != 'matched'\""
        ),
        ("cards.json", "\"when\": \"category == 'travel'\"", "\"when\": \"'a' == 'b'\""),
        (
          "cards.json",
          "document.seller.name.lower().startsWith('taxi') || has(document.kilometres)",
          "document.seller.name.matches('(?i)hotel|pension')"
        ),
        (
          "cards.json",
          "document.seller.name.lower().startsWith('taxi') || has(document.kilometres)", "false"
        ),
        (
          "invoices.json", "round(document.totals.net * 0.19) >= document.totals.tax || foreign",
          "1 < 2"
        ),
        ("invoices.json", "has(supplier) || has(agreement)", "true"),
      ]
    ),
    .rewrites(
      "rule behind one that takes everything",
      4,
      [
        (
          "invoices.json",
          "\"id\": \"large\",\n      \"when\": \"document.totals.gross > ceiling && match.confidence < 0.99\",",
          "\"id\": \"large\","
        ),
        (
          "invoices.json", "{ \"id\": \"duplicate\", \"when\": \"duplicate.exact\", ",
          "{ \"id\": \"duplicate\", "
        ),
        (
          "cards.json",
          "{ \"when\": \"document.seller.name.matches('(?i)hotel|pension')\", \"value\"",
          "{ \"value\""
        ),
      ],
      linesBehind: 1...25
    ),
    .rewrites(
      "last rule with a condition",
      2,
      [
        (
          "invoices.json", "{ \"id\": \"clean\", ",
          "{ \"id\": \"clean\", \"when\": \"match.status == 'matched'\", "
        ),
        (
          "invoices.json", "{ \"id\": \"clean\", ",
          "{ \"id\": \"clean\", \"when\": \"has(supplier)\", "
        ),
      ]
    ),
    .rewrites(
      "name that nobody reads",
      4,
      [
        ("invoices.json", "\"ceiling\":", "\"spare\": \"document.number\",\n    \"ceiling\":"),
        (
          "cards.json", "\"allowance\":",
          "\"unused\": { \"lookup\": \"limits\", \"key\": \"category\" },\n    \"allowance\":"
        ),
        (
          "cards.json", "\"limits\": { \"table\"",
          "\"more\": { \"table\": \"suppliers\", \"key\": \"name\" },\n    \"limits\": { \"table\""
        ),
      ]
    ),
    .rewrites(
      "name that is not there yet",
      10,
      [
        ("invoices.json", "\"foreign\": \"", "\"foreign\": \"match.status == 'matched' && "),
        (
          "invoices.json", "\"assert\": \"has(supplier)",
          "\"assert\": \"findings.block == 0 || has(supplier)"
        ),
        (
          "invoices.json", "\"assert\": \"has(supplier)",
          "\"assert\": \"match.confidence > 0.5 || has(supplier)"
        ),
        (
          "invoices.json", "\"where\": \"entry.day",
          "\"where\": \"match.status == 'matched' || entry.day"
        ),
        (
          "cards.json", "\"accept\": \"match.confidence",
          "\"accept\": \"entry.amount > money('1 EUR') && match.confidence"
        ),
        (
          "cards.json", "\"allowance\": \"document.kilometres",
          "\"allowance\": \"week * document.kilometres"
        ),
        ("cards.json", "\"week\": \"(", "\"week\": \"week + ("),
        (
          "invoices.json", "\"when\": \"today() >",
          "\"when\": \"decision.outcome == 'cleared' || today() >"
        ),
        ("invoices.json", "\"when\": \"today() >", "\"when\": \"entry.day == today() || today() >"),
      ]
    ),
    .rewrites(
      "decimal comma",
      4,
      [
        ("cards.json", "* 0.42", "* 0,42"), ("cards.json", ">= 0.9", ">= 0,9"),
        ("cards.json", "> 0.3", "> 0,3"), ("invoices.json", "< 0.99", "< 0,99"),
      ]
    ),
    .rewrites(
      "wrong currency of a column",
      4,
      [
        ("cards.json", "limit.max > money('0 EUR')", "limit.max > money('0 USD')"),
        ("cards.json", "limit.max + money('10 EUR')", "limit.max + money('10 CHF')"),
        ("cards.json", "limit.max + money('10 EUR')", "max(limit.max, money('10 CHF'))"),
      ]
    ),
    .rewrites(
      "cases of different kinds",
      3,
      [
        ("cards.json", "\"value\": \"'travel'\"", "\"value\": \"3\""),
        (
          "invoices.json", "\"value\": \"document.issueDate + days(14)\"",
          "\"value\": \"document.totals.gross\""
        ),
        ("cards.json", "\"value\": \"'unsorted'\"", "\"value\": \"document.issueDate\""),
      ]
    ),
    .rewrites(
      "computed field in a wrong form",
      6,
      [
        ("invoices.json", "\"ceiling\":", "\"document\":"),
        ("invoices.json", "\"ceiling\":", "\"my limit\":"),
        ("cards.json", "\"week\":", "\"2nd\":"), ("cards.json", "\"week\":", "\"today\":"),
        (
          "cards.json", "{ \"lookup\": \"limits\", \"key\": \"category\" }",
          "{ \"lookup\": \"limits\" }"
        ),
        (
          "cards.json", "{ \"lookup\": \"limits\", \"key\": \"category\" }",
          "{ \"key\": \"category\" }"
        ),
        ("cards.json", "\"limit\": {", "\"limit\": { \"firstOf\": [{ \"value\": \"1\" }],"),
      ]
    ),
    .rewrites(
      "rule in a wrong form",
      8,
      [
        (
          "invoices.json", "\"then\": \"duplicate\" }",
          "\"then\": \"duplicate\", \"queue\": \"data\" }"
        ),
        ("invoices.json", "\"id\": \"late\"", "\"id\": \"large\""),
        ("invoices.json", "\"id\": \"late\"", "\"id\": \"Too late\""),
        ("invoices.json", "\"queue\": \"fraud\"", "\"queue\": \"Fraud!\""),
        ("invoices.json", "\"then\": \"cleared\" }", "\"then\": \"paid\" }"),
        ("cards.json", "\"severity\": \"info\"", "\"severity\": \"off\""),
        ("invoices.json", "\"id\": \"known-supplier\",", "\"id\": \"iban-valid\","),
        ("invoices.json", "\"then\": \"cleared\" }", "\"then\": \"quarantined\" }"),
      ]
    ),
    .rewrites(
      "bad hole of a message",
      8,
      [
        ("cards.json", "{limit.max}", "{limit.max"), ("cards.json", "{limit.max}", "limit.max}"),
        ("cards.json", "{limit.max}", "{}"), ("cards.json", "{limit.max}", "{limit}"),
        ("cards.json", "{category}", "{document.totals}"),
        ("cards.json", "{category}", "{document}"),
        ("invoices.json", "{ceiling}", "{ceiling + 1}"),
        ("invoices.json", "{match.explain}", "{match.why}"),
        ("invoices.json", "{ceiling}", "{{ceiling}"),
      ]
    ),
    .meant(
      "misspelt table of a lookup",
      4,
      [
        ("cards.json", "\"lookup\": \"limits\"", "\"lookup\": \"limit\"", "limits"),
        ("cards.json", "\"lookup\": \"limits\"", "\"lookup\": \"Limits\"", "limits"),
        ("invoices.json", "\"lookup\": \"terms\"", "\"lookup\": \"trems\"", "terms"),
        ("invoices.json", "\"lookup\": \"suppliers\"", "\"lookup\": \"supliers\"", "suppliers"),
      ]
    ),
    .meant(
      "misspelt expectation",
      8,
      [
        ("invoices.json", "\"rule\": \"unmatched\"", "\"rule\": \"unmached\"", "unmatched"),
        (
          "invoices.json", "\"findings\": [\"known-supplier\"]",
          "\"findings\": [\"known-suplier\"]", "known-supplier"
        ),
        ("invoices.json", "{ \"number\": \"R-1\"", "{ \"nubmer\": \"R-1\"", "number"),
        (
          "invoices.json", "\"deadline\": \"2026-04-13\"", "\"dedline\": \"2026-04-13\"", "deadline"
        ),
        ("invoices.json", "\"match\": \"unmatched\"", "\"match\": \"unmacthed\"", "unmatched"),
        ("invoices.json", "\"decision\": \"exception\"", "\"decision\": \"exeption\"", "exception"),
        ("invoices.json", "\"tables\": { \"suppliers\"", "\"tables\": { \"supplier\"", "suppliers"),
        ("invoices.json", "\"ledgers\": { \"bank\"", "\"ledgers\": { \"bnak\"", "bank"),
        ("invoices.json", "[{ \"vatID\": \"DE1\"", "[{ \"vatid\": \"DE1\"", "vatID"),
      ]
    ),
    .meant(
      "misspelt value of a field with few values",
      6,
      [
        ("invoices.json", "match.status != 'matched'", "match.status != 'mached'", "matched"),
        ("invoices.json", "match.status != 'matched'", "match.status != 'Matched'", "matched"),
        ("invoices.json", "document.type == 'invoice'", "document.type == 'invoce'", "invoice"),
        (
          "invoices.json", "document.type == 'invoice'",
          "document.type in ['invoice', 'creditnote']", "creditNote"
        ),
      ]
    ),
  ]

  /// One of several pieces of text written otherwise; said where it begins, or so many lines below.
  private static func rewrites(
    _ kind: String,
    _ count: Int,
    _ edits: [(file: String, good: String, bad: String)],
    linesBehind: ClosedRange<Int>? = nil
  ) -> Mutator {
    Mutator(kind, count) { garden, random in
      guard let edit = random.pick(edits),
        var mutant = garden.mutant(kind, in: edit.file, edit.good, edit.bad, isExact: true)
      else { return nil }
      if let linesBehind, let line = mutant.lines.first {
        mutant.lines = Set(linesBehind.map { line + $0 })
      }
      return mutant
    }
  }

  private static func meant(
    _ kind: String,
    _ count: Int,
    _ edits: [(file: String, good: String, bad: String, meant: String)]
  ) -> Mutator {
    Mutator(kind, count) { garden, random in
      guard let edit = random.pick(edits),
        var mutant = garden.mutant(kind, in: edit.file, edit.good, edit.bad, isExact: true)
      else { return nil }
      mutant.meant = edit.meant
      return mutant
    }
  }
}

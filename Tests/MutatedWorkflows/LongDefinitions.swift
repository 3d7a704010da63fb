/// A workspace of many long definitions, as a firm with a workflow for every kind of paper would have.
package enum LongDefinitions {
  /// About so many lines each.
  package static let lines = 200

  /// Nine of ten decide about papers, the others fill the tables and the ledger that those look into.
  package static func texts(_ count: Int) -> [(name: String, text: String)] {
    let tables = max(1, count / 10 - 1)
    return (0..<count).map { index in
      let text =
        switch index {
        case 0: ledger
        case 1...tables: table(index)
        default: expenses(index, table: 1 + index % tables)
        }
      return (name: "definition-\(index).json", text: text)
    }
  }

  private static let ledger = """
    {
      "format": 1,
      "workflow": "bank",
      "document": "ledger",
      "watch": "inbox/bank"
    }
    """

  private static func table(_ index: Int) -> String {
    let columns = (1...lines - 20).map { column in
      "        \"extra\(column)\": { \"header\": \"Extra \(column)\", \"type\": \"number\" }"
    }
    return """
      {
        "format": 1,
        "workflow": "limits-\(index)",
        "document": "table",
        "watch": "inbox/limits-\(index)",
        "read": {
          "csv": {
            "separator": ";",
            "columns": {
              "category": "Category",
              "max": { "header": "Limit", "type": "amount", "currency": "EUR" },
      \(columns.joined(separator: ",\n"))
            }
          }
        }
      }
      """
  }

  private static func expenses(_ index: Int, table: Int) -> String {
    """
    {
      "$schema": "schema/workflow-1.json",
      "format": 1,
      "workflow": "cards-\(index)",
      "title": "Card statements of the branch \(index)",
      "document": "expense",
      "watch": {
        "folder": "inbox/cards-\(index)",
        "include": ["*.csv"],
        "settle": { "quiet": "2 s", "giveUpAfter": "15 min" }
      },
      "read": {
        "csv": {
          "encoding": ["utf-8", "windows-1252"],
          "separator": ";",
          "locale": "de-DE",
          "columns": {
            "issueDate": { "header": "Datum", "format": "dd.MM.yyyy" },
            "seller.name": { "header": ["Händler", "Merchant"] },
            "totals.gross": { "header": "Betrag", "currency": "EUR", "negate": true },
            "card": { "header": "Karte", "match": "([0-9]{4})$", "type": "text" },
            "kilometres": { "header": "km", "type": "number" },
            "branch\(index)": { "header": "Filiale", "type": "text" }
          }
        }
      },
      "use": { "limits": { "table": "limits-\(table)", "key": "category" } },
      "set": {
    \(cases(index)),
        "limit": { "lookup": "limits", "key": "category" }
      },
      "check": [
    \((1...14).map { check(index, $0) }.joined(separator: ",\n"))
      ],
      "reconcile": {
        "ledger": "bank",
        "window": "10 d",
        "where": "entry.day >= document.issueDate - days(3) && !entry.memo.contains('Storno')",
        "costs": "negative"
      },
      "decide": [
        { "id": "blocked", "when": "findings.block > 0", "then": "exception", "queue": "fraud" },
        { "id": "duplicate", "when": "duplicate.exact", "then": "duplicate" },
        { "id": "doubtful", "when": "findings.review > 0 || duplicate.near", "then": "exception" },
    \((1...5).map(decision).joined(separator: ",\n")),
        { "id": "clean", "then": "cleared" }
      ],
      "output": {
        "cleared": [
          { "file": "cards-\(index)/{document.issueDate.year}/{category}/{document.card} {file.name}" }
        ]
      }
    }
    """
  }

  private static func cases(_ index: Int) -> String {
    let words = ["hotel|pension", "taxi|bahn", "tank|diesel", "buch|papier", "post|paket", "essen"]
    let lines = words.enumerated().map { number, word in
      """
            { "when": "document.seller.name.matches('(?i)\(word)|x\(index)')", "value": "'kind \(number)'" },
      """
    }
    return """
          "category": { "firstOf": [
      \(lines.joined(separator: "\n"))
            { "value": "'unsorted'" }
          ] }
      """
  }

  private static func check(_ index: Int, _ number: Int) -> String {
    """
        {
          "id": "over-\(number)",
          "when": "has(limit) && category == 'kind \(number)'",
          "assert": "document.totals.gross <= limit.max + money('\(number).\(index % 90 + 10) EUR') || limit.extra\(number) > \(index)",
          "message": "{document.totals.gross} of {document.seller.name} is over the {category} limit of {limit.max}",
          "severity": "review"
        }
    """
  }

  private static func decision(_ number: Int) -> String {
    """
        {
          "id": "large-\(number)",
          "when": "document.totals.gross > money('\(number)000 EUR') && document.seller.name.startsWith('Branch \(number)')",
          "then": "exception",
          "queue": "approval",
          "reason": "{document.totals.gross} is over \(number)000 EUR, paid on {document.issueDate}"
        }
    """
  }
}

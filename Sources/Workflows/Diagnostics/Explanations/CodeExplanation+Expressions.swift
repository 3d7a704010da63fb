// Codes about what is wrong inside an expression.
extension CodeExplanation {
  static let expressionSyntax = CodeExplanation(
    "What stands there is no expression.",
    why: "A rule is a formula: something is missing in it, or stands where nothing can stand.",
    wrong: expense(assert: "document.totals.gross >"),
    right: expense(assert: "document.totals.gross > money('0 EUR')")
  )

  static let badLiteral = CodeExplanation(
    "A value that is written out is none.",
    why:
      "The calendar does not have the day, the amount has no currency that exists, or a field can never be that word.",
    wrong: expense(assert: "document.issueDate > day('2026-02-30')"),
    right: expense(assert: "document.issueDate > day('2026-02-28')")
  )

  static let unknownName = CodeExplanation(
    "A rule uses a name that nothing has.",
    why:
      "A misspelt name would silently be empty elsewhere; here it is said before any paper is read.",
    wrong: expense(assert: "has(documnt.number)"),
    right: expense(assert: "has(document.number)")
  )

  static let unknownFunction = CodeExplanation(
    "A rule calls a function that does not exist.",
    why: "The functions are those of docs/expressions.md.",
    wrong: expense(assert: "document.seller.name.beginsWith('Taxi')"),
    right: expense(assert: "document.seller.name.startsWith('Taxi')")
  )

  static let wrongOperand = CodeExplanation(
    "Values that do not go together.",
    why: "A text is no number and an amount has a currency: comparing them would always be wrong.",
    wrong: expense(assert: "document.totals.gross > 500"),
    right: expense(assert: "document.totals.gross > money('500 EUR')")
  )

  static let mixedCurrencies = CodeExplanation(
    "Amounts of two currencies are put together.",
    why: "10 EUR and 10 USD are not 20 of anything; a rate belongs in a table.",
    wrong: expense(assert: "document.totals.gross < money('10 EUR') + money('10 USD')"),
    right: expense(assert: "document.totals.gross < money('10 EUR') + money('10 EUR')")
  )

  static let notInLanguage = CodeExplanation(
    "Something that other languages have and this one has not, on purpose.",
    why: "There is no null: what is absent is asked for with has(), so that nobody counts with it.",
    wrong: expense(assert: "document.number != null"),
    right: expense(assert: "has(document.number)")
  )

  static let expressionTooLarge = CodeExplanation(
    "An expression is longer or deeper than any that a person would write.",
    why: "Every rule is made for every document; `set` gives parts of a long rule a name.",
    wrong: expense(
      assert: String(repeating: "(", count: 400) + "true" + String(repeating: ")", count: 400)
    ),
    right: expense(assert: "has(document.number)")
  )

  /// An expense workflow with one rule of its own.
  static func expense(assert: String) -> String {
    expense(#""check": [ { "id": "own-rule", "assert": "\#(assert)" } ]"#)
  }

  static func expense(_ member: String) -> String {
    """
    {
      "format": 1, "workflow": "expenses", "document": "expense", "watch": "inbox/expenses",
      \(member)
    }
    """
  }
}

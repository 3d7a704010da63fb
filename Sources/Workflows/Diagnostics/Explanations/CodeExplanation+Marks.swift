// Codes about quotes, numbers and single characters.
extension CodeExplanation {
  static let unexpectedCharacter = CodeExplanation(
    "A character stands where nothing of a definition can stand.",
    why: "A comment begins with `//` in this format. What is not understood is never passed over.",
    wrong: """
      {
        # the account for daily business
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank"
      }
      """,
    right: """
      {
        // the account for daily business
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank"
      }
      """
  )

  static let controlCharacter = CodeExplanation(
    "A tab or another character that cannot be seen stands in a text.",
    why: "It comes with copying from a spreadsheet, and a name that has it is never found again.",
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
        "title": "Account\tDaily business"
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
        "title": "Account Daily business"
      }
      """
  )

  static let unclosedComment = CodeExplanation(
    "A comment begins with `/*` and its `*/` is missing.",
    why: "Everything below is taken for the comment, so half of the definition would be lost.",
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        /* the account for daily business
        "watch": "inbox/bank"
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        /* the account for daily business */
        "watch": "inbox/bank"
      }
      """
  )

  static let missingQuote = CodeExplanation(
    "A key or a text lacks a double quote, in front, behind or both.",
    why: "Without both quotes nobody can tell where a text ends: at the comma, or after it.",
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": "inbox/bank,
        "title": "Daily business"
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": "inbox/bank",
        "title": "Daily business"
      }
      """
  )

  static let wrongQuote = CodeExplanation(
    "Single or curly quotes stand around a key or a text.",
    why:
      "Word processors and mail programs turn straight quotes into curly ones; use a plain editor.",
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        “watch”: “inbox/bank”
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": "inbox/bank"
      }
      """
  )

  static let badEscape = CodeExplanation(
    #"A `\` stands in a text and what follows means nothing to JSON."#,
    why: #"In a pattern each `\` is written twice: once for the file and once for the pattern."#,
    wrong: #"""
      {
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
        "read": { "csv": { "stopAt": "^Saldo\s" } }
      }
      """#,
    right: #"""
      {
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
        "read": { "csv": { "stopAt": "^Saldo\\s" } }
      }
      """#
  )

  static let badNumber = CodeExplanation(
    "What begins like a number is none: a zero or a `+` in front, a comma, a lone point.",
    why: "Numbers are kept digit by digit, so it must be certain which digits they are.",
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
        "read": { "csv": { "skipLines": 03 } }
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
        "read": { "csv": { "skipLines": 3 } }
      }
      """
  )
}

// Codes about commas, colons and brackets.
extension CodeExplanation {
  static let missingComma = CodeExplanation(
    "A comma is missing between two keys of an object or two elements of a list.",
    why:
      "It is found where the comma belongs: at the end of the line before, not where one stumbles.",
    wrong: """
      {
        "format": 1, "workflow": "bank",
        "document": "ledger"
        "watch": "inbox/bank"
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank",
        "document": "ledger",
        "watch": "inbox/bank"
      }
      """
  )

  static let extraComma = CodeExplanation(
    "There is one comma too many, with nothing in front of it.",
    why: """
      One comma at the very end of an object or list is fine; two in a row mean that something was \
      lost between them.
      """,
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",,
        "watch": "inbox/bank"
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": "inbox/bank",
      }
      """
  )

  static let missingColon = CodeExplanation(
    "The colon between a key and its value is missing.",
    why: "A key and its value belong together by the colon; nothing is guessed from their order.",
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch" "inbox/bank"
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": "inbox/bank"
      }
      """
  )

  static let missingValue = CodeExplanation(
    "A key has no value, or a value has no key.",
    why: "A key without a value is not the same as no key: leave it out, and the default holds.",
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
        "title":
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
        "title": "Daily business"
      }
      """
  )

  static let wrongBracket = CodeExplanation(
    "The bracket that closes is of the wrong kind, or closes nothing.",
    why: "`{` is closed by `}` and `[` by `]`; which keys belong where hangs on it.",
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": { "folder": "inbox/bank", "include": ["*.csv", "*.xml"} }
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": { "folder": "inbox/bank", "include": ["*.csv", "*.xml"] }
      }
      """
  )

  static let unclosedBracket = CodeExplanation(
    "A `{` or `[` is never closed, or too late.",
    why:
      "The keys that follow would belong to the wrong object. The indentation tells where it lacks.",
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": {
          "folder": "inbox/bank",
        "title": "Daily business"
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": {
          "folder": "inbox/bank"
        },
        "title": "Daily business"
      }
      """
  )

  static let trailingText = CodeExplanation(
    "Something stands after the end of the definition.",
    why: "One file is one workflow. What stands behind its last bracket would never be obeyed.",
    wrong: """
      { "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank" }
      { "format": 1, "workflow": "cards", "document": "expense", "watch": "inbox/cards" }
      """,
    right: """
      // and the card expenses in a file of their own
      { "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank" }
      """
  )

  static let duplicateKey = CodeExplanation(
    "A key stands twice in one object.",
    why: "Other programs take the last one in silence; here nobody can know which was meant.",
    wrong: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": "inbox/bank",
        "watch": "inbox/statements"
      }
      """,
    right: """
      {
        "format": 1, "workflow": "bank", "document": "ledger",
        "watch": "inbox/statements"
      }
      """
  )
}

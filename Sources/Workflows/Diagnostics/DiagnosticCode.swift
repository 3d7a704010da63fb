/// The stable names of what can be wrong with a definition.
package enum DiagnosticCode: String, Sendable, Codable, CaseIterable {
  // The text of the file.
  case notUTF8 = "not-utf8"
  case tooLarge = "too-large"
  case tooDeep = "too-deep"
  case emptyFile = "empty-file"
  case unexpectedCharacter = "unexpected-character"
  case controlCharacter = "control-character"
  case unclosedComment = "unclosed-comment"
  case missingQuote = "missing-quote"
  case wrongQuote = "wrong-quote"
  case badEscape = "bad-escape"
  case badNumber = "bad-number"
  case missingComma = "missing-comma"
  case extraComma = "extra-comma"
  case missingColon = "missing-colon"
  case missingValue = "missing-value"
  case wrongBracket = "wrong-bracket"
  case unclosedBracket = "unclosed-bracket"
  case trailingText = "trailing-text"
  case duplicateKey = "duplicate-key"
  case tooManyFaults = "too-many-faults"

  // Keys and values.
  case unknownKey = "unknown-key"
  case missingKey = "missing-key"
  case wrongType = "wrong-type"
  case badValue = "bad-value"
  case outOfRange = "out-of-range"
  case unsupportedFormat = "unsupported-format"
  /// `???` of a proposal, which only a person can answer.
  case toFillIn = "to-fill-in"

  // What values mean.
  case badPath = "bad-path"
  case badPattern = "bad-pattern"
  case badTemplate = "bad-template"
  case badCombination = "bad-combination"
  case notForThisDocument = "not-for-this-document"
  case unknownField = "unknown-field"
  case looksLikeField = "looks-like-field"
  case unknownCheck = "unknown-check"
  case missingColumn = "missing-column"
  case noCurrency = "no-currency"
  case duplicateEntry = "duplicate-entry"
  case fixedName = "fixed-name"

  // Definitions together.
  case sameWorkflow = "same-workflow"
  case sameFolder = "same-folder"
  case folderInsideFolder = "folder-inside-folder"
  case sameOutput = "same-output"
  case sameTable = "same-table"
  case outputInWatchedFolder = "output-in-watched-folder"
  case ledgerNeverFilled = "ledger-never-filled"
  case tableNeverFilled = "table-never-filled"
  case unknownColumn = "unknown-column"

  // Expressions.
  case expressionSyntax = "expression-syntax"
  case badLiteral = "bad-literal"
  case unknownName = "unknown-name"
  case unknownFunction = "unknown-function"
  case wrongOperand = "wrong-operand"
  case mixedCurrencies = "mixed-currencies"
  case notInLanguage = "not-in-language"
  case expressionTooLarge = "expression-too-large"

  // Rules.
  case unreachableRule = "unreachable-rule"
  case noLastRule = "no-last-rule"
  case contradictorySeverity = "contradictory-severity"
  case alwaysTrue = "always-true"
  case unusedName = "unused-name"
  case wouldClearBlocked = "would-clear-blocked"
  case testExpectsUnknown = "test-expects-unknown"
}

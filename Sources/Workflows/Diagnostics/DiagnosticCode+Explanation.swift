extension DiagnosticCode {
  /// What it means, with an example.
  ///
  /// Without `default`: a new code does not compile until it has an entry in `Explanations/`.
  package var explanation: CodeExplanation {
    switch self {
    case .notUTF8: .notUTF8
    case .tooLarge: .tooLarge
    case .tooDeep: .tooDeep
    case .emptyFile: .emptyFile
    case .unexpectedCharacter: .unexpectedCharacter
    case .controlCharacter: .controlCharacter
    case .unclosedComment: .unclosedComment
    case .missingQuote: .missingQuote
    case .wrongQuote: .wrongQuote
    case .badEscape: .badEscape
    case .badNumber: .badNumber
    case .missingComma: .missingComma
    case .extraComma: .extraComma
    case .missingColon: .missingColon
    case .missingValue: .missingValue
    case .wrongBracket: .wrongBracket
    case .unclosedBracket: .unclosedBracket
    case .trailingText: .trailingText
    case .duplicateKey: .duplicateKey
    case .tooManyFaults: .tooManyFaults

    case .unknownKey: .unknownKey
    case .missingKey: .missingKey
    case .wrongType: .wrongType
    case .badValue: .badValue
    case .outOfRange: .outOfRange
    case .unsupportedFormat: .unsupportedFormat
    case .toFillIn: .toFillIn

    case .badPath: .badPath
    case .badPattern: .badPattern
    case .badTemplate: .badTemplate
    case .badCombination: .badCombination
    case .notForThisDocument: .notForThisDocument
    case .unknownField: .unknownField
    case .looksLikeField: .looksLikeField
    case .unknownCheck: .unknownCheck
    case .missingColumn: .missingColumn
    case .noCurrency: .noCurrency
    case .duplicateEntry: .duplicateEntry
    case .fixedName: .fixedName

    case .sameWorkflow: .sameWorkflow
    case .sameFolder: .sameFolder
    case .folderInsideFolder: .folderInsideFolder
    case .sameOutput: .sameOutput
    case .sameTable: .sameTable
    case .outputInWatchedFolder: .outputInWatchedFolder
    case .ledgerNeverFilled: .ledgerNeverFilled
    case .tableNeverFilled: .tableNeverFilled
    case .unknownColumn: .unknownColumn

    case .expressionSyntax: .expressionSyntax
    case .badLiteral: .badLiteral
    case .unknownName: .unknownName
    case .unknownFunction: .unknownFunction
    case .wrongOperand: .wrongOperand
    case .mixedCurrencies: .mixedCurrencies
    case .notInLanguage: .notInLanguage
    case .expressionTooLarge: .expressionTooLarge

    case .unreachableRule: .unreachableRule
    case .noLastRule: .noLastRule
    case .contradictorySeverity: .contradictorySeverity
    case .alwaysTrue: .alwaysTrue
    case .unusedName: .unusedName
    case .wouldClearBlocked: .wouldClearBlocked
    case .testExpectsUnknown: .testExpectsUnknown
    }
  }
}

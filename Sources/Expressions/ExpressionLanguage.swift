/// What the language itself says, whatever names it is given.
package enum ExpressionLanguage {
  /// Words that are no names, however they are written into an environment.
  package static let reservedWords = Parser.reservedWords.union(["true", "false", "null", "in"])
}

import Values

/// Comparing names of companies and people.
enum NameFunctions {
  static let overloads: [FunctionOverload] = [
    FunctionOverload.function(
      "similarity",
      [.text, .text],
      .number,
      cost: .computed(NameSimilarity.steps),
      "How much two names are alike, from 0 to 1; 1 is the same name."
    ) { a throws(EvaluationError) in
      .number(NameSimilarity.similarity(try a.text(0), try a.text(1)))
    }.within(NumberRange(from: .zero, to: ExactDecimal(1))),
    .function(
      "sameName",
      [.text, .text],
      .bool,
      "True when two names are the same but for case, accents, punctuation and legal form."
    ) { a throws(EvaluationError) in
      .bool(NameSimilarity.isSame(try a.text(0), try a.text(1)))
    },
    .function("folded", [.text], .text, "The text in capitals without accents: MUELLER for Müller.")
    {
      a throws(EvaluationError) in .text(TextFolding.folded(try a.text(0)))
    },
  ]
}

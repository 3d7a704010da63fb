import Values

/// Texts, bytes and truth made of other values.
enum ConversionFunctions {
  static let overloads: [FunctionOverload] = texts + others

  private static let texts: [FunctionOverload] = ["text", "string"].flatMap { name in
    let types: [(ExpressionType, String)] = [
      (.text, "The same text."), (.number, "The number with its decimals as written."),
      (.bool, "true or false."), (.money(nil), "The amount and its currency."),
      (.day, "The day as 2026-03-14."), (.timestamp, "The point in time as 2026-03-14T09:30:00Z."),
      (.duration, "The duration in seconds, as 90s."),
      (.bytes, "The text that the bytes are in UTF-8."),
      (.type, "The name of the type."),
    ]
    return types.map { type, summary in
      FunctionOverload.function(name, [type], .text, summary) { a throws(EvaluationError) in
        .text(try ValueText.text(a[0]))
      }
    }
  }

  private static let others: [FunctionOverload] = [
    .function("bytes", [.text], .bytes, "The text's bytes in UTF-8.") { a throws(EvaluationError) in
      .bytes(try a.utf8(0))
    },
    .function("bytes", [.bytes], .bytes, "The same bytes.") { a throws(EvaluationError) in a[0] },
    .function("bool", [.text], .bool, "The truth that a text like true, false, 1 or 0 is.") {
      a throws(EvaluationError) in .bool(try ValueText.bool(try a.text(0)))
    },
    .function("bool", [.bool], .bool, "The same truth.") { a throws(EvaluationError) in a[0] },
  ]
}

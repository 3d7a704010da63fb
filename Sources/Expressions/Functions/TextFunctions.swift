import Values

/// Asking about texts and taking them apart: CEL's functions and its string extension.
///
/// Places count from 0 and, like sizes, in Unicode scalars. Source: github.com/google/cel-spec (langdef) and the
/// strings extension of its conformance suite.
enum TextFunctions {
  static let overloads: [FunctionOverload] =
    asking + places.map { $0.within(NumberRange(from: ExactDecimal(-1))) } + parts + letters
    + patterns

  private static let asking: [FunctionOverload] = [
    .method("contains", on: .text, [.text], .bool, "True when the text holds another.") {
      a throws(EvaluationError) in
      .bool(TextSearch(for: try a.utf8(1)).first(in: try a.utf8(0)) != nil)
    },
    .method("startsWith", on: .text, [.text], .bool, "True when the text begins with another.") {
      a throws(EvaluationError) in .bool(try a.text(0).utf8.starts(with: try a.text(1).utf8))
    },
    .method("endsWith", on: .text, [.text], .bool, "True when the text ends with another.") {
      a throws(EvaluationError) in
      .bool(try a.text(0).utf8.reversed().starts(with: try a.text(1).utf8.reversed()))
    },
  ]

  private static let places: [FunctionOverload] = [
    .method("indexOf", on: .text, [.text], .number, "Where another text stands first; -1: nowhere.")
    {
      a throws(EvaluationError) in
      .number(ExactDecimal(TextSearch(for: try a.scalars(1)).first(in: try a.scalars(0)) ?? -1))
    },
    .method(
      "indexOf",
      on: .text,
      [.text, .number],
      .number,
      "Where another text stands first at or after a place; -1: nowhere."
    ) { a throws(EvaluationError) in
      let scalars = try a.scalars(0)
      let start = try TextPlaces.checked(try a.whole(2), in: scalars)
      let hit = TextSearch(for: try a.scalars(1)).first(in: scalars, from: start)
      return .number(ExactDecimal(hit ?? -1))
    },
    .method(
      "lastIndexOf",
      on: .text,
      [.text],
      .number,
      "Where another text stands last; -1: nowhere."
    ) {
      a throws(EvaluationError) in
      let scalars = try a.scalars(0)
      let hit = TextSearch(for: try a.scalars(1)).last(in: scalars, upTo: scalars.count)
      return .number(ExactDecimal(hit ?? -1))
    },
    .method(
      "lastIndexOf",
      on: .text,
      [.text, .number],
      .number,
      "Where another text stands last, beginning at or before a place; -1: nowhere."
    ) { a throws(EvaluationError) in
      let scalars = try a.scalars(0)
      let end = try TextPlaces.checked(try a.whole(2), in: scalars)
      return .number(
        ExactDecimal(TextSearch(for: try a.scalars(1)).last(in: scalars, upTo: end) ?? -1)
      )
    },
  ]

  private static let parts: [FunctionOverload] = [
    .method("charAt", on: .text, [.number], .text, "The letter at a place, counted from 0.") {
      a throws(EvaluationError) in
      let scalars = try a.scalars(0)
      let place = try TextPlaces.checked(try a.whole(1), in: scalars)
      return .text(String(scalars: scalars[place..<min(place + 1, scalars.count)]))
    },
    .method("substring", on: .text, [.number], .text, "The text from a place on.") {
      a throws(EvaluationError) in
      let scalars = try a.scalars(0)
      let start = try TextPlaces.checked(try a.whole(1), in: scalars)
      return .text(String(scalars: scalars[start...]))
    },
    .method(
      "substring",
      on: .text,
      [.number, .number],
      .text,
      "The text from a place up to another, which is not part of it."
    ) { a throws(EvaluationError) in
      let scalars = try a.scalars(0)
      let start = try TextPlaces.checked(try a.whole(1), in: scalars)
      let end = try TextPlaces.checked(try a.whole(2), in: scalars)
      guard start <= end else {
        throw EvaluationError(
          .outOfRange,
          "a part of a text cannot run from \(start) back to \(end)"
        )
      }
      return .text(String(scalars: scalars[start..<end]))
    },
    .method("replace", on: .text, [.text, .text], .text, "The text with one part put for another.")
    {
      a throws(EvaluationError) in try TextPlaces.replace(a, limit: .max)
    },
    .method(
      "replace",
      on: .text,
      [.text, .text, .number],
      .text,
      "The same for the first few places; -1: all."
    ) { a throws(EvaluationError) in
      let limit = try a.whole(3)
      return try TextPlaces.replace(a, limit: limit < 0 ? .max : limit)
    },
    .method("split", on: .text, [.text], .list(.text), "The parts between a separator.") {
      a throws(EvaluationError) in try TextPlaces.split(a, limit: .max)
    },
    .method(
      "split",
      on: .text,
      [.text, .number],
      .list(.text),
      "The same with so many parts at most; -1: all."
    ) { a throws(EvaluationError) in
      let limit = try a.whole(2)
      return try TextPlaces.split(a, limit: limit < 0 ? .max : limit)
    },
    .method("trim", on: .text, .text, "The text without blanks at both ends.") {
      a throws(EvaluationError) in
      let scalars = try a.scalars(0)
      guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
        let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
      else { return .text("") }
      return .text(String(scalars: scalars[first...last]))
    },
    .method("reverse", on: .text, .text, "The text from its end to its beginning.") {
      a throws(EvaluationError) in .text(String(scalars: try a.scalars(0).reversed()[...]))
    },
  ]

  private static let letters: [FunctionOverload] = [
    .method("lowerAscii", on: .text, .text, "Small letters for A to Z, others as they are.") {
      a throws(EvaluationError) in
      .text(
        String(
          decoding: try a.utf8(0).map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 },
          as: UTF8.self
        )
      )
    },
    .method("upperAscii", on: .text, .text, "Capitals for a to z, others as they are.") {
      a throws(EvaluationError) in
      .text(
        String(
          decoding: try a.utf8(0).map { (0x61...0x7A).contains($0) ? $0 - 32 : $0 },
          as: UTF8.self
        )
      )
    },
    .method("lower", on: .text, .text, "The text in small letters, of any alphabet.") {
      a throws(EvaluationError) in .text(try a.text(0).lowercased())
    },
    .method("upper", on: .text, .text, "The text in capitals, of any alphabet.") {
      a throws(EvaluationError) in .text(try a.text(0).uppercased())
    },
    .function("digits", [.text], .text, "The digits of a text, the rest left out.") {
      a throws(EvaluationError) in
      .text(String(decoding: try a.utf8(0).filter { (0x30...0x39).contains($0) }, as: UTF8.self))
    },
    .function(
      "strings.quote",
      [.text],
      .text,
      "The text in double quotes, as it is written in an expression."
    ) { a throws(EvaluationError) in .text(TextQuoting.quoted(try a.text(0))) },
    .method(
      "format",
      on: .text,
      [.list(.anything)],
      .text,
      "The text with values put in for %s, %d, %f, %e, %b, %o, %x and %X."
    ) { a throws(EvaluationError) in .text(try TextFormat.format(try a.text(0), try a.list(1))) },
  ]

  private static let patterns: [FunctionOverload] = [
    FunctionOverload.method(
      "matches",
      on: .text,
      [.text],
      .bool,
      "True when a pattern is found in the text."
    ) { a throws(EvaluationError) in .bool(try PatternCalls.hit(a) != nil) }.withPattern(at: 1),
    FunctionOverload.function(
      "matches",
      [.text, .text],
      .bool,
      "True when a pattern is found in the text."
    ) { a throws(EvaluationError) in .bool(try PatternCalls.hit(a) != nil) }.withPattern(at: 1),
    FunctionOverload.method(
      "extract",
      on: .text,
      [.text],
      .text,
      "What the pattern's first group finds, or the whole hit; absent when there is none."
    ) { a throws(EvaluationError) in
      guard let hit = try PatternCalls.hit(a) else {
        throw EvaluationError(.absent, "the pattern is not in \(TextQuoting.short(try a.text(0)))")
      }
      return .text(hit)
    }.withPattern(at: 1),
    FunctionOverload.method(
      "extract",
      on: .text,
      [.text, .text],
      .text,
      "The same, or the second text when there is no hit."
    ) { a throws(EvaluationError) in
      guard let hit = try PatternCalls.hit(a) else { return a[2] }
      return .text(hit)
    }.withPattern(
      at: 1
    ),
  ]
}

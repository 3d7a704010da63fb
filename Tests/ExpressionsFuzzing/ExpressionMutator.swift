import Values

/// Makes odd expressions of good ones: the same seed, the same sequence.
package struct ExpressionMutator {
  private static let most = 4_000

  /// What is put in for a token: values at the limits, other types, quotes, brackets, macros.
  private static let words = [
    "0", "1", "-1", "2.5", "38", "99999999999999999999999999999999999999", "1e37", "1e-38", "0x7F",
    "1u",
    "9223372036854775807", "-9223372036854775808", "1e999", "''", "\"\"", "\"ü\"", "'a\\u0301'",
    "\"\"\"", "r'\\d+(a|b)*'", "b'\\xff'", "'(a+)+$'", "'%s %d %.3f %x'", "true", "false", "null",
    "[]", "{}",
    "[[], [1]]", "{1: 2}", "{'a': [1]}", "document", "document.totals", "document.dueDate",
    "supplier",
    "amounts", "today()", "day('2026-02-28')", "day('0001-01-01')", "day('9999-12-31')",
    "money('1 EUR')", "money('0.001 USD')", "days(1)", "weeks(-3)", "duration('1ns')",
    "timestamp('9999-12-31T23:59:59Z')", "optional.none()", "optional.of(1)", "type(1)",
    "has(supplier)",
    "lists.range(300)", "+", "-", "*", "/", "%", "==", "!=", "<", ">=", "&&", "||", "!", "?", ":",
    "in", ",",
    "(", ")", "[", "]", "{", "}", ".", ".?", "[?", "`a b`", "//", "“", "=", "and", ";", "\u{0}",
    "\n",
    ".map(x, x)", ".filter(x, x == x)", ".all(i, x, i >= 0)", ".exists_one(x, true)",
    ".transformMap(k, v, v)", ".optMap(v, v)", ".sort()", ".distinct()", ".flatten(9)",
    ".reverse()",
    ".join(',')", ".split('')", ".format([1])", ".size()", ".matches('a')", ".extract('(.)')",
    ".replace('', 'xyz')", ".orValue(0)", ".amount", ".days", ".year", ".first()", "[0]", "['a']",
    "[-1]",
  ]

  private static let numbers = [
    "0", "1", "-1", "2", "3", "10", "0.5", "-0.01", "1190.00", "1e3", "0x10", "1e37", "1e-38",
    "123456789012345678901234567890.12345678", "9007199254740993", "9223372036854775807",
  ]
  private static let texts = [
    "''", "'a'", "'Kessel'", "'1190.00 EUR'", "'2026-02-28'", "'[a-z]+'", "'12.5'", "'EUR'", "'ÄÖ'",
    "'😀é'", "'a,b,,c'", "'true'", "'1h'", "'%s'", "'{}'", "'e\\u0301'",
  ]
  /// What may stand for one another.
  private static let kinds = [
    ["+", "-", "*", "/", "%"], ["<", ">"], ["&", "|"], ["true", "false"],
    ["net", "tax", "gross"], ["number", "currency", "issueDate", "dueDate"],
    ["all", "exists", "exists_one", "map", "filter"], ["min", "max", "sum", "size"],
    ["abs", "round", "floor", "ceil", "int", "number", "text"],
    ["days", "weeks", "hours", "minutes", "seconds"],
    ["lower", "upper", "trim", "reverse", "size", "split", "lowerAscii"],
    ["contains", "startsWith", "endsWith", "matches", "extract", "indexOf", "lastIndexOf"],
    ["year", "month", "day", "weekday", "days"], ["a", "b", "x", "v", "i", "line"],
  ]

  private var random: SeededRandom
  private let tokens: [[String]]

  package init(seed: UInt64, corpus: [String]) {
    random = SeededRandom(seed: seed)
    tokens = corpus.map(Self.tokens)
  }

  package mutating func next() -> String {
    var parts = tokens.randomElement(using: &random) ?? []
    for _ in 0..<([1, 1, 1, 2, 3].randomElement(using: &random) ?? 1) { change(&parts) }
    var source = String(parts.joined().prefix(Self.most))
    switch Int.random(in: 0..<20, using: &random) {
    case 0: source = flipped(source)
    case 1: source = nested(source)
    case 2: source = String(source.prefix(Int.random(in: 0...source.count, using: &random)))
    default: break
    }
    return source
  }

  private mutating func change(_ parts: inout [String]) {
    guard !parts.isEmpty else {
      parts = [word()]
      return
    }
    let place = Int.random(in: 0..<parts.count, using: &random)
    let other = Int.random(in: 0..<parts.count, using: &random)
    switch Int.random(in: 0..<16, using: &random) {
    case 0: parts.swapAt(place, other)
    case 1, 2: parts[place] = word()
    case 7...15: parts[place] = word(like: parts[place])
    case 3: parts.insert(word(), at: place)
    case 4: parts.remove(at: place)
    case 5:
      parts +=
        [" ", ["+", "==", "&&", "||", "?1:", "in", "<"].randomElement(using: &random) ?? "", " "]
        + donor()
    case 6: parts.replaceSubrange(min(place, other)...max(place, other), with: donor())
    default: parts[place] = donorWord()
    }
  }

  /// One of the same kind, so that what comes out is an expression more often than not.
  private mutating func word(like part: String) -> String {
    let candidates = Self.kinds.first { kind in kind.contains(part) }
    if let candidates { return candidates.randomElement(using: &random) ?? part }
    switch part.unicodeScalars.first {
    case .some("0"..."9"): return Self.numbers.randomElement(using: &random) ?? part
    case .some("'"), .some("\""): return Self.texts.randomElement(using: &random) ?? part
    default: return donorWord()
    }
  }

  private mutating func word() -> String { Self.words.randomElement(using: &random) ?? "" }
  private mutating func donor() -> [String] { tokens.randomElement(using: &random) ?? [] }
  private mutating func donorWord() -> String { donor().randomElement(using: &random) ?? "" }

  private mutating func flipped(_ source: String) -> String {
    var bytes = Array(source.utf8)
    guard !bytes.isEmpty else { return source }
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
        in: 0...255,
        using: &random
      )
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func nested(_ source: String) -> String {
    let levels = Int.random(in: 1...60, using: &random)
    let pairs = [
      ("(", ")"), ("[", "]"), ("!", ""), ("-", ""), ("[1].map(x, ", ")"), ("{1: ", "}"),
      ("dyn(", ")"),
      ("true ? ", " : 0"), ("cel.bind(x, 1, ", ")"), ("", ".size()"), ("", "[0]"),
      ("optional.of(", ")"),
    ]
    let (before, after) = pairs.randomElement(using: &random) ?? ("", "")
    return String(repeating: before, count: levels) + source
      + String(repeating: after, count: levels)
  }

  /// Words, texts in quotes, runs of blanks and single marks.
  private static func tokens(_ source: String) -> [String] {
    var result: [String] = []
    var rest = Substring(source)
    while let first = rest.first {
      var token: Substring
      if first == "\"" || first == "'", let end = rest.dropFirst().firstIndex(of: first) {
        token = rest[...end]
      } else {
        token = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        if token.isEmpty { token = rest.prefix(1) }
      }
      result.append(String(token))
      rest = rest[token.endIndex...]
    }
    return result
  }
}

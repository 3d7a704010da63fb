import Values

@testable import Workflows

extension Mutator {
  /// Slips in the marks of JSON.
  static let marks: [Mutator] = [
    cutting("missing comma", 14) { $0.kind == .comma },
    cutting("missing colon", 8) { $0.kind == .colon },
    rewriting("extra comma", 6, { $0.kind == .comma }, { text, _ in text + "," }),
    rewriting("other mark for a comma", 4, { $0.kind == .comma }, { _, _ in ";" }),
    rewriting(
      "other mark for a colon",
      4,
      { $0.kind == .colon },
      { _, random in
        random.pick(["=", " =", ";", "::"])
      }
    ),
    rewriting("missing closing quote", 10, \.isText) { text, _ in String(text.dropLast()) },
    rewriting("missing opening quote", 8, \.isText) { text, _ in String(text.dropFirst()) },
    rewriting("no quotes", 8, \.isText) { text, _ in String(text.dropFirst().dropLast()) },
    rewriting("other quotes", 8, \.isText) { text, random in
      let inner = text.dropFirst().dropLast()
      return random.pick(["'\(inner)'", "“\(inner)”", "„\(inner)“", "‘\(inner)’", "`\(inner)`"])
    },
    rewriting("quotes inside a text", 4, \.isText) { text, _ in
      let inner = text.dropFirst().dropLast()
      return inner.contains("-")
        ? "\"\(inner.replacing("-", with: "\"", maxReplacements: 1))\"" : nil
    },
    rewriting("tab in a text", 4, \.isText) { text, _ in "\(text.prefix(2))\t\(text.dropFirst(2))"
    },
    rewriting("lone backslash", 5, \.isText) { text, random in
      "\(text.prefix(2))\\\(random.pick(["d", "s", "w", ".", "-", "("]) ?? "d")\(text.dropFirst(2))"
    },
    rewriting("bad number", 8, \.isNumber) { text, random in
      random.pick([
        "0\(text)", "+\(text)", ".5", "\(text).", "\(text)e", "1,5", "1_000", "1.000.000",
        "--\(text)",
      ])
    },
    rewriting("word of another language", 5, \.isFlag) { text, random in
      random.pick(text == "true" ? ["True", "TRUE", "yes", "on"] : ["False", "no", "None"])
    },
    Mutator("missing value", 6) { garden, random in
      let scalars = garden.spots.filter { $0.keyRange != nil && $0.isScalar }
      guard let spot = random.pick(scalars) else { return nil }
      return garden.mutant("missing value", at: spot.value.range, of: spot.file, by: "")
    },
    Mutator("comment of another language", 3) { garden, random in
      guard let spot = random.pick(garden.spots), let key = spot.keyRange else { return nil }
      let place = key.lowerBound..<key.lowerBound
      let text =
        random.pick(["# as the bank says\n", "; as the bank says\n", "-- see above\n"]) ?? ""
      return garden.mutant("comment of another language", at: place, of: spot.file, by: text)
    },
    Mutator("comment without end", 3) { garden, random in
      guard let spot = random.pick(garden.spots), let key = spot.keyRange else { return nil }
      let place = key.lowerBound..<key.lowerBound
      return garden.mutant("comment without end", at: place, of: spot.file, by: "/* see the bank ")
    },
    Mutator("duplicate key", 10) { garden, random in
      guard let spot = random.pick(garden.spots.filter { $0.keyRange != nil && $0.isScalar }),
        let key = spot.keyRange
      else { return nil }
      let copy = garden.text(key.lowerBound..<spot.value.range.upperBound, of: spot.file)
      let place = spot.value.range.upperBound
      return garden.mutant("duplicate key", at: place..<place, of: spot.file, by: ", " + copy)
    },
  ]

  private static func cutting(
    _ kind: String,
    _ count: Int,
    _ isWanted: @escaping @Sendable (JSONToken) -> Bool
  ) -> Mutator {
    rewriting(kind, count, isWanted) { _, _ in "" }
  }

  /// Writes another text in the place of a token.
  private static func rewriting(
    _ kind: String,
    _ count: Int,
    _ isWanted: @escaping @Sendable (JSONToken) -> Bool,
    _ write: @escaping @Sendable (String, inout SeededRandom) -> String?
  ) -> Mutator {
    Mutator(kind, count) { garden, random in
      guard let (file, _, token) = garden.token(&random, where: isWanted),
        let text = write(garden.text(token.range, of: file), &random)
      else { return nil }
      return garden.mutant(kind, at: token.range, of: file, by: text)
    }
  }
}

extension JSONToken {
  var isText: Bool {
    guard case .text(let text) = kind else { return false }
    return text.utf8.count >= 2
  }
  var isNumber: Bool { if case .number = kind { true } else { false } }
  var isFlag: Bool { if case .flag = kind { true } else { false } }
  var opens: Bool { kind == .openBrace || kind == .openBracket }
  var closes: Bool { kind == .closeBrace || kind == .closeBracket }
}

extension Spot {
  var isScalar: Bool {
    switch value.content {
    case .text, .number, .flag: true
    case .object, .array, .null, .missing: false
    }
  }
}

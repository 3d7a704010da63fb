import Values

@testable import Workflows

extension Mutator {
  /// Brackets that lack, are of the wrong kind, or too many; files that end too early or too late.
  static let brackets: [Mutator] = [
    Mutator("missing closing bracket", 14) { garden, random in
      guard let (file, index, token) = garden.token(&random, where: \.closes) else { return nil }
      var mutant = garden.mutant("missing closing bracket", at: token.range, of: file, by: "")
      let tokens = garden.tokens(file)
      // It lacks there, or at the end of what stands before it.
      mutant.lines.insert(garden.line(tokens[index - 1].range.upperBound - 1, of: file))
      // At the end of the file only the one that is open can be shown.
      if index == tokens.count - 1 {
        mutant.lines.insert(garden.line(tokens[0].range.lowerBound, of: file))
      }
      return mutant
    },
    Mutator("missing opening bracket", 10) { garden, random in
      guard let (file, index, token) = garden.token(&random, where: \.opens), index > 0 else {
        return nil
      }
      var mutant = garden.mutant("missing opening bracket", at: token.range, of: file, by: "")
      // What should have stood in it begins in the next line.
      let next = garden.tokens(file)[index + 1]
      mutant.lines.insert(garden.line(next.range.lowerBound, of: file))
      return mutant
    },
    Mutator("wrong bracket", 10) { garden, random in
      guard let (file, _, token) = garden.token(&random, where: { $0.opens || $0.closes }) else {
        return nil
      }
      let text = other[token.kind] ?? ""
      var mutant = garden.mutant("wrong bracket", at: token.range, of: file, by: text)
      // Of two brackets that do not fit, nobody can tell which one is wrong.
      if let partner = garden.partner(of: token, in: file) {
        mutant.lines.insert(garden.line(partner.range.lowerBound, of: file))
      }
      return mutant
    },
    Mutator("bracket too many", 5) { garden, random in
      guard let (file, _, token) = garden.token(&random, where: \.closes) else { return nil }
      let text = garden.text(token.range, of: file)
      return garden.mutant("bracket too many", at: token.range, of: file, by: text + text)
    },
    Mutator("text after the end", 3) { garden, random in
      guard let file = random.pick(garden.texts.keys.sorted()) else { return nil }
      let end = garden.bytes(file).count
      let text =
        random.pick(["\n}", "\nthe end", "\n{ \"format\": 1 }", "\n\"title\": \"x\""]) ?? ""
      var mutant = garden.mutant("text after the end", at: end..<end, of: file, by: text)
      mutant.lines = [garden.line(end, of: file) + 1]
      return mutant
    },
    Mutator("file cut off", 6) { garden, random in
      guard let file = random.pick(garden.texts.keys.sorted()) else { return nil }
      let bytes = garden.bytes(file)
      let cut = Int.random(in: bytes.count / 4..<bytes.count - 2, using: &random)
      var mutant = garden.mutant("file cut off", at: cut..<bytes.count, of: file, by: "")
      // Where it ends, or where that begins which never ends.
      var open: [JSONToken] = []
      for token in garden.tokens(file) where token.range.lowerBound < cut {
        if token.opens { open.append(token) }
        if token.closes { open.removeLast() }
        mutant.lines.insert(garden.line(token.range.lowerBound, of: file))
      }
      mutant.lines = mutant.lines.filter { $0 >= garden.line(cut, of: file) - 1 }
      mutant.lines.formUnion(open.map { garden.line($0.range.lowerBound, of: file) })
      return mutant
    },
  ]

  private static let other: [JSONToken.Kind: String] = [
    .openBrace: "[", .closeBrace: "]", .openBracket: "{", .closeBracket: "}",
  ]
}

extension Garden {
  /// The bracket that belongs to one.
  func partner(of bracket: JSONToken, in file: String) -> JSONToken? {
    var open: [JSONToken] = []
    for token in tokens(file) {
      if token.opens { open.append(token) }
      guard token.closes, let opening = open.popLast() else { continue }
      if token.range == bracket.range { return opening }
      if opening.range == bracket.range { return token }
    }
    return nil
  }
}

import Values

/// Slips of the finger and of memory, as people make them.
enum Slip {
  /// The word misspelt, in a way that makes none of `others` of it.
  static func of(
    _ word: String,
    avoiding others: Set<String>,
    using random: inout SeededRandom
  ) -> String? {
    let avoided = Set((others.union([word])).map { $0 })
    for _ in 0..<20 {
      guard let way = random.pick(ways), let slip = way(word, &random), !avoided.contains(slip),
        !slip.isEmpty
      else { continue }
      return slip
    }
    return nil
  }

  typealias Way = @Sendable (String, inout SeededRandom) -> String?

  /// Letters more often than case and endings, as in life.
  static let ways: [Way] = [
    swapped, swapped, dropped, dropped, doubled, wrongLetter, wrongLetter, otherCase, separated,
    plural,
  ]

  static let swapped: Way = { word, random in
    var letters = Array(word)
    let places = letters.indices.dropLast().filter {
      letters[$0] != letters[$0 + 1] && letters[$0].isLetter && letters[$0 + 1].isLetter
    }
    guard letters.count > 2, let place = random.pick(Array(places)) else { return nil }
    letters.swapAt(place, place + 1)
    return String(letters)
  }

  static let dropped: Way = { word, random in
    var letters = Array(word)
    let places = letters.indices.filter { letters[$0].isLetter }
    guard letters.count > 3, let place = random.pick(places) else { return nil }
    letters.remove(at: place)
    return String(letters)
  }

  static let doubled: Way = { word, random in
    var letters = Array(word)
    guard let place = random.pick(letters.indices.filter { letters[$0].isLetter }) else {
      return nil
    }
    letters.insert(letters[place], at: place)
    return String(letters)
  }

  /// A neighbour on the keyboard, or a vowel for a vowel.
  static let wrongLetter: Way = { word, random in
    var letters = Array(word)
    let places = letters.indices.filter { neighbours[letters[$0]] != nil }
    guard letters.count > 3, let place = random.pick(places),
      let wrong = neighbours[letters[place]].flatMap({ random.pick(Array($0)) })
    else { return nil }
    letters[place] = wrong
    return String(letters)
  }

  static let otherCase: Way = { word, random in
    let changed = [
      word.prefix(1).uppercased() + word.dropFirst(), word.lowercased(), word.uppercased(),
    ]
    return random.pick(changed.filter { $0 != word })
  }

  /// `grace_days` for `graceDays`, `one_to_one` for `one-to-one`, `groupBy` for `group-by`.
  static let separated: Way = { word, random in
    if word.contains("-") {
      let camel = word.split(separator: "-").enumerated()
        .map { $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst() }
      return random.pick([
        word.replacing("-", with: "_"), word.replacing("-", with: ""),
        word.replacing("-", with: " "),
        camel.joined(),
      ])
    }
    guard word.contains(where: \.isUppercase), word.first?.isLowercase == true else { return nil }
    let mark = random.pick(["_", "-"]) ?? "_"
    return word.map { $0.isUppercase ? mark + $0.lowercased() : String($0) }.joined()
  }

  static let plural: Way = { word, _ in
    guard word.count > 3, word.last?.isLetter == true else { return nil }
    return word.hasSuffix("s") ? String(word.dropLast()) : word + "s"
  }

  private static let neighbours: [Character: String] = [
    "a": "sqe", "b": "vnp", "c": "xvk", "d": "sft", "e": "wria", "f": "dgv", "g": "fhk", "h": "gjn",
    "i": "uoe", "j": "hk", "k": "jlc", "l": "ko", "m": "n", "n": "mb", "o": "ipu", "p": "ob",
    "q": "wa", "r": "et", "s": "adz", "t": "ryd", "u": "yio", "v": "cbw", "w": "qev", "x": "zcs",
    "y": "tui", "z": "xs",
  ]
}

import Values

/// Definitions gone wrong in every way that chance finds: bytes, tokens, lines and splices of good ones.
///
/// The input of an index depends on the seed and the index alone, so that one that fails can be made again.
package struct DefinitionMutator: Sendable {
  private let good: [[UInt8]]
  private let tokens: [[ArraySlice<UInt8>]]
  private let seed: UInt64

  /// Larger inputs are cut: the time of a run goes into many inputs, not into few.
  package static let maximumBytes = 32 << 10

  package init(_ texts: [String], seed: UInt64) {
    precondition(!texts.isEmpty)
    good = texts.map { Array($0.utf8) }
    tokens = good.map(Self.tokens)
    self.seed = seed
  }

  /// The input of that index.
  package func input(_ index: Int) -> [UInt8] {
    var random = SeededRandom(seed: seed &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15)
    var bytes: [UInt8]
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<3: bytes = mutatedBytes(&random)
    case 3..<7: bytes = mutatedTokens(&random)
    case 7: bytes = mutatedLines(&random)
    case 8: bytes = spliced(&random)
    default: bytes = repeated(&random)
    }
    // Now and then everything is cut off somewhere.
    if Int.random(in: 0..<20, using: &random) == 0, !bytes.isEmpty {
      bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
    }
    return bytes.count > Self.maximumBytes ? Array(bytes[..<Self.maximumBytes]) : bytes
  }
}

extension DefinitionMutator {
  private func mutatedBytes(_ random: inout SeededRandom) -> [UInt8] {
    var bytes = good[Int.random(in: good.indices, using: &random)]
    for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
      let place = bytes.indices.randomElement(using: &random) ?? 0
      let mark = Self.marks.randomElement(using: &random) ?? 0
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] = mark
      case 1: bytes.insert(mark, at: place)
      case 2: bytes.remove(at: place)
      case 3: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      default: bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
    }
    return bytes
  }

  private func mutatedTokens(_ random: inout SeededRandom) -> [UInt8] {
    var pieces = tokens[Int.random(in: tokens.indices, using: &random)]
    for _ in 0..<Int.random(in: 1...5, using: &random) where !pieces.isEmpty {
      let place = pieces.indices.randomElement(using: &random) ?? 0
      switch Int.random(in: 0..<6, using: &random) {
      case 0: pieces.remove(at: place)
      case 1: pieces.insert(pieces[place], at: place)
      case 2: pieces.swapAt(place, pieces.indices.randomElement(using: &random) ?? place)
      case 3: pieces[place] = foreignToken(&random)
      case 4: pieces.insert(foreignToken(&random), at: place)
      default:
        pieces[place] = Self.oddities.randomElement(using: &random) ?? []
      }
    }
    return Array(pieces.joined())
  }

  private func foreignToken(_ random: inout SeededRandom) -> ArraySlice<UInt8> {
    tokens[Int.random(in: tokens.indices, using: &random)].randomElement(using: &random) ?? []
  }

  private func mutatedLines(_ random: inout SeededRandom) -> [UInt8] {
    func lines() -> [ArraySlice<UInt8>] {
      good[Int.random(in: good.indices, using: &random)]
        .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }
    var (own, other) = (lines(), lines())
    for _ in 0..<Int.random(in: 1...4, using: &random) where !own.isEmpty {
      let place = own.indices.randomElement(using: &random) ?? 0
      switch Int.random(in: 0..<4, using: &random) {
      case 0: own.remove(at: place)
      case 1: own.insert(own[place], at: place)
      case 2: own.insert(other.randomElement(using: &random) ?? [], at: place)
      default: own.swapAt(place, own.indices.randomElement(using: &random) ?? place)
      }
    }
    other.removeAll()
    return Array(own.joined(separator: [UInt8(ascii: "\n")]))
  }

  private func spliced(_ random: inout SeededRandom) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 2...4, using: &random) {
      let pieces = tokens[Int.random(in: tokens.indices, using: &random)]
      let from = Int.random(in: 0...pieces.count, using: &random)
      bytes += pieces[from..<Int.random(in: from...pieces.count, using: &random)].joined()
    }
    return bytes
  }

  /// One token or oddity many times at one place: depth, length and number.
  private func repeated(_ random: inout SeededRandom) -> [UInt8] {
    var pieces = tokens[Int.random(in: tokens.indices, using: &random)]
    let isOdd = Bool.random(using: &random)
    let piece =
      isOdd ? Self.oddities.randomElement(using: &random) ?? [] : foreignToken(&random)
    let count = [3, 40, 300, 2_000].randomElement(using: &random) ?? 3
    let many = Array(repeatElement(piece, count: count).joined())
    pieces.insert(many[...], at: Int.random(in: 0...pieces.count, using: &random))
    return Array(pieces.joined())
  }
}

extension DefinitionMutator {
  private static let marks = Array("{}[]:,\"'\\/* \n\t\r-+0e.#u“\u{0}é()&|=!<>?".utf8)

  /// What has broken parsers before.
  private static let oddities: [ArraySlice<UInt8>] = [
    "[", "{", "{\"a\":", "(", "!", "-", "\"", "'", "\\", "\\\"", "\\u", "\\ud800", "\\udfff\\ud800",
    "/*", "//", "*/", "\u{FEFF}", "\u{0}", "\u{2028}", "\r", "\r\n", "\u{202E}", "null", "true",
    "[]", "{}",
    "\"\"", "1e999999999", "-0", "0x7fffffffffffffffffff",
    "99999999999999999999999999999999999999999",
    "0.00000000000000000000000000000000000000000000001", "\"{\"", "\"{{{{}\"", "\"}\"", "\"{'}'}\"",
    "\"{{'a': 1}}\"", "\"(a+)+$\"", "\"(?:(?:a{1,999}){1,999})\"", "\"[[:alpha:\"",
    "\"(?<n>x)(?<n>y)\"",
    "\"../../etc\"", "\"/\"", "\"2 s\"", "\"-1 EUR\"", "\"1e99 EUR\"", "\"0000-00-00\"",
    "\"9999-12-31\"",
    "document.", "document.totals.gross", "document.lines.all(x, x.net > ", "money('1 EUR')",
    "duration('1h')", "timestamp('2026-01-01T00:00:00Z')", "today()", "has(", "? 1 : ", " && ",
    " || ",
    " in [", "[0]", ".?", "[?", "cel.bind(x, 1, ", ".map(x, ", ".filter(x, ", "size(", "@", "`",
    "“", "…",
    "matches('(?i)", "'\\\\x'", "r'", "b'\\\\377'", "'''", "1u", "1.", ".5", "0x", "1e", "\"=\"",
    "\"=1\"",
  ].map { Array($0.utf8)[...] }

  /// Texts, words, numbers and marks; white space hangs on what stands before it.
  private static func tokens(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      var end = start + 1
      let isWord = { (byte: UInt8) in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
          || byte > 127
      }
      if isWord(bytes[start]) {
        while end < bytes.count, isWord(bytes[end]) { end += 1 }
      }
      while end < bytes.count, bytes[end] == 32 || bytes[end] == 10 { end += 1 }
      pieces.append(bytes[start..<end])
      start = end
    }
    return pieces
  }
}

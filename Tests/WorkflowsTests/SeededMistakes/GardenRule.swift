@testable import Workflows

/// One expression in a definition of the garden, or a hole of a text, as it stands in the file.
struct GardenRule: Sendable {
  var spot: Spot
  /// Between the quotes or braces.
  var range: Range<Int>
  var isHole: Bool
  var pieces: [Piece]

  var file: String { spot.file }
  var isCondition: Bool { ["when", "assert", "where"].contains(spot.name) }

  /// A word, number, text or mark of an expression.
  struct Piece: Sendable {
    enum Kind: Sendable { case name, number, text, mark }

    var kind: Kind
    var range: Range<Int>
    var text: String
  }

  /// What a name is, by the marks around it.
  enum Role: Sendable { case root, field, function, method }

  func role(of index: Int) -> Role? {
    guard pieces[index].kind == .name, !Self.words.contains(pieces[index].text) else { return nil }
    let isBehindDot =
      index > 0 && pieces[index - 1].text == "."
      || index > 1 && pieces[index - 1].text == "?" && pieces[index - 2].text == "."
    let isCalled = index + 1 < pieces.count && pieces[index + 1].text == "("
    return switch (isBehindDot, isCalled) {
    case (false, false): .root
    case (true, false): .field
    case (false, true): .function
    case (true, true): .method
    }
  }

  private static let words: Set<String> = ["in", "true", "false"]
}

extension GardenRule {
  /// The expressions at one spot.
  static func all(at spot: Spot, in bytes: [UInt8]) -> [GardenRule] {
    guard let text = spot.text else { return [] }
    let inner = spot.value.range.lowerBound + 1..<spot.value.range.upperBound - 1
    if spot.holdsTemplate { return holes(spot, inner, bytes) }
    if spot.dotted.hasPrefix("duplicate."), text.hasPrefix("=") {
      return [rule(spot, inner.lowerBound + 1..<inner.upperBound, bytes)]
    }
    return spot.holdsExpression ? [rule(spot, inner, bytes)] : []
  }

  private static func holes(_ spot: Spot, _ inner: Range<Int>, _ bytes: [UInt8]) -> [GardenRule] {
    var rules: [GardenRule] = []
    var open: Int?
    for place in inner {
      if bytes[place] == UInt8(ascii: "{") { open = place + 1 }
      guard bytes[place] == UInt8(ascii: "}"), let begin = open else { continue }
      rules.append(rule(spot, begin..<place, bytes, isHole: true))
      open = nil
    }
    return rules
  }

  private static func rule(
    _ spot: Spot,
    _ range: Range<Int>,
    _ bytes: [UInt8],
    isHole: Bool = false
  ) -> GardenRule {
    GardenRule(spot: spot, range: range, isHole: isHole, pieces: pieces(range, bytes))
  }

  private static func pieces(_ range: Range<Int>, _ bytes: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var place = range.lowerBound
    while place < range.upperBound {
      let rest = bytes[place..<range.upperBound]
      if rest.first == UInt8(ascii: " ") {
        place += 1
        continue
      }
      let (kind, length) = piece(rest)
      let text = String(decoding: rest.prefix(length), as: UTF8.self)
      pieces.append(Piece(kind: kind, range: place..<place + length, text: text))
      place += length
    }
    return pieces
  }

  private static func piece(_ rest: ArraySlice<UInt8>) -> (Piece.Kind, Int) {
    let first = Character(UnicodeScalar(rest[rest.startIndex]))
    // A text in single quotes, or in quotes that JSON escapes.
    for quote in ["'", "\\\""] where rest.starts(with: quote.utf8) {
      let mark = Array(quote.utf8)
      var end = rest.startIndex + mark.count
      while end < rest.endIndex, !rest[end...].starts(with: mark) { end += 1 }
      return (.text, min(end + mark.count, rest.endIndex) - rest.startIndex)
    }
    if first.isLetterASCII || first == "_" {
      let isName = { (byte: UInt8) in
        let letter = Character(UnicodeScalar(byte))
        return letter.isLetterASCII || letter.isDigitASCII || letter == "_"
      }
      return (.name, rest.prefix(while: isName).count)
    }
    if first.isDigitASCII {
      return (.number, rest.prefix { $0 == 46 || Character(UnicodeScalar($0)).isDigitASCII }.count)
    }
    let isDouble = ["&&", "||", "==", "!=", "<=", ">="].contains { rest.starts(with: $0.utf8) }
    return (.mark, isDouble ? 2 : 1)
  }
}

extension Spot {
  fileprivate var holdsTemplate: Bool {
    text != nil && path.first != "tests" && ["message", "reason", "file"].contains(name)
  }

  fileprivate var holdsExpression: Bool {
    guard text != nil, path.first != "tests" else { return false }
    return (path.first == "set" && (path.count == 2 || ["when", "value", "key"].contains(name)))
      || ["when", "assert", "where"].contains(name)
      || (name == "accept" && path.first == "reconcile")
  }
}

import Values

/// Reads an amount out of a word that is no plain figure: `75.00SR`, `TOTAL:$6.90`, and as pictures are misread, `RM5.OO`.
struct FigureReading {
  /// What parts the decimals on this paper.
  let decimal: UInt8
  /// The letters were read from a picture: signs that look like digits are taken for them.
  let isTolerant: Bool

  /// Letters and signs that are digits read wrongly.
  private static let lookalikes: [Character: Character] = [
    "O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "|": "1", "i": "1", "Z": "2",
    "z": "2", "S": "5", "s": "5", "§": "5", "B": "8", "&": "8",
  ]

  /// The last run of digits in a word with exactly two decimals, and at most three letters or signs behind it.
  func value(_ text: String) -> ExactDecimal? {
    plain(text) ?? (isTolerant ? plain(Self.corrected(text)) : nil)
  }

  /// An amount in two words: parted at the decimal sign, which a picture may have lost.
  func torn(_ left: Token, _ right: Token) -> ExactDecimal? {
    guard right.box.x0 - left.box.x1 < right.box.height else { return nil }
    let (first, second) =
      isTolerant ? (Self.corrected(left.text), Self.corrected(right.text)) : (left.text, right.text)
    guard second.utf8.count <= 5, let last = first.last, let next = second.first else { return nil }
    let isParted =
      (".,".contains(last) && next.isNumber && first.dropLast().last?.isNumber == true)
      || (last.isNumber && ".,".contains(next))
    if isParted { return plain(first + second) }
    // `31 45` where a total is expected.
    guard isTolerant, last.isNumber, second.count == 2, second.allSatisfy(\.isNumber),
      !first.contains(where: { ".,:/-".contains($0) }), first.count <= 6
    else { return nil }
    return plain(first + "." + second)
  }

  /// Look-alikes beside a digit, a decimal sign or a currency become digits; other words stay as they are.
  private static func corrected(_ text: String) -> String {
    var letters = Array(text)
    guard letters.count <= 16 else { return text }
    var start = 0
    for prefix in ["RM", "RN", "RH", "KM", "EUR", "€", "$", "£"] where text.hasPrefix(prefix) {
      start = prefix.count
    }
    let body = letters[start...]
    let figures = body.count { $0.isNumber || ".,".contains($0) || lookalikes[$0] != nil }
    // A word is not a figure because it has an O in it.
    guard
      body.contains(where: { $0.isNumber || ".,".contains($0) }) || start > 0 || body.count == 2,
      figures == body.count || figures >= 4 && body.count - figures <= 2
    else { return text }
    for index in letters.indices[start...] {
      if let digit = lookalikes[letters[index]] { letters[index] = digit }
    }
    return String(letters)
  }

  private func plain(_ text: String) -> ExactDecimal? {
    var bytes = Array(text.utf8.filter { $0 < 0x80 })
    guard bytes.count <= 40, !bytes.contains(UInt8(ascii: "%")) else { return nil }
    var isNegative = false
    var behind = 0
    while let last = bytes.last, !Self.isDigit(last) {
      if last == UInt8(ascii: "-") { isNegative = true }
      bytes.removeLast()
      behind += 1
      if behind > 3 { return nil }
    }
    let start = (bytes.lastIndex { !Self.isDigit($0) && $0 != 0x2C && $0 != 0x2E } ?? -1) + 1
    let figure = bytes[start...].drop { !Self.isDigit($0) }
    if start > 0, bytes[start - 1] == UInt8(ascii: "-") { isNegative = true }
    // A number of a telephone or an article is no amount: nothing but letters and signs before it.
    guard !bytes[..<start].contains(where: Self.isDigit), figure.count >= 4,
      let whole = whole(Array(figure))
    else { return nil }
    let value = ExactDecimal(String(decoding: whole + [0x2E] + figure.suffix(2), as: UTF8.self))
    return isNegative ? value?.negated : value
  }

  /// The digits before a decimal sign and two decimals, groups of three parted.
  private func whole(_ figure: [UInt8]) -> [UInt8]? {
    let sign = figure[figure.count - 3]
    guard sign == decimal || (isTolerant && (sign == 0x2C || sign == 0x2E)),
      Self.isDigit(figure[figure.count - 4]), figure.suffix(2).allSatisfy(Self.isDigit)
    else { return nil }
    let whole = figure[..<(figure.count - 3)]
    let groups = whole.split(omittingEmptySubsequences: false) { !Self.isDigit($0) }
    guard groups.dropFirst().allSatisfy({ $0.count == 3 }), groups.allSatisfy({ !$0.isEmpty }),
      !whole.contains(sign)
    else { return nil }
    return whole.filter(Self.isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

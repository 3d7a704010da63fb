/// Lines that name a town: what addresses are known by.
enum PostalLine {
  /// True when `tokens` hold a post code with a town beside it.
  static func isPostal(_ tokens: ArraySlice<Token>) -> Bool { position(tokens) != nil }

  /// Index of the post code.
  static func position(_ tokens: ArraySlice<Token>) -> Int? {
    for index in tokens.indices {
      let token = tokens[index]
      let next = tokens[(index + 1)...].first
      let last = index > tokens.startIndex ? tokens[index - 1] : nil
      if isContinental(token, next)
        || isDutch(token, next, tokens[(index + 1)...].dropFirst().first)
        || isBritish(token, next) || isAmerican(token, last)
      {
        return index
      }
    }
    return nil
  }

  /// `80333 München`, `D-80333 München`, `1010 Wien`, `75008 Paris`.
  private static func isContinental(_ token: Token, _ next: Token?) -> Bool {
    var code = Substring(token.text)
    if let dash = code.firstIndex(of: "-"), code[..<dash].count <= 3,
      code[..<dash].allSatisfy(\.isLetter)
    {
      code = code[code.index(after: dash)...]
    }
    guard (4...5).contains(code.count), code.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let next, next.box.x0 - token.box.x1 < 2 * token.box.height
    else { return false }
    return isTown(next) && next.folded.count > 1 && !isUnit(next)
  }

  /// `3012 CN Rotterdam`.
  private static func isDutch(_ token: Token, _ next: Token?, _ third: Token?) -> Bool {
    let code = token.text
    if code.count == 6, code.prefix(4).allSatisfy(\.isNumber),
      code.suffix(2).allSatisfy({ $0.isUppercase })
    {
      return next.map(isTown) ?? false
    }
    guard code.count == 4, code.allSatisfy(\.isNumber), let next, let third else { return false }
    return next.text.count == 2 && next.text.allSatisfy { $0.isUppercase } && isTown(third)
  }

  /// `SW1B 3BN`: the town may stand on either side or on the line before.
  private static func isBritish(_ token: Token, _ next: Token?) -> Bool {
    guard let next else { return false }
    let (outward, inward) = (token.folded, next.folded)
    return (2...4).contains(outward.count) && outward.first?.isLetter == true
      && outward.contains(where: \.isNumber)
      && outward == token.text && inward.count == 3 && inward.first?.isNumber == true
      && inward.suffix(2).allSatisfy(\.isLetter)
  }

  /// `Fremont CA 94538`, `Seattle, WA 98109-5210`.
  private static func isAmerican(_ token: Token, _ last: Token?) -> Bool {
    guard let last, last.text.count == 2, last.text.allSatisfy({ $0.isUppercase }) else {
      return false
    }
    let code = token.text.prefix { $0.isNumber }
    return code.count == 5
      && (token.text.count == 5 || token.text.dropFirst(5).first.map { "-,".contains($0) } == true)
  }

  /// True when a state and its five figures stand in `tokens`.
  static func isAmerican(_ tokens: ArraySlice<Token>) -> Bool {
    zip(tokens, tokens.dropFirst()).contains { isAmerican($1, $0) }
  }

  private static func isTown(_ token: Token) -> Bool {
    guard let first = token.text.first(where: { $0.isLetter }) else { return false }
    return first.isUppercase && !token.hasDigit
  }

  private static func isUnit(_ token: Token) -> Bool {
    [
      "EUR", "USD", "GBP", "CHF", "STK", "STUECK", "KG", "M", "KWH", "PCS", "UNITS", "DER", "BIC",
      "IBAN", "HRB",
    ].contains(token.folded)
  }
}

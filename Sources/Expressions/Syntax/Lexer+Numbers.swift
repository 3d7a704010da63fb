import Values

extension Lexer {
  /// `12`, `12u`, `0x1F`, `1.5`, `.5`, `1e-3`.
  mutating func number() throws(ExpressionFault) {
    let start = position
    if bytes[position] == UInt8(ascii: "0"), let x = peek(1), x | 0x20 == UInt8(ascii: "x") {
      try hexNumber()
      return
    }
    var end = skipDigits(from: position)
    var isWhole = true
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."), bytes[end + 1].isDigit {
      end = skipDigits(from: end + 1)
      isWhole = false
    }
    let digits = String(decoding: bytes[start..<end], as: UTF8.self)
    let exponent = exponentText(&end)
    move(to: end)
    if isWhole, exponent == nil, end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "u") {
      move(to: end + 1)
    }
    try refuseNameDirectlyBehind(digits, from: start)
    guard let value = Self.decimal(digits, exponent: exponent ?? "0") else {
      throw ExpressionFault(
        .badLiteral,
        "this number has more digits than can be held",
        at: start..<position,
        expected: "38 digits at most"
      )
    }
    add(.number(value), from: start)
  }

  private func skipDigits(from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end].isDigit { end += 1 }
    return end
  }

  /// The digits of `e-12` with their sign; `end` moves behind them.
  private func exponentText(_ end: inout Int) -> String? {
    guard end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") else { return nil }
    var start = end + 1
    if start < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[start]) {
      start += 1
    }
    let last = skipDigits(from: start)
    guard last > start else { return nil }
    defer { end = last }
    return String(decoding: bytes[(end + 1)..<last], as: UTF8.self)
  }

  private mutating func hexNumber() throws(ExpressionFault) {
    let start = position
    move(to: position + 2)
    var value: Int128 = 0
    var digits = 0
    while position < bytes.count, let digit = bytes[position].hexValue {
      // 30 hexadecimal digits are fewer than 38 decimal ones.
      if value != 0 || digit != 0 { digits += 1 }
      value = digits > 30 ? 0 : value * 16 + Int128(digit)
      move(to: position + 1)
    }
    let isEmpty = position == start + 2
    if !isEmpty, position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "u") {
      move(to: position + 1)
    }
    guard !isEmpty, digits <= 30 else {
      throw ExpressionFault(
        .badLiteral,
        isEmpty ? "0x is followed by hexadecimal digits" : "this number is too large",
        at: start..<position,
        expected: "0x and 1 to 30 of 0-9, a-f"
      )
    }
    try refuseNameDirectlyBehind("", from: start)
    add(.number(ExactDecimal(coefficient: value, scale: 0)), from: start)
  }

  /// `5000EUR` is no number.
  private mutating func refuseNameDirectlyBehind(
    _ digits: String,
    from start: Int
  ) throws(ExpressionFault) {
    guard position < bytes.count, bytes[position].isNameStart else { return }
    var end = position
    while end < bytes.count, bytes[end].isNamePart { end += 1 }
    let word = String(decoding: bytes[position..<end], as: UTF8.self)
    if Currency(word) != nil, !digits.isEmpty {
      throw Parser.amountWithoutMoney(digits, word, at: start..<end)
    }
    throw ExpressionFault(
      .syntax,
      "a number and the name \(word) stand together without an operator",
      at: start..<end,
      expected: "an operator between them"
    )
  }

  /// The number that `digits` with a point at most and `exponent` write; nil past 38 digits.
  static func decimal(_ digits: String, exponent: String) -> ExactDecimal? {
    guard let exponent = Int(exponent), (-100...100).contains(exponent) else {
      // So far out nothing but zero can be held.
      return digits.utf8.allSatisfy { !$0.isDigit || $0 == UInt8(ascii: "0") } ? .zero : nil
    }
    let full = digits.hasPrefix(".") ? "0" + digits : digits
    if exponent == 0 { return ExactDecimal(full) }
    let parts = full.split(separator: ".", omittingEmptySubsequences: false)
    let (whole, broken) = (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    let scale = broken.utf8.count - exponent
    let all = whole + broken
    if scale <= 0 { return ExactDecimal(all + String(repeating: "0", count: -scale)) }
    let padded = String(repeating: "0", count: max(0, scale + 1 - all.utf8.count)) + all
    return ExactDecimal(padded.dropLast(scale) + "." + padded.suffix(scale))
  }
}

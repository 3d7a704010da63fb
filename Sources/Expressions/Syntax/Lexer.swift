import Values

/// Cuts an expression into tokens.
///
/// Slips with a plain meaning (`=`, `&`, `<>`) are faults, and read as what was meant, so that what stands behind them is
/// looked at, too.
struct Lexer {
  let bytes: [UInt8]
  private(set) var position: Int
  private(set) var faults: [ExpressionFault] = []
  private(set) var tokens: [Token] = []

  init(_ bytes: [UInt8], from start: Int = 0) {
    self.bytes = bytes
    position = start
  }

  /// All tokens to the end of the text or, in a template's hole, to the `}` that closes it; the last is `.end`.
  mutating func run(isHole: Bool = false) throws(ExpressionFault) {
    var braces = 0
    while true {
      skipBlanks()
      guard position < bytes.count else { break }
      if isHole, braces == 0, bytes[position] == UInt8(ascii: "}") { break }
      try next()
      switch tokens.last?.symbol {
      case .openBrace: braces += 1
      case .closeBrace: braces -= 1
      default: break
      }
    }
    tokens.append(Token(kind: .end, range: position..<position))
  }

  private mutating func next() throws(ExpressionFault) {
    let byte = bytes[position]
    if byte.isDigit || (byte == UInt8(ascii: ".") && (peek(1)?.isDigit ?? false) && !isBehindValue)
    {
      try number()
    } else if let prefix = textPrefix() {
      try text(prefix)
    } else if byte.isNameStart {
      name()
    } else if byte == UInt8(ascii: "`") {
      try quotedName()
    } else if !typographicText() {
      try symbol()
    }
  }

  /// True directly behind something that may be selected from: `a.5` is no number `.5`.
  private var isBehindValue: Bool {
    guard let last = tokens.last, last.range.upperBound == position else { return false }
    switch last.kind {
    case .name, .quotedName, .text, .bytes, .number: return true
    case .symbol(let symbol):
      return [.closeParenthesis, .closeBracket, .closeBrace].contains(symbol)
    case .end: return false
    }
  }

  private mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x09, 0x0A, 0x0C, 0x0D, 0x20: position += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      default: return
      }
    }
  }

  private mutating func name() {
    let start = position
    while position < bytes.count, bytes[position].isNamePart { position += 1 }
    add(.name(String(decoding: bytes[start..<position], as: UTF8.self)), from: start)
  }

  private mutating func quotedName() throws(ExpressionFault) {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "`"), bytes[position] != 0x0A {
      position += 1
    }
    guard position < bytes.count, bytes[position] == UInt8(ascii: "`"), position > start + 1 else {
      throw ExpressionFault(
        .syntax,
        "the name in backticks that begins here does not end",
        at: start..<position,
        expected: "`name`"
      )
    }
    position += 1
    add(
      .quotedName(String(decoding: bytes[(start + 1)..<(position - 1)], as: UTF8.self)),
      from: start
    )
  }

  private mutating func symbol() throws(ExpressionFault) {
    let start = position
    if let slip = LexerSlip.at(position, in: bytes) {
      position += slip.length
      faults.append(slip.fault(at: start..<position))
      if let symbol = slip.meant { add(.symbol(symbol), from: start) }
      return
    }
    for length in [2, 1] where start + length <= bytes.count {
      let text = String(decoding: bytes[start..<(start + length)], as: UTF8.self)
      guard let symbol = Symbol(rawValue: text) else { continue }
      position += length
      add(.symbol(symbol), from: start)
      return
    }
    throw unknownCharacter()
  }

  private func unknownCharacter() -> ExpressionFault {
    let rest = String(decoding: bytes[position...].prefix(8), as: UTF8.self)
    let character = rest.unicodeScalars.first.map(String.init) ?? ""
    let range = position..<min(bytes.count, position + character.utf8.count)
    if "€$£¥".contains(character) {
      return ExpressionFault(
        .syntax,
        "\(character) cannot stand here: an amount is written with its currency's code in money()",
        at: range,
        expected: "money(\"100.00 EUR\")"
      )
    }
    let isLetter = character.unicodeScalars.first?.properties.isAlphabetic ?? false
    return ExpressionFault(
      .syntax,
      isLetter
        ? "names are written with the letters a to z; a text stands in quotes"
        : "\(character.debugDescription) means nothing here",
      at: range,
      expected: "a value or an operator"
    )
  }

  func peek(_ distance: Int) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  mutating func add(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, range: start..<position))
  }

  mutating func move(to position: Int) {
    self.position = position
  }

  mutating func note(_ fault: ExpressionFault) {
    faults.append(fault)
  }
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  var isNameStart: Bool {
    (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z")
      || self == UInt8(ascii: "_")
  }
  var isNamePart: Bool { isNameStart || isDigit }

  /// The value of a hexadecimal digit.
  var hexValue: UInt32? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}

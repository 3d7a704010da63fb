import Values

/// A number on the paper, with what it may mean.
struct NumberMention {
  var tokens: Range<Int>
  var line: Int
  var box: Box
  /// With a point for the decimals.
  var asPoint: ExactDecimal?
  /// With a comma for the decimals.
  var asComma: ExactDecimal?
  /// A currency stands on it or beside it.
  var currency: Currency?
  var isPercent = false
  /// The value that the paper's way to write numbers gives it; nil where that is open.
  var value: ExactDecimal?
  /// Written with decimals in either reading.
  var hasDecimals = false
  /// Its digits stood in several words: `1 234,56`.
  var isJoined = false

  var isOpen: Bool { asPoint != nil && asComma != nil && asPoint != asComma }
  /// Looks like money: two decimals, or a currency on it.
  var isMoney: Bool { !isPercent && (value?.scale == 2 || currency != nil) }
}

/// How one figure is written: digits with points, commas, apostrophes or spaces between them.
struct NumberForm {
  private let isNegative: Bool
  private let figure: [UInt8]
  let isPercent: Bool
  let currency: Currency?

  private static let marks = Set("€$£¥".unicodeScalars)

  /// Nil when `text` is no figure with perhaps a sign, a currency or a percent sign around it.
  init?(_ text: String) {
    var scalars = Substring(text).unicodeScalars
    var currency: Currency?
    var isNegative = false
    var isPercent = false
    func strip() -> Bool {
      if let first = scalars.first {
        if first == "-" || first == "−" || first == "–" {
          isNegative = true
          scalars.removeFirst()
          return true
        }
        if first == "(" || first == "+" || first == "=" || first == "[" {
          if first == "(", scalars.last == ")" { isNegative = true }
          scalars.removeFirst()
          return true
        }
        if let (found, count) = CurrencyMark.leading(String(scalars)) {
          currency = currency ?? found
          scalars.removeFirst(count)
          return true
        }
      }
      if let last = scalars.last {
        if ")],;:*".unicodeScalars.contains(last) {
          scalars.removeLast()
          return true
        }
        if last == "%" {
          isPercent = true
          scalars.removeLast()
          return true
        }
        if last == "." || last == "-" || last == "−" || last == "–" {
          // `5,00-` is less than nothing; `5,-` and `5.` are whole.
          let before = scalars.dropLast().last
          if last != ".", before != ",", before != "." { isNegative = true }
          scalars.removeLast()
          return true
        }
        if let (found, count) = CurrencyMark.trailing(String(scalars)) {
          currency = currency ?? found
          scalars.removeLast(count)
          return true
        }
      }
      return false
    }
    while !scalars.isEmpty, strip() {}
    let figure = scalars.compactMap(Self.byte)
    guard !figure.isEmpty, figure.count == scalars.count, figure.count <= 24,
      let first = figure.first, let last = figure.last, Self.isDigit(last),
      Self.isDigit(first) || (figure.count > 1 && (first == 0x2C || first == 0x2E))
    else { return nil }
    self.figure = figure
    // `(20%)` is in brackets, not below nothing.
    self.isNegative = isNegative && !(isPercent && text.hasPrefix("("))
    self.isPercent = isPercent
    self.currency = currency
  }

  /// The value when `decimal` parts the decimals; nil when the figure cannot be that.
  func value(decimal: UInt8) -> ExactDecimal? {
    let parts = figure.split(separator: decimal, omittingEmptySubsequences: false)
    guard parts.count <= 2 else { return nil }
    var digits: [UInt8] = []
    let groups = parts[0].split(omittingEmptySubsequences: false) { !Self.isDigit($0) }
    if groups.count > 1 {
      guard let first = groups.first, (1...3).contains(first.count),
        groups.last?.count == 3, first.first != 0x30,
        groups.dropFirst().allSatisfy({ $0.count == 3 || $0.count == 2 }),
        Set(parts[0].filter { !Self.isDigit($0) }).count == 1
      else { return nil }
    }
    for group in groups { digits += group }
    if parts.count == 2 {
      guard !parts[1].isEmpty, parts[1].allSatisfy(Self.isDigit), parts[1].count <= 8 else {
        return nil
      }
      if digits.isEmpty { digits = [0x30] }
      digits += [0x2E] + parts[1]
    }
    guard !digits.isEmpty, digits.count <= 24 else { return nil }
    let value = ExactDecimal(String(decoding: digits, as: UTF8.self))
    return isNegative ? value?.negated : value
  }

  var hasSeparator: Bool { figure.contains { !Self.isDigit($0) } }
  var digitCount: Int { figure.count(where: Self.isDigit) }
  /// Exactly three digits follow the last separator, so it may part thousands.
  var isBareGroup: Bool { figure.count <= 3 && !hasSeparator }
  var startsWithZero: Bool { figure.first == 0x30 }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar {
    case "0"..."9", ",", ".": UInt8(scalar.value)
    case "'", "’", "\u{A0}", "\u{202F}", " ": 0x27
    default: nil
    }
  }
}

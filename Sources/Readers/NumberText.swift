import Values

/// A number's cell taken apart: signs, currency and side off, digits and marks left.
struct NumberText {
  /// Digits, `.` and `,` only; groups by space or apostrophe are already joined and checked.
  private(set) var figure: [UInt8] = []
  private(set) var currency: CurrencyMark?
  private var signs: [Bool] = []
  private(set) var failure: NumberFailure?

  init(_ text: Span<UInt8>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for index in 0..<text.count { bytes.append(text[index]) }
    if let known = Self.spreadsheetFailure(bytes) {
      failure = known
      return
    }
    // What is longer than any number with its currency is text.
    guard bytes.count <= 80 else {
      failure = .notANumber
      return
    }
    takeApart(String(decoding: bytes, as: UTF8.self))
  }

  func parse(_ style: NumberStyle) -> Result<NumberReading, NumberFailure> {
    if let failure { return .failure(failure) }
    guard signs.count <= 1 else { return .failure(.signs) }
    switch digits(style) {
    case .failure(let failure): return .failure(failure)
    case .success(let digits):
      guard let value = ExactDecimal(digits) else { return .failure(.tooManyDigits) }
      let isNegative = signs.first ?? false
      return .success(
        NumberReading(value: isNegative ? value.negated : value, currency: currency)
      )
    }
  }

  private static func spreadsheetFailure(_ bytes: [UInt8]) -> NumberFailure? {
    guard bytes.first == UInt8(ascii: "#") else { return nil }
    return bytes.allSatisfy { $0 == UInt8(ascii: "#") } ? .hashes : .spreadsheetError
  }

  private mutating func takeApart(_ text: String) {
    var scalars = Array(text.unicodeScalars.map(Self.plain))
    // A cell may say currency, sign and side in any order on both ends: `-EUR 5,00`, `€5-`, `(5) EUR`.
    var before = -1
    while before != scalars.count {
      before = scalars.count
      trim(&scalars)
      takeBrackets(&scalars)
      takeDashDecimals(&scalars)
      takeSign(&scalars)
      takeWord(&scalars)
    }
    // `5.00 EUR DR` and `DR 5.00`: words were taken from outside in.
    setFigure(scalars)
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{2212}", "\u{2013}", "\u{FE63}", "\u{FF0D}": "-"
    case "\u{A0}", "\u{202F}", "\u{2007}", "\u{2009}", "\t": " "
    case "\u{2019}", "\u{2BC}", "\u{B4}": "'"
    default: scalar
    }
  }

  private func trim(_ scalars: inout [Unicode.Scalar]) {
    while scalars.last == " " { scalars.removeLast() }
    let spaces = scalars.prefix { $0 == " " }.count
    scalars.removeFirst(spaces)
  }

  /// `(5.00)` is negative.
  private mutating func takeBrackets(_ scalars: inout [Unicode.Scalar]) {
    guard scalars.count > 2, scalars.first == "(", scalars.last == ")" else { return }
    signs.append(true)
    scalars = Array(scalars.dropFirst().dropLast())
    trim(&scalars)
  }

  /// `12,-` and `12.--` are whole amounts, not negative ones.
  private func takeDashDecimals(_ scalars: inout [Unicode.Scalar]) {
    var kept = scalars
    while kept.last == "-" { kept.removeLast() }
    guard kept.count < scalars.count, kept.count > 1, kept.last == "," || kept.last == ".",
      kept[kept.count - 2].properties.numericType == .decimal
    else { return }
    kept.removeLast()
    scalars = kept
  }

  private mutating func takeSign(_ scalars: inout [Unicode.Scalar]) {
    if scalars.first == "-" || scalars.first == "+" {
      signs.append(scalars.removeFirst() == "-")
    } else if scalars.last == "-" || scalars.last == "+" {
      signs.append(scalars.removeLast() == "-")
    }
  }

  private mutating func takeWord(_ scalars: inout [Unicode.Scalar]) {
    let isFigure: (Unicode.Scalar) -> Bool = { "0123456789.,' +-()".unicodeScalars.contains($0) }
    let tail = scalars.reversed().prefix { !isFigure($0) }.count
    let head = scalars.prefix { !isFigure($0) }.count
    if tail > 0, tail < scalars.count, take(Array(scalars.suffix(tail)), isBehind: true) {
      scalars.removeLast(tail)
    } else if head > 0, head < scalars.count, take(Array(scalars.prefix(head)), isBehind: false) {
      scalars.removeFirst(head)
      // `Fr. 5.00`: the point belongs to the word.
      if scalars.first == "." { scalars.removeFirst() }
    }
  }

  private mutating func take(_ word: [Unicode.Scalar], isBehind: Bool) -> Bool {
    let text = String(String.UnicodeScalarView(word))
    switch text.uppercased() {
    case "S", "DR", "D": signs.append(true)
    case "H", "CR", "C": signs.append(false)
    default:
      guard currency == nil, let mark = CurrencyMark(text) else { return false }
      currency = mark
    }
    return true
  }

  private mutating func setFigure(_ scalars: [Unicode.Scalar]) {
    for scalar in scalars {
      guard scalar.isASCII, "0123456789.,' Ee+-".unicodeScalars.contains(scalar) else {
        failure = .notANumber
        return
      }
      figure.append(UInt8(scalar.value))
    }
    let hasDigits = figure.contains { (0x30...0x39).contains($0) }
    if figure.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      failure = hasDigits && isExponent ? .exponent : .notANumber
    } else if !hasDigits || figure.contains(where: { $0 == 0x2B || $0 == 0x2D }) {
      failure = .notANumber
    } else {
      joinGroups()
    }
  }

  private var isExponent: Bool {
    let parts = figure.split(omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
    let last = parts.last?.drop { $0 == 0x2B || $0 == 0x2D } ?? []
    return parts.count == 2 && !last.isEmpty && last.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Takes out spaces and apostrophes where they part groups of three.
  private mutating func joinGroups() {
    let marks: Set<UInt8> = [UInt8(ascii: " "), UInt8(ascii: "'")]
    guard figure.contains(where: marks.contains) else { return }
    let whole = figure.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: ",") }
    let groups = whole.split(omittingEmptySubsequences: false, whereSeparator: marks.contains)
    let rest = figure.dropFirst(whole.count)
    let isGrouped =
      groups.dropFirst().allSatisfy { $0.count == 3 }
      && (1...3).contains(groups.first?.count ?? 0) && !rest.contains(where: marks.contains)
      && rest.count(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }) <= 1
    guard isGrouped else {
      failure = .grouping
      return
    }
    figure = groups.flatMap { $0 } + rest
  }

  /// The canonical digits, after proving the groups: threes, or India's twos before the last three.
  private func digits(_ style: NumberStyle) -> Result<String, NumberFailure> {
    let parts = figure.split(omittingEmptySubsequences: false) { $0 == style.decimal }
    guard parts.count <= 2, let whole = parts.first else { return .failure(.grouping) }
    let groups = whole.split(omittingEmptySubsequences: false) { $0 == style.grouping }
    let fraction = parts.count == 2 ? Array(parts[1]) : []
    let isWhole = groups.count == 1 || isGrouped(groups.map(\.count))
    guard isWhole, !fraction.contains(style.grouping), parts.count == 1 || !fraction.isEmpty else {
      return .failure(.grouping)
    }
    var text = groups.flatMap { $0 }
    if text.isEmpty { text = [0x30] }
    if !fraction.isEmpty { text += [UInt8(ascii: ".")] + fraction }
    return .success(String(decoding: text, as: UTF8.self))
  }

  private func isGrouped(_ counts: [Int]) -> Bool {
    let first = counts.first ?? 0
    let middle = counts.dropFirst().dropLast()
    guard counts.last == 3, (1...3).contains(first) else { return false }
    return middle.allSatisfy { $0 == 3 } || (first <= 2 && middle.allSatisfy { $0 == 2 })
  }
}

import Values

/// What a cell with an amount says.
struct NumberReading: Equatable {
  var value: ExactDecimal
  /// A currency that stands beside the figure.
  var currency: CurrencyMark?
}

/// Why a cell is no number.
enum NumberFailure: Error, Equatable {
  case notANumber
  /// `1.23.4`, or decimals marked the other way than the file's other numbers.
  case grouping
  /// `1E+05`: the program that wrote the file has lost digits.
  case exponent
  /// `#REF!`, `#N/A`, ...
  case spreadsheetError
  /// `#######`: the column was too narrow when the file was written.
  case hashes
  /// Two signs that contradict each other: `-100 H`, `(5)-`.
  case signs
  case tooManyDigits
}

/// Numbers as people and programs write them, in one known style.
enum NumberParser {
  /// Reads `text`, the cell without outer white space.
  static func parse(
    _ text: Span<UInt8>,
    _ style: NumberStyle
  ) -> Result<NumberReading, NumberFailure> {
    if let plain = plain(text, style) {
      return .success(NumberReading(value: plain, currency: nil))
    }
    return NumberText(text).parse(style)
  }

  /// The common case in one pass: digits in groups or not, a leading minus, one decimal mark.
  static func plain(_ text: Span<UInt8>, _ style: NumberStyle) -> ExactDecimal? {
    guard text.count > 0, text.count <= 18 else { return nil }
    let (decimal, grouping) = (style.decimal, style.grouping)
    let isNegative = text[0] == UInt8(ascii: "-")
    var value: Int64 = 0
    var (digits, scale, run, isGrouped, isFraction) = (0, 0, 0, false, false)
    for index in (isNegative ? 1 : 0)..<text.count {
      let byte = text[index]
      if byte >= 0x30, byte <= 0x39 {
        value = value * 10 + Int64(byte - 0x30)
        digits += 1
        run += 1
        if isFraction { scale += 1 }
      } else if byte == decimal, !isFraction, digits > 0, !isGrouped || run == 3 {
        isFraction = true
      } else if byte == grouping, !isFraction, isGrouped ? run == 3 : (1...3).contains(digits) {
        isGrouped = true
        run = 0
      } else {
        return nil
      }
    }
    guard digits > 0, isFraction ? scale > 0 : !isGrouped || run == 3 else { return nil }
    return ExactDecimal(coefficient: Int128(isNegative ? -value : value), scale: scale)
  }
}

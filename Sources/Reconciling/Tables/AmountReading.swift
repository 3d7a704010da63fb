/// Figures in a column: which mark stands before the decimals, and what each cell is in minor units.
struct AmountReading: Sendable {
  enum Failure: Error {
    case notANumber
    case tooManyDecimals
    case tooLarge
  }

  /// So large that no product or sum that is made of amounts leaves 64 bits.
  static let maximumDigits = 15
  static let largest: Int64 = 1_000_000_000_000_000

  /// True when the file writes `1.234,50`.
  private(set) var hasDecimalComma = false

  /// Looks for a cell that only one of the two ways of writing can explain.
  mutating func learn(_ cell: ArraySlice<UInt8>) -> Bool {
    guard let comma = cell.lastIndex(of: UInt8(ascii: ",")) else { return false }
    if let point = cell.lastIndex(of: UInt8(ascii: ".")) {
      hasDecimalComma = comma > point
      return true
    }
    let decimals = cell.endIndex - comma - 1
    guard decimals == 1 || decimals == 2 else { return false }
    hasDecimalComma = true
    return true
  }

  /// The cell in minor units of a currency with `exponent` decimals.
  func minor(_ cell: ArraySlice<UInt8>, exponent: UInt8) throws(Failure) -> Int64 {
    let decimalMark = UInt8(ascii: hasDecimalComma ? "," : ".")
    let groupMark = UInt8(ascii: hasDecimalComma ? "." : ",")
    var (value, digits, decimals) = (Int64(0), 0, -1)
    var (isNegative, run, hasGroups) = (false, 0, false)
    for (offset, byte) in cell.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if decimals >= 0 {
          if decimals >= Int(exponent) {
            guard byte == UInt8(ascii: "0") else { throw .tooManyDecimals }
            continue
          }
          decimals += 1
        }
        digits += 1
        run += 1
        guard digits <= Self.maximumDigits else { throw .tooLarge }
        value = value * 10 + Int64(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "-") where offset == 0: isNegative = true
      case UInt8(ascii: "+") where offset == 0: break
      case decimalMark where decimals < 0:
        guard !hasGroups || run == 3 else { throw .notANumber }
        decimals = 0
      case groupMark where decimals < 0 && digits > 0 && (!hasGroups || run == 3):
        hasGroups = true
        run = 0
      default: throw .notANumber
      }
    }
    guard digits > 0, decimals >= 0 || !hasGroups || run == 3 else { throw .notANumber }
    for _ in max(0, decimals)..<max(max(0, decimals), Int(exponent)) {
      guard value < Self.largest / 10 else { throw .tooLarge }
      value *= 10
    }
    return isNegative ? -value : value
  }
}

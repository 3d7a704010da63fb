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
  /// False until a cell has shown which of the two ways the file writes in.
  private(set) var isSeen = false
  /// Some cell can only have three decimals: `0.500`, `1234.500`.
  private(set) var hasThreeDecimals = false
  /// All rows were looked at, so that what is not seen by now is nowhere.
  var isComplete = false

  /// Looks for what only one of the two ways of writing can explain.
  mutating func learn(_ cell: ArraySlice<UInt8>) {
    guard let shape = AmountShape(cell) else { return }
    switch shape {
    case .comma: see(comma: true)
    case .point: see(comma: false)
    case .threeDecimals(let isComma):
      see(comma: isComma)
      if hasDecimalComma == isComma { hasThreeDecimals = true }
    case .either: return
    }
  }

  private mutating func see(comma: Bool) {
    if !isSeen { hasDecimalComma = comma }
    isSeen = true
  }

  /// `2.500` where the point may stand before thousands or before decimals, and nothing has shown which.
  ///
  /// Where the mark is known, three decimals are none of a currency that has two, unless other cells have them.
  func isAmbiguous(_ cell: ArraySlice<UInt8>, exponent: UInt8) -> Bool {
    // Nearly every cell has two decimals or none, and is seen to be plain at once.
    guard cell.count >= 5, !cell[cell.endIndex - 4].isDigit else { return false }
    guard case .either(let isComma)? = AmountShape(cell) else { return false }
    return !isSeen || isComma == hasDecimalComma && !hasThreeDecimals && exponent < 3
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

/// What one cell shows of how its file writes amounts.
private enum AmountShape {
  case comma
  case point
  /// Three decimals without doubt, after a comma or a point.
  case threeDecimals(isComma: Bool)
  /// One mark with three figures behind it: thousands or decimals.
  case either(isComma: Bool)

  /// nil where there is no mark.
  init?(_ cell: ArraySlice<UInt8>) {
    let (comma, point) = (UInt8(ascii: ","), UInt8(ascii: "."))
    let marks = cell.indices.filter { cell[$0] == comma || cell[$0] == point }
    guard let last = marks.last else { return nil }
    let isComma = cell[last] == comma
    if marks.contains(where: { cell[$0] != cell[last] }) {
      self = isComma ? .comma : .point
      return
    }
    // Several of one kind stand before thousands, so the decimals have the other.
    if marks.count > 1 {
      self = isComma ? .point : .comma
      return
    }
    let whole = cell[..<last].filter(\.isDigit)
    guard cell.endIndex - last - 1 == 3 else {
      self = isComma ? .comma : .point
      return
    }
    let isGroup = (1...3).contains(whole.count) && whole.first != UInt8(ascii: "0")
    self = isGroup ? .either(isComma: isComma) : .threeDecimals(isComma: isComma)
  }
}

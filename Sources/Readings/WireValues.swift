import Values

// The values of the lowest rooms, as they travel.

extension String: WireValue {
  static var blank: String { "" }
  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&self)
  }
}

extension Int: WireValue {
  static var blank: Int { 0 }
  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&self)
  }
}

extension Bool: WireValue {
  static var blank: Bool { false }
  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&self)
  }
}

extension Double: WireValue {
  static var blank: Double { 0 }
  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&self)
  }
}

extension Array: WireValue where Element: WireValue {
  static var blank: [Element] { [] }
  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&self)
  }
}

extension Dictionary: WireValue where Key == String, Value: WireValue {
  static var blank: [String: Value] { [:] }
  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&self)
  }
}

extension Currency: WireValue {
  static let blank: Currency = {
    guard let euro = Currency("EUR") else { preconditionFailure("ISO 4217 lists the euro") }
    return euro
  }()

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&self)
  }
}

extension Day: WireValue {
  static let blank = Day(number: 0)
  /// 0001-01-01 and 9999-12-31, the calendar's ends in `Day`.
  private static let possible: ClosedRange<Int64> = -719_162...2_932_896

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    var days = Int64(number)
    try fields.visit(&days)
    guard Self.possible.contains(days) else { throw .invalid("day") }
    self = Day(number: Int32(days))
  }
}

extension Money: WireValue {
  static let blank = Money.zero(.blank)

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    var (minorUnits, currency) = (minorUnits, currency)
    try fields.visit(&minorUnits)
    try fields.visit(&currency)
    self = Money(minorUnits: minorUnits, currency: currency)
  }
}

extension ExactDecimal: WireValue {
  static let blank = ExactDecimal.zero

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    var coefficient = coefficient
    var digits = UInt8(scale)
    try fields.visit(&coefficient)
    try fields.visit(&digits)
    guard Int(digits) <= Self.maximumScale else { throw .invalid("decimal") }
    do throws(ArithmeticError) {
      self = try ExactDecimal(checking: coefficient, scale: Int(digits))
    } catch {
      throw .invalid("decimal")
    }
  }
}

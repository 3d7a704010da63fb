import Values

/// `:61:`, one movement: `YYMMDD [MMDD] mark [funds code] amount type reference [//bank reference]`.
///
/// Source: SWIFT Standards MT, category 9, field 61; banks leave out or lengthen nearly every part.
struct MT940Movement {
  var valueDay: Day
  /// The booking day, where it is given.
  var entryDay: Day?
  var isNegative: Bool
  /// Announced by the bank (`EC`, `ED`), not booked.
  var isExpected: Bool
  var amount: ExactDecimal
  /// `NTRF`, `N051`, ...
  var type: String?
  var customerReference: String?
  var bankReference: String?
  /// The line under the movement.
  var supplement: String?

  enum Failure: Error {
    case day
    case mark
    case amount

    var words: String {
      switch self {
      case .day: "value date"
      case .mark: "debit or credit mark"
      case .amount: "amount"
      }
    }
  }

  static func parse(_ lines: [String]) -> Result<MT940Movement, Failure> {
    // Some banks break the field anywhere: after its mark, in the amount. The amount ends at a letter.
    let head = headLength(lines)
    var scan = Scan(lines[..<head].joined()[...])
    guard let valueDay = BankAmount.sixDigitDay(scan.take(6)) else { return .failure(.day) }
    var entryDay: Day?
    if let text = scan.digits(4) { entryDay = BankAmount.fourDigitDay(text, near: valueDay) }
    guard let mark = scan.mark() else { return .failure(.mark) }
    scan.skipFundsCode()
    guard let amount = BankAmount.swift(scan.figure()) else { return .failure(.amount) }
    var movement = MT940Movement(
      valueDay: valueDay,
      entryDay: entryDay,
      isNegative: mark.isNegative,
      isExpected: mark.isExpected,
      amount: amount
    )
    movement.takeReferences(scan.rest)
    let supplement = lines[head...].joined(separator: " ").trimmingSpaces()
    movement.supplement = supplement.isEmpty ? nil : supplement
    return .success(movement)
  }

  /// How many lines make up the movement itself: more than one only when the first ends before the amount does.
  private static func headLength(_ lines: [String]) -> Int {
    for count in 1...max(1, min(lines.count, 3)) {
      var scan = Scan(lines.prefix(count).joined()[...])
      _ = scan.take(6)
      _ = scan.digits(4)
      guard scan.mark() != nil else { continue }
      scan.skipFundsCode()
      if !scan.figure().isEmpty { return min(count, lines.count) }
    }
    return min(1, lines.count)
  }

  private mutating func takeReferences(_ text: Substring) {
    guard text.first?.isASCII == true, text.first?.isLetter == true, text.count >= 4 else {
      customerReference = Self.reference(text)
      return
    }
    type = String(text.prefix(4))
    let rest = text.dropFirst(4)
    guard let slashes = rest.firstRange(ofDoubleSlash: ()) else {
      customerReference = Self.reference(rest)
      return
    }
    customerReference = Self.reference(rest[..<slashes])
    bankReference = Self.reference(rest[rest.index(slashes, offsetBy: 2)...])
  }

  /// SWIFT's and the banks' words for "there is none", or the kind of a reference that stands elsewhere.
  static func reference(_ text: Substring) -> String? {
    let trimmed = String(text).trimmingSpaces()
    let none: Set = [
      "", "NONREF", "NOREF", "NOTPROVIDED", "NOT PROVIDED", "EREF", "MARF", "PREF", "KREF", "NONE",
    ]
    return none.contains(trimmed.uppercased()) || trimmed.allSatisfy { $0 == "0" } ? nil : trimmed
  }
}

/// Reads the fixed beginning of `:61:`.
private struct Scan {
  var rest: Substring

  init(_ text: Substring) { rest = text }

  mutating func take(_ count: Int) -> Substring {
    let taken = rest.prefix(count)
    rest = rest.dropFirst(count)
    return taken
  }

  mutating func digits(_ count: Int) -> Substring? {
    let found = rest.prefix(count)
    guard found.utf8.count == count, found.utf8.allSatisfy(BankAmount.isDigit) else { return nil }
    rest = rest.dropFirst(count)
    return found
  }

  /// `C`, `D`, `RC` (a credit taken back), `RD`, and the `EC`, `ED` of interim reports.
  mutating func mark() -> (isNegative: Bool, isExpected: Bool)? {
    let marks: [(String, Bool, Bool)] = [
      ("RC", true, false), ("RD", false, false), ("EC", false, true), ("ED", true, true),
      ("C", false, false), ("D", true, false),
    ]
    guard let found = marks.first(where: { rest.hasPrefix($0.0) }) else { return nil }
    rest = rest.dropFirst(found.0.count)
    return (found.1, found.2)
  }

  /// The third letter of the currency: `R` of EUR in `CR`.
  mutating func skipFundsCode() {
    if let first = rest.first, first.isASCII, first.isLetter { rest = rest.dropFirst() }
  }

  mutating func figure() -> Substring {
    let figure = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "," || $0 == ".") }
    rest = rest[figure.endIndex...]
    return figure
  }
}

extension Substring {
  fileprivate func firstRange(ofDoubleSlash: Void) -> Index? {
    var previous: Index?
    for index in indices {
      if self[index] == "/", let before = previous, self[before] == "/" { return before }
      previous = index
    }
    return nil
  }
}

extension String {
  /// Without outer ASCII white space.
  func trimmingSpaces() -> String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\n" }
    let start = drop(while: isSpace)
    guard let last = start.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(start[...last])
  }
}

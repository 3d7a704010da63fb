import Values

/// What a cell's number format makes of its number: a day, so many decimals, a currency.
///
/// Source: ECMA-376 part 1, 18.8.30 (numFmts) and 18.8.31.
struct WorkbookFormat: Equatable {
  enum Kind: Equatable {
    /// As many digits as there are.
    case general
    case fixed(decimals: Int)
    case percent(decimals: Int)
    case day
    /// A time of the day or a length of time.
    case time
    case text
  }

  var kind = Kind.general
  /// A currency's code or sign that the format shows beside the number.
  var currency: String?

  /// `builtin`: the number of a format that every program knows.
  init(builtin: Int) {
    switch builtin {
    case 1, 3, 37, 38: kind = .fixed(decimals: 0)
    case 2, 4, 39, 40: kind = .fixed(decimals: 2)
    case 9: kind = .percent(decimals: 0)
    case 10: kind = .percent(decimals: 2)
    // 27 to 36 and 50 to 58 are days in East Asian programs.
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: kind = .day
    case 18...21, 32...35, 45...47, 55, 56: kind = .time
    case 49: kind = .text
    default: break
    }
  }

  /// `code`: the format as text, of which the first section counts (positive numbers).
  init(code: String) {
    var scan = Scan(code)
    scan.run()
    currency = scan.literals.first { CurrencyMark($0) != nil }
    if code == "@" {
      kind = .text
    } else if scan.hasDay {
      kind = .day
    } else if scan.hasTime {
      kind = .time
    } else if scan.hasPercent {
      kind = .percent(decimals: scan.decimals)
    } else if scan.hasDigits, !scan.isGeneral, !scan.isScaled {
      kind = .fixed(decimals: scan.decimals)
    }
  }

  private struct Scan {
    private(set) var literals: [String] = []
    private(set) var hasDay = false
    private(set) var hasTime = false
    private(set) var hasPercent = false
    private(set) var hasDigits = false
    /// Scientific and fraction formats, and `General`: nothing is fixed.
    private(set) var isGeneral = false
    /// A comma behind the last digit divides by a thousand.
    private(set) var isScaled = false
    private(set) var decimals = 0
    private var isFraction = false
    private var last: Character = " "
    private var rest: Substring

    init(_ code: String) { rest = code.prefix(1_000) }

    mutating func run() {
      if rest.lowercased().hasPrefix("general") { isGeneral = true }
      while let next = rest.popFirst(), next != ";" { take(next) }
      isScaled = last == "," && hasDigits
    }

    private mutating func take(_ next: Character) {
      switch next {
      case "\"": literals.append(taken(until: "\""))
      case "\\": if let escaped = rest.popFirst() { literals.append(String(escaped)) }
      case "_", "*": _ = rest.popFirst()
      case "[": takeBracket(taken(until: "]"))
      case "y", "Y", "d", "D": hasDay = true
      case "h", "H", "s", "S": hasTime = true
      case "0", "#", "?":
        hasDigits = true
        if isFraction { decimals += 1 }
        last = next
      case ".": isFraction = hasDigits
      case ",": last = next
      case "%": hasPercent = true
      case "E", "e", "/": isGeneral = true
      case "$", "€", "£", "¥": literals.append(String(next))
      default: break
      }
    }

    private mutating func takeBracket(_ text: String) {
      if text.first == "$" {
        literals.append(String(text.dropFirst().prefix { $0 != "-" }))
      } else if ["h", "hh", "m", "mm", "s", "ss"].contains(text.lowercased()) {
        hasTime = true
      }
    }

    private mutating func taken(until end: Character) -> String {
      let text = rest.prefix { $0 != end }
      rest = rest[text.endIndex...].dropFirst()
      return text.trimmingSpaces()
    }
  }
}

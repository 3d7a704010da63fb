import Values

/// A date on the paper, with every day that it may mean.
struct DateMention {
  enum Order: Hashable {
    case dayFirst
    case monthFirst
    /// Year first, or the month by name: there is one reading.
    case plain
  }

  var tokens: Range<Int>
  var line: Int
  var box: Box
  var dayFirst: Day?
  var monthFirst: Day?
  var plain: Day?
  /// What stands between its parts.
  var separator: Character = "."
  /// The day it means; nil where the paper does not say.
  var day: Day?
  /// True when `day` rests on the language or country only.
  var isSettledByLanguage = false
  /// It was read as an impossible day, and is what the paper's other dates make of it.
  var isRepaired = false

  var isOpen: Bool {
    plain == nil && dayFirst != nil && monthFirst != nil && dayFirst != monthFirst
  }
}

/// Parts of a date in a word: `05`, `06`, `2018` of `05.06.2018`.
struct DateForm {
  var parts: [Int]
  var digits: [Int]
  var separator: Character

  /// Nil unless `text` is three figures parted by the same sign, perhaps with punctuation around it or a time behind it.
  init?(_ text: String) {
    var body = Substring(text)
    while let first = body.first, "([:\"'“‘".contains(first) { body.removeFirst() }
    while let last = body.last, ".,;:)]}\"'”’".contains(last) { body.removeLast() }
    if let time = body.firstIndex(of: "T"), body[..<time].count >= 8 { body = body[..<time] }
    body = Self.withoutTail(body)
    guard body.count >= 6, body.count <= 10,
      let separator = body.first(where: { !$0.isNumber }), "./-".contains(separator)
    else { return nil }
    let pieces = body.split(separator: separator, omittingEmptySubsequences: false)
    guard pieces.count == 3 else { return nil }
    parts = []
    digits = []
    for piece in pieces {
      guard (1...4).contains(piece.count), piece.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let number = Int(piece)
      else { return nil }
      parts.append(number)
      digits.append(piece.count)
    }
    self.separator = separator
  }

  /// `29/12/2017(FRI)`, and a time that is glued to the year: `29/12/201711:02`.
  private static func withoutTail(_ text: Substring) -> Substring {
    guard text.count > 10 else { return text.prefix { $0 != "(" && $0 != "," } }
    let (head, tail) = (text.prefix(10), text.dropFirst(10))
    let isTime = tail.first?.isNumber == true && tail.prefix(3).contains(":")
    return isTime || tail.first.map { "(,;".contains($0) } == true ? head : text
  }

  var yearFirst: Day? {
    digits[0] == 4 ? Self.day(parts[0], parts[1], parts[2]) : nil
  }
  var dayFirst: Day? {
    digits[0] <= 2 ? Self.day(Self.year(parts[2], digits[2]), parts[1], parts[0]) : nil
  }
  var monthFirst: Day? {
    digits[0] <= 2 && separator != "."
      ? Self.day(Self.year(parts[2], digits[2]), parts[0], parts[1]) : nil
  }

  /// 1950...2049, the window of X.509 (RFC 5280, 4.1.2.5.1).
  static func year(_ number: Int, _ digits: Int) -> Int {
    digits == 4 ? number : digits == 2 ? (number < 50 ? 2000 + number : 1900 + number) : 0
  }

  /// Years in which invoices in circulation were made.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Day? {
    (1970...2099).contains(year) ? Day(year: year, month: month, day: day) : nil
  }
}

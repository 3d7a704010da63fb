/// Goes over the amount of a posting: figure, commodity, price, lot, balance.
///
/// Sources: the manuals "hledger 1.40, Amounts" and "Ledger 3, Commodities and Currencies".
struct JournalScanner {
  private var rest: Substring
  private let text: String

  init(_ text: String) {
    (self.text, rest) = (text, text[...])
  }

  /// Everything that may stand behind an account's name.
  mutating func fill(_ posting: inout JournalPosting) throws(JournalFault) {
    skipBlanks()
    guard !rest.isEmpty else { return }
    if rest.first != "=" { posting.amount = try amount() }
    while true {
      skipBlanks()
      guard let next = rest.first else { return }
      switch next {
      case "@": posting.cost = try cost()
      case "{": try lot(&posting)
      case "[": skip(to: "]")
      case "(" where rest.hasPrefix("(@"):
        rest.removeFirst()
        posting.cost = try cost()
      case "(": skip(to: ")")
      case "=":
        posting.isAssignment = posting.amount == nil
        return
      default: throw .badAmount(text)
      }
    }
  }

  /// An amount and nothing behind it: of a declaration.
  mutating func onlyAmount() throws(JournalFault) -> JournalAmount {
    skipBlanks()
    let found = try amount()
    skipBlanks()
    guard rest.isEmpty || rest.first == ";" else { throw .badAmount(text) }
    return found
  }

  private mutating func amount() throws(JournalFault) -> JournalAmount {
    var isNegative = takeSign()
    var commodity = takeCommodity()
    skipBlanks()
    if takeSign() { isNegative = !isNegative }
    let figure = takeFigure()
    guard figure.contains(where: \.isNumber) else { throw .badAmount(text) }
    if commodity == nil {
      let before = rest
      skipBlanks()
      commodity = takeCommodity()
      if commodity == nil { rest = before }
    }
    return JournalAmount(figure: figure, isNegative: isNegative, commodity: commodity ?? "")
  }

  private mutating func takeSign() -> Bool {
    guard let sign = rest.first, sign == "-" || sign == "+" || sign == "\u{2212}" else {
      return false
    }
    rest.removeFirst()
    skipBlanks()
    return sign != "+"
  }

  private mutating func takeCommodity() -> String? {
    if rest.first == "\"" {
      let name = rest.dropFirst().prefix { $0 != "\"" }
      rest = rest[name.endIndex...].dropFirst()
      return name.isEmpty ? nil : String(name)
    }
    let name = rest.prefix { !$0.isWhitespace && !$0.isNumber && !Self.marks.contains($0) }
    guard !name.isEmpty else { return nil }
    rest = rest[name.endIndex...]
    return String(name)
  }

  /// Digits with marks; a blank only before three more of them.
  private mutating func takeFigure() -> String {
    var figure = ""
    while let next = rest.first {
      if next.isASCII, next.isNumber || next == "." || next == "," || next == "'" {
        figure.append(next)
      } else if next == "_" {
        // Groups of digits in programs that take them from code.
      } else if Self.blanks.contains(next), groupFollows() {
        figure.append(" ")
      } else {
        break
      }
      rest.removeFirst()
    }
    return figure
  }

  private func groupFollows() -> Bool {
    let behind = rest.dropFirst()
    let digits = behind.prefix { $0.isASCII && $0.isNumber }
    return digits.count == 3
  }

  private mutating func cost() throws(JournalFault) -> JournalCost {
    rest.removeFirst()
    let isTotal = rest.first == "@"
    if isTotal { rest.removeFirst() }
    if rest.first == ")" { rest.removeFirst() }
    skipBlanks()
    return JournalCost(amount: try amount(), isTotal: isTotal)
  }

  private mutating func lot(_ posting: inout JournalPosting) throws(JournalFault) {
    rest.removeFirst()
    let isTotal = rest.first == "{"
    if isTotal { rest.removeFirst() }
    posting.hasLot = true
    let inside = rest.prefix { $0 != "}" }
    rest = rest[inside.endIndex...].dropFirst(isTotal ? 2 : 1)
    // Beancount puts day and label behind the price; an empty lot or one without a price is only a name for it.
    let price = inside.prefix { $0 != "," }.drop { $0 == "=" || $0 == " " }
    guard !price.isEmpty, price.contains(where: \.isNumber), !price.contains("\"") else { return }
    var scanner = JournalScanner(String(price))
    posting.lot = try? JournalCost(amount: scanner.onlyAmount(), isTotal: isTotal)
  }

  private mutating func skip(to end: Character) {
    let inside = rest.prefix { $0 != end }
    rest = rest[inside.endIndex...].dropFirst()
  }

  private mutating func skipBlanks() {
    rest = rest.drop { $0.isWhitespace }
  }

  private static let marks: Set<Character> = [
    ".", ",", "+", "-", "\u{2212}", "@", ";", "\"", "(", ")", "[", "]", "{", "}", "=", "'", "*",
    "/", "^", "<", ">", "&", "|", "!", "?",
  ]
  private static let blanks: Set<Character> = [" ", "\u{A0}", "\u{202F}", "\u{2009}"]
}

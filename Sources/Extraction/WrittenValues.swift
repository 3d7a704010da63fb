package import Values

/// How a paper writes numbers and days, to read a piece of its text.
package struct WrittenValues: Sendable {
  private let decimalSign: UInt8?
  private let dateOrder: DateMention.Order?

  package enum Number: Sendable {
    case value(ExactDecimal, Currency?)
    /// `1.234` may have thousands or decimals, and nothing says which.
    case open
    case none
  }

  package enum DayReading: Sendable {
    case day(Day)
    /// `03/04/2026` may be two days, and nothing says which.
    case open
    case none
  }

  init(_ facts: PaperFacts) {
    // The language alone does not settle what an amount is.
    decimalSign =
      facts.numbers.decimalSign ?? (facts.hints.locale == nil ? nil : facts.locale.decimalSign)
    dateOrder = facts.dates.order ?? facts.locale.dateOrder
  }

  /// Without a paper: what `locale` says only.
  package init(locale: String?) {
    let evidence = LocaleEvidence(locale: locale)
    decimalSign = evidence.decimalSign
    dateOrder = evidence.dateOrder
  }

  /// The first number in `text`; of a percentage only where it may be one.
  package func number(_ text: String, isRate: Bool = false) -> Number {
    let scanner = NumberScanner(Self.layout(text), hint: decimalSign)
    guard let mention = scanner.mentions.first(where: { isRate || !$0.isPercent }) else {
      return .none
    }
    if mention.isOpen, let decimalSign {
      let isComma = decimalSign == UInt8(ascii: ",")
      guard let value = isComma ? mention.asComma : mention.asPoint else { return .open }
      return .value(value, mention.currency)
    }
    return mention.value.map { .value($0, mention.currency) } ?? .open
  }

  /// The first day in `text`; where the paper does not say the order of day and month, `language` does.
  package func day(_ text: String, language: String? = nil) -> DayReading {
    let scanner = DateScanner(Self.layout(text), usual: dateOrder ?? Self.order(language))
    guard let mention = scanner.mentions.first else { return .none }
    return mention.day.map { .day($0) } ?? .open
  }

  /// English papers without a country are taken for American ones, as programs do.
  private static func order(_ language: String?) -> DateMention.Order? {
    language.flatMap { $0 == "en" ? .monthFirst : .dayFirst }
  }

  private static func layout(_ text: String) -> Layout {
    let line = String(text.prefix(400).map { $0.isNewline ? " " : $0 })
    return Layout(TextPaper.pages(line))
  }
}

extension WrittenValues {
  /// The currency that a code or mark names; `$` alone names none.
  package static func currency(_ text: String) -> Currency? {
    let word = text.filter { !$0.isWhitespace }
    return CurrencyMark.currency(word) ?? (word.count == 3 ? Currency(word) : nil)
  }

  /// 1...12 for a month's name or its short form in the languages of papers.
  package static func month(_ name: String) -> Int? {
    MonthNames.number(Token.fold(name))
  }
}

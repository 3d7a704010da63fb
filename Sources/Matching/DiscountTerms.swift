import Documents
import Values

/// The early-payment discount that a document offers: so many percent within so many days.
struct DiscountTerms: Hashable, Sendable {
  /// Hundredths of a percent: 200 is 2 %.
  var hundredths: Int32
  var days: Int32

  /// Days after the last one on which a payment made in time may be booked: a weekend and a bank's day.
  static let graceDays: Int32 = 3
  /// Discounts that are usual where the paper states none, in hundredths of a percent.
  static let usual: [Int32] = [200, 300]
  static let usualDays: Int32 = 30
  /// More is no discount for paying early.
  private static let maximumHundredths: Int32 = 1_000
  private static let maximumDays: Int32 = 120

  /// What the document states; of several the highest, which is the earliest.
  init?(_ document: Document) {
    let texts = [document.payment.terms] + document.payment.more.instalments.map(\.terms)
    let found = texts.compactMap { $0 }.flatMap(Self.stated)
    guard let best = found.max(by: { ($0.hundredths, -$0.days) < ($1.hundredths, -$1.days) }) else {
      return nil
    }
    self = best
  }

  private init?(hundredths: Int32?, days: Int32?) {
    guard let hundredths, let days, (1...Self.maximumHundredths).contains(hundredths),
      (1...Self.maximumDays).contains(days)
    else { return nil }
    self.hundredths = hundredths
    self.days = days
  }

  /// What is taken off, to the minor unit, rounded half up.
  static func amount(of payable: Int64, _ hundredths: Int32) -> Int64? {
    let (product, overflow) = payable.multipliedReportingOverflow(by: Int64(hundredths))
    return overflow ? nil : (product + 5_000) / 10_000
  }

  // MARK: Reading

  /// `#SKONTO#TAGE=14#PROZENT=2.00#`, `2 % Skonto innerhalb 14 Tagen`, `3% discount within 10 days`, `2/10 net 30`.
  static func stated(_ text: String) -> [DiscountTerms] {
    let structured = text.split(whereSeparator: \.isNewline).compactMap { line in
      line.hasPrefix("#SKONTO#") ? ofStructured(line) : nil
    }
    if !structured.isEmpty { return structured }
    let words = words(of: TextFolding.folded(text))
    if words.contains(where: { word in MatchingProblem.discountWords.contains { word.contains($0) }
    }) {
      return ofWords(words)
    }
    return ofSlash(words)
  }

  private static func ofStructured(_ line: Substring) -> DiscountTerms? {
    var (percent, days): (Int32?, Int32?)
    for part in line.split(separator: "#") {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { continue }
      switch pair[0] {
      case "TAGE": days = Int32(pair[1])
      case "PROZENT": percent = hundredths(pair[1])
      default: continue
      }
    }
    return DiscountTerms(hundredths: percent, days: days)
  }

  /// Each percentage with the first number of days after it; days stand before a word for them.
  private static func ofWords(_ words: [String]) -> [DiscountTerms] {
    var result: [DiscountTerms] = []
    for (place, word) in words.enumerated() where word == "%" && place > 0 {
      let after = words[(place + 1)...]
      let end = after.firstIndex(of: "%") ?? words.endIndex
      let days = after[..<end].indices.first { index in
        index + 1 < words.endIndex && isDays(words[index + 1]) && Int32(words[index]) != nil
      }
      let terms = DiscountTerms(
        hundredths: hundredths(words[place - 1][...]),
        days: days.flatMap { Int32(words[$0]) }
      )
      if let terms { result.append(terms) }
    }
    return result
  }

  /// `2/10 NET 30`.
  private static func ofSlash(_ words: [String]) -> [DiscountTerms] {
    guard words.contains("NET") || words.contains("N") else { return [] }
    return words.compactMap { word in
      let parts = word.split(separator: "/")
      guard parts.count == 2 else { return nil }
      return DiscountTerms(hundredths: hundredths(parts[0]), days: Int32(parts[1]))
    }
  }

  private static func isDays(_ word: String) -> Bool {
    ["TAG", "DAY", "JOUR", "GIORN", "DIA", "DAG"].contains { word.hasPrefix($0) }
  }

  /// `2`, `2.5` or `2,50` percent in hundredths; nil for anything else.
  private static func hundredths(_ text: Substring) -> Int32? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      .flatMap { $0.split(separator: ".", omittingEmptySubsequences: false) }
    guard (1...2).contains(parts.count), let whole = Int32(parts[0]), whole < 100 else {
      return nil
    }
    guard parts.count == 2 else { return whole * 100 }
    let digits = parts[1].prefix(2)
    guard let part = Int32(digits), parts[1].dropFirst(2).allSatisfy({ $0 == "0" }) else {
      return nil
    }
    return whole * 100 + (digits.count == 1 ? part * 10 : part)
  }

  /// Words and numbers; `%` is a word of its own.
  private static func words(of text: String) -> [String] {
    var result: [String] = []
    var word = ""
    for character in text {
      if character.isLetter || character.isNumber || ".,/".contains(character) {
        word.append(character)
        continue
      }
      if !word.isEmpty { result.append(word) }
      word = ""
      if character == "%" { result.append("%") }
    }
    if !word.isEmpty { result.append(word) }
    return result.map { String($0.trimmed(of: ".,")) }.filter { !$0.isEmpty }
  }
}

extension String {
  /// Without the characters at either end.
  fileprivate func trimmed(of characters: String) -> Substring {
    var rest = self[...]
    while let first = rest.first, characters.contains(first) { rest.removeFirst() }
    while let last = rest.last, characters.contains(last) { rest.removeLast() }
    return rest
  }
}

import Values

/// The day of the purchase.
struct ReceiptDates {
  private let facts: PaperFacts
  private var layout: Layout { facts.layout }

  init(_ facts: PaperFacts) { self.facts = facts }

  private static let dateWords: Set = [
    "DATE", "DATUM", "FECHA", "DATA", "TARIKH", "DT", "DATED", "TIME", "BUSINESSDATE",
    "TRANSDATE", "INVDATE", "BILLDATE", "INVOICEDATE", "DATETIME",
  ]
  /// Days of something else: printed on the till roll, valid until, born.
  private static let otherWords: Set = [
    "EXP", "EXPIRY", "EXPIRES", "VALID", "UNTIL", "GUELTIG", "BIS", "BEFORE", "DUE", "EXCHANGE",
    "RETURN", "PROMOTION", "VALIDITY", "EFFECTIVE", "EFF", "LUCKY", "CONTEST", "DELIVERY", "DOB",
    "BIRTH", "FROM", "MEMBER", "EXPIRED",
  ]

  /// The best day first.
  func candidates() -> [Candidate<Day>] {
    let found = facts.dates.mentions.compactMap { date -> Candidate<Day>? in
      guard let day = date.day else { return nil }
      return Candidate(value: day, tokens: date.tokens, score: score(date))
    }
    return found.sorted { $0.score > $1.score }
  }

  private func score(_ date: DateMention) -> Int {
    var score = 780
    if isNamed(date) { score += 120 }
    if hasTime(date) { score += 80 }
    if words(before: date).contains(where: { Self.otherWords.contains($0) }) { score -= 400 }
    return score
  }

  private func words(before date: DateMention) -> [String] {
    let line = layout.lines[date.line]
    return (line.tokens.lowerBound..<date.tokens.lowerBound).flatMap {
      ReceiptRow.words(layout.tokens[$0].text)
    }
  }

  /// The word for a date stands before it.
  func isNamed(_ date: DateMention) -> Bool {
    words(before: date).suffix(3).contains { Self.dateWords.contains($0) }
  }

  /// A time of day beside it: a till's stamp.
  func hasTime(_ date: DateMention) -> Bool {
    let line = layout.lines[date.line]
    return line.tokens.contains { token in
      let parts = layout.tokens[token].text.split(separator: ":")
      return (2...3).contains(parts.count)
        && parts.allSatisfy { part in
          part.prefix(2).count == 2 && part.prefix(2).allSatisfy(\.isNumber)
        }
    }
  }
}

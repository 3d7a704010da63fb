import Values

/// When the paper was issued and when it is due.
struct DateFinder {
  let facts: PaperFacts
  private let othersDates: Set<Int>
  private var layout: Layout { facts.layout }

  init(facts: PaperFacts) {
    self.facts = facts
    othersDates = Self.othersDates(facts)
  }

  private static let issuedWords: Set<String> = [
    "VOM", "VON", "DU", "OF", "DATED", "DEL", "VAN", "DD", "AT", "ON", "LE", "DATUM", "DATE",
    "FECHA", "DATA",
  ]
  private static let untilWords: Set<String> = [
    "BIS", "ZUM", "SPAETESTENS", "UNTIL", "BY", "BEFORE", "AVANT", "ANTES", "ENTRO", "IL", "VOOR",
    "UITERLIJK",
    "LE", "AM", "ON", "OP", "DUE", "NETTO",
  ]
  private static let payStems = [
    "ZAHL", "UEBERWEIS", "FAELLIG", "BEGLEICH", "PAY", "REMIT", "PAIEMENT", "REGLE", "PAYER",
    "PAGO", "PAGAR",
    "PAGAMENTO", "SCADENZA", "BETAL", "DUE", "VOLDOEN",
  ]
  private static let denials: Set<String> = [
    "OHNE", "SANS", "WITHOUT", "NO", "SENZA", "SIN", "ZONDER", "KEIN",
  ]
  private static let discountStems = [
    "SKONTO", "RABATT", "DISCOUNT", "ESCOMPTE", "SCONTO", "KORTING", "DESCUENTO", "ABZUG",
  ]

  /// Days that may be the issue date; `number` is where the paper's number stands.
  func issueDates(number: Range<Int>?) -> [Candidate<Day>] {
    var found = labelled(.issueDate)
    if let number { found += besideNumber(number) }
    return found + headDates()
  }

  func dueDates(issued: Day?) -> [Candidate<Day>] {
    (labelled(.dueDate) + inSentences()).filter { candidate in
      guard let issued else { return true }
      // No term of payment is longer than a year or two.
      return candidate.value >= issued && issued.days(until: candidate.value) < 800
    }
  }

  private func labelled(_ field: LabelField) -> [Candidate<Day>] {
    var found: [Candidate<Day>] = []
    for hit in facts.labels where hit.field == field {
      for region in facts.regions(hit) {
        guard let date = region.tokens.lazy.compactMap({ facts.date(at: $0) }).first,
          date.tokens.lowerBound - region.tokens.lowerBound < 4 || region.way == .behind
        else { continue }
        guard let day = date.day else { break }
        if field == .dueDate, isDiscount(before: date) { break }
        var score = [0, 600, 820, 920][min(3, hit.label.strength)] - region.way.rawValue
        if !hit.startsSegment { score -= 40 }
        score -= min(200, 80 * facts.page(of: date.tokens.lowerBound))
        if date.isSettledByLanguage { score -= 20 }
        found.append(Candidate(value: day, tokens: date.tokens, score: score))
        break
      }
    }
    return found
  }

  /// `Rechnung Nr. 7 vom 5.3.2026`: behind the number, on its line or at the beginning of the next.
  private func besideNumber(_ number: Range<Int>) -> [Candidate<Day>] {
    let line = layout.tokens[number.lowerBound].line
    var found: [Candidate<Day>] = []
    for date in facts.dates.mentions
    where (date.line == line || date.line == line + 1)
      && date.tokens.lowerBound >= number.upperBound
    {
      guard let day = date.day, !isLabelled(date) else { continue }
      let before = date.tokens.lowerBound - 1
      let word = layout.tokens[before].folded
      guard Self.issuedWords.contains(word), before >= number.upperBound else { continue }
      // On the next line only at its beginning: `thank you for your order of` speaks of something else.
      if date.line == line + 1,
        layout.tokens[before].line != date.line
          || before - layout.lines[date.line].tokens.lowerBound > 1
      {
        continue
      }
      found.append(Candidate(value: day, tokens: date.tokens, score: date.line == line ? 910 : 880))
    }
    return found
  }

  /// A date by itself, or behind a place, in the upper part of the first page.
  private func headDates() -> [Candidate<Day>] {
    let open = facts.dates.mentions.filter { date in
      facts.page(of: date.tokens.lowerBound) == 0 && facts.depth(of: date.tokens.lowerBound) < 0.5
        && !isLabelled(date)
    }
    let days = Set(open.compactMap(\.day))
    return open.compactMap { date in
      guard let day = date.day else { return nil }
      let segment = layout.segments[layout.tokens[date.tokens.lowerBound].segment]
      let before = layout.tokens[segment.tokens.lowerBound..<date.tokens.lowerBound]
      let isPlace =
        before.count <= 4
        && before.last.map {
          ["DEN", "LE", "LI", "AM", "IL", "EL", "OP", "VOM"].contains($0.folded)
            || $0.text.hasSuffix(",")
        }
          == true
      guard segment.tokens.upperBound == date.tokens.upperBound, before.isEmpty || isPlace else {
        return nil
      }
      let score = (before.isEmpty ? 700 : 820) + (days.count == 1 ? 60 : 0)
      return Candidate(value: day, tokens: date.tokens, score: score)
    }
  }

  /// Whether another label says what the date is: before it in its segment, or in the segment to its left.
  private func isLabelled(_ date: DateMention) -> Bool {
    let first = date.tokens.lowerBound
    if othersDates.contains(first) { return true }
    let segment = layout.segments[layout.tokens[first].segment]
    return (segment.tokens.lowerBound..<first).contains { token in
      guard let label = facts.label(at: token) else { return false }
      // `Devis n° 12 du 3.4.2026` has a day of its own.
      return Self.othersFields.contains(label.field) || label.field == .other
    }
  }

  private static let othersFields: Set<LabelField> = [
    .otherDate, .dueDate, .orderReference, .precedingInvoice,
  ]

  /// The first tokens of dates that stand right of a label that is not the issue date's.
  private static func othersDates(_ facts: PaperFacts) -> Set<Int> {
    var found: Set<Int> = []
    for hit in facts.labels where othersFields.contains(hit.field) {
      for region in facts.regions(hit) where region.way == .right {
        guard let token = region.tokens.first(where: { facts.date(at: $0) != nil }),
          let date = facts.date(at: token), token - region.tokens.lowerBound < 4
        else { continue }
        found.insert(date.tokens.lowerBound)
      }
    }
    return found
  }

  /// `Bitte überweisen Sie bis zum 30.5.2026`, `payable by ...`.
  private func inSentences() -> [Candidate<Day>] {
    facts.dates.mentions.compactMap { date in
      guard let day = date.day, let clause = clause(before: date) else { return nil }
      let words = layout.tokens[clause].map(\.folded)
      let isUntil = words.suffix(4).contains { Self.untilWords.contains($0) }
      guard isUntil,
        words.contains(where: { word in
          Self.payStems.contains { word.hasPrefix($0) || word.hasSuffix($0) }
        }),
        !isDiscount(before: date)
      else { return nil }
      return Candidate(value: day, tokens: date.tokens, score: 880)
    }
  }

  /// The words before the date back to the last comma or point of its line, with the line before when it runs on.
  private func clause(before date: DateMention) -> Range<Int>? {
    let line = layout.lines[date.line]
    var start = date.tokens.lowerBound
    let floor = line.tokens.lowerBound
    while start > floor, start > date.tokens.lowerBound - 14 {
      let text = layout.tokens[start - 1].text
      if text.hasSuffix(",") || text.hasSuffix(";") || (text.hasSuffix(".") && text.count > 4) {
        break
      }
      start -= 1
    }
    if start == floor, date.line > 0, layout.lines[date.line - 1].page == line.page {
      let previous = layout.lines[date.line - 1]
      if line.box.y0 - previous.box.y1 < line.box.height, previous.tokens.count > 3 {
        start = max(previous.tokens.lowerBound, date.tokens.lowerBound - 12)
      }
    }
    return start < date.tokens.lowerBound ? start..<date.tokens.lowerBound : nil
  }

  /// What is paid until then earns a discount: said before the date or, in a sentence, behind it.
  private func isDiscount(before date: DateMention) -> Bool {
    let line = layout.lines[date.line].tokens
    let before = (clause(before: date) ?? date.tokens.lowerBound..<date.tokens.lowerBound).filter {
      layout.tokens[$0].line == date.line
    }
    let behind = (date.tokens.upperBound..<line.upperBound).prefix { token in
      token < date.tokens.upperBound + 8 && !layout.tokens[token - 1].text.hasSuffix(";")
        && !(layout.tokens[token - 1].text.hasSuffix(",") && token > date.tokens.upperBound)
        && facts.date(at: token) == nil
    }
    return (before + Array(behind)).contains { token in
      // `ohne Abzug` grants none.
      let isDenied = token > 0 && Self.denials.contains(layout.tokens[token - 1].folded)
      return !isDenied && Self.discountStems.contains { layout.tokens[token].folded.contains($0) }
    }
  }
}

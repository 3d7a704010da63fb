import Values

/// Every date of a paper; those that may be read two ways are settled by the paper's other dates, its locale,
/// its language and country, or stay open.
struct DateScanner {
  private(set) var mentions: [DateMention] = []
  private(set) var byToken: [Int: Int] = [:]
  /// Two dates contradict each other in the order of day and month.
  private(set) var isContradictory = false
  /// The order of day and month that the paper's own dates show.
  private(set) var order: DateMention.Order?
  private static let maximumMentions = 2_000

  /// `usual` is the order that locale, language and country suggest; nil where both are usual.
  init(_ layout: Layout, usual: DateMention.Order?) {
    for line in layout.lines where mentions.count < Self.maximumMentions { scan(line, layout) }
    repair(layout)
    dropMisread(usual, layout)
    settle(usual, Self.stamps(layout))
    for (index, mention) in mentions.enumerated() { byToken[mention.tokens.lowerBound] = index }
  }

  private mutating func scan(_ line: Layout.Line, _ layout: Layout) {
    var index = line.tokens.lowerBound
    while index < line.tokens.upperBound {
      if let mention = numeric(index, layout) ?? spaced(index, line, layout)
        ?? named(index, line, layout) ?? compact(index, line, layout)
      {
        mentions.append(mention)
        index = mention.tokens.upperBound
      } else {
        index += 1
      }
    }
  }

  private func mention(_ tokens: Range<Int>, _ layout: Layout) -> DateMention {
    DateMention(
      tokens: tokens,
      line: layout.tokens[tokens.lowerBound].line,
      box: layout.box(tokens)
    )
  }

  private func numeric(_ index: Int, _ layout: Layout) -> DateMention? {
    let text = layout.tokens[index].text
    if let mention = hyphenated(index, layout) { return mention }
    let isRecognized = layout.pages[layout.tokens[index].page].isRecognized
    let form =
      DateForm(text) ?? (isRecognized ? MisreadDate.corrected(text).flatMap(DateForm.init) : nil)
    guard let form else { return nil }
    return Self.filled(mention(index..<index + 1, layout), form)
  }

  // MARK: Misread

  /// Impossible days of pictures, by the paper's other dates.
  private mutating func repair(_ layout: Layout) {
    guard layout.pages.contains(where: \.isRecognized) else { return }
    let forms = layout.tokens.indices.filter { layout.pages[layout.tokens[$0].page].isRecognized }
      .compactMap { MisreadDate.Form(layout.tokens[$0].text, token: $0) }
    guard forms.count >= 3, forms.count < 100 else { return }
    for (token, text) in MisreadDate.repaired(forms) {
      guard let form = DateForm(text),
        var found = Self.filled(mention(token..<token + 1, layout), form)
      else { continue }
      found.isRepaired = true
      mentions.append(found)
    }
    mentions.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// Letters of a picture that are less sure than this may be others.
  private static let sureLetters = 900

  /// Days that a picture shows and that can hardly be: of other times, or against the country's custom.
  private mutating func dropMisread(_ usual: DateMention.Order?, _ layout: Layout) {
    mentions.removeAll { mention in
      guard layout.pages[layout.tokens[mention.tokens.lowerBound].page].isRecognized,
        layout.confidence(mention.tokens) < Self.sureLetters
      else { return false }
      let days = [mention.plain, mention.dayFirst, mention.monthFirst].compactMap { $0 }
      if !days.contains(where: { MisreadDate.years.contains($0.year) }) { return true }
      guard mention.plain == nil else { return false }
      switch usual {
      case .dayFirst: return mention.dayFirst == nil
      case .monthFirst: return mention.monthFirst == nil
      case .plain, nil: return false
      }
    }
  }

  private static func filled(_ mention: DateMention, _ form: DateForm) -> DateMention? {
    var mention = mention
    mention.separator = form.separator
    mention.plain = form.yearFirst
    if mention.plain == nil {
      mention.dayFirst = form.dayFirst
      mention.monthFirst = form.monthFirst
    }
    let isDay = mention.plain != nil || mention.dayFirst != nil || mention.monthFirst != nil
    return isDay ? mention : nil
  }

  /// `13-Nov-2017`, `13.Nov.2017`.
  private func hyphenated(_ index: Int, _ layout: Layout) -> DateMention? {
    let parts = layout.tokens[index].text.split { "-./ ,;".contains($0) }
    guard parts.count == 3, let year = Self.year(parts[2]) else { return nil }
    var result = mention(index..<index + 1, layout)
    if let month = MonthNames.number(Token.fold(String(parts[1]))), let day = Self.day(parts[0]) {
      result.plain = DateForm.day(year, month, day)
    } else if let month = MonthNames.number(Token.fold(String(parts[0]))),
      let day = Self.day(parts[1])
    {
      result.plain = DateForm.day(year, month, day)
    }
    return result.plain == nil ? nil : result
  }

  /// `05. 06. 2018` and `05 / 06 / 2018`, in up to five words that stand close together.
  private func spaced(_ index: Int, _ line: Layout.Line, _ layout: Layout) -> DateMention? {
    guard Self.day(Substring(layout.tokens[index].text)) != nil else { return nil }
    var text = layout.tokens[index].text
    for next in (index + 1)..<min(line.tokens.upperBound, index + 5) {
      let gap = layout.tokens[next].box.x0 - layout.tokens[next - 1].box.x1
      guard gap < 0.6 * layout.tokens[next].box.height,
        layout.tokens[next].text.allSatisfy({ $0.isNumber || "./-".contains($0) })
      else { return nil }
      text += layout.tokens[next].text
      if let form = DateForm(text), form.digits[2] == 4 {
        return Self.filled(mention(index..<next + 1, layout), form)
      }
    }
    return nil
  }

  /// `3. März 2026`, `1er juillet 2015`, `20 de marzo de 2024`, `August 3 , 2014`, `3rd of May 2020`.
  private func named(_ index: Int, _ line: Layout.Line, _ layout: Layout) -> DateMention? {
    var parts: [(day: Int?, month: Int?, year: Int?)] = []
    var end = index
    for position in index..<min(line.tokens.upperBound, index + 7) {
      let token = layout.tokens[position]
      if position > index,
        token.box.x0 - layout.tokens[position - 1].box.x1 > 1.5 * token.box.height
      {
        break
      }
      if ["DE", "OF", "DEL", "THE", ""].contains(token.folded), position > index { continue }
      let text = token.text.drop { "([\"'“‘:".contains($0) }
      let month = MonthNames.number(token.folded)
      let (day, year) = (Self.day(text), Self.year(text))
      guard month != nil || day != nil || year != nil else { break }
      parts.append((day, month, year))
      end = position + 1
      if parts.count == 3 { break }
    }
    guard parts.count == 3, let year = parts[2].year else { return nil }
    var result = mention(index..<end, layout)
    if let day = parts[0].day, let month = parts[1].month {
      result.plain = DateForm.day(year, month, day)
    } else if let month = parts[0].month, let day = parts[1].day {
      result.plain = DateForm.day(year, month, day)
    }
    return result.plain == nil ? nil : result
  }

  /// 1...31 of `3`, `3.`, `3,`, `1er`, `3rd`.
  private static func day(_ text: Substring) -> Int? {
    let digits = text.prefix { $0.isNumber }
    guard (1...2).contains(digits.count), let number = Int(digits), (1...31).contains(number) else {
      return nil
    }
    let rest = text.dropFirst(digits.count).lowercased()
    return [
      "", ".", ",", "er", "st", "nd", "rd", "th", "º", "°", "th,", "st,", "rd,", "nd,", "/", "-",
    ]
    .contains(rest) ? number : nil
  }

  private static func year(_ text: Substring) -> Int? {
    let digits = text.prefix { $0.isNumber }
    let rest = text.dropFirst(digits.count)
    guard rest.allSatisfy({ ".,;:)".contains($0) }), let number = Int(digits) else { return nil }
    if digits.count == 4, (1970...2099).contains(number) { return number }
    return digits.count == 2 && rest.isEmpty ? DateForm.year(number, 2) : nil
  }

  /// `20180304` and `25032018` behind the word for a date, or before a time: `20180304/191204`.
  private func compact(_ index: Int, _ line: Layout.Line, _ layout: Layout) -> DateMention? {
    let parts = layout.tokens[index].text.split { "/:-_".contains($0) }
    guard let head = parts.first, head.count == 8, head.utf8.allSatisfy(Self.isDigit),
      parts.count == 1 || (parts.count == 2 && parts[1].allSatisfy(\.isNumber)),
      isAnnounced(index, line, layout)
    else { return nil }
    let digits = head.utf8.map { Int($0 - 0x30) }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { 10 * $0 + $1 } }
    var result = mention(index..<index + 1, layout)
    result.separator = "-"
    if let day = DateForm.day(number(0..<4), number(4..<6), number(6..<8)) {
      result.plain = day
      return result
    }
    result.dayFirst = DateForm.day(number(4..<8), number(2..<4), number(0..<2))
    result.monthFirst = DateForm.day(number(4..<8), number(0..<2), number(2..<4))
    return result.dayFirst != nil || result.monthFirst != nil ? result : nil
  }

  /// The word for a date before it, or a time of day behind.
  private func isAnnounced(_ index: Int, _ line: Layout.Line, _ layout: Layout) -> Bool {
    let before = layout.tokens[max(line.tokens.lowerBound, index - 3)..<index]
    let isNamed = before.contains { token in
      ["DATUM", "FECHA", "DATA", "TARIKH", "DATETIME", "TIME"].contains(token.folded)
        || token.folded.hasSuffix("DATE")
    }
    let next = index + 1 < line.tokens.upperBound ? layout.tokens[index + 1].text : ""
    let clock = next.split(separator: ":")
    return isNamed
      || (clock.count >= 2 && clock.allSatisfy { $0.count == 2 && $0.allSatisfy(\.isNumber) })
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The one reading that a number on the paper begins with.
  private static func stamped(_ mention: DateMention, _ stamps: Set<Day>) -> Day? {
    let days = [mention.dayFirst, mention.monthFirst].compactMap { $0 }.filter(stamps.contains)
    return days.count == 1 ? days[0] : nil
  }

  /// Days that long numbers begin with: tills number their papers by year, month and day.
  private static func stamps(_ layout: Layout) -> Set<Day> {
    var days: Set<Day> = []
    for token in layout.tokens where token.text.utf8.count >= 8 && days.count < 100 {
      let runs = token.text.utf8.split { !isDigit($0) }
      for run in runs where run.count >= 10 {
        let digits = run.prefix(8).map { Int($0 - 0x30) }
        let year = digits[0..<4].reduce(0) { 10 * $0 + $1 }
        guard (2000...2049).contains(year),
          let day = DateForm.day(year, 10 * digits[4] + digits[5], 10 * digits[6] + digits[7])
        else { continue }
        days.insert(day)
      }
    }
    return days
  }

  private mutating func settle(_ usual: DateMention.Order?, _ stamps: Set<Day>) {
    var onlyDayFirst = false
    var onlyMonthFirst = false
    for mention in mentions where mention.plain == nil && mention.separator != "." {
      if mention.monthFirst == nil { onlyDayFirst = true }
      if mention.dayFirst == nil { onlyMonthFirst = true }
    }
    isContradictory = onlyDayFirst && onlyMonthFirst
    if onlyDayFirst != onlyMonthFirst { order = onlyDayFirst ? .dayFirst : .monthFirst }
    for index in mentions.indices {
      let mention = mentions[index]
      if let plain = mention.plain {
        mentions[index].day = plain
      } else if !mention.isOpen {
        mentions[index].day = mention.dayFirst ?? mention.monthFirst
      } else if let stamped = Self.stamped(mention, stamps) {
        mentions[index].day = stamped
      } else if onlyDayFirst != onlyMonthFirst {
        mentions[index].day = onlyDayFirst ? mention.dayFirst : mention.monthFirst
      } else if !isContradictory, let usual, usual != .plain {
        mentions[index].day = usual == .dayFirst ? mention.dayFirst : mention.monthFirst
        mentions[index].isSettledByLanguage = true
      }
    }
  }
}

import Books
import Values

extension Scorer {
  func addParty(_ document: DocumentProfile, _ entry: EntryProfile, _ pair: inout Pair) {
    if let account = entry.account, !document.accounts.isEmpty {
      pair.evidence.append(document.accounts.contains(account) ? .ibanEqual : .ibanDiffers)
    }
    let inName = document.names.reduce(0) { max($0, Self.likeness($1, entry.name)) }
    let inMemo = document.names.reduce(0) { max($0, $1.similarity(to: entry.memo)) }
    pair.nameLikeness = max(inName, inMemo)
    if inName >= Self.strongName || inMemo >= Self.strongMemo {
      pair.evidence.append(.nameEqual)
    } else if document.learned.contains(where: {
      $0.similarity(to: entry.name) >= Self.strongName
    }) {
      pair.evidence.append(.nameLearned)
    } else if max(inName, inMemo) >= Self.similarName {
      pair.evidence.append(.nameSimilar)
    } else if max(inName, inMemo) < Self.foreignName, !document.names.isEmpty,
      !entry.nameWords.isEmpty
    {
      pair.evidence.append(.nameDiffers)
    }
  }

  /// In hundredths of likeness.
  static let strongName = 80
  static let strongMemo = 90
  static let similarName = 50
  static let foreignName = 20

  /// How much of either name stands in the other: banks cut names, suppliers print them long.
  private static func likeness(_ name: NameProfile, _ other: NameWords) -> Int {
    let forward = name.similarity(to: other)
    if forward >= strongName || forward == 0 { return forward }
    return max(forward, contained(other, in: name))
  }

  /// A short name whose distinctive words all stand in the long one is nearly as good.
  private static func contained(_ words: NameWords, in name: NameProfile) -> Int {
    let distinctive = words.words.filter { !$0.isGeneric }
    guard distinctive.contains(where: { $0.bytes.count >= 5 }) else { return 0 }
    let all = distinctive.allSatisfy { word in
      name.forms.words.contains { NameProfile.likeness(word, $0) >= 85 }
    }
    return all ? 75 : 0
  }

  func addDay(_ document: DocumentProfile, _ entry: EntryProfile, _ pair: inout Pair) {
    let day = entry.entry.day
    if let days = document.days, !days.contains(day) {
      pair.evidence.append(.dayOutside)
    } else if let issued = document.issueDate ?? document.dueDate {
      pair.evidence += Self.distance(document, issued, day)
    }
    if let issued = document.issueDate, entry.statedDays.contains(issued) {
      pair.evidence.append(.dayStated)
    }
  }

  private static func distance(
    _ document: DocumentProfile,
    _ issued: Day,
    _ day: Day
  ) -> [Evidence] {
    let after = issued.days(until: day)
    if after < -earlyDays { return [.dayBefore] }
    if document.isPaidAtOnce, after <= cardDays { return [.daySame] }
    let due = document.dueDate ?? issued
    let late = due.days(until: day)
    return [late <= lateDays ? .dayNear : .dayFar]
  }

  /// A card statement may book before the receipt's day is over in another zone; more is suspicious.
  static let earlyDays = 2
  /// A card payment is booked within a week.
  static let cardDays = 7
  /// Bills are paid within a month after they are due.
  static let lateDays = 30
}

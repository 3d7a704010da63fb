/// What stands in one entry's texts, read once for all documents it is compared with.
///
/// Made to be reused.
struct EntryText {
  private(set) var text = FoldedText()
  private(set) var hits: [NumberHit] = []
  /// Words of letters and digits with digits in them.
  private(set) var tokens: [Token] = []
  /// Days that stand there as `31.12.2025`.
  private(set) var days: [Int32] = []
  /// The runs that are such days.
  private(set) var dayRuns: [ClosedRange<Int>] = []

  struct Token {
    var firstRun: Int
    var lastRun: Int
    var start: Int32
    var end: Int32
    var shape: UInt64
    var label: Label
    /// Digits in it.
    var digits: Int
  }

  mutating func set(_ entries: EntryColumns, _ row: Int, _ index: NumberIndex) {
    text.set(entries.text, entries.memo[row])
    let reference = entries.text[entries.reference[row].range]
    // An end-to-end id of random digits says nothing about numbers.
    if !reference.isEmpty, !reference.starts(with: "E2E".utf8) {
      text.append(entries.text, entries.reference[row])
    }
    findTokens()
    index.hits(in: text, into: &hits)
    if !hits.isEmpty { hits = hits.filter(isBelievable) }
  }

  /// The label that stands before a hit, where the hit is digits only.
  func label(_ firstRun: Int, _ lastRun: Int) -> Label {
    for run in firstRun...lastRun where !text.runs[run].isDigits { return .invoice }
    return Label.before(firstRun, in: text)
  }

  func length(_ hit: NumberHit) -> Int {
    Int(text.runs[hit.lastRun].end - text.runs[hit.firstRun].start)
  }

  /// True when the hit does not begin or end inside a word.
  private func isWhole(_ hit: NumberHit) -> Bool {
    let before = text.runs[hit.firstRun].gap
    if before == .none { return false }
    guard hit.lastRun + 1 < text.runs.count else { return true }
    return text.runs[hit.lastRun + 1].gap != .none
  }

  private func isBelievable(_ hit: NumberHit) -> Bool {
    let length = length(hit)
    let label = label(hit.firstRun, hit.lastRun)
    guard label != .other, isWhole(hit), !isDay(hit.firstRun, hit.lastRun) else { return false }
    return hit.form == .order || length >= 3 || label == .invoice
  }

  /// True when the hit alone is reason enough to compare the two.
  func isStriking(_ hit: NumberHit) -> Bool {
    length(hit) >= 5 || label(hit.firstRun, hit.lastRun) == .invoice
  }

  /// True when one of the runs is part of a day.
  func isDay(_ first: Int, _ last: Int) -> Bool {
    dayRuns.contains { $0.overlaps(first...last) }
  }

  private mutating func findTokens() {
    tokens.removeAll(keepingCapacity: true)
    days.removeAll(keepingCapacity: true)
    dayRuns.removeAll(keepingCapacity: true)
    var first = 0
    while first < text.runs.count {
      var last = first
      while last + 1 < text.runs.count, text.runs[last + 1].gap != .apart { last += 1 }
      add(first, last)
      first = last + 1
    }
  }

  private mutating func add(_ first: Int, _ last: Int) {
    if let day = day(first, last) {
      days.append(day)
      dayRuns.append(first...last)
      return
    }
    var digits = 0
    for run in text.runs[first...last] where run.isDigits { digits += run.count }
    let label = label(first, last)
    guard digits > 0, label != .other, label == .invoice || digits >= 4 else { return }
    let (start, end) = (text.runs[first].start, text.runs[last].end)
    // E2E ids and other long random ones.
    guard end - start <= 24, !isBankID(first, last) else { return }
    tokens.append(
      Token(
        firstRun: first,
        lastRun: last,
        start: start,
        end: end,
        shape: NumberForms.shape(text.bytes[Int(start)..<Int(end)]),
        label: text.runs[first].isDigits ? label : .none,
        digits: digits
      )
    )
  }

  private func isBankID(_ first: Int, _ last: Int) -> Bool {
    let front = text.runs[first]
    guard !front.isDigits else { return false }
    if Label.of(text, front) == .other { return true }
    return last >= first + 2 && text.bytes[Int(front.start)] == UInt8(ascii: "E")
      && front.count == 1 && text.runs[first + 1].count == 1
  }

  private func day(_ first: Int, _ last: Int) -> Int32? {
    guard last == first + 2, text.runs[last].count == 4, text.runs[first].count <= 2,
      text.runs[first + 1].count <= 2, text.runs[last].mark == UInt8(ascii: "."),
      text.runs[first + 1].mark == UInt8(ascii: "."), text.runs[first].isDigits
    else { return nil }
    func value(_ run: TextRun) -> Int {
      text.bytes[Int(run.start)..<Int(run.end)].reduce(0) { $0 * 10 + Int($1) - 48 }
    }
    return DayText.number(
      year: value(text.runs[last]),
      month: value(text.runs[first + 1]),
      day: value(text.runs[first])
    )
  }
}

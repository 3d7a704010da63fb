/// Whether the lines that an export has in common with the books, by all that they say, are those lines or further ones of the same texts.
///
/// Asked for one day of one account in one currency: lines of other days are never equal. The balances behind the lines decide, and only where they
/// leave no doubt, for a bank may print a day's lines in another order next time, and then the same line has another balance behind it. So lines are
/// further ones only when both hold:
///
/// * Taken as the same lines they contradict the balances, in whatever order the day is put.
/// * Taken as further ones they foot: the one stretch of lines begins where the other ends, or in a run of lines at its end that are the same to the balance.
package enum TwinProof {
  package struct Line: Hashable, Sendable {
    /// The same number for lines that are equal in all they say.
    package var identity: Int
    /// In minor units, like the balance.
    package var amount: Int64
    /// Of the account after the line; nil where the export does not state it.
    package var balance: Int64?
    /// The bank has given it an id, by which it is known whatever the balances say.
    package var isNamed: Bool

    package init(identity: Int, amount: Int64, balance: Int64?, isNamed: Bool = false) {
      self.identity = identity
      self.amount = amount
      self.balance = balance
      self.isNamed = isNamed
    }

    fileprivate var text: Line {
      var line = self
      line.balance = nil
      return line
    }

    fileprivate var before: Int64? {
      guard let (value, overflow) = balance?.subtractingReportingOverflow(amount), !overflow else {
        return nil
      }
      return value
    }
  }

  package enum Verdict: Equatable, Sendable {
    /// All of the export is in the books to the balance, or nothing of it by its texts: counting by texts is right.
    case agreed
    /// The balances differ and do not prove why: counted by texts, and these balances prove nothing later either.
    case undecided
    /// These lines of the export are in the books, each as often as stated; all its others are further ones.
    case further(known: [Line: Int])
  }

  /// Sums that are looked at before a day counts as one that could be put in some order.
  static let maximumSums = 10_000

  /// `stored` in any order, `export` in the order of the file, oldest or newest first.
  package static func verdict(stored: [Line], export: [Line]) -> Verdict {
    let texts = common(stored.map(\.text), export.map(\.text))
    let literal = common(stored, export).filter { $0.key.balance != nil }
    if count(texts) == count(literal) {
      // Which of several equal lines is there tells the balance.
      let isAllOrNothing = literal.isEmpty || count(literal) == export.count
      return isAllOrNothing ? .agreed : .further(known: literal)
    }
    guard let books = Stretch(anyOrder: stored), let file = Stretch(inOrder: export),
      !canBeOne(texts, books, file), namedAgree(texts, literal),
      follows(books, file, literal) || precedes(books, file, literal)
    else { return .undecided }
    return .further(known: literal)
  }

  // MARK: Taken as the same lines

  /// True when the day can be put in an order in which both are a stretch of it and share `texts`.
  private static func canBeOne(_ texts: [Line: Int], _ books: Stretch, _ file: Stretch) -> Bool {
    let shared = sum(texts)
    // One goes on where the other is, both begin or both end together ...
    if shared == books.closing - file.opening || shared == file.closing - books.opening
      || books.opening == file.opening || books.closing == file.closing
    {
      return true
    }
    // ... or one lies within the other, behind some of its lines.
    let size = count(texts)
    if size == books.lines.count,
      canSum(file.lines, without: texts, to: books.opening - file.opening)
    {
      return true
    }
    return size == file.lines.count
      && canSum(books.lines, without: texts, to: file.opening - books.opening)
  }

  private static func canSum(_ lines: [Line], without texts: [Line: Int], to wanted: Int128) -> Bool
  {
    var left = texts
    var sums: Set<Int128> = [0]
    for line in lines {
      if let more = left[line.text], more > 0 {
        left[line.text] = more - 1
        continue
      }
      sums.formUnion(sums.map { $0 + Int128(line.amount) })
      if sums.count > maximumSums { return true }
    }
    return sums.contains(wanted)
  }

  // MARK: Taken as further lines

  /// True when the file begins with the `literal` lines, at the end of which the books' stretch ends.
  private static func follows(_ books: Stretch, _ file: Stretch, _ literal: [Line: Int]) -> Bool {
    let head = file.lines.prefix(count(literal))
    return counts(head) == literal && (head.last?.end ?? file.opening) == books.closing
  }

  /// The same with the file before the books.
  private static func precedes(_ books: Stretch, _ file: Stretch, _ literal: [Line: Int]) -> Bool {
    let tail = file.lines.suffix(count(literal))
    return counts(tail) == literal && (tail.first?.start ?? file.closing) == books.opening
  }

  /// What the bank names is the same line; with another balance behind it the day is in another order.
  private static func namedAgree(_ texts: [Line: Int], _ literal: [Line: Int]) -> Bool {
    var named: [Line: Int] = [:]
    for (line, times) in literal where line.isNamed { named[line.text, default: 0] += times }
    return texts.allSatisfy { !$0.key.isNamed || named[$0.key] == $0.value }
  }

  // MARK: Lines by number

  private static func counts(_ lines: some Sequence<Line>) -> [Line: Int] {
    var counts: [Line: Int] = [:]
    for line in lines { counts[line, default: 0] += 1 }
    return counts
  }

  private static func common(_ one: [Line], _ other: [Line]) -> [Line: Int] {
    let others = counts(other)
    var found: [Line: Int] = [:]
    for (line, times) in counts(one) {
      if let more = others[line] { found[line] = min(times, more) }
    }
    return found
  }

  private static func count(_ lines: [Line: Int]) -> Int { lines.values.reduce(0, +) }

  private static func sum(_ lines: [Line: Int]) -> Int128 {
    lines.reduce(0) { $0 + Int128($1.key.amount) * Int128($1.value) }
  }
}

/// Lines that lead from balance to balance.
private struct Stretch {
  /// Oldest first where the order is known.
  var lines: [TwinProof.Line]
  var opening: Int128
  var closing: Int128

  /// Nil when the lines lead from balance to balance in neither direction, or in both.
  init?(inOrder lines: [TwinProof.Line]) {
    guard let ordered = Self.ordered(lines), let first = ordered.first?.start,
      let last = ordered.last?.end
    else { return nil }
    (self.lines, opening, closing) = (ordered, first, last)
  }

  /// Nil when the lines cannot be put one after the other, or form a ring whose beginning nobody knows.
  init?(anyOrder lines: [TwinProof.Line]) {
    var open: [Int128: Int] = [:]
    for line in lines {
      guard let start = line.start, let end = line.end else { return nil }
      open[start, default: 0] += 1
      open[end, default: 0] -= 1
    }
    let ends = open.filter { $0.value != 0 }
    guard ends.count == 2, let first = ends.first(where: { $0.value == 1 })?.key,
      let last = ends.first(where: { $0.value == -1 })?.key
    else { return nil }
    (self.lines, opening, closing) = (lines, first, last)
  }

  private static func ordered(_ lines: [TwinProof.Line]) -> [TwinProof.Line]? {
    guard lines.allSatisfy({ $0.start != nil }) else { return nil }
    guard lines.count > 1 else { return lines }
    let pairs = zip(lines, lines.dropFirst())
    let isOldestFirst = pairs.allSatisfy { $0.end == $1.start }
    let isNewestFirst = pairs.allSatisfy { $0.start == $1.end }
    guard isOldestFirst != isNewestFirst else { return nil }
    return isOldestFirst ? lines : lines.reversed()
  }
}

extension TwinProof.Line {
  fileprivate var start: Int128? { before.map { Int128($0) } }
  fileprivate var end: Int128? { before == nil ? nil : balance.map { Int128($0) } }
}

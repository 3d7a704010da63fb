/// A document that is a copy of another.
package struct DuplicateDocument: Equatable, Sendable {
  package var document: Int32
  package var original: Int32
}

/// Finds copies of documents: one party, one amount, one number however it is written, and days close together.
///
/// Recurring bills have numbers of their own, and a series that begins again comes back a year later, so neither is taken
/// for copies.
struct Duplicates {
  /// A copy may be dated when it arrived.
  static let maximumDays: Int32 = 10
  /// So many documents of one number and amount are looked at.
  static let maximumAlike = 64

  private let documents: DocumentColumns
  private let parties: Parties
  private var forms: [CopyForm] = []

  static func find(_ documents: DocumentColumns, _ parties: Parties) -> [DuplicateDocument] {
    Duplicates(documents, parties).copies()
  }

  private init(_ documents: DocumentColumns, _ parties: Parties) {
    self.documents = documents
    self.parties = parties
    var text = FoldedText()
    for row in 0..<documents.count {
      text.set(documents.text, documents.number[row])
      forms.append(CopyForm(text))
    }
  }

  private func copies() -> [DuplicateDocument] {
    var groups: [UInt64: [Int32]] = [:]
    for row in 0..<documents.count {
      for key in forms[row].keys { groups[mixed(key, row), default: []].append(Int32(row)) }
    }
    var original: [Int32: Int32] = [:]
    for rows in groups.values where rows.count > 1 && rows.count <= Self.maximumAlike {
      let ordered = rows.sorted(by: isEarlier)
      for (place, row) in ordered.enumerated() {
        // The first that it is a copy of, whichever key brings them together.
        guard let found = ordered[..<place].first(where: { $0 != row && isCopy(row, of: $0) })
        else { continue }
        if let other = original[row], isEarlier(other, found) { continue }
        original[row] = found
      }
    }
    return original.map { row, found in
      var first = found
      while let earlier = original[first] { first = earlier }
      return DuplicateDocument(document: row, original: first)
    }.sorted { $0.document < $1.document }
  }

  private func mixed(_ key: UInt64, _ row: Int) -> UInt64 {
    var hash = TextHash()
    for part in [
      key, UInt64(bitPattern: documents.total[row]), UInt64(documents.currency[row].value),
    ] {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        hash.add(UInt8(truncatingIfNeeded: part >> shift))
      }
    }
    return hash.value
  }

  /// The paper with a day, the earlier, the shorter number, the row.
  private func isEarlier(_ left: Int32, _ right: Int32) -> Bool {
    let (a, b) = (documents.issueDay[Int(left)], documents.issueDay[Int(right)])
    let (m, n) = (documents.number[Int(left)].count, documents.number[Int(right)].count)
    return (a, m, left) < (b, n, right)
  }

  private func isCopy(_ row: Int32, of other: Int32) -> Bool {
    let (left, right) = (Int(row), Int(other))
    // A document without a day is near to none that has one.
    let gap = Int(documents.issueDay[left]) - Int(documents.issueDay[right])
    return gap <= Int(Self.maximumDays) && forms[left].isLike(forms[right])
      && isOneParty(left, right)
  }

  /// True when both are one party's, or the names are but a slip apart.
  private func isOneParty(_ left: Int, _ right: Int) -> Bool {
    let (mine, theirs) = (parties.ofDocument[left], parties.ofDocument[right])
    if mine == theirs { return true }
    // Two tax ids are two firms, however alike they call themselves.
    if documents.taxID[left] != 0, documents.taxID[right] != 0 { return false }
    return parties.names[Int(theirs)].contains { name in
      parties.level(mine, name, isFromMemo: false).isParty
    }
  }
}

/// A number without what copies differ in: punctuation, zeros in front, letters that look like figures, a word for “invoice”
/// before it, and a letter or `-2` behind it.
struct CopyForm {
  /// The whole number, the same with its parts as one, and the number without what may have been added behind it; 0 for none.
  private let whole: UInt64
  private let glued: UInt64
  private let cut: UInt64

  init(_ text: FoldedText) {
    var runs = text.runs[...]
    while runs.count > 1, let front = runs.first, Label.of(text, front) == .invoice {
      runs = runs.dropFirst()
    }
    whole = Self.hash(text, runs)
    glued = Self.hash(text, runs, isGlued: true)
    guard let last = runs.last, runs.count > 1, last.count == 1,
      Self.figures(text, runs.dropLast()) >= 3
    else {
      cut = 0
      return
    }
    let byte = text.bytes[Int(last.start)]
    let isSuffix =
      last.isDigits
      ? last.gap == .joined && (0x31...0x33).contains(byte)
      : runs.dropLast().last?.isDigits == true
    // A letter O behind figures is a zero, nothing that was added.
    cut = isSuffix && byte != UInt8(ascii: "O") ? Self.hash(text, runs.dropLast()) : 0
  }

  var keys: [UInt64] { Set([whole, glued, cut]).filter { $0 != 0 } }

  /// True when the numbers are one: both whole, or one of them with something behind the other.
  ///
  /// Of two with something behind them, such as `2026-1` and `2026-2`, neither is a copy of the other.
  func isLike(_ other: CopyForm) -> Bool {
    guard whole != 0, other.whole != 0 else { return false }
    return whole == other.whole || glued == other.glued || cut == other.whole || whole == other.cut
  }

  private static func figures(_ text: FoldedText, _ runs: ArraySlice<TextRun>) -> Int {
    runs.reduce(0) { $0 + ($1.isDigits ? $1.count : 0) }
  }

  private static func hash(
    _ text: FoldedText,
    _ runs: ArraySlice<TextRun>,
    isGlued: Bool = false
  ) -> UInt64 {
    var hash = TextHash()
    var count = 0
    // True behind a figure that is no zero: only zeros in front of a number are nothing, `150` is not `105`.
    var isInNumber = false
    for run in runs {
      if run.gap != .none, !isGlued { isInNumber = false }
      for byte in text.bytes[Int(run.start)..<Int(run.end)] {
        let figure = figure(byte)
        if figure == UInt8(ascii: "0"), !isInNumber { continue }
        isInNumber = byte.isDigit || isInNumber && figure.isDigit
        hash.add(figure)
        count += 1
      }
    }
    return count == 0 ? 0 : hash.value
  }

  /// What a bad print makes one: O and 0, I, L and 1, S and 5, B and 8, Z and 2.
  private static func figure(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "O"): UInt8(ascii: "0")
    case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
    case UInt8(ascii: "S"): UInt8(ascii: "5")
    case UInt8(ascii: "B"): UInt8(ascii: "8")
    case UInt8(ascii: "Z"): UInt8(ascii: "2")
    default: byte
    }
  }
}

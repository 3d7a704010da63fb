import Books
import Values

/// What matching looks at in an entry, computed once.
///
/// An object, because it is large to copy.
final class EntryProfile: Sendable {
  let id: EntryID
  let entry: Entry
  /// Unsigned minor units.
  let amount: Int64
  let text: SearchText
  let textWithoutZeros: SearchText
  let keys: [String]
  /// The counterparty's words, without its legal form.
  let nameWords: [String]
  let memoWords: [String]
  /// The same, ready to compare.
  let name: NameWords
  let memo: NameWords
  let account: String?
  /// Numbers of invoices that the text names, as letters and digits: `INV00513`.
  let statedNumbers: [StatedNumber]
  let statedDays: [Day]
  let hasReversalWord: Bool

  struct StatedNumber: Sendable {
    var full: String
    var shape: String
    /// A word such as `Invoice` stands before it.
    var isMarked: Bool
  }

  init(_ open: OpenEntry) {
    id = open.id
    entry = open.entry
    amount = Int64(clamping: open.entry.amount.minorUnits.magnitude)
    let parts = [entry.reference, entry.memo].compactMap { $0 }
      .map { TextAtom.atoms(of: $0, limit: Self.maximumRuns) }
    text = SearchText(parts, withoutZeros: false)
    textWithoutZeros = SearchText(parts, withoutZeros: true)
    keys = Matcher.keys(of: parts)
    nameWords = PartyName(entry.counterparty ?? "").words
    memoWords = PartyName(entry.memo ?? "").words
    name = NameWords(nameWords)
    memo = NameWords(memoWords)
    let iban = entry.counterpartyIBAN.map(AccountText.normal) ?? ""
    account = iban.count >= 8 ? iban : nil
    statedDays = parts.flatMap(Self.days)
    statedNumbers = parts.flatMap(Self.numbers)
    let words = parts.joined().map(\.text) + nameWords
    hasReversalWord = words.contains { Self.isReversal($0) }
  }

  /// Runs of letters or digits of one text that are looked at; a longer memo is read so far.
  static let maximumRuns = 200

  private static func isReversal(_ word: String) -> Bool {
    reversalWords.contains(word) || word.hasPrefix("RUECKL") || word.hasPrefix("RUCKL")
      || word.hasPrefix("RUECKZAHL") || word.hasPrefix("STORN") || word.hasPrefix("REFUND")
      || word.hasPrefix("REIMBURS") || word.hasPrefix("RIMBORS") || word.hasPrefix("REMBOURS")
  }

  private static let reversalWords: Set<String> = [
    "REVERSAL", "REVERSED", "REVERSE", "GUTSCHRIFT", "CHARGEBACK", "AVOIR", "RETURN", "RETURNED",
    "RETOURE", "RETOUR", "ERSTATTUNG", "CREDITNOTE", "REEMBOLSO", "DEVOLUCION", "REJECTED",
    "WIDERRUF", "KORREKTUR", "ANNULATION", "ANNULLATION",
  ]

  /// Days written as `19.02.2024`, `19/02/2024` or `2024-02-19`; one that could be two days is left out.
  private static func days(_ atoms: [TextAtom]) -> [Day] {
    guard atoms.count >= 3 else { return [] }
    var result: [Day] = []
    for start in 0...(atoms.count - 3) where isDateLike(atoms, start) {
      let parts = atoms[start..<start + 3].map { Int($0.text) ?? 0 }
      let isYearFirst = atoms[start].text.count == 4
      let day =
        isYearFirst
        ? Day(year: parts[0], month: parts[1], day: parts[2])
        : Day(year: parts[2], month: parts[1], day: parts[0])
      if let day { result.append(day) }
    }
    return result
  }

  private static func isDateLike(_ atoms: [TextAtom], _ start: Int) -> Bool {
    let run = atoms[start..<start + 3]
    guard run.allSatisfy(\.isNumber), run.dropFirst().allSatisfy({ $0.gapBefore == 1 }) else {
      return false
    }
    let lengths = run.map(\.text.count)
    return lengths == [4, 2, 2] || (lengths[0] <= 2 && lengths[1] <= 2 && lengths[2] == 4)
  }

  /// Words with at least three digits that look like an invoice's number.
  private static func numbers(_ atoms: [TextAtom]) -> [StatedNumber] {
    var result: [StatedNumber] = []
    var start = 0
    while start < atoms.count {
      var end = start + 1
      while end < atoms.count, atoms[end].gapBefore == 0 || joins(atoms, end) { end += 1 }
      let word = Array(atoms[start..<end])
      let isDate = word.count == 3 && isDateLike(atoms, start)
      let digits = word.reduce(0) { $0 + ($1.isNumber ? $1.text.count : 0) }
      let isMarked =
        Markers.isMarker(atoms, before: start)
        || (word.count > 1 && Markers.words.contains(word[0].text))
      if !isDate, digits >= (isMarked ? 2 : 4) {
        let full = word.map(\.text).joined()
        result.append(
          StatedNumber(full: full, shape: NumberForms.shape(word), isMarked: isMarked)
        )
      }
      start = end
    }
    return result
  }

  /// One separator between two runs, at least one of which is a number: `2024-00451`, `A/192`.
  private static func joins(_ atoms: [TextAtom], _ position: Int) -> Bool {
    atoms[position].gapBefore == 1 && atoms[position].isNumber
      && (atoms[position - 1].isNumber || atoms[position - 1].text.count <= 3)
  }
}

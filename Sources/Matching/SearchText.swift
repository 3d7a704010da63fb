import Values

/// An entry's reference and memo, prepared so that numbers are found as whole tokens.
///
/// Letters and digits stand without separators in `bytes`; the marks say where a run and where a
/// word begins and ends, so that `2024-00451` is found in `RE2024/00451` but `451` is not, nor anything in `XY2024/00451`.
struct SearchText: Sendable {
  enum Edge {
    case none
    /// Between letters and digits of one word.
    case run
    case word
  }

  struct Hit {
    /// A word such as `Invoice` or `Rg` stands directly before it.
    var isMarked: Bool
  }

  private(set) var bytes: [UInt8] = []
  private var starts: [Edge] = []
  private var ends: [Edge] = []
  /// Start offsets of runs that a marker word stands before.
  private var marked: Set<Int> = []

  /// Numbers are not joined across more separators than this (`2024 / 00451` has three).
  static let maximumGap = 3

  init(_ parts: [[TextAtom]], withoutZeros: Bool) {
    for atoms in parts {
      append([0], start: .word, end: .word)
      for (position, atom) in atoms.enumerated() {
        if position > 0, atom.gapBefore > Self.maximumGap {
          append([0], start: .word, end: .word)
        }
        let next = position + 1 < atoms.count ? atoms[position + 1].gapBefore : 1
        if position > 0, Markers.isMarker(atoms, before: position) { marked.insert(bytes.count) }
        append(
          Array((withoutZeros ? atom.withoutZeros : atom.text).utf8),
          start: Self.beginsWord(atoms, position) ? .word : .run,
          end: next > 0 ? .word : .run
        )
      }
    }
    ends.append(.word)
  }

  /// Digits that hang on letters belong to those: `00451` of `XY-00451` is not a number of its own.
  private static func beginsWord(_ atoms: [TextAtom], _ position: Int) -> Bool {
    guard position > 0, atoms[position].isAttached else { return true }
    return atoms[position].gapBefore > 0
      && (atoms[position - 1].isNumber || !atoms[position].isNumber)
  }

  private mutating func append(_ run: [UInt8], start: Edge, end: Edge) {
    // `ends[i]` speaks of the border before byte i, so it is one longer than `bytes`.
    if ends.isEmpty { ends.append(.word) }
    bytes += run
    starts.append(start)
    starts += repeatElement(.none, count: run.count - 1)
    ends += repeatElement(.none, count: run.count - 1)
    ends.append(end)
  }

  /// Where `form` stands as a whole: before it a word begins or a marker is glued to it (`RE2026`).
  func find(_ form: [UInt8]) -> Hit? {
    guard let first = form.first, form.count <= bytes.count else { return nil }
    var best: Hit?
    for start in 0...(bytes.count - form.count)
    where bytes[start] == first && starts[start] != .none {
      let end = start + form.count
      guard ends[end] == .word, bytes[start..<end].elementsEqual(form) else { continue }
      if marked.contains(start) { return Hit(isMarked: true) }
      if starts[start] == .word { best = Hit(isMarked: false) }
    }
    return best
  }
}

/// Words that say that a number of an invoice follows.
enum Markers {
  /// True when the run before `position` is such a word, or `no` after such a word.
  static func isMarker(_ atoms: [TextAtom], before position: Int) -> Bool {
    guard position > 0, atoms[position].gapBefore <= SearchText.maximumGap else { return false }
    return words.contains(atoms[position - 1].text)
  }

  static let words: Set<String> = Set(
    """
    INV INVOICE INVOICES RE RG RGNR RENR RNR RECHNUNG RECHNUNGEN RECHNUNGSNR RECHNUNGSNUMMER FACTURE FACTURES FACT \
    FAC FT FATTURA FATTURE FACTURA FACTUUR FAKTURA FAKTURY BILL BELEG BELEGNR NR NO NUM NUMMER NUMBER NUMERO N RF \
    GUTSCHRIFT CREDIT NOTE CN GS AVOIR CM
    """.split(separator: " ").map(String.init)
  )
}

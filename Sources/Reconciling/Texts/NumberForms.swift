/// The ways in which a document's number can stand in a payment, for all documents of the books.
struct NumberForms: Sendable {
  enum Form: UInt8 {
    /// All letters and digits.
    case full
    /// The digits alone, where there are letters too.
    case digits
    /// The purchase order's number.
    case order
  }

  private(set) var bytes: [UInt8] = []
  /// Letters and digits of each document's number.
  private(set) var full: [Slice] = []
  private(set) var digits: [Slice] = []
  /// The digits without zeros in front, where that is something else.
  private(set) var bare: [Slice] = []
  private(set) var order: [Slice] = []
  /// Hash of the number with each digit as 9.
  private(set) var shape: [UInt64] = []

  static let maximumLength = 40

  init(_ documents: DocumentColumns) {
    var text = FoldedText()
    for row in 0..<documents.count {
      text.set(documents.text, documents.number[row])
      full.append(add(text.bytes.prefix(Self.maximumLength)))
      shape.append(Self.shape(text.bytes[...]))
      let figures = text.bytes.prefix(Self.maximumLength).filter(\.isDigit)
      let hasLetters = figures.count < text.bytes.count
      digits.append(hasLetters && figures.count >= 3 ? add(figures[...]) : .empty)
      let bare = figures.drop { $0 == UInt8(ascii: "0") }
      self.bare.append(bare.count < figures.count && bare.count >= 2 ? add(bare) : .empty)
      text.set(documents.text, documents.order[row])
      order.append(text.bytes.count >= 5 ? add(text.bytes.prefix(Self.maximumLength)) : .empty)
    }
  }

  static func shape(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash = TextHash()
    for byte in bytes { hash.add(byte.isDigit ? UInt8(ascii: "9") : byte) }
    return hash.value
  }

  private mutating func add(_ piece: ArraySlice<UInt8>) -> Slice {
    guard !piece.isEmpty else { return .empty }
    let start = bytes.count
    bytes += piece
    return Slice(start: UInt32(start), count: UInt32(piece.count))
  }
}

/// A document's number that stands in an entry's text.
struct NumberHit {
  var document: Int32
  var form: NumberForms.Form
  var firstRun: Int
  var lastRun: Int
}

/// Finds documents by the numbers that stand in a text.
struct NumberIndex: Sendable {
  private var keys: [UInt64] = []
  private var items: [(document: Int32, form: NumberForms.Form)] = []
  /// Open addressing over `keys`: where a key's first item stands, plus one.
  private var slots: [UInt32] = []
  private let mask: Int
  private let longest: Int

  static let maximumRunsOfNumber = 6
  /// More documents of one number than this tell nothing.
  static let maximumHitsOfKey = 32

  init(_ forms: NumberForms) {
    var rows: [(key: UInt64, document: Int32, form: NumberForms.Form)] = []
    func add(_ slice: Slice, _ document: Int, _ form: NumberForms.Form) {
      guard !slice.isEmpty else { return }
      rows.append((TextHash.of(forms.bytes[slice.range]), Int32(document), form))
    }
    for document in forms.full.indices {
      add(forms.full[document], document, .full)
      add(forms.digits[document], document, .digits)
      add(forms.bare[document], document, .digits)
      add(forms.order[document], document, .order)
    }
    rows.sort { ($0.key, $0.document, $0.form.rawValue) < ($1.key, $1.document, $1.form.rawValue) }
    var size = 1024
    while size < rows.count * 4 { size *= 2 }
    mask = size - 1
    slots = [UInt32](repeating: 0, count: size)
    longest = Int(forms.full.map(\.count).max() ?? 0)
    for row in rows {
      if keys.last != row.key { place(row.key, at: keys.count) }
      keys.append(row.key)
      items.append((row.document, row.form))
    }
  }

  private mutating func place(_ key: UInt64, at index: Int) {
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = UInt32(index + 1)
  }

  private func first(_ key: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if keys[index] == key { return index }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// All hits in `text`, in the order of the text.
  func hits(in text: FoldedText, into result: inout [NumberHit]) {
    result.removeAll(keepingCapacity: true)
    for first in text.runs.indices {
      var hash = TextHash()
      var length = 0
      let end = min(text.runs.count, first + Self.maximumRunsOfNumber)
      for last in first..<end {
        let run = text.runs[last]
        length += run.count
        if length > longest { break }
        for index in Int(run.start)..<Int(run.end) { hash.add(text.bytes[index]) }
        guard length >= 2 || last > first || run.isDigits else { continue }
        look(hash.value, first, last, &result)
      }
    }
  }

  private func look(_ key: UInt64, _ first: Int, _ last: Int, _ result: inout [NumberHit]) {
    guard var index = self.first(key) else { return }
    let begin = index
    while index < keys.count, keys[index] == key, index - begin < Self.maximumHitsOfKey {
      let item = items[index]
      result.append(
        NumberHit(document: item.document, form: item.form, firstRun: first, lastRun: last)
      )
      index += 1
    }
  }
}

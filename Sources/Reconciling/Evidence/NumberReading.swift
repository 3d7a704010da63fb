/// Judges what an entry's text says about one document's number.
enum NumberReading {
  /// The strongest statement that the text makes.
  static func level(_ document: Int32, _ entry: EntryText, _ forms: NumberForms) -> NumberLevel {
    if let level = hit(document, entry) { return level }
    if let level = similar(Int(document), entry, forms) {
      // Where another document's number stands letter for letter, it is no slip of this one's.
      return level == .neighbour && namesAnother(Int(document), entry) ? .otherDocument : level
    }
    return against(Int(document), entry, forms)
  }

  private static func hit(_ document: Int32, _ entry: EntryText) -> NumberLevel? {
    var best: NumberLevel?
    for hit in entry.hits where hit.document == document {
      let level = level(of: hit, entry)
      if best.map({ level.rawValue < $0.rawValue }) ?? true { best = level }
    }
    return best
  }

  private static func level(of hit: NumberHit, _ entry: EntryText) -> NumberLevel {
    let length = entry.length(hit)
    switch hit.form {
    case .full where length >= 7: return .exactLong
    case .full where length >= 5: return .exactMiddle
    case .full: return length >= 3 ? .exactShort : .exactTiny
    case .digits: return length >= 6 ? .digits : .digitsShort
    case .order: return .order
    }
  }

  /// The number with a slip, or cut off.
  private static func similar(
    _ document: Int,
    _ entry: EntryText,
    _ forms: NumberForms
  ) -> NumberLevel? {
    let full = forms.bytes[forms.full[document].range]
    let digits = forms.bytes[forms.digits[document].range]
    guard full.count >= 4 else { return nil }
    var best: NumberLevel?
    func offer(_ level: NumberLevel?) {
      guard let level else { return }
      if best.map({ level.rawValue < $0.rawValue }) ?? true { best = level }
    }
    let runs = entry.text.runs
    for first in runs.indices where runs[first].gap != .none {
      if entry.label(first, first) == .other || entry.isDay(first, first) { continue }
      let start = Int(runs[first].start)
      // A list's later parts do not begin a number.
      for last in first..<min(runs.count, first + NumberIndex.maximumRunsOfNumber) {
        let end = Int(runs[last].end)
        if end - start > full.count + 1 || entry.isDay(first, last) { break }
        if last + 1 < runs.count, runs[last + 1].gap == .none { continue }
        let piece = entry.text.bytes[start..<end]
        offer(slip(piece, full))
        if digits.count >= 7 { offer(slip(piece, digits)) }
        let isEnd = last + 1 >= runs.count || runs[last + 1].gap == .apart
        if isEnd { offer(cut(piece, full)) }
      }
    }
    if best == nil || best == .neighbour { return ending(full, entry) ?? best }
    return best
  }

  private static func slip(
    _ piece: ArraySlice<UInt8>,
    _ number: ArraySlice<UInt8>
  ) -> NumberLevel? {
    guard number.count >= 5, abs(piece.count - number.count) <= 1, !number.starts(with: piece)
    else {
      return nil
    }
    var (different, isOfDigits) = (0, true)
    if piece.count == number.count {
      for (a, b) in zip(piece, number) where a != b {
        different += 1
        isOfDigits = isOfDigits && a.isDigit && b.isDigit
      }
      if different == 1 { return .neighbour }
      guard different == 2 else { return nil }
    }
    guard EditDistance.isWithin(1, piece, number) else { return nil }
    // Two digits that are swapped may be another number of the series as well.
    return different == 2 && isOfDigits ? .neighbour : .slip
  }

  private static func cut(
    _ piece: ArraySlice<UInt8>,
    _ number: ArraySlice<UInt8>
  ) -> NumberLevel? {
    guard piece.count >= 4, piece.count < number.count, number.starts(with: piece) else {
      return nil
    }
    return number.count - piece.count <= 2 ? .cutLong : .cutShort
  }

  /// `RE2025-00349/50`: the last digits after a number of the same series.
  private static func ending(_ full: ArraySlice<UInt8>, _ entry: EntryText) -> NumberLevel? {
    let runs = entry.text.runs
    for index in runs.indices.dropFirst() {
      let run = runs[index]
      guard run.isDigits, run.gap == .joined, run.mark == UInt8(ascii: "/"), run.count >= 2,
        run.count < full.count, full.suffix(run.count).elementsEqual(bytes(run, entry))
      else { continue }
      // What stands before it begins as this number does.
      let before = runs[index - 1]
      let shared = full.count - run.count
      let start = max(0, Int(before.end) - full.count)
      let front = entry.text.bytes[start..<Int(before.end)]
      if front.prefix(shared).elementsEqual(full.prefix(shared)) { return .ending }
    }
    return nil
  }

  private static func bytes(_ run: TextRun, _ entry: EntryText) -> ArraySlice<UInt8> {
    entry.text.bytes[Int(run.start)..<Int(run.end)]
  }

  private static func namesAnother(_ document: Int, _ entry: EntryText) -> Bool {
    entry.hits.contains {
      $0.form != .order && Int($0.document) != document && level(of: $0, entry).isNamed
    }
  }

  /// What speaks against the document.
  private static func against(
    _ document: Int,
    _ entry: EntryText,
    _ forms: NumberForms
  ) -> NumberLevel {
    if namesAnother(document, entry) { return .otherDocument }
    let figures = Int(forms.digits[document].count)
    var result = NumberLevel.silent
    for token in entry.tokens {
      if token.shape == forms.shape[document] { return .sameSeries }
      if figures >= 6, token.digits == figures, token.end - token.start == Int32(figures) {
        return .sameSeries
      }
      result = token.label == .invoice || result == .otherInvoice ? .otherInvoice : .otherNumber
    }
    return result
  }
}

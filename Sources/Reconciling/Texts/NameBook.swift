import Values

/// Names as words, each distinct one once.
struct NameBook: Sendable {
  /// Words without blanks, legal forms left out.
  private(set) var bytes: [UInt8] = []
  /// Where each name's words lie; a name's words follow each other in `bytes`.
  private(set) var words: [Slice] = []
  private(set) var firstWord: [Int32] = []
  private(set) var compact: [Slice] = []
  private var known: [UInt64: Int32] = [:]

  static let maximumWords = 8
  var count: Int { compact.count }

  func words(of name: Int32) -> ArraySlice<Slice> {
    let begin = Int(firstWord[Int(name)])
    let end = Int(name) + 1 < firstWord.count ? Int(firstWord[Int(name) + 1]) : words.count
    return words[begin..<end]
  }

  /// The name in a column for names; -1 when there is none.
  mutating func name(_ text: FoldedText, scratch: inout [UInt8]) -> Int32 {
    take(text, scratch: &scratch) { _, run, hash in
      !Self.legalForms.contains(hash) && run.count > 0
    }
  }

  /// The words of a memo that may be a name; -1 when there are none.
  mutating func nameInMemo(_ text: FoldedText, scratch: inout [UInt8]) -> Int32 {
    take(text, scratch: &scratch) { index, run, hash in
      guard !run.isDigits, run.count > 1 else { return false }
      if run.gap == .none, index > 0, text.runs[index - 1].isDigits { return false }
      if index + 1 < text.runs.count {
        let next = text.runs[index + 1]
        if next.gap != .apart, next.isDigits { return false }
      }
      return !Label.isNoise(hash) && !Self.legalForms.contains(hash)
    }
  }

  private mutating func take(
    _ text: FoldedText,
    scratch: inout [UInt8],
    where isKept: (Int, TextRun, UInt64) -> Bool
  ) -> Int32 {
    scratch.removeAll(keepingCapacity: true)
    var lengths: [Int] = []
    for (index, run) in text.runs.enumerated() where lengths.count < Self.maximumWords {
      let hash = text.hash(run.start, run.end)
      guard isKept(index, run, hash) else { continue }
      let before = scratch.count
      Self.addOneLettered(text.bytes[Int(run.start)..<Int(run.end)], to: &scratch)
      lengths.append(scratch.count - before)
    }
    guard scratch.count >= 2 else { return -1 }
    return intern(scratch, lengths)
  }

  private mutating func intern(_ letters: [UInt8], _ lengths: [Int]) -> Int32 {
    var hash = TextHash()
    var position = 0
    for length in lengths {
      for byte in letters[position..<(position + length)] { hash.add(byte) }
      hash.add(0x20)
      position += length
    }
    if let name = known[hash.value] { return name }
    let name = Int32(compact.count)
    known[hash.value] = name
    let start = UInt32(bytes.count)
    compact.append(Slice(start: start, count: UInt32(letters.count)))
    firstWord.append(Int32(words.count))
    var offset = start
    for length in lengths {
      words.append(Slice(start: offset, count: UInt32(length)))
      offset += UInt32(length)
    }
    bytes += letters
    return name
  }

  /// `AE`, `OE` and `UE` as one letter, because half the world writes `MUELLER` and half `MULLER`.
  private static func addOneLettered(_ word: ArraySlice<UInt8>, to result: inout [UInt8]) {
    let begin = result.count
    for byte in word {
      if byte == UInt8(ascii: "E"), result.count > begin {
        let last = result[result.count - 1]
        if last == UInt8(ascii: "A") || last == UInt8(ascii: "O") || last == UInt8(ascii: "U") {
          continue
        }
      }
      result.append(byte)
    }
  }

  private static let legalForms: Set<UInt64> = Set(
    (PartyName.legalForms.union([
      "HAFTUNGSBESCHRAENKT", "WLL", "W", "L", "S", "P", "A", "B", "V", "C", "N", "R", "D", "T",
    ]))
    .map { TextHash.of(ArraySlice(Array($0.utf8))) }
  )
}

package import Values

/// Changes papers as a broken program, a bad line or an enemy would: bytes, texts, lines, whole elements.
package struct PaperMutator {
  private let papers: [[UInt8]]
  private var random: SeededRandom

  package init(seed: UInt64, papers: [[UInt8]]) {
    self.papers = papers
    random = SeededRandom(seed: seed)
  }

  /// The next paper, changed in one to six ways.
  package mutating func next() -> [UInt8] {
    Self.changed(papers[Self.number(papers.count, &random)], others: papers, &random)
  }

  /// More does not come of a paper, however often parts of it are repeated.
  package static let maximumBytes = 400_000

  /// Most often one change: more of them break most papers at the gate.
  private static let changes = [1, 1, 1, 1, 2, 3, 6]

  /// `paper` changed in one to six ways; pieces of `others` may come into it.
  package static func changed(
    _ paper: [UInt8],
    others: [[UInt8]],
    _ random: inout SeededRandom
  ) -> [UInt8] {
    var bytes = paper
    for _ in 0..<changes[number(changes.count, &random)] where !bytes.isEmpty {
      change(&bytes, others, &random)
    }
    return bytes
  }

  private static func change(
    _ bytes: inout [UInt8],
    _ others: [[UInt8]],
    _ random: inout SeededRandom
  ) {
    switch number(16, &random) {
    case 0: bytes[number(bytes.count, &random)] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes[number(bytes.count, &random)] ^= 1 << UInt8(number(8, &random))
    case 2: cut(&bytes, &random)
    case 3: bytes = Array(bytes.prefix(number(bytes.count, &random)))
    case 4...6: retext(&bytes, &random)
    case 7: if let range = element(bytes, &random) { bytes.removeSubrange(range) }
    case 8: repeatElement(&bytes, &random)
    case 9: splice(&bytes, others, &random)
    case 10: renumber(&bytes, &random)
    case 11: changeLines(&bytes, &random)
    case 12:
      let words = MutationTexts.marks
      bytes.insert(
        contentsOf: words[number(words.count, &random)].utf8,
        at: number(bytes.count, &random)
      )
    case 13: repeatBlock(&bytes, &random)
    case 14: overwrite(&bytes, &random)
    default: swapHalves(&bytes, others, &random)
    }
    if bytes.count > maximumBytes { bytes = Array(bytes.prefix(maximumBytes)) }
  }

  static func number(_ count: Int, _ random: inout SeededRandom) -> Int {
    Int.random(in: 0..<max(1, count), using: &random)
  }

  private static func cut(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    let start = number(bytes.count, &random)
    let length = number(10, &random) == 0 ? number(bytes.count, &random) : number(40, &random)
    bytes.removeSubrange(start..<min(bytes.count, start + 1 + length))
  }

  /// A piece of another paper of the same kinds.
  private static func splice(
    _ bytes: inout [UInt8],
    _ others: [[UInt8]],
    _ random: inout SeededRandom
  ) {
    guard !others.isEmpty else { return }
    let other = others[number(others.count, &random)]
    let start = number(other.count, &random)
    let piece = other[start..<min(other.count, start + 1 + number(400, &random))]
    bytes.insert(contentsOf: piece, at: number(bytes.count, &random))
  }

  /// The beginning of this one, the end of another.
  private static func swapHalves(
    _ bytes: inout [UInt8],
    _ others: [[UInt8]],
    _ random: inout SeededRandom
  ) {
    guard !others.isEmpty else { return }
    let other = others[number(others.count, &random)]
    bytes = bytes.prefix(number(bytes.count, &random)) + other.suffix(number(other.count, &random))
  }

  /// The text after some `>`, or the cell after some separator.
  private static func retext(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    let texts = MutationTexts.values
    let text = texts[number(texts.count, &random)].utf8
    let start = number(bytes.count, &random)
    if let open = bytes[start...].firstIndex(of: UInt8(ascii: ">")),
      let end = bytes[(open + 1)...].firstIndex(of: UInt8(ascii: "<"))
    {
      bytes.replaceSubrange(open + 1..<end, with: text)
      return
    }
    let ends: Set<UInt8> = Set(",;\t|\n\r:/\"'()".utf8)
    guard let open = bytes[start...].firstIndex(where: ends.contains) else { return }
    let end = bytes[(open + 1)...].firstIndex(where: ends.contains) ?? bytes.count
    bytes.replaceSubrange(open + 1..<end, with: text)
  }

  /// The digits of some number, by others.
  private static func renumber(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let start = number(bytes.count, &random)
    guard let first = bytes[start...].firstIndex(where: digits.contains) else { return }
    let end = bytes[first...].firstIndex { !digits.contains($0) } ?? bytes.count
    let numbers = MutationTexts.numbers
    bytes.replaceSubrange(first..<end, with: numbers[number(numbers.count, &random)].utf8)
  }

  /// A line leaves, comes again or goes elsewhere.
  private static func changeLines(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let (from, to) = (number(lines.count, &random), number(lines.count, &random))
    switch number(4, &random) {
    case 0: lines.remove(at: from)
    case 1: lines.insert(lines[from], at: to)
    case 2: lines.swapAt(from, to)
    default:
      let many = Swift.repeatElement(lines[from], count: 2 + number(60, &random))
      lines.insert(contentsOf: many, at: to)
    }
    bytes = Array(lines.joined(separator: [0x0A]))
  }

  private static func repeatBlock(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    let start = number(bytes.count, &random)
    let block = Array(bytes[start..<min(bytes.count, start + 1 + number(300, &random))])
    let many = Swift.repeatElement(block, count: 1 + number(30, &random)).joined()
    bytes.insert(contentsOf: many, at: number(bytes.count, &random))
  }

  /// Bytes that lengths and offsets trip over.
  private static func overwrite(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    let start = number(bytes.count, &random)
    let byte: UInt8 = [0, 0xFF, 0x7F, 0x80][number(4, &random)]
    for index in start..<min(bytes.count, start + 1 + number(8, &random)) { bytes[index] = byte }
  }

  private static func repeatElement(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    guard let range = element(bytes, &random), bytes.count < maximumBytes / 2 else { return }
    let copy = Array(bytes[range])
    let many = Swift.repeatElement(copy, count: 1 + number(12, &random)).joined()
    bytes.insert(contentsOf: many, at: range.lowerBound)
  }

  /// From a start tag to the first end tag of its name.
  private static func element(_ bytes: [UInt8], _ random: inout SeededRandom) -> Range<Int>? {
    guard !bytes.isEmpty,
      let start = bytes[number(bytes.count, &random)...].firstIndex(of: UInt8(ascii: "<"))
    else { return nil }
    let name = bytes[(start + 1)...].prefix { !ends.contains($0) }
    guard !name.isEmpty else { return nil }
    let end = Array("</".utf8) + name + Array(">".utf8)
    var position = start
    while position + end.count <= bytes.count {
      guard let next = bytes[position...].firstIndex(of: UInt8(ascii: "<")) else { return nil }
      if bytes[next...].starts(with: end) { return start..<next + end.count }
      position = next + 1
    }
    return nil
  }

  private static let ends: Set<UInt8> = [0x20, 0x0A, UInt8(ascii: ">"), UInt8(ascii: "/")]
}

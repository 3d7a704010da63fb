import Values

/// Changes papers as a broken program, a bad line or an enemy would: bytes, texts, whole elements.
struct PaperMutator {
  private let papers: [[UInt8]]
  private var random: SeededRandom

  /// What may stand where a number, a day or a code should.
  private static let texts = [
    "", " ", "-1", "1e9", "0", "-0.00", "99999999999999999999999999999999999999",
    "170141183460469231731687303715884105728", "0.00000000000000000000000000000000000000001",
    "NaN", "1,5", "2026-02-30", "20260231", "0000-00-00", "9999-12-31", "2026-03-14T25:61:61",
    "EUR", "XXX", "TD99", "&#x10FFFF;", "e\u{301}\u{301}\u{301}", "\u{202E}desrever", "GROUP",
    "true", "1", "MG", "S", "#AAI#", "##", "#ABC", "N3.1", "DE75512108001245126199",
  ]

  init(seed: UInt64, papers: [[UInt8]]) {
    self.papers = papers
    random = SeededRandom(seed: seed)
  }

  /// The next paper, changed in one to six ways.
  mutating func next() -> [UInt8] {
    var bytes = papers[number(papers.count)]
    for _ in 0..<(1 + number(6)) where !bytes.isEmpty {
      switch number(10) {
      case 0...1: flip(&bytes)
      case 2: cut(&bytes)
      case 3: bytes = Array(bytes.prefix(number(bytes.count)))
      case 4...6: retext(&bytes)
      case 7: removeElement(&bytes)
      case 8: repeatElement(&bytes)
      default: splice(&bytes)
      }
    }
    return bytes
  }

  private mutating func number(_ count: Int) -> Int {
    Int.random(in: 0..<max(1, count), using: &random)
  }

  private mutating func flip(_ bytes: inout [UInt8]) {
    bytes[number(bytes.count)] = UInt8.random(in: 0...255, using: &random)
  }

  private mutating func cut(_ bytes: inout [UInt8]) {
    let start = number(bytes.count)
    bytes.removeSubrange(start..<min(bytes.count, start + 1 + number(40)))
  }

  /// A piece of another paper of the same kinds.
  private mutating func splice(_ bytes: inout [UInt8]) {
    let other = papers[number(papers.count)]
    let start = number(other.count)
    let piece = other[start..<min(other.count, start + 1 + number(400))]
    bytes.insert(contentsOf: piece, at: number(bytes.count))
  }

  /// The text after some `>`.
  private mutating func retext(_ bytes: inout [UInt8]) {
    guard let start = tag(bytes, UInt8(ascii: ">")).map({ $0 + 1 }),
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "<"))
    else { return }
    bytes.replaceSubrange(start..<end, with: Self.texts[number(Self.texts.count)].utf8)
  }

  private mutating func removeElement(_ bytes: inout [UInt8]) {
    if let range = element(bytes) { bytes.removeSubrange(range) }
  }

  private mutating func repeatElement(_ bytes: inout [UInt8]) {
    guard let range = element(bytes), bytes.count < 200_000 else { return }
    let copy = Array(bytes[range])
    for _ in 0...number(12) { bytes.insert(contentsOf: copy, at: range.lowerBound) }
  }

  private mutating func tag(_ bytes: [UInt8], _ mark: UInt8) -> Int? {
    guard !bytes.isEmpty else { return nil }
    return bytes[number(bytes.count)...].firstIndex(of: mark)
  }

  /// From a start tag to the first end tag of its name.
  private mutating func element(_ bytes: [UInt8]) -> Range<Int>? {
    guard let start = tag(bytes, UInt8(ascii: "<")) else { return nil }
    let name = bytes[(start + 1)...].prefix { !Self.ends.contains($0) }
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

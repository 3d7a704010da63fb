import Values

/// Who sold: the name at the head of the paper and the address under it.
struct ReceiptMerchant {
  struct Answer {
    var name: String
    var nameTokens: Range<Int>
    var address: [Range<Int>] = []
    var score: Int
    var hasForm = false
    /// It stands first on the paper.
    var isFirst = false
    var isJoined = false
    var isTrade = false
    /// How much better it is than the next.
    var gap = 0
  }

  private let facts: PaperFacts
  private var layout: Layout { facts.layout }
  /// The head of a receipt has at most so many lines.
  private static let headLines = 16

  init(_ facts: PaperFacts) { self.facts = facts }

  func answer() -> Answer? {
    let head = headLines()
    let found = head.indices.compactMap { candidate(at: $0, head) }
      .sorted { $0.score > $1.score }
    guard var answer = found.first else { return nil }
    answer.gap = answer.score - (found.dropFirst().first?.score ?? 0)
    answer.address = address(below: answer.nameTokens, head)
    return answer
  }

  /// The first lines of the paper.
  private func headLines() -> [Int] { Array(layout.lines.indices.prefix(Self.headLines)) }

  // MARK: Name

  private func candidate(at position: Int, _ head: [Int]) -> Answer? {
    let line = layout.lines[head[position]]
    guard let own = nameRange(line.tokens) else { return nil }
    var range = own
    if let more = continuation(of: own, at: position, head) { range = own.lowerBound..<more }
    let tokens = layout.tokens[range]
    let hasForm = MerchantWords.hasForm(tokens)
    var score = 500 - 30 * position
    if hasForm { score += 260 }
    let isTrade = tokens.contains { MerchantWords.isTrade($0.folded) }
    if isTrade { score += 70 }
    if position == 0 { score += 60 }
    // Written above the paper's own print: a note of whoever filed it.
    if position + 1 < head.count {
      let next = layout.lines[head[position + 1]]
      if position < 2, next.box.y0 - line.box.y1 > 1.2 * max(line.box.height, next.box.height) {
        score -= 100
      }
    }
    let words = tokens.map { token in Self.cut(token.text) }
    return Answer(
      name: PartyText.trimmed(words.joined(separator: " ")),
      nameTokens: range,
      score: score,
      hasForm: hasForm,
      isFirst: position == 0,
      isJoined: range.upperBound > own.upperBound,
      isTrade: isTrade
    )
  }

  /// `BHD(728384-M)` without the register's number.
  private static func cut(_ text: String) -> String {
    guard let open = text.firstIndex(of: "("), open != text.startIndex,
      text[open...].count(where: \.isNumber) >= 4
    else { return text }
    return String(text[..<open])
  }

  /// The end of the name in the lines below, where it runs on.
  private func continuation(of own: Range<Int>, at position: Int, _ head: [Int]) -> Int? {
    var end: Int?
    for offset in 1...2 {
      let range = own.lowerBound..<(end ?? own.upperBound)
      let tokens = layout.tokens[range]
      let isWhole = MerchantWords.hasForm(tokens) && !MerchantWords.isOpen(tokens)
      let line = layout.lines[head[position + offset - 1]]
      guard !isWhole || tokens.last?.text == "&", range.upperBound == line.tokens.upperBound,
        position + offset < head.count
      else { break }
      let next = layout.lines[head[position + offset]]
      guard let more = nameRange(next.tokens, isContinuing: true),
        more.lowerBound == next.tokens.lowerBound,
        MerchantWords.isContinued(tokens, layout.tokens[more]),
        next.box.y0 - line.box.y1 < 1.2 * line.box.height
      else { break }
      end = more.upperBound
    }
    return end
  }

  /// The part of a line that may be a name: without a register's number, not an address, label or date.
  private func nameRange(_ line: Range<Int>, isContinuing: Bool = false) -> Range<Int>? {
    let tokens = layout.tokens[line]
    guard !AddressWords.isAddress(tokens) || MerchantWords.hasForm(tokens),
      !AddressWords.isLabelled(tokens) || isContinuing,
      !line.contains(where: { facts.date(at: $0) != nil })
    else { return nil }
    var range = line
    if let form = MerchantWords.formEnd(tokens) { range = line.lowerBound..<form }
    if let owner = range.last(where: { MerchantWords.introduces(layout.tokens[$0].folded) }) {
      range = owner + 1..<range.upperBound
    }
    // A number of a till or a mark before the name; `99 Market` and `10 Gram` are names.
    while let first = range.first, !isContinuing, !layout.tokens[first].hasLetter,
      layout.tokens[first].folded.utf8.count > 4 || !layout.tokens[first].hasDigit
        || layout.tokens[first].text.hasPrefix("#")
    {
      range = first + 1..<range.upperBound
    }
    while let last = range.last, MerchantWords.isRegister(layout.tokens[last].text) {
      range = range.lowerBound..<last
    }
    guard let first = range.first, isContinuing || !layout.tokens[first].text.hasPrefix("(") else {
      return nil
    }
    let text = layout.tokens[range].map(\.text).joined()
    let letters = text.count(where: \.isLetter)
    guard letters >= 3 || isContinuing, text.count(where: \.isNumber) <= letters,
      !text.contains("@"),
      ReceiptAmount.all(line, facts).isEmpty,
      !MerchantWords.isGreeting(layout.tokens[range].map(\.folded))
    else { return nil }
    return range
  }

  // MARK: Address

  private func address(below name: Range<Int>, _ head: [Int]) -> [Range<Int>] {
    let nameLine = layout.tokens[name.upperBound - 1].line
    guard let start = head.firstIndex(of: nameLine) else { return [] }
    var lines: [Range<Int>] = []
    var hasCode = false
    for index in head[(start + 1)...] {
      let line = layout.lines[index]
      let tokens = AddressWords.withoutContact(line.tokens, layout)
      if tokens.isEmpty {
        guard lines.isEmpty else { break }
        continue
      }
      let words = layout.tokens[tokens]
      if AddressWords.isStop(words) || line.tokens.contains(where: { facts.date(at: $0) != nil }) {
        guard lines.isEmpty else { break }
        continue
      }
      if MerchantWords.isRegisterLine(words) {
        guard lines.isEmpty else { break }
        continue
      }
      let isAddress = AddressWords.isAddress(words)
      if lines.isEmpty, !isAddress { continue }
      if !ReceiptAmount.all(line.tokens, facts).isEmpty { break }
      if hasCode, !AddressWords.isRegion(words) { break }
      lines.append(tokens)
      if AddressWords.hasCode(words) { hasCode = true }
      if tokens.upperBound < line.tokens.upperBound { break }
      if lines.count >= 7 { break }
    }
    return lines
  }
}

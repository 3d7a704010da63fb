import Values

/// A name with its place and, where there is one, the address under it.
struct PartyCandidate {
  var name: String
  var tokens: Range<Int>
  var address: [Range<Int>] = []
  var score: Int
}

/// Who sells and who buys: by labelled blocks, by where addresses stand, by legal forms and repeats.
struct PartyFinder {
  let facts: PaperFacts
  let blocks: [TextBlock]
  private static let maximumBlocks = 1_500
  static let maximumCompanies = 200
  var layout: Layout { facts.layout }

  init(_ facts: PaperFacts) {
    self.facts = facts
    blocks = Array(TextBlock.blocks(facts.layout).prefix(Self.maximumBlocks))
  }

  struct Answer {
    var seller: PartyCandidate?
    var buyer: PartyCandidate?
    var sellerRunnerUp: Int = 0
  }

  func answer() -> Answer {
    var answer = Answer()
    let labelledBuyers = labelled(.buyer)
    let labelledSellers = labelled(.seller)
    let sender = senderLine()
    var sellers = labelledSellers
    if let sender { sellers.append(sender.party) }
    answer.buyer =
      labelledBuyers.max { $0.score < $1.score } ?? windowBuyer(sender?.box, seller: sellers.first)
    let buyerKey = answer.buyer.map { PartyText.key($0.name) }
    sellers += companies().filter { PartyText.key($0.name) != buyerKey }
    if sellers.isEmpty { sellers += letterheads().filter { PartyText.key($0.name) != buyerKey } }
    sellers = Self.merged(sellers.filter { PartyText.key($0.name) != buyerKey || $0.score >= 900 })
    let sorted = sellers.sorted { $0.score > $1.score }
    answer.seller = sorted.first
    answer.sellerRunnerUp = sorted.dropFirst().first?.score ?? 0
    if answer.buyer == nil { answer.buyer = otherAddress(than: answer.seller) }
    if let seller = answer.seller, let buyer = answer.buyer,
      PartyText.key(seller.name) == PartyText.key(buyer.name), labelledBuyers.isEmpty
    {
      answer.buyer = nil
    }
    return answer
  }

  /// Equal names strengthen each other.
  private static func merged(_ all: [PartyCandidate]) -> [PartyCandidate] {
    var result: [PartyCandidate] = []
    for candidate in all {
      let key = PartyText.key(candidate.name)
      if let index = result.firstIndex(where: { PartyText.key($0.name) == key }) {
        let address = result[index].address.isEmpty ? candidate.address : result[index].address
        let bonus = min(60, max(0, candidate.score / 10))
        if candidate.score > result[index].score { result[index] = candidate }
        result[index].address = address
        result[index].score = min(990, result[index].score + bonus)
      } else {
        result.append(candidate)
      }
    }
    return result
  }

  // MARK: Labels

  private func labelled(_ field: LabelField) -> [PartyCandidate] {
    facts.labels.compactMap { hit in
      guard hit.field == field, isHeading(hit) else { return nil }
      let base = hit.label.strength == 3 ? 930 : 760
      let page = layout.lines[hit.line].page
      guard var candidate = beside(hit, base) ?? under(hit, base) else { return nil }
      candidate.score -= 60 * page
      return candidate
    }
  }

  /// `Bill to: Acme Ltd` in one segment.
  private func beside(_ hit: LabelHit, _ base: Int) -> PartyCandidate? {
    let segment = layout.segments[hit.segment]
    guard !hit.endsSegment else { return nil }
    let hasColon =
      layout.tokens[hit.tokens.upperBound - 1].endsLabel
      || [":", ":"].contains(layout.tokens[hit.tokens.upperBound].text)
    var start = hit.tokens.upperBound
    while start < segment.tokens.upperBound,
      layout.tokens[start].folded.isEmpty || PartyText.isSalutation(layout.tokens[start])
    {
      start += 1
    }
    let rest = start..<segment.tokens.upperBound
    guard hasColon, !rest.isEmpty, facts.label(at: start) == nil, let name = nameEnd(rest) else {
      return nil
    }
    return PartyCandidate(
      name: PartyText.trimmed(layout.text(name)),
      tokens: name,
      address: [],
      score: base - 20
    )
  }

  /// The lines under a label, in its column, up to the next label of a party.
  private func under(_ hit: LabelHit, _ base: Int) -> PartyCandidate? {
    let segment = layout.segments[hit.segment]
    var name: Range<Int>?
    var address: [Range<Int>] = []
    var previous = segment.box
    let label = layout.box(hit.tokens)
    var line = hit.line + 1
    var passed = 0
    while line < layout.lines.count, layout.lines[line].page == layout.lines[hit.line].page,
      passed < 12,
      line < hit.line + 60
    {
      defer { line += 1 }
      guard let index = column(of: label, in: line) else {
        if layout.lines[line].box.y0 - previous.y1 > 3 * previous.height { break }
        continue
      }
      let part = layout.segments[index]
      if part.box.y0 - previous.y1 > 2.2 * max(previous.height, part.box.height) { break }
      previous = part.box
      passed += 1
      let first = facts.label(at: part.tokens.lowerBound)
      if let first, first.field.isParty, isHeading(first) { break }
      if let first, first.startsSegment, !first.field.isParty {
        // Numbers of a customer and the like stand before the name or behind the address.
        if name == nil { continue }
        break
      }
      if name == nil {
        guard let found = self.name(in: part.tokens) else { continue }
        name = found
      } else if let begun = name, address.isEmpty, isContinued(begun, part.tokens) {
        name = begun.lowerBound..<part.tokens.upperBound
      } else {
        address.append(part.tokens)
        if address.count >= 6 { break }
      }
    }
    guard let name else { return nil }
    let hasTown = address.contains { PostalLine.isPostal(layout.tokens[$0]) }
    return PartyCandidate(
      name: PartyText.trimmed(layout.text(name)),
      tokens: name,
      address: trimmedAddress(address),
      score: base + (hasTown ? 40 : -120)
    )
  }

  /// A label that heads a block: nothing but a colon behind it, unless what follows stands behind a colon.
  private func isHeading(_ hit: LabelHit) -> Bool {
    guard hit.startsSegment else { return false }
    if hit.endsSegment || layout.tokens[hit.tokens.upperBound - 1].endsLabel { return true }
    return layout.tokens[hit.tokens.upperBound].text.hasPrefix(":")
  }

  /// A company's name that runs on: its legal form stands on the second line.
  private func isContinued(_ name: Range<Int>, _ next: Range<Int>) -> Bool {
    // Both must stand one after the other in the layout, without another column between them.
    guard name.upperBound == next.lowerBound,
      !name.contains(where: { PartyText.isLegalForm(layout.tokens[$0]) }),
      layout.tokens[next].last.map(PartyText.isLegalForm) == true
    else { return false }
    return !layout.tokens[next].contains(where: \.hasDigit)
  }

  /// The segment of `line` that stands in the label's column.
  private func column(of label: Box, in line: Int) -> Int? {
    layout.lines[line].segments.first { index in
      let box = layout.segments[index].box
      return abs(box.x0 - label.x0) < 2.5 * label.height
    }
  }

  /// The name at the beginning of a line of an address; nil when the line is none.
  private func name(in tokens: Range<Int>) -> Range<Int>? {
    var start = tokens.lowerBound
    while start < tokens.upperBound, PartyText.isSalutation(layout.tokens[start]) { start += 1 }
    let rest = start..<tokens.upperBound
    guard !rest.isEmpty,
      facts.label(at: start).map({ !$0.startsSegment || ($0.field.isParty && !isHeading($0)) })
        ?? true,
      facts.date(at: start) == nil, PartyText.isName(layout.tokens[rest]),
      !PostalLine.isPostal(layout.tokens[rest])
    else { return nil }
    return rest
  }

  /// A name up to a comma behind its legal form.
  private func nameEnd(_ tokens: Range<Int>) -> Range<Int>? {
    var end = tokens.upperBound
    for index in tokens
    where layout.tokens[index].text.hasSuffix(",") || layout.tokens[index].text.hasSuffix(",,") {
      let isForm = index + 1 < tokens.upperBound && PartyText.isLegalForm(layout.tokens[index + 1])
      if !isForm {
        end = index + 1
        break
      }
    }
    let range = tokens.lowerBound..<end
    return PartyText.isName(layout.tokens[range]) ? range : nil
  }

  /// Lines up to the town and a country under it; what follows is no address any more.
  private func trimmedAddress(_ lines: [Range<Int>]) -> [Range<Int>] {
    guard let town = lines.firstIndex(where: { PostalLine.isPostal(layout.tokens[$0]) }) else {
      return []
    }
    var result = Array(lines[...town])
    if town + 1 < lines.count, Countries.isCountry(layout.text(lines[town + 1])) {
      result.append(lines[town + 1])
    }
    return result
  }

  // MARK: The sender's line over the window

  private static let marks: Set<String> = [
    "●", "•", "|", "·", "-", "–", "*", "/", "∙", "▪", "■", "I",
  ]

  /// `Example GmbH · High Street 1 · 12345 Town`, small, over the buyer's address.
  private func senderLine() -> (party: PartyCandidate, box: Box)? {
    for line in layout.lines where line.page == 0 && facts.depth(of: line.tokens.lowerBound) < 0.45
    {
      for run in Self.runs(line, layout) where run.count >= 5 {
        guard let mark = run.dropFirst().first(where: { isMark($0) }),
          PostalLine.isPostal(layout.tokens[run])
        else { continue }
        let isSign = Self.marks.contains(layout.tokens[mark].text)
        let name = run.lowerBound..<(isSign ? mark : mark + 1)
        let box = layout.box(run)
        guard PartyText.isName(layout.tokens[name]), facts.label(at: name.lowerBound) == nil,
          isBlock(under: box)
        else { continue }
        let address = (isSign ? mark + 1 : mark + 1)..<run.upperBound
        return (
          PartyCandidate(
            name: PartyText.trimmed(layout.text(name)),
            tokens: name,
            address: [address],
            score: 880
          ),
          box
        )
      }
    }
    return nil
  }

  private func isMark(_ token: Int) -> Bool {
    let text = layout.tokens[token].text
    return Self.marks.contains(text) || text.hasSuffix(",")
  }

  /// The segments of a line that stand close enough to be one line of writing.
  private static func runs(_ line: Layout.Line, _ layout: Layout) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in line.segments {
      let segment = layout.segments[index]
      if let last = runs.last,
        segment.box.x0 - layout.tokens[last.upperBound - 1].box.x1 < 2.2 * segment.box.height
      {
        runs[runs.count - 1] = last.lowerBound..<segment.tokens.upperBound
      } else {
        runs.append(segment.tokens)
      }
    }
    return runs
  }

  /// A block of an address begins within a hand's breadth under the segment.
  private func isBlock(under line: Box) -> Bool {
    blocks.contains { block in
      block.page == 0 && block.box.y0 > line.y0 && block.box.y0 - line.y1 < 90
        && abs(block.box.x0 - line.x0) < 40
    }
  }

  // MARK: Addresses without labels

  /// The block in the window of the envelope: under the sender's line, else the first one on the left
  /// that holds a town and nothing that only a seller prints.
  private func windowBuyer(_ sender: Box?, seller: PartyCandidate?) -> PartyCandidate? {
    var best: PartyCandidate?
    for candidate in addressBlocks() {
      if let seller, PartyText.key(seller.name) == PartyText.key(candidate.name) { continue }
      var candidate = candidate
      if let sender {
        let box = layout.box(candidate.tokens)
        if box.y0 > sender.y0, box.y0 - sender.y1 < 110, abs(box.x0 - sender.x0) < 60 {
          candidate.score += 180
        }
      }
      if candidate.score > best?.score ?? 0 { best = candidate }
    }
    return best
  }

  /// Blocks on the first page's upper half with a town in them, without labels of a seller.
  func addressBlocks() -> [PartyCandidate] {
    addressRuns().compactMap { run in
      guard let first = run.first, facts.depth(of: layout.segments[first].tokens.lowerBound) < 0.5
      else { return nil }
      let lines = run.map { layout.segments[$0].tokens }
      guard let start = lines.firstIndex(where: { name(in: $0) != nil }),
        let name = name(in: lines[start]),
        let town = lines.firstIndex(where: { PostalLine.isPostal(layout.tokens[$0]) }),
        town > start, town - start <= 5
      else { return nil }
      let hasSellerWords = lines.contains { line in
        line.contains { token in
          guard let label = facts.label(at: token) else {
            return layout.tokens[token].text.contains("@")
              || layout.tokens[token].text.hasPrefix("www.")
          }
          return [.vatID, .taxNumber, .iban, .bic, .other].contains(label.field)
        }
      }
      let hasParty = facts.label(at: lines[0].lowerBound).map { $0.field == .otherParty } ?? false
      if hasParty { return nil }
      let score = 760 - (hasSellerWords ? 300 : 0)
      return PartyCandidate(
        name: PartyText.trimmed(layout.text(name)),
        tokens: name,
        address: trimmedAddress(Array(lines[(start + 1)...])),
        score: score
      )
    }
  }

  /// Blocks of the first page, joined where only a larger gap parts an address.
  private func addressRuns() -> [[Int]] {
    var runs: [(segments: [Int], box: Box)] = []
    for block in blocks where block.page == 0 {
      if let index = runs.firstIndex(where: { run in
        abs(run.box.x0 - block.box.x0) < 6 && block.box.y0 > run.box.y1 - 2
          && block.box.y0 - run.box.y1 < 32
          && !run.segments.contains {
            PostalLine.isPostal(layout.tokens[layout.segments[$0].tokens])
          }
      }) {
        runs[index].segments += block.segments
        runs[index].box = runs[index].box.joined(block.box)
      } else {
        runs.append((block.segments, block.box))
      }
    }
    return runs.map(\.segments)
  }

  private func otherAddress(than seller: PartyCandidate?) -> PartyCandidate? {
    addressBlocks().filter { candidate in
      seller.map { PartyText.key($0.name) != PartyText.key(candidate.name) } ?? true
    }.max { $0.score < $1.score }.map {
      var candidate = $0
      candidate.score -= 60
      return candidate
    }
  }
}

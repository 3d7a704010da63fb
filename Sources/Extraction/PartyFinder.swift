import Values

/// A name with its place and, where there is one, the address under it.
struct PartyCandidate {
  var name: String
  var tokens: Range<Int>
  var address: [Range<Int>] = []
  var score: Int
  /// The block that it heads.
  var box: Box?
}

/// Who sells and who buys: by labelled blocks, by where addresses stand and what stands with them, by legal forms,
/// repeats and mail domains.
struct PartyFinder {
  let facts: PaperFacts
  let blocks: [TextBlock]
  /// What mail and web addresses on the paper are called.
  private let domains: [String]
  /// Each line's letters and digits.
  private let lineKeys: [String]
  private static let maximumBlocks = 1_500
  static let maximumCompanies = 200
  var layout: Layout { facts.layout }

  init(_ facts: PaperFacts) {
    self.facts = facts
    blocks = Array(TextBlock.blocks(facts.layout).prefix(Self.maximumBlocks))
    domains = Self.domains(facts.layout)
    lineKeys = facts.layout.lines.map { facts.layout.tokens[$0.tokens].map(\.folded).joined() }
  }

  struct Answer {
    var seller: PartyCandidate?
    var buyer: PartyCandidate?
    /// How sure the two are, 0...1000.
    var sellerConfidence = 0
    var buyerConfidence = 0
  }

  /// Everybody that the paper names, with what speaks for either side.
  private struct Party {
    var key: String
    var candidate: PartyCandidate
    var seller = 0
    var buyer = 0
    /// A label says that it sells, or buys.
    var label: LabelField?
  }

  func answer() -> Answer {
    let parties = parties()
    var best: (seller: Int?, buyer: Int?, score: Int) = (nil, nil, 0)
    var bySeller: [Int: Int] = [:]
    var byBuyer: [Int: Int] = [:]
    func take(_ seller: Int?, _ buyer: Int?, _ score: Int) {
      if score > best.score { best = (seller, buyer, score) }
      if let seller { bySeller[seller] = max(bySeller[seller] ?? 0, score) }
      if let buyer { byBuyer[buyer] = max(byBuyer[buyer] ?? 0, score) }
    }
    for (index, party) in parties.enumerated() {
      take(index, nil, party.seller)
      take(nil, index, party.buyer)
      for (other, buyer) in parties.enumerated() where other != index && party.seller > 0 {
        guard buyer.buyer > 0 else { continue }
        take(index, other, party.seller + buyer.buyer)
      }
    }
    var answer = Answer()
    if let seller = best.seller {
      let other = bySeller.filter { $0.key != seller }.values.max() ?? byBuyer[seller] ?? 0
      answer.seller = parties[seller].candidate
      answer.sellerConfidence = Self.confidence(parties[seller], best.score - other)
    }
    if let buyer = best.buyer {
      let other = byBuyer.filter { $0.key != buyer }.values.max() ?? bySeller[buyer] ?? 0
      answer.buyer = parties[buyer].candidate
      answer.buyerConfidence = Self.confidence(parties[buyer], best.score - other)
    }
    return answer
  }

  /// By how much better the paper reads with it than without.
  private static func confidence(_ party: Party, _ margin: Int) -> Int {
    let steps = [(400, 970), (250, 950), (150, 900), (80, 800), (40, 650)]
    let found = steps.first { margin >= $0.0 }?.1 ?? 480
    return party.label != nil ? max(found, min(970, margin > 80 ? 965 : 700)) : found
  }

  // MARK: What speaks for whom

  private func parties() -> [Party] {
    var parties: [Party] = []
    func index(_ candidate: PartyCandidate) -> Int {
      let key = PartyText.key(candidate.name)
      if let known = parties.firstIndex(where: { $0.key == key }) {
        if parties[known].candidate.address.isEmpty { parties[known].candidate = candidate }
        return known
      }
      parties.append(Party(key: key, candidate: candidate))
      return parties.count - 1
    }
    for candidate in labelled(.seller) {
      let place = index(candidate)
      parties[place].seller = max(parties[place].seller, candidate.score)
      parties[place].label = .seller
    }
    for candidate in labelled(.buyer) {
      let place = index(candidate)
      if parties[place].label == .seller { continue }
      parties[place].buyer = max(parties[place].buyer, candidate.score)
      parties[place].label = .buyer
    }
    let others = Set(labelled(.otherParty).map { PartyText.key($0.name) })
    let mentions = AddressFinder(facts: facts).addresses()
    let senders = mentions.filter { $0.isInline && isSmall($0) && $0.page == 0 }.map(\.box)
    let top = mentions.filter { $0.page == 0 }.min { $0.box.y0 < $1.box.y0 }
    for mention in mentions {
      let name = PartyText.trimmed(
        ([mention.name] + (mention.continued.map { [$0] } ?? [])).map(layout.text).joined(
          separator: " "
        )
      )
      let place = index(
        PartyCandidate(
          name: name,
          tokens: mention.name,
          address: mention.lines,
          score: 0,
          box: mention.box
        )
      )
      let isTop = top?.name == mention.name
      let isFirst = parties[place].seller == 0 && parties[place].buyer == 0
      // Further mentions strengthen the seller: buyers are named once, or in their label's block.
      let seller = sellerScore(mention, isTop: isTop)
      let buyer = buyerScore(mention, under: senders)
      parties[place].seller = isFirst ? seller : max(parties[place].seller, seller) + 60
      let again = parties[place].label == .buyer ? 0 : 100
      parties[place].buyer = isFirst ? buyer : max(parties[place].buyer, buyer) - again
    }
    for candidate in companies() {
      let place = index(candidate)
      parties[place].seller = max(parties[place].seller, candidate.score - 30)
    }
    for place in parties.indices {
      weigh(&parties[place])
      switch parties[place].label {
      case .seller?: parties[place].buyer = 0
      case .buyer?: parties[place].seller = 0
      default:
        guard others.contains(parties[place].key) else { continue }
        parties[place].seller -= 300
        parties[place].buyer -= 300
      }
    }
    return parties
  }

  /// A repeat of the name elsewhere, and mail addresses of its own.
  private func weigh(_ party: inout Party) {
    let repeats = repeats(party.key)
    if repeats > 1 {
      party.seller += min(120, 60 * (repeats - 1))
      if party.label == nil { party.buyer -= 80 }
    }
    if domains.contains(where: { Self.isDomain($0, of: party.key) }) {
      party.seller += 200
      party.buyer -= 300
    }
  }

  private func isSmall(_ mention: AddressMention) -> Bool {
    layout.box(mention.name).height < 0.92 * facts.usualHeight
  }

  private func sellerScore(_ mention: AddressMention, isTop: Bool) -> Int {
    var score = 540
    if mention.name.contains(where: { PartyText.isLegalForm(layout.tokens[$0]) }) { score += 40 }
    if has(mention, isContact: true) { score += 150 }
    if has(mention, isContact: false) { score += 120 }
    if mention.isInline { score += isSmall(mention) ? 200 : 120 }
    let depth = facts.depth(of: mention.name.lowerBound)
    if depth > 0.85 { score += 160 } else if mention.page > 0 { score -= 100 }
    if isTop { score += 80 }
    if depth < 0.12, mention.page == 0 { score += 60 }
    // A letterhead's name is set larger.
    if layout.box(mention.name).height > 1.25 * facts.usualHeight { score += 80 }
    return score
  }

  private func buyerScore(_ mention: AddressMention, under senders: [Box]) -> Int {
    var score = 560
    let depth = facts.depth(of: mention.name.lowerBound)
    if mention.isInline || mention.page > 0 || depth > 0.6 { score -= 250 }
    if has(mention, isContact: true) { score -= 200 }
    if has(mention, isContact: false) { score -= 120 }
    let name = layout.box(mention.name)
    let isUnder = senders.contains { sender in
      name.y0 > sender.y0 && name.y0 - sender.y1 < 110 && abs(name.x0 - sender.x0) < 60
        && !mention.isInline
    }
    if isUnder { score += 250 }
    if !mention.isInline, depth > 0.1, depth < 0.45 { score += 60 }
    if hasSalutation(mention) { score += 80 }
    return score
  }

  private static let ownFields: Set<LabelField> = [.taxNumber, .iban, .bic, .other]

  /// Whether its block holds a phone, mail or web address, or else numbers that sellers print of themselves.
  private func has(_ mention: AddressMention, isContact: Bool) -> Bool {
    mention.tokens.contains { tokens in
      if isContact { return PartyText.isContact(layout.tokens[tokens]) }
      guard let label = facts.label(at: tokens.lowerBound) else { return false }
      return Self.ownFields.contains(label.field) && !PartyText.isContact(layout.tokens[tokens])
        && !label.endsSegment
    }
  }

  private func hasSalutation(_ mention: AddressMention) -> Bool {
    guard mention.name.lowerBound > 0 else { return false }
    return mention.tokens.contains { PartyText.isSalutation(layout.tokens[$0.lowerBound]) }
      || layout.tokens[mention.name.lowerBound - 1].line
        == layout.tokens[mention.name.lowerBound].line
        && PartyText.isSalutation(layout.tokens[mention.name.lowerBound - 1])
  }

  /// On how many lines the name stands.
  private func repeats(_ key: String) -> Int {
    guard key.utf8.count >= 6 else { return 1 }
    return lineKeys.count { $0.contains(key) }
  }
}

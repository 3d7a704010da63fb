import Documents
import Values

extension ExtractionDraft {
  mutating func findParties() {
    let answer = PartyFinder(facts).answer()
    if let seller = answer.seller {
      let confidence = answer.sellerConfidence
      set("seller.name", \.seller.name, seller.name, seller.tokens, confidence)
      if document.seller.name != nil {
        setAddress("seller.address", \.seller.address, seller, confidence)
      }
    }
    if let buyer = answer.buyer {
      let confidence = answer.buyerConfidence
      set("buyer.name", \.buyer.name, buyer.name, buyer.tokens, confidence)
      if document.buyer.name != nil {
        setAddress("buyer.address", \.buyer.address, buyer, confidence)
      }
    }
    findTaxNumbers(answer)
  }

  private mutating func setAddress(
    _ path: String,
    _ key: WritableKeyPath<Document, String?>,
    _ party: PartyCandidate,
    _ confidence: Int
  ) {
    guard let first = party.address.first else { return }
    let text = party.address.map { PartyText.trimmed(facts.layout.text($0)) }.filter { !$0.isEmpty }
      .joined(separator: ", ")
    // Its lines stand one below the other, other columns between them: the box is theirs alone.
    set(path, key, text, first, confidence - 40)
    guard document[keyPath: key] != nil else { return }
    setBox(path, party.address)
  }

  /// The box around several lines.
  mutating func setBox(_ path: String, _ lines: [Range<Int>]) {
    guard document.sources[path] != nil, let first = lines.first, lines.count > 1 else { return }
    let box = lines.dropFirst().reduce(facts.layout.box(first)) { $0.joined(facts.layout.box($1)) }
    let page = facts.layout.pages[facts.page(of: first.lowerBound)]
    document.sources[path]?.box = Self.rounded(page.placement.box(box))
    document.sources[path]?.text = nil
  }

  /// Each VAT number to its party: by its own label, by the party's block that it stands in, else the seller's.
  private mutating func findTaxNumbers(_ parties: PartyFinder.Answer) {
    var sellers: [(IdentifierMention, Int)] = []
    var buyers: [(IdentifierMention, Int)] = []
    for mention in facts.identifiers where mention.kind == .vat {
      let sure = mention.isValid ? 60 : 0
      switch owner(of: mention, parties) {
      case .buyer(let score): buyers.append((mention, score + sure))
      case .seller(let score): sellers.append((mention, score + sure))
      case .nobody: break
      }
    }
    if let (best, score) = sellers.max(by: { $0.1 < $1.1 }) {
      let others = Set(sellers.filter { $0.0.text != best.text && score - $0.1 < 80 }.map(\.0.text))
      set(
        "seller.vatID",
        \.seller.vatID,
        best.text,
        best.tokens,
        min(990, score) - (others.isEmpty ? 0 : 200)
      )
      buyers.removeAll { $0.0.text == best.text }
    }
    if let (best, score) = buyers.max(by: { $0.1 < $1.1 }) {
      set("buyer.vatID", \.buyer.vatID, best.text, best.tokens, min(985, score))
    }
    for hit in facts.labels
    where hit.field == .taxNumber && document.seller.taxRegistrationID == nil {
      for region in facts.regions(hit) where region.way != .below {
        let text = ReferenceFinder.trimmed(facts.layout.text(region.tokens))
        let tokens = region.tokens
        guard text.contains(where: \.isNumber), text.count < 30 else { continue }
        set("seller.taxRegistrationID", \.seller.taxRegistrationID, text, tokens, 850)
        break
      }
    }
  }

  private enum Owner {
    case seller(Int)
    case buyer(Int)
    case nobody
  }

  private func owner(of mention: IdentifierMention, _ parties: PartyFinder.Answer) -> Owner {
    let layout = facts.layout
    let first = mention.tokens.lowerBound
    let label = label(before: first)
    if label?.field == .buyerVATID { return .buyer(930) }
    let strength =
      label.map { $0.field == .vatID || $0.field == .taxNumber || $0.field == .tax } == true
      ? 900 : 780
    // The last label of a party above it in the same column.
    let box = layout.box(mention.tokens)
    let page = layout.tokens[first].page
    let column = label.map { layout.box($0.tokens).x0 } ?? box.x0
    let above = facts.labels.last { hit in
      hit.field.isParty && hit.startsSegment && hit.label.strength == 3 && hit.line <= mention.line
        && layout.lines[hit.line].page == page && abs(layout.box(hit.tokens).x0 - column) < 40
        && box.y0 - layout.box(hit.tokens).y1 < 14 * box.height
    }
    switch above?.field {
    case .seller?: return .seller(strength + 30)
    case .buyer?: return .buyer(strength)
    case .otherParty?: return .nobody
    default: break
    }
    if let box = parties.seller?.box, isWithin(mention, box) { return .seller(strength + 20) }
    if let box = parties.buyer?.box, isWithin(mention, box) { return .buyer(strength - 20) }
    if let buyer = parties.buyer, isNear(mention, buyer.tokens),
      parties.seller.map({ !isNear(mention, $0.tokens) }) ?? true
    {
      return .buyer(strength - 60)
    }
    return .seller(strength)
  }

  private func label(before token: Int) -> LabelHit? {
    let line = facts.layout.lines[facts.layout.tokens[token].line]
    var index = token - 1
    while index >= line.tokens.lowerBound, index > token - 5 {
      if let hit = facts.label(at: index) { return hit }
      index -= 1
    }
    return facts.labels.last { hit in
      (hit.field == .vatID || hit.field == .buyerVATID)
        && facts.regions(hit).contains { $0.way == .below && $0.tokens.contains(token) }
    }
  }

  private func isWithin(_ mention: IdentifierMention, _ block: Box) -> Bool {
    let box = facts.layout.box(mention.tokens)
    return facts.page(of: mention.tokens.lowerBound) == 0 && box.middleY > block.y0
      && box.middleY < block.y1 && box.middleX > block.x0 && box.middleX < block.x1
  }

  /// In the same column, not far below.
  private func isNear(_ mention: IdentifierMention, _ tokens: Range<Int>) -> Bool {
    let (box, name) = (facts.layout.box(mention.tokens), facts.layout.box(tokens))
    let start = facts.layout.segments[facts.layout.tokens[mention.tokens.lowerBound].segment].box.x0
    return facts.page(of: mention.tokens.lowerBound) == facts.page(of: tokens.lowerBound)
      && abs(start - name.x0) < 12 && box.y0 > name.y0 && box.y0 - name.y1 < 8 * name.height
  }

  mutating func findAccounts() {
    let accounts = facts.identifiers.filter { $0.kind == .iban }
    if let first = accounts.first(where: \.isValid) ?? accounts.first {
      let others = Set(accounts.filter { $0.isValid == first.isValid }.map(\.text))
      let confidence = (first.isValid ? 985 : 900) - (others.count > 1 ? 250 : 0)
      set("payment.iban", \.payment.iban, first.text, first.tokens, confidence)
      if document.payment.iban != nil {
        document.payment.accounts = others.sorted()
        document.seller.iban = first.text
        document.sources["seller.iban"] = document.sources["payment.iban"]
      }
    }
    let banks = facts.identifiers.filter { $0.kind == .bic }
    if let first = banks.first {
      let isAlone = Set(banks.map(\.text)).count == 1
      set("payment.bic", \.payment.bic, first.text, first.tokens, isAlone ? 980 : 700)
    }
  }
}

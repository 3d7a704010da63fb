/// The paper's number and other references: what stands behind, beside or under their labels.
struct ReferenceFinder {
  let facts: PaperFacts
  private var layout: Layout { facts.layout }

  /// Words between a label and its value.
  private static let fillers: Set<String> = [
    "NR", "NO", "N", "NUM", "NUMMER", "NUMBER", "NUMERO", "ID", "IS", "LAUTET", "NDEG", "DE", "DI",
    "", "O",
  ]
  /// Words that end a value.
  private static let ends: Set<String> = [
    "VOM", "VON", "DU", "OF", "DATED", "DATE", "DATUM", "DEL", "AL", "ISSUED", "IM", "VAN", "DD",
    "LE", "ON",
    "PAGE", "SEITE", "ZUM", "FUER", "FOR", "POUR", "PER", "EN", "AM", "DATA", "FECHA",
  ]

  /// Candidates for `field`, the best labels first.
  func candidates(_ field: LabelField) -> [Candidate<String>] {
    var found: [Candidate<String>] = []
    for hit in facts.labels where hit.field == field {
      for region in titleRegions(hit) + facts.regions(hit) {
        guard let tokens = value(in: region, hit) else { continue }
        let text = Self.trimmed(layout.text(tokens))
        guard text.count <= 60 else { continue }
        found.append(
          Candidate(value: text, tokens: tokens, score: score(hit, region, tokens))
        )
        break
      }
    }
    return found
  }

  private func score(_ hit: LabelHit, _ region: ValueSearch.Region, _ tokens: Range<Int>) -> Int {
    var score = [0, 640, 800, 900][min(3, hit.label.strength)] - region.way.rawValue
    let page = facts.page(of: tokens.lowerBound)
    score -= min(200, 80 * page)
    if page == 0, facts.depth(of: tokens.lowerBound) < 0.5 { score += 20 }
    // A label in the middle of a sentence speaks of another paper more often.
    if !hit.startsSegment { score -= 60 }
    if hit.label.strength == 1, region.way == .below { score -= 120 }
    if region.way == .title { score += 200 }
    let text = layout.text(tokens)
    if text.count < 3 { score -= 40 }
    if hit.tokens.last.map({ layout.tokens[$0].endsLabel }) == true { score += 15 }
    return score
  }

  /// The words of an identifier at the beginning of `region`.
  private func value(in region: ValueSearch.Region, _ hit: LabelHit) -> Range<Int>? {
    var start = region.tokens.lowerBound
    while start < region.tokens.upperBound {
      let token = layout.tokens[start]
      let isFiller = Self.fillers.contains(token.folded) && !token.hasDigit
      guard isFiller else { break }
      start += 1
    }
    guard start < region.tokens.upperBound else { return nil }
    var end = start
    var hasDigit = false
    while end < region.tokens.upperBound, end - start < 4 {
      let token = layout.tokens[end]
      if end > start, Self.ends.contains(token.folded) { break }
      if facts.date(at: end) != nil { break }
      guard isPart(token) else { break }
      // After the digits only what hangs on them by a sign belongs to the value.
      if hasDigit, !Self.continues(layout.tokens[end - 1].text, token.text),
        !isGroup(end, from: start, in: region)
      {
        break
      }
      hasDigit = hasDigit || token.hasDigit
      end += 1
      if token.text.hasSuffix(",") || token.text.hasSuffix(";") { break }
    }
    guard hasDigit, isReference(start..<end) else { return nil }
    return start..<end
  }

  /// `Rechnung des Versicherers Nr. 7`: what stands behind `Nr.` in a title of several words.
  private func titleRegions(_ hit: LabelHit) -> [ValueSearch.Region] {
    guard hit.label.strength == 1, hit.startsSegment, hit.field == .number else { return [] }
    let end = layout.segments[hit.segment].tokens.upperBound
    let words = hit.tokens.upperBound..<end
    let start = words.prefix(6).dropLast().first { index in
      Self.announcers.contains(layout.tokens[index].folded) && layout.tokens[index + 1].hasDigit
    }
    guard let start else { return [] }
    return [ValueSearch.Region(tokens: start + 1..<end, way: .title)]
  }

  private static let announcers: Set<String> = [
    "NR", "NO", "NUMMER", "NUMBER", "N", "NUMERO", "NUM",
  ]

  /// `R 26 1377`: figures a space apart that end what stands there belong together.
  private func isGroup(_ index: Int, from start: Int, in region: ValueSearch.Region) -> Bool {
    let rest = layout.tokens[index..<region.tokens.upperBound]
    let before = layout.tokens[index - 1]
    guard rest.count <= 2, index - start <= 2, before.text.last?.isNumber == true,
      layout.tokens[index].box.x0 - before.box.x1 < 0.6 * before.box.height
        || Layout.letterWidth([before, layout.tokens[index]]) > 0
    else { return false }
    return rest.allSatisfy {
      $0.text.utf8.allSatisfy { (0x30...0x39).contains($0) } && $0.text.count >= 2
    }
      && before.text.count <= 6
  }

  private static func continues(_ left: String, _ right: String) -> Bool {
    let signs = "-/_."
    return left.last.map(signs.contains) == true && !left.hasSuffix(".")
      || right.first.map(signs.contains) == true && right.count > 1
      || left.count == 1 && signs.contains(left) || right.count == 1 && "-/_".contains(right)
  }

  /// Letters in capitals, digits and signs; a word in small letters is prose.
  private func isPart(_ token: Token) -> Bool {
    if token.hasDigit { return !token.text.contains("@") && !token.text.contains("%") }
    if token.text.count == 1, "-/_#".contains(token.text) { return true }
    return !token.folded.isEmpty && token.text.count <= 8
      && !token.text.contains { $0.isLowercase }
  }

  private func isReference(_ tokens: Range<Int>) -> Bool {
    guard let first = tokens.first(where: { layout.tokens[$0].hasDigit }) else { return false }
    if tokens.count == 1, let number = facts.number(at: first) {
      if number.isPercent || number.currency != nil { return false }
      // `119,00` is an amount; `2024.001` may be a number of a paper.
      let text = Self.trimmed(layout.tokens[first].text)
      if number.hasDecimals, let mark = text.last(where: { !$0.isNumber }),
        mark == "," || text.split(separator: mark).last?.count == 2
      {
        return false
      }
    }
    let isIdentifier = facts.identifiers.contains { $0.tokens.overlaps(tokens) && $0.kind == .iban }
    return !isIdentifier && !layout.text(tokens).contains("://")
  }

  static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let last = text.last, ".,;:)*".contains(last) { text.removeLast() }
    while let first = text.first, "(:.,".contains(first) { text.removeFirst() }
    if text.hasPrefix("# ") { text.removeFirst(2) }
    return String(text)
  }
}

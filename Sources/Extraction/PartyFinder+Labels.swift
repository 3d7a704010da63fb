// Parties under or beside a label: `Bill to`, `Rechnungsempfänger`.

extension PartyFinder {
  func labelled(_ field: LabelField) -> [PartyCandidate] {
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
      !PartyText.isStreet(layout.tokens[rest]),
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
    let isDated = range.contains { facts.date(at: $0) != nil }
    return !isDated && PartyText.isName(layout.tokens[range]) ? range : nil
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
}

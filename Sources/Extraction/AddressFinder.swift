/// A name with the lines of its address, wherever it stands on the paper.
struct AddressMention {
  var name: Range<Int>
  /// The name's second line.
  var continued: Range<Int>?
  /// Street and town, without the name.
  var lines: [Range<Int>]
  /// What belongs to it in its column: also the phone, mail and tax numbers under the town.
  var box: Box
  /// Tokens of the whole block.
  var tokens: [Range<Int>]
  var page: Int
  /// All on one line: a sender over the window, a letterhead's second line, a footer.
  var isInline: Bool
}

/// Addresses by their towns: what stands above a town in its column, or before it on its line.
struct AddressFinder {
  let facts: PaperFacts
  private var layout: Layout { facts.layout }

  private static let maximumAddresses = 60
  private static let maximumLines = 7
  /// Points between a name and its street, at most.
  private static let gap = 32.0

  /// From the top of the first page, then those of the last page's foot.
  func addresses() -> [AddressMention] {
    var found: [AddressMention] = []
    for (index, line) in layout.lines.enumerated() where found.count < Self.maximumAddresses {
      guard line.page == 0 || line.page == layout.pages.count - 1 else { continue }
      if line.page > 0, facts.depth(of: line.tokens.lowerBound) < 0.8 { continue }
      for run in runs(line) where PostalLine.isPostal(layout.tokens[run]) {
        if let address = inline(run, index) ?? block(run, index) { found.append(address) }
      }
    }
    return found
  }

  /// The segments of a line that stand close enough to be one line of writing.
  func runs(_ line: Layout.Line) -> [Range<Int>] {
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

  // MARK: One line

  private static let marks: Set<String> = [
    "●", "•", "|", "·", "-", "–", "*", "/", "∙", "▪", "■", "I",
  ]

  /// The parts of a line between its signs and commas.
  private func parts(_ run: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = run.lowerBound
    for index in run {
      let text = layout.tokens[index].text
      let isSign = Self.marks.contains(text)
      guard isSign || text.hasSuffix(",") || text.hasSuffix(";") else { continue }
      let end = isSign ? index : index + 1
      // `Papelería Del Río, S.A.` is one name.
      let isForm =
        !isSign && index + 1 < run.upperBound && PartyText.isLegalForm(layout.tokens[index + 1])
      if isForm { continue }
      if start < end { parts.append(start..<end) }
      start = index + 1
    }
    if start < run.upperBound { parts.append(start..<run.upperBound) }
    return parts
  }

  private func inline(_ run: Range<Int>, _ line: Int) -> AddressMention? {
    let parts = parts(run)
    guard let town = parts.firstIndex(where: { PostalLine.isPostal(layout.tokens[$0]) }), town > 0,
      !(town == 1 && isState(parts[1]))
    else { return nil }
    let box = layout.box(run)
    let first = parts[0]
    // `C/ Alcalá, 68, 08002 Barcelona` begins with its street.
    let isStreet =
      PartyText.isStreet(layout.tokens[first]) || PartyText.isHouseNumber(layout.tokens[parts[1]])
    // A sentence of a footer names its company somewhere in the middle, if at all.
    let isLong = first.count > 7 && !first.contains { PartyText.isLegalForm(layout.tokens[$0]) }
    if isName(first), !isStreet, !isLong {
      // A street and a town alone, the name on the line above, are caught below.
      return AddressMention(
        name: first,
        lines: [parts[1].lowerBound..<parts[town].upperBound],
        box: box,
        tokens: [run],
        page: layout.lines[line].page,
        isInline: true
      )
    }
    guard town <= 2, let above = above(box, line, within: 1.1 * box.height, isAligned: isNearby)
    else { return nil }
    let name = layout.segments[above].tokens
    guard isName(name), !PartyText.isStreet(layout.tokens[name]) else { return nil }
    return AddressMention(
      name: name,
      lines: [first.lowerBound..<parts[town].upperBound],
      box: box.joined(layout.box(name)),
      tokens: [name, run] + below(box.joined(layout.box(name)), line, isAligned: isNearby),
      page: layout.lines[line].page,
      isInline: true
    )
  }

  /// `OR 97205` of `Portland, OR 97205`: the town stands before.
  private func isState(_ part: Range<Int>) -> Bool {
    part.count == 2 && layout.tokens[part.lowerBound].text.count == 2
      && layout.tokens[part.lowerBound].text.allSatisfy(\.isUppercase)
      && layout.tokens[part.upperBound - 1].text.first?.isNumber == true
      && layout.tokens[part.upperBound - 1].text.count >= 5
  }

  /// Flush left, flush right or centred: a letterhead's lines.
  private func isNearby(_ box: Box, _ other: Box) -> Bool {
    abs(box.x0 - other.x0) < 6 || abs(box.x1 - other.x1) < 6 || abs(box.middleX - other.middleX) < 8
  }

  // MARK: A column

  private func block(_ run: Range<Int>, _ line: Int) -> AddressMention? {
    guard let position = PostalLine.position(layout.tokens[run]) else { return nil }
    let town = layout.segments[layout.tokens[position].segment].tokens
    let start = layout.segments[layout.tokens[run.lowerBound].segment].box
    // A town may stand before its code: `Leeds LS1 4PL`.
    let box = layout.box(run.lowerBound..<max(town.upperBound, position + 1))
    for isAligned in [isFlushLeft, isFlushRight, isCentred] as [(Box, Box) -> Bool] {
      guard let address = column(box, start, run, line, isAligned) else { continue }
      return address
    }
    return nil
  }

  private func isFlushLeft(_ box: Box, _ other: Box) -> Bool { abs(box.x0 - other.x0) < 6 }
  private func isFlushRight(_ box: Box, _ other: Box) -> Bool { abs(box.x1 - other.x1) < 4 }
  private func isCentred(_ box: Box, _ other: Box) -> Bool { abs(box.middleX - other.middleX) < 5 }

  private func column(
    _ box: Box,
    _ start: Box,
    _ town: Range<Int>,
    _ line: Int,
    _ isAligned: (Box, Box) -> Bool
  ) -> AddressMention? {
    var lines: [Range<Int>] = []
    var (last, index) = (box, line)
    // Lines of an address stand as close as the first two; a name may stand above a gap while none is found.
    var reach = Self.gap
    while lines.count < Self.maximumLines,
      let next = above(last, index, within: reach, isAligned: isAligned)
    {
      let segment = layout.segments[next]
      if isForeign(segment) || PostalLine.isPostal(layout.tokens[segment.tokens]) { break }
      lines.append(segment.tokens)
      let height = max(last.height, segment.box.height)
      if isCompany(segment.tokens) {
        reach = min(Self.gap, max(0.75 * height, 1.3 * (last.y0 - segment.box.y1)))
      }
      (last, index) = (segment.box, segment.line)
    }
    lines.reverse()
    guard let first = lines.firstIndex(where: isCompany) else { return nil }
    var continued: Range<Int>?
    var name = lines[first]
    while PartyText.isSalutation(layout.tokens[name.lowerBound]), name.count > 1 {
      name = name.lowerBound + 1..<name.upperBound
    }
    // `Herrn` alone, the name on the line under it.
    if name.count == 1, PartyText.isSalutation(layout.tokens[name.lowerBound]) {
      guard first + 1 < lines.count, isName(lines[first + 1]) else { return nil }
      name = lines[first + 1]
    }
    // A long name runs on: its legal form ends the second line.
    var street = lines[(first + 1)...].filter { $0 != name }
    if let next = street.first, next.count <= 4, next.lowerBound >= name.upperBound,
      !name.contains(where: { PartyText.isLegalForm(layout.tokens[$0]) }),
      PartyText.isLegalForm(layout.tokens[next.upperBound - 1]),
      !layout.tokens[next].contains(where: \.hasDigit)
    {
      continued = next
      street.removeFirst()
    }
    let whole = lines[first...].reduce(box) { $0.joined(layout.box($1)) }
    let tail = below(whole, line, isAligned: isAligned)
    return AddressMention(
      name: name,
      continued: continued,
      lines: street + [town],
      box: tail.reduce(whole) { $0.joined(layout.box($1)) },
      tokens: Array(lines[first...]) + [town] + tail,
      page: layout.lines[line].page,
      isInline: false
    )
  }

  /// The segment on the next line above that is aligned with `box` and close to it.
  private func above(
    _ box: Box,
    _ line: Int,
    within reach: Double,
    isAligned: (Box, Box) -> Bool
  ) -> Int? {
    var index = line - 1
    while index >= 0, layout.lines[index].page == layout.lines[line].page {
      let candidate = layout.lines[index]
      if box.y0 - candidate.box.y1 > max(reach, 2 * box.height) { return nil }
      for segment in candidate.segments {
        let other = layout.segments[segment].box
        if isAligned(box, other), other.middleY < box.y0, box.y0 - other.y1 < reach {
          return segment
        }
      }
      index -= 1
    }
    return nil
  }

  /// What stands under an address in its column: country, phone, mail, numbers of the company.
  private func below(_ box: Box, _ line: Int, isAligned: (Box, Box) -> Bool) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var last = box
    var index = line + 1
    while index < layout.lines.count, layout.lines[index].page == layout.lines[line].page,
      found.count < Self.maximumLines
    {
      let candidate = layout.lines[index]
      if candidate.box.y0 - last.y1 > 1.2 * candidate.box.height { break }
      for segment in candidate.segments {
        let other = layout.segments[segment]
        guard isAligned(box, other.box), other.box.middleY > last.y1,
          other.box.y0 - last.y1 < 1.0 * other.box.height
        else { continue }
        if isForeign(other), !isOwnNumber(other) { return found }
        found.append(other.tokens)
        last = other.box
        break
      }
      index += 1
    }
    return found
  }

  /// A label of the company's own numbers.
  private func isOwnNumber(_ segment: Layout.Segment) -> Bool {
    guard let label = facts.label(at: segment.tokens.lowerBound) else { return false }
    return [.vatID, .buyerVATID, .taxNumber, .iban, .bic, .other].contains(label.field)
  }

  /// Something that is no part of an address: another label, a title, a date, an amount.
  private func isForeign(_ segment: Layout.Segment) -> Bool {
    let first = segment.tokens.lowerBound
    if let label = facts.label(at: first), label.startsSegment,
      label.field != .other || label.endsSegment
        || layout.tokens[label.tokens.upperBound - 1].endsLabel
    {
      // `Service GmbH` and `Client Consulting Ltd` only begin like labels.
      let isName =
        !label.endsSegment && !layout.tokens[label.tokens.upperBound - 1].endsLabel
        && label.field != .number && !label.field.isParty
        && segment.tokens.contains { PartyText.isLegalForm(layout.tokens[$0]) }
      if !isName { return true }
    }
    return segment.tokens.contains {
      facts.date(at: $0) != nil || facts.number(at: $0)?.isMoney == true
    }
  }

  /// Could be whose address it is.
  private func isCompany(_ tokens: Range<Int>) -> Bool {
    isName(tokens) && !PartyText.isStreet(layout.tokens[tokens])
      && !PartyText.isContact(layout.tokens[tokens])
  }

  private func isName(_ tokens: Range<Int>) -> Bool {
    PartyText.isName(layout.tokens[tokens]) && !PostalLine.isPostal(layout.tokens[tokens])
      && facts.date(at: tokens.lowerBound) == nil
  }
}

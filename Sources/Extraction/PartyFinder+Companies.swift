// Sellers without a label: names by their legal form, and the heads of letters.

extension PartyFinder {
  /// Names that end in a legal form, scored by what stands around them.
  func companies() -> [PartyCandidate] {
    var found: [PartyCandidate] = []
    for segment in layout.segments where found.count < Self.maximumCompanies {
      guard let form = segment.tokens.last(where: { PartyText.isLegalForm(layout.tokens[$0]) }),
        form > segment.tokens.lowerBound
      else { continue }
      let start =
        (segment.tokens.lowerBound..<form).last { index in
          ["●", "•", "|", "·", "–", "-", "*", "▪"].contains(layout.tokens[index].text)
            || layout.tokens[index].endsLabel
        }.map { $0 + 1 } ?? segment.tokens.lowerBound
      guard form > start || form >= start else { continue }
      let name = start..<form + 1
      guard PartyText.isName(layout.tokens[name]), name.count <= 8 else { continue }
      found.append(
        PartyCandidate(
          name: PartyText.trimmed(layout.text(name)),
          tokens: name,
          address: [],
          score: companyScore(name, segment)
        )
      )
    }
    return found
  }

  private func companyScore(_ name: Range<Int>, _ segment: Layout.Segment) -> Int {
    var score = 600
    let page = layout.lines[segment.line].page
    let depth = facts.depth(of: name.lowerBound)
    if page == 0, depth < 0.3 { score += 60 }
    if depth > 0.85 { score += 60 }
    if segment.tokens == name { score += 30 }
    // Prose speaks of companies too.
    if segment.tokens.count > name.count + 4 { score -= 80 }
    if isNearIdentifier(segment) { score += 90 }
    if let label = facts.label(at: segment.tokens.lowerBound),
      label.field == .otherParty || label.field == .buyer
    {
      score -= 200
    }
    return score - 40 * page
  }

  /// A VAT number, account, register or mail address of the same block.
  private func isNearIdentifier(_ segment: Layout.Segment) -> Bool {
    guard
      let index = blocks.firstIndex(where: { block in
        block.segments.contains {
          layout.segments[$0].line == segment.line && layout.segments[$0].tokens == segment.tokens
        }
      })
    else {
      return false
    }
    return blocks[index].segments.contains { other in
      layout.segments[other].tokens.contains { token in
        if let label = facts.label(at: token),
          [.vatID, .taxNumber, .iban, .bic].contains(label.field)
        {
          return true
        }
        return layout.tokens[token].text.contains("@")
          || ["HRB", "HRA", "KVK", "SIRET", "RCS"].contains(layout.tokens[token].folded)
      }
    }
  }

  // MARK: Domains

  private static let mailHosts: Set<String> = [
    "GMAIL", "GOOGLEMAIL", "GMX", "WEB", "TONLINE", "OUTLOOK", "HOTMAIL", "YAHOO", "ORANGE",
    "WANADOO", "FREE", "LIBERO", "AOL", "ICLOUD", "LIVE", "ME", "MSN", "PROTONMAIL", "MAIL",
    "LAPOSTE", "SFR", "TISCALI", "ALICE", "VIRGILIO", "KPNMAIL", "ZIGGO", "HOME", "BTINTERNET",
  ]

  /// What mail and web addresses on the paper are called, folded: `info@blue-kettle.example` gives `BLUEKETTLE`.
  static func domains(_ layout: Layout) -> [String] {
    var found: Set<String> = []
    for token in layout.tokens where found.count < 20 {
      let text = token.text.lowercased()
      var host: Substring
      if let at = text.lastIndex(of: "@") {
        host = text[text.index(after: at)...]
        let own = Token.fold(String(host.prefix { $0 != "." }))
        if mailHosts.contains(own) { host = text[..<at] + "." }
      } else if let range = text.firstRange(of: "www.") {
        host = text[range.upperBound...]
      } else {
        continue
      }
      let parts = host.prefix { $0 != "/" }.split(separator: ".")
      guard let name = parts.dropLast().last ?? parts.first else { continue }
      found.insert(Token.fold(String(name)))
    }
    return found.sorted()
  }

  /// True when the domain is made of the name: one begins the other.
  static func isDomain(_ domain: String, of key: String) -> Bool {
    guard domain.utf8.count >= 4, key.utf8.count >= 4 else { return false }
    return key.hasPrefix(domain) || domain.hasPrefix(key)
      || key.contains(domain) && domain.utf8.count >= 6
  }
}

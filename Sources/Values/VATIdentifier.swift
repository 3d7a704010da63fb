/// A VAT number with its country's prefix whose form and, where published, check digits are right.
///
/// European Union, Northern Ireland (`XI`), the one-stop-shop numbers (`EU`, `IM`), United Kingdom,
/// Norway and Switzerland. That the number was really given out, only VIES or the tax office knows.
package struct VATIdentifier: Hashable, Sendable {
  /// Without spaces and punctuation, in capitals: `DE811907980`, `CHE116281710MWST`.
  package let compact: String

  /// Nil unless `text` is valid; spaces, dots, hyphens, slashes and lower case are tolerated.
  package init?(_ text: String) {
    guard let characters = Self.characters(text), Self.verdict(characters) == .valid else {
      return nil
    }
    compact = characters.string
  }

  /// The prefix: ISO 3166-1 alpha-2, but `EL` or, tolerated, `GR` for Greece.
  package var countryCode: String { String(compact.prefix(2)) }

  package static func verdict(_ text: String) -> IdentifierVerdict {
    guard let characters = characters(text) else {
      return .malformed("a VAT number has letters and digits only")
    }
    return verdict(characters)
  }

  /// Prefixes that `verdict` knows, sorted.
  package static let countries: [String] = VATRule.byCountry.keys.sorted()

  // Old Irish numbers may have `+` or `*` in the second place.
  private static func characters(_ text: String) -> IdentifierText? {
    IdentifierText(text, separators: ".-/", additional: "+*")
  }

  private static func verdict(_ characters: IdentifierText) -> IdentifierVerdict {
    guard let country = characters.countryCode else {
      return .malformed("a VAT number begins with two letters for the country")
    }
    guard characters.bytes.contains(where: \.isDigit) else {
      return .malformed("a VAT number has digits")
    }
    guard let rules = VATRule.byCountry[country] else { return .unknownCountry(country) }
    let body = Array(characters.bytes.dropFirst(2))
    let fitting = rules.filter { $0.fits(body) }
    if fitting.isEmpty { return misfit(body, rules) }
    // Zeros alone agree with most sums, but are what stands where nobody filled in a number.
    if !body.contains(where: { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }) {
      return .malformed("zeros only")
    }
    return fitting.contains { $0.accepts(body) } ? .valid : .wrongCheckDigits
  }

  private static func misfit(_ body: [UInt8], _ rules: [VATRule]) -> IdentifierVerdict {
    let lengths = rules.map(\.length).sorted()
    let nearest = lengths.min { abs($0 - body.count) < abs($1 - body.count) } ?? 0
    guard nearest == body.count else {
      return .wrongLength(expected: nearest + 2, found: body.count + 2)
    }
    let forms = rules.filter { $0.length == nearest }.map(\.form).joined(separator: " or ")
    return .malformed("expected \(forms) after the country (# a digit, @ a letter)")
  }
}

extension VATIdentifier: CustomStringConvertible, Comparable {
  /// The country apart, then groups of four: `DE 8119 0798 0`.
  package var description: String {
    var text = countryCode
    for (position, character) in compact.dropFirst(2).enumerated() {
      if position.isMultiple(of: 4) { text.append(" ") }
      text.append(character)
    }
    return text
  }

  package static func < (left: VATIdentifier, right: VATIdentifier) -> Bool {
    left.compact < right.compact
  }
}

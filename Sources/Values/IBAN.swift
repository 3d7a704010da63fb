/// A bank account number by ISO 13616 whose country, length and check digits are right.
///
/// The inner structure of a country's account number is not checked: mod 97 finds what a person or a
/// scanner gets wrong, and a bank may be ahead of the registry.
package struct IBAN: Hashable, Sendable {
  /// Without spaces, in capitals: `DE75512108001245126199`.
  package let compact: String

  /// Nil unless `text` is valid; spaces and lower case are tolerated.
  package init?(_ text: String) {
    guard let characters = IdentifierText(text), Self.verdict(characters) == .valid else {
      return nil
    }
    compact = characters.string
  }

  /// ISO 3166-1 alpha-2 (`XK` for Kosovo).
  package var countryCode: String { String(compact.prefix(2)) }

  package static func verdict(_ text: String) -> IdentifierVerdict {
    guard let characters = IdentifierText(text) else {
      return .malformed("an IBAN has letters and digits only")
    }
    return verdict(characters)
  }

  private static func verdict(_ characters: IdentifierText) -> IdentifierVerdict {
    let bytes = characters.bytes
    guard let country = characters.countryCode else {
      return .malformed("an IBAN begins with two letters for the country")
    }
    guard let expected = lengths[country] else { return .unknownCountry(country) }
    guard bytes.count == expected else {
      return .wrongLength(expected: expected, found: bytes.count)
    }
    guard bytes[2].isDigit, bytes[3].isDigit else {
      return .malformed("two check digits follow the country")
    }
    // ISO 7064 makes check digits from 02 to 98 only; 00, 01 and 99 leave the same remainders.
    let check = bytes[2].alphanumericValue * 10 + bytes[3].alphanumericValue
    let isRight = (2...98).contains(check) && remainderBy97(bytes[4...] + bytes[..<4]) == 1
    return isRight ? .valid : .wrongCheckDigits
  }

  /// Countries of the scheme, sorted.
  package static let countries: [String] = lengths.keys.sorted()

  /// Length by country: SWIFT's IBAN registry, release 101.
  private static let lengths: [String: Int] = {
    let countriesByLength: [(Int, String)] = [
      (15, "NO"),
      (16, "BE"),
      (18, "DK FI FK FO GL NL SD"),
      (19, "MK SI"),
      (20, "AT BA EE KZ LT LU MN XK"),
      (21, "CH HR LI LV"),
      (22, "BG BH CR DE GB GE IE ME RS VA"),
      (23, "AE GI IL IQ OM SO TL"),
      (24, "AD CZ ES MD PK RO SA SE SK TN VG"),
      (25, "LY PT ST"),
      (26, "IS TR"),
      (27, "BI DJ FR GR IT MC MR SM"),
      (28, "AL AZ BY CY DO GT HN HU LB NI PL SV"),
      (29, "BR EG PS QA UA"),
      (30, "JO KW MU YE"),
      (31, "MT SC"),
      (32, "LC"),
      (33, "RU"),
    ]
    var lengths: [String: Int] = [:]
    for (length, countries) in countriesByLength {
      for country in countries.split(separator: " ") { lengths[String(country)] = length }
    }
    return lengths
  }()
}

extension IBAN: CustomStringConvertible, Comparable {
  /// In groups of four, as printed: `DE75 5121 0800 1245 1261 99`.
  package var description: String {
    var text = ""
    for (position, character) in compact.enumerated() {
      if position > 0, position.isMultiple(of: 4) { text.append(" ") }
      text.append(character)
    }
    return text
  }

  package static func < (left: IBAN, right: IBAN) -> Bool { left.compact < right.compact }
}

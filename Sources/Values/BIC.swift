/// A bank's code by ISO 9362: 8 characters, or 11 with the branch.
///
/// There is no check digit; that the country exists is not checked.
package struct BIC: Hashable, Sendable {
  /// Without spaces, in capitals: `MARKDEFF` or `MARKDEFFXXX`.
  package let compact: String

  /// Nil unless `text` is valid; spaces and lower case are tolerated.
  package init?(_ text: String) {
    guard let characters = IdentifierText(text), Self.verdict(characters) == .valid else {
      return nil
    }
    compact = characters.string
  }

  /// ISO 3166-1 alpha-2.
  package var countryCode: String { String(compact.dropFirst(4).prefix(2)) }

  /// The 11 characters, `XXX` for the head office: two texts name the same bank office when these
  /// are equal.
  package var full: String { compact.utf8.count == 8 ? compact + "XXX" : compact }

  package static func verdict(_ text: String) -> IdentifierVerdict {
    guard let characters = IdentifierText(text) else {
      return .malformed("a BIC has letters and digits only")
    }
    return verdict(characters)
  }

  private static func verdict(_ characters: IdentifierText) -> IdentifierVerdict {
    let bytes = characters.bytes
    guard bytes.count == 8 || bytes.count == 11 else {
      return .wrongLength(expected: bytes.count < 10 ? 8 : 11, found: bytes.count)
    }
    // ISO 9362:2014 lets the first four be digits too; the country is always letters.
    guard bytes[4].isLetter, bytes[5].isLetter else {
      return .malformed("the fifth and sixth characters of a BIC are the country's letters")
    }
    return .valid
  }
}

extension BIC: CustomStringConvertible {
  package var description: String { compact }
}

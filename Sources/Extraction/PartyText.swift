import Values

/// What words can tell about names of companies and people.
enum PartyText {
  private static let legalForms: Set<String> = [
    "GMBH", "AG", "KG", "OHG", "UG", "EV", "EG", "GBR", "EK", "KGAA", "MBH", "LTD", "LIMITED",
    "LLC", "INC",
    "INCORPORATED", "CORP", "CORPORATION", "PLC", "LLP", "CO", "SARL", "SAS", "SASU", "EURL", "SCI",
    "SNC", "SA",
    "SL", "SLU", "SAU", "SLL", "SRL", "SPA", "SAPA", "SRLS", "BV", "NV", "VOF", "BVBA", "CV", "SE",
    "AS", "AB", "OY",
    "APS", "SPZOO", "SRO", "KFT", "PTY", "PVT", "SCOP", "GESMBH", "SCA", "FOUNDATION", "STIFTUNG",
    "VEREIN", "EU", "DAC", "TEORANTA", "CLG", "COOP", "SAL", "SLNE", "SAPA", "OEG", "KEG", "CVBA",
    "SCRL",
    "SPRL", "SRLS", "SS", "SAGL",
  ]
  /// Forms that are words of a language too, and count only in the middle or at the end of a name.
  private static let weakForms: Set<String> = [
    "CO", "SA", "AS", "SE", "EK", "CV", "AG", "EG", "EV", "NV", "KG", "AB", "SL",
    "EU", "SS", "SAL", "COOP",
  ]

  static func isLegalForm(_ token: Token) -> Bool {
    guard legalForms.contains(token.folded) else { return false }
    return !weakForms.contains(token.folded) || token.text.first?.isUppercase == true
      || token.text.hasPrefix("e.") || ["a.G.", "eG", "eK", "eU"].contains(token.text)
  }

  private static let salutations: Set<String> = [
    "HERR", "HERRN", "FRAU", "FIRMA", "AN", "MR", "MRS", "MS", "MONSIEUR", "MADAME", "M", "MME",
    "SR", "SRA",
    "SIG", "SIGRA", "ATTN", "SPETTLE", "SPETT", "DHR", "MEVR", "FA", "ZHD", "SPETTABILE",
    "HERREN",
  ]

  static func isSalutation(_ token: Token) -> Bool { salutations.contains(token.folded) }

  /// Words over an address that name nobody.
  private static let generic: Set<String> = [
    "MICROENTREPRENEUR", "MICROENTREPRISE", "AUTOENTREPRENEUR", "ONLINESHOP", "KLEINUNTERNEHMER",
    "ALATTENTIONDE", "DATOSDEFACTURACION", "ACCOUNTSPAYABLE", "BUCHHALTUNG", "RECHNUNGSWESEN",
    "COMPTABILITE", "KREDITORENBUCHHALTUNG", "PERSOENLICHVERTRAULICH", "DELIVERY", "ORIGINAL",
    "KOPIE", "COPY", "DUPLIKAT", "HOTELDETAILS",
  ]

  /// Could the words be a name? Mostly letters, no address of mail or web, not too long.
  static func isName(_ tokens: ArraySlice<Token>) -> Bool {
    guard (1...9).contains(tokens.count) else { return false }
    if generic.contains(tokens.map(\.folded).joined()) { return false }
    // A sentence: mostly small words, and no legal form.
    let small = tokens.count { $0.text.first?.isLowercase == true }
    if tokens.count >= 6, small * 3 > tokens.count * 2, !tokens.contains(where: isLegalForm) {
      return false
    }
    let text = tokens.map(\.text).joined()
    let letters = text.count(where: \.isLetter)
    guard letters >= 2, text.count <= 70, !text.contains("@"), !text.contains("://"),
      !text.hasPrefix("www.")
    else {
      return false
    }
    let digits = text.count(where: \.isNumber)
    return digits * 2 < letters
      && tokens.contains {
        $0.text.first(where: \.isLetter)?.isUppercase == true
          || $0.text.contains(where: \.isUppercase)
      }
  }

  private static let streetWords: [String] = [
    "STRASSE", "STR", "GASSE", "PLATZ", "ALLEE", "RING", "DAMM", "UFER", "STREET", "ROAD", "AVENUE",
    "LANE",
    "DRIVE", "RUE", "CALLE", "VIA", "PIAZZA", "CORSO", "VIALE", "AVDA", "PLAZA", "STRAAT", "LAAN",
    "KADE", "WEG",
    "BOULEVARD", "CHEMIN", "PASEO", "SQUARE",
  ]

  private static let streetStarts: Set<String> = [
    "VIA", "CALLE", "C", "PIAZZA", "PLAZA", "CORSO", "VIALE", "AVDA", "AVENIDA", "RUE", "LARGO",
    "PASEO",
  ]

  /// Nothing but the number of a house.
  static func isHouseNumber(_ tokens: ArraySlice<Token>) -> Bool {
    guard tokens.count == 1, let text = tokens.first?.folded, let first = text.utf8.first else {
      return false
    }
    return (0x30...0x39).contains(first) && text.utf8.count <= 4
  }

  /// Could the words be a street with its number? A company's name with a figure in it has a legal form.
  static func isStreet(_ tokens: ArraySlice<Token>) -> Bool {
    guard tokens.count > 1, !tokens.contains(where: isLegalForm) else { return false }
    func isHouse(_ token: Token?) -> Bool {
      guard let text = token?.folded, let first = text.utf8.first else { return false }
      return (0x30...0x39).contains(first) && text.utf8.count <= 5
        && text.utf8.count(where: { (0x41...0x5A).contains($0) }) <= 1
    }
    // `Boulangerie 1900` is no street.
    let isYear = tokens.last?.text.count == 4 && tokens.last?.hasLetter == false
    if isHouse(tokens.first) || isHouse(tokens.last) && !isYear { return true }
    // `Via Roma`, `C/ Alcalá`: where the kind of street comes first, its number may stand apart.
    if let first = tokens.first?.folded, streetStarts.contains(first) { return true }
    return tokens.contains(where: \.hasDigit)
      && tokens.contains { token in streetWords.contains { token.folded.hasSuffix($0) } }
  }

  /// A phone, mail or web address.
  static func isContact(_ tokens: ArraySlice<Token>) -> Bool {
    if tokens.contains(where: {
      $0.text.contains("@") || $0.text.hasPrefix("www.") || $0.text.hasPrefix("http")
    }) {
      return true
    }
    let digits = tokens.reduce(0) { $0 + $1.text.count(where: \.isNumber) }
    let marks: Set<String> = [
      "T", "TEL", "TELEFON", "PHONE", "FON", "FAX", "MOBIL", "TELEPHONE", "TELEFONO", "M", "F",
      "TEL",
    ]
    return digits >= 6
      && tokens.first.map {
        marks.contains($0.folded) || $0.text.hasPrefix("+") || $0.text.hasPrefix("(+")
      } ?? false
  }

  static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let last = text.last, ",;:|•●·-–".contains(last) || last.isWhitespace {
      text.removeLast()
    }
    while let first = text.first, ",;:|•●·-–.".contains(first) || first.isWhitespace {
      text.removeFirst()
    }
    return String(text)
  }

  /// Letters and digits only, for comparing.
  static func key(_ text: String) -> String { Token.fold(text) }
}

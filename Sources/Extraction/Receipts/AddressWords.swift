/// Lines of an address, and the lines that end one.
enum AddressWords {
  private static let streets: Set<String> = [
    "JALAN", "JLN", "JL", "LORONG", "LRG", "LEBUH", "LEBUHRAYA", "PERSIARAN", "TAMAN", "TMN",
    "KAMPUNG", "KG", "BANDAR", "BDR", "LOT", "BLOCK", "BLK", "LEVEL", "FLOOR", "FLR", "SEKSYEN",
    "SECTION", "SEK", "KAWASAN", "MUKIM", "BATU", "PLAZA", "MENARA", "WISMA", "BANGUNAN", "UNIT",
    "SUITE", "GROUND", "BASEMENT", "MALL", "STREET", "ROAD", "AVENUE", "LANE", "DRIVE", "HIGHWAY",
    "BOULEVARD", "BLVD", "SQUARE", "STRASSE", "STR", "PLATZ", "WEG", "ALLEE", "GASSE", "RUE",
    "CHEMIN", "ROUTE", "QUAI", "CALLE", "AVENIDA", "AVDA", "PLAZA", "PASEO", "VIA", "VIALE",
    "PIAZZA", "CORSO", "STRAAT", "LAAN", "PLEIN", "GRACHT", "PTD", "PT", "KM", "SIMPANG", "JALN",
    "AVE", "DESA", "PUSAT", "MEDAN", "DATARAN", "KOMPLEKS", "COMPLEX", "TOWER", "BUILDING",
    "PERINDUSTRIAN", "INDUSTRIAL", "PARK", "GF", "SHOPLOT", "WILAYAH",
  ]
  private static let streetEnds = [
    "STRASSE", "STR", "WEG", "PLATZ", "GASSE", "ALLEE", "STRAAT", "LAAN", "PLEIN", "GRACHT",
  ]
  private static let regions: Set<String> = [
    "SELANGOR", "JOHOR", "PENANG", "PERAK", "PAHANG", "KEDAH", "KELANTAN", "MELAKA", "MALACCA",
    "NEGERI", "SEMBILAN", "SABAH", "SARAWAK", "TERENGGANU", "PERLIS", "MALAYSIA", "KUALA", "LUMPUR",
    "DARUL", "EHSAN", "SINGAPORE", "PUTRAJAYA", "LABUAN", "PULAU", "PINANG", "KL", "BAHRU",
  ]
  /// Words of a line that is no part of an address any more.
  private static let stops: Set<String> = [
    "TEL", "TELEPHONE", "TELEFON", "PHONE", "FAX", "HP", "HOTLINE", "EMAIL", "MAIL", "WWW", "HTTP",
    "GST", "SST", "VAT", "TAX", "INVOICE", "RECEIPT", "CASHIER", "DATE", "BILL", "TIME", "TABLE",
    "ROC", "REG", "COREG", "MOBILE", "CONTACT", "CARELINE", "WEBSITE", "UST", "MWST", "TVA", "IVA",
    "BTW", "USTID", "STNR", "SIRET", "NIF", "PIVA", "WHATSAPP", "FACEBOOK", "ORDER", "WELCOME",
    "CUSTOMER", "COUNTER", "TERMINAL", "POS", "GSTID", "GSTNO", "GSTREG", "COMPANY", "CARE",
    "HOURS", "TELFAX", "OPERATOR", "CASH", "QTY", "ITEM", "TELNO", "CO",
  ]

  static func isStop(_ tokens: ArraySlice<Token>) -> Bool {
    if tokens.contains(where: { $0.text.contains("@") || $0.text.lowercased().hasPrefix("www.") }) {
      return true
    }
    let words = tokens.flatMap { ReceiptRow.words($0.text) }
    return words.prefix(3).contains { stops.contains($0) } || isTelephone(tokens)
  }

  /// `03-3279 1851`, `+607-357 1177`: digits and signs only, too many for a house.
  private static func isTelephone(_ tokens: ArraySlice<Token>) -> Bool {
    let text = tokens.map(\.text).joined()
    return text.count(where: \.isNumber) >= 8 && !text.contains(where: \.isLetter)
  }

  /// A line that begins with a label is no name.
  static func isLabelled(_ tokens: ArraySlice<Token>) -> Bool {
    if tokens.contains(where: { $0.text.contains("@") || $0.text.lowercased().hasPrefix("www.") }) {
      return true
    }
    let words = tokens.flatMap { ReceiptRow.words($0.text) }
    guard let first = words.first else { return true }
    if ["CO", "COMPANY", "CASH", "CARE", "POS", "BILL", "ORDER"].contains(first) {
      return words.count < 3
        || words.dropFirst().prefix(2).contains {
          ["NO", "REG", "BILL", "SALE", "SALES", "INV"].contains($0)
        }
    }
    return stops.contains(first) && !MerchantWords.hasForm(tokens)
  }

  /// A street, a house, a post code or a region.
  static func isAddress(_ tokens: ArraySlice<Token>) -> Bool {
    if hasCode(tokens) || PostalLine.isPostal(tokens) { return true }
    let words = tokens.flatMap { ReceiptRow.words($0.text) }
    if words.contains(where: { streets.contains($0) }) { return true }
    if words.contains(where: { word in
      word.utf8.count > 6 && streetEnds.contains { word.hasSuffix($0) }
    }) {
      return true
    }
    if isNumbered(tokens) { return true }
    return words.count <= 5 && words.contains { regions.contains($0) }
  }

  /// `NO. 53,`, `NO.12`, `12, ...`, `5-7, ...`.
  private static func isNumbered(_ tokens: ArraySlice<Token>) -> Bool {
    guard let first = tokens.first else { return false }
    if first.text.uppercased().hasPrefix("NO"), tokens.prefix(3).contains(where: \.hasDigit),
      tokens.contains(where: { $0.hasLetter && $0.folded.count > 3 })
    {
      return true
    }
    let isHouse =
      first.text.first?.isNumber == true && first.text.count <= 8
      && (first.text.hasSuffix(",") || first.text.contains("-") || first.text.contains(","))
    return isHouse && tokens.count > 1 && tokens.dropFirst().contains(where: \.hasLetter)
  }

  /// A post code of five or six digits that stands for itself.
  static func hasCode(_ tokens: ArraySlice<Token>) -> Bool {
    tokens.contains { token in
      let text = token.text.filter { !",.;:".contains($0) }
      return text.count == 5 && text.allSatisfy(\.isNumber) && tokens.count > 1
        || leadingCode(token.text)
    }
  }

  /// `81200JOHOR`, `TAMPOI,81200`.
  private static func leadingCode(_ text: String) -> Bool {
    text.split { ",.;".contains($0) }.dropFirst().contains { part in
      part.count == 5 && part.allSatisfy(\.isNumber)
    }
  }

  /// What may follow the line with the post code: a state, a country, the rest of the town.
  static func isRegion(_ tokens: ArraySlice<Token>) -> Bool {
    let words = tokens.flatMap { ReceiptRow.words($0.text) }
    guard !words.isEmpty, words.count <= 6, !tokens.contains(where: { $0.text.hasPrefix("(") })
    else { return false }
    return words.contains { regions.contains($0) }
      || Countries.isCountry(tokens.map(\.text).joined(separator: " "))
  }

  /// The tokens before a telephone's label.
  static func withoutContact(_ line: Range<Int>, _ layout: Layout) -> Range<Int> {
    let contacts: Set = ["TEL", "FAX", "PHONE", "TELEPHONE", "HP", "TELNO", "EMAIL"]
    let cut = line.first { index in
      let words = ReceiptRow.words(layout.tokens[index].text)
      return words.first.map { contacts.contains($0) } == true
    }
    return line.lowerBound..<(cut ?? line.upperBound)
  }
}

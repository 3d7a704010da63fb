import Values

/// Country names as addresses print them, in the six languages.
enum Countries {
  static func isCountry(_ text: String) -> Bool { code(text) != nil }

  /// ISO 3166-1 alpha-2 for a line that holds nothing but a country.
  static func code(_ text: String) -> String? {
    let parts = text.split { "/,|".contains($0) }.map { Token.fold(String($0)) }
    return parts.lazy.compactMap { table[$0] }.first
  }

  private static let table: [String: String] = {
    var table: [String: String] = [:]
    for row in rows {
      let words = row.split(separator: " ")
      for word in words.dropFirst() { table[String(word)] = String(words[0]) }
    }
    return table
  }()

  private static let rows = [
    "DE DEUTSCHLAND GERMANY ALLEMAGNE ALEMANIA GERMANIA DUITSLAND",
    "AT OESTERREICH AUSTRIA AUTRICHE OOSTENRIJK",
    "CH SCHWEIZ SWITZERLAND SUISSE SUIZA SVIZZERA ZWITSERLAND",
    "FR FRANKREICH FRANCE FRANCIA FRANKRIJK",
    "ES SPANIEN SPAIN ESPAGNE ESPANA SPAGNA SPANJE", "IT ITALIEN ITALY ITALIE ITALIA",
    "NL NIEDERLANDE NETHERLANDS THENETHERLANDS PAYSBAS PAISESBAJOS OLANDA PAESIBASSI NEDERLAND",
    "BE BELGIEN BELGIUM BELGIQUE BELGICA BELGIO BELGIE",
    "LU LUXEMBURG LUXEMBOURG LUXEMBURGO LUSSEMBURGO",
    "GB GROSSBRITANNIEN UNITEDKINGDOM ROYAUMEUNI REINOUNIDO REGNOUNITO VERENIGDKONINKRIJK UK ENGLAND",
    "IE IRLAND IRELAND IRLANDE IRLANDA IERLAND",
    "US USA UNITEDSTATES ETATSUNIS ESTADOSUNIDOS STATIUNITI UNITEDSTATESOFAMERICA",
    "PL POLEN POLAND POLOGNE POLONIA", "CZ TSCHECHIEN CZECHREPUBLIC CZECHIA",
    "DK DAENEMARK DENMARK DANEMARK DINAMARCA",
    "SE SCHWEDEN SWEDEN SUEDE SUECIA SVEZIA ZWEDEN", "IN INDIA INDIEN INDE",
    "PT PORTUGAL PORTOGALLO",
  ]
}

/// Words that names of shops are known by, and those that are none.
enum MerchantWords {
  /// Legal forms and their ends: `SDN BHD`, `GmbH`, `S/B`.
  private static let forms: Set<String> = [
    "SB", "BHD", "SDNBHD", "SDN", "BND", "PTELTD", "PTE", "ENTERPRISE", "ENTERPRISES",
  ]

  static func hasForm(_ tokens: ArraySlice<Token>) -> Bool { formEnd(tokens) != nil }

  /// Behind the last word of the legal form.
  static func formEnd(_ tokens: ArraySlice<Token>) -> Int? {
    tokens.indices.last { index in
      let token = tokens[index]
      if index == tokens.startIndex { return false }
      // `BHD(728384-M)`: a register's number may be glued to it.
      let head = Token.fold(String(token.text.prefix { $0 != "(" }))
      return forms.contains(head) || PartyText.isLegalForm(token)
    }.map { $0 + 1 }
  }

  /// True when the name `first` runs on in the line `next`.
  static func isContinued(_ first: ArraySlice<Token>, _ next: ArraySlice<Token>) -> Bool {
    guard let last = first.last, let begin = next.first else { return false }
    // `HARDWARE &`, `ENTERPRISE (SETIA`.
    if last.text == "&" || isOpen(first) { return true }
    if forms.contains(begin.folded) || begin.text.hasPrefix("&") || begin.text.hasPrefix("(") {
      return formEnd(next) != nil || begin.text.hasPrefix("&") || forms.contains(begin.folded)
    }
    guard let end = formEnd(next), end == next.endIndex else {
      return next.count == 1 && isTrade(begin.folded)
    }
    // Nothing but a legal form, with at most one word before it.
    let words = next.filter { token in
      let isForm = forms.contains(token.folded) || PartyText.isLegalForm(token)
      return !isForm && !token.text.hasPrefix("(") && token.folded.utf8.count > 1
    }
    return words.isEmpty || (words.count == 1 && words.contains { isTrade($0.folded) })
  }

  static func isOpen(_ tokens: ArraySlice<Token>) -> Bool {
    let text = tokens.map(\.text).joined()
    return text.count(where: { $0 == "(" }) > text.count(where: { $0 == ")" })
  }

  private static let trades: Set<String> = [
    "RESTAURANT", "RESTAURANTS", "RESTORAN", "CAFE", "COFFEE", "BAKERY", "BAKERIES", "MART",
    "SUPERMARKET", "SUPERMARKT", "MARKT", "MARKET", "PASARAYA", "PASAR", "KEDAI", "TRADING",
    "HARDWARE", "STATIONERY", "BOOKS", "BOOKSTORE", "BOOKSTORES", "BOOK", "PHARMACY", "APOTHEKE",
    "FARMASI", "PHARMACIE", "FARMACIA", "STORE", "STORES", "SHOP", "GALLERY", "GIFT", "KITCHEN",
    "BISTRO", "HOTEL", "GROCER", "GROCERY", "COMPANY", "SYARIKAT", "PERNIAGAAN", "BAECKEREI",
    "METZGEREI", "TANKSTELLE", "STATION", "RISTORANTE", "PIZZERIA", "BOULANGERIE", "LIBRERIA",
    "RESTAURANTE", "SUPERMERCADO", "SUPERMERCATO", "SUPERMARCHE", "GASTHAUS", "DRUGSTORE",
    "ELECTRICAL", "BOUTIQUE", "CONFECTIONERY", "HOUSE", "CENTRE", "CENTER", "SERVICES", "SERVICE",
    "HEALTHCARE", "CLINIC", "PIZZA", "SEAFOOD", "FOOD", "FOODS", "MINIMARKET", "BURGER",
  ]
  static func isTrade(_ folded: String) -> Bool { trades.contains(folded) }

  private static let introductions: Set<String> = [
    "DIMILIKI", "OLEH", "OWN", "OWNED", "OWNER", "BY", "INHABER", "INH", "OPERATED", "MANAGED",
  ]
  /// True for the words of `Owned by: ...`.
  static func introduces(_ folded: String) -> Bool { introductions.contains(folded) }

  private static let greetings: Set<String> = [
    "WELCOME", "THANK", "WILLKOMMEN", "BIENVENUE", "BENVENUTI", "BIENVENIDO", "WELKOM", "SELAMAT",
    "RECEIPT", "INVOICE", "BILL", "KASSENBON", "QUITTUNG", "RECHNUNG", "TICKET", "SCONTRINO",
    "RICEVUTA", "BON", "KASSABON", "FACTURE", "CASHIER", "TABLE", "ORDER", "COPY", "DUPLICATE",
    "REPRINT", "FORMERLY", "LICENSEE", "GUEST", "GOODS",
    "CHECK", "PREPAY", "QUANTITY", "POSTED", "SHOPPING", "HOURS", "ITEM", "QTY", "MEMBER",
    "COUNTER", "TERMINAL", "POS",
    "ORIGINAL",
  ]
  static func isGreeting(_ words: [String]) -> Bool { words.contains { greetings.contains($0) } }

  /// `(126926-H)`, `273500-U`, `001451637-M`, `(KJ1)`.
  static func isRegister(_ text: String) -> Bool {
    if text.hasPrefix("("), text.hasSuffix(")") || text.hasSuffix("),") {
      return text.contains(where: \.isNumber)
    }
    let digits = text.count(where: \.isNumber)
    return digits >= 4 && digits * 2 >= text.count
  }

  private static let registerWords: Set<String> = [
    "REG", "REGISTRATION", "ROC", "CO", "COREG", "GST", "SST", "UEN", "HRB", "SIRET", "CONO", "NO",
    "COMPANY", "ID", "BRN", "ABN", "TAX",
  ]

  /// A line that holds nothing but a register's number.
  static func isRegisterLine(_ tokens: ArraySlice<Token>) -> Bool {
    guard tokens.contains(where: { $0.text.count(where: \.isNumber) >= 4 }) else { return false }
    return tokens.allSatisfy { token in
      token.folded.isEmpty || isRegister(token.text) || registerWords.contains(token.folded)
        || token.folded.utf8.count <= 1
    }
  }
}

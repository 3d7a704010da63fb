import Books
import Readings
import Values

/// What the words of a header mean, for a table that nobody has described.
enum HeaderMeanings {
  /// The fields that a header names, exact names first.
  static func of(_ header: String) -> [HeaderMeaning] {
    let plain = CSVHeader.plain(header)
    guard !plain.isEmpty, plain.utf8.count <= CSVLimits.surveyLineText else { return [] }
    let bare = withoutCurrency(plain)
    let apart = CSVHeader.plain(wordsApart(header))
    let spellings = [plain] + (bare + [apart]).filter { $0 != plain }
    let named = spellings.flatMap { exact[$0] ?? [] }
    var found = named + supplier(header)
    let (words, apartWords) = (padded(plain), padded(apart))
    for (name, meanings) in longNames
    where contains(words, name) || (apart != plain && contains(apartWords, name)) {
      for meaning in meanings where !found.contains(where: { same($0, meaning) }) {
        found.append(meaning)
      }
    }
    return found.sorted { ($0.isExact ? 0 : 1, $0.rank) < ($1.isExact ? 0 : 1, $1.rank) }
  }

  /// `Invoice Number` of `InvoiceNumber`, as programs name columns.
  private static func wordsApart(_ header: String) -> String {
    var wasSmall = false
    return header.reduce(into: "") { result, letter in
      if wasSmall, letter.isUppercase { result.append(" ") }
      result.append(letter)
      wasSmall = letter.isLowercase
    }
  }

  /// A currency that the header names: a code in capitals, or a sign.
  static func currency(of header: String) -> CurrencyHint? {
    let words = header.split { !$0.isLetter && !$0.isCurrencySymbol }
    for word in words.map(String.init) {
      let isCode = usual.contains(word.uppercased()) && (word == word.uppercased() || word == "eur")
      let isSign = word.lowercased() == "euro" || word.contains(where: \.isCurrencySymbol)
      guard isCode || isSign, let mark = CurrencyMark(word) else { continue }
      return hint(mark)
    }
    return nil
  }

  static func hint(_ mark: CurrencyMark) -> CurrencyHint {
    switch mark {
    case .exact(let currency): CurrencyHint(sign: currency.code, codes: [currency.code])
    case .oneOf(let sign, let codes): CurrencyHint(sign: sign, codes: codes)
    }
  }

  /// Codes that stand in headers; the others are words too (ALL, TOP, TRY).
  private static let usual: Set<String> = [
    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN",
    "CAD", "AUD", "NZD", "JPY", "CNY", "HKD", "SGD", "INR", "ZAR", "BRL", "MXN", "AED",
  ]

  /// `paid in` of `paid in eur`, and `betrag` of `betrag in eur`: nobody knows whose word `in` is.
  private static func withoutCurrency(_ plain: String) -> [String] {
    let words = plain.split(separator: " ")
    let kept = words.filter { !usual.contains($0.uppercased()) && $0 != "€" }
    let without = kept.filter { $0 != "in" }
    return [kept.joined(separator: " ")]
      + (without.count == kept.count ? [] : [without.joined(separator: " ")])
  }

  private static func same(_ one: HeaderMeaning, _ other: HeaderMeaning) -> Bool {
    one.family == other.family && one.field == other.field
  }

  /// Plain words with a space at each end, as bytes: a header of a wide table is compared with hundreds of names.
  private static func padded(_ plain: String) -> [UInt8] { Array(" \(plain) ".utf8) }

  /// `name` as whole words among others, both padded; not all of them.
  private static func contains(_ words: [UInt8], _ name: [UInt8]) -> Bool {
    guard words.count > name.count else { return false }
    return (0...(words.count - name.count)).contains { start in
      name.indices.allSatisfy { words[start + $0] == name[$0] }
    }
  }

  private static let exact: [String: [HeaderMeaning]] = {
    var table: [String: [HeaderMeaning]] = [:]
    let families: [(HeaderMeaning.Family, [(field: String, names: [String])])] = [
      (.ledger, CSVHeaderNames.ledger), (.document, CSVHeaderNames.documents),
      (.ledger, HeaderHints.ledger), (.document, HeaderHints.documents), (.own, HeaderHints.own),
    ]
    for (index, (family, fields)) in families.enumerated() {
      for (field, names) in fields {
        for (rank, name) in names.enumerated() {
          let known = table[name, default: []]
          if known.contains(where: { $0.family == family && $0.field == field }) { continue }
          // The readers' own names come before the hints.
          let rank = rank + (index > 1 ? HeaderMeaning.hintRank : 0)
          table[name] =
            known + [HeaderMeaning(family: family, field: field, rank: rank, isExact: true)]
        }
      }
    }
    return table
  }()

  /// Names long enough to mean something inside a longer header, the longest first.
  private static let longNames: [(name: [UInt8], meanings: [HeaderMeaning])] =
    exact.filter { $0.key.count >= 4 }
    .sorted { ($1.key.count, $0.key) < ($0.key.count, $1.key) }
    .map { name, meanings in
      (
        padded(name),
        meanings.map {
          HeaderMeaning(family: $0.family, field: $0.field, rank: $0.rank, isExact: false)
        }
      )
    }

  /// What the suppliers table would make of the header; a text that is a currency too fits each field.
  private static func supplier(_ header: String) -> [HeaderMeaning] {
    let record = SupplierRecord(row: [header: "EUR"])
    let field: String? =
      if record.vatID != nil {
        "vatID"
      } else if !record.ibans.isEmpty {
        "iban"
      } else if record.currency != nil {
        "currency"
      } else if record.name != nil {
        "name"
      } else {
        nil
      }
    return field.map {
      [HeaderMeaning(family: .supplier, field: $0, rank: 0, isExact: true)]
    } ?? []
  }
}

package import Books
package import Values

/// Under what the lines of a payment run or payout, and the run itself, meet documents and entries in an index.
package enum RemittanceKeys {
  /// Keys that the line shares with documents which it may name.
  package static func documents(of line: RemittanceLine) -> [String] {
    let parts = [line.reference, line.text].compactMap { $0 }
    let keys = Matcher.keys(
      of: parts.map { TextAtom.atoms(of: $0, limit: EntryProfile.maximumRuns) }
    )
    // `B-77` alone in a line is a number, as short as it is; in a bank's text it could be anything.
    let whole = parts.filter { $0.utf8.count <= longestNumber }.flatMap(ReferenceKeys.ofNumber)
    return keys + Set(whole).subtracting(keys).sorted()
  }

  private static let longestNumber = 20

  /// Marks that the run shares with entries which may be it: its sum, and the numbers in its names.
  package static func marks(of remittance: Remittance) -> Set<String> {
    var marks = Set(numbers(of: remittance).map(mark(ofNumber:)))
    if let net = remittance.net { marks.insert(mark(of: net)) }
    return marks
  }

  /// Marks that the entry shares with runs; `keys` are its references.
  package static func marks(of entry: Entry, keys: [String]) -> Set<String> {
    Set(keys.map(mark(ofNumber:)) + [mark(of: entry.amount)])
  }

  /// References by which entries that call the run by one of its names are found.
  package static func numbers(of remittance: Remittance) -> Set<String> {
    Set(remittance.names.flatMap(ReferenceKeys.ofNumber))
  }

  /// The sign is left open: files state it in either way.
  package static func mark(of amount: Money) -> String {
    "\(ofAmount)\(amount.currency.code) \(amount.minorUnits.magnitude)"
  }

  package static func mark(ofNumber key: String) -> String { ofNumber + key }

  /// How marks begin.
  package static let ofAmount = "="
  package static let ofNumber = "#"
}

/// What an entry says of runs.
package struct RemittanceEntry {
  private let profile: EntryProfile

  package init(_ open: OpenEntry) {
    profile = EntryProfile(open)
  }

  /// True when the entry's reference or memo is, or holds, one of the run's names as a whole.
  package func names(_ remittance: Remittance) -> Bool {
    let reference = profile.entry.reference.map(Self.plain)
    return remittance.names.contains { name in
      if let reference, reference == Self.plain(name) { return true }
      guard let forms = NumberForms(name), !forms.isShort else { return false }
      return profile.text.find(forms.full) != nil
    }
  }

  /// True when its words are those of a bulk payment.
  package var looksLikeRun: Bool {
    let entry = profile.entry
    return [entry.reference, entry.memo, entry.counterparty].compactMap { $0 }.contains { text in
      TextAtom.atoms(of: text, limit: EntryProfile.maximumRuns).contains {
        !$0.isNumber && RunWords.all.contains($0.text)
      }
    }
  }

  private static func plain(_ text: String) -> String { text.uppercased() }
}

/// What banks and card processors call a bulk entry.
private enum RunWords {
  static let all: Set<String> = Set(
    """
    SAMMELUEBERWEISUNG SAMMELUBERWEISUNG SAMMELAUFTRAG SAMMELZAHLUNG SAMMLER SAMMELBUCHUNG ZAHLLAUF BULK BATCH \
    PAYOUT PAYOUTS AUSZAHLUNG PAYRUN VIREMENTS GROUPE GROUPES VERZAMELBETALING CUMULATIVO STRIPE ADYEN MOLLIE SUMUP \
    PAYPAL ZETTLE WORLDPAY KLARNA PAYRUNS DISBURSEMENT SETTLEMENT
    """.split(separator: " ").map(String.init)
  )
}

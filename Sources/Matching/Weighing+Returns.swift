package import Books
package import Values

// Money that came back.
extension Weighing {
  /// An entry that comes so much later at most may take an earlier one back: SEPA lets a payer call a collection back for
  /// eight weeks, card schemes for 90 days and more.
  package static let returnDays = 90

  /// True where `later`, of the other sign, may take back what `payment` paid of the document.
  ///
  /// `share` is what the payment paid of it: a batch may come back whole, or one document's part of it. It is a function of
  /// the three alone, so that it does not matter which came first.
  package mutating func takesBack(
    _ later: OpenEntry,
    _ payment: OpenEntry,
    of document: OpenDocument,
    share: Money
  ) -> Bool {
    let (back, paid) = (later.entry.amount, payment.entry.amount)
    guard back.currency == paid.currency, back.isNegative != paid.isNegative,
      (0...Self.returnDays).contains(payment.entry.day.days(until: later.entry.day))
    else { return false }
    let amount = back.minorUnits.magnitude
    let isWhole = amount == paid.minorUnits.magnitude
    guard isWhole || amount == share.minorUnits.magnitude else { return false }
    let (paper, line) = (profile(document), profile(later))
    if Self.names(paper, line) || (isWhole && Self.repeatsReference(payment.entry, line)) {
      return true
    }
    if let number = paper.number, Scorer.namesAnother(number, line) { return false }
    let isOfParty = Self.isOfParty(later.entry, payment.entry, document)
    let saysSo = ReturnWords.areIn(line)
    if isWhole, isOfParty { return true }
    let isNameless = (later.entry.counterparty ?? "").isEmpty && line.account == nil
    return saysSo && (isOfParty || isWhole && isNameless)
  }

  /// What is told of a document of which the money may have come back.
  package static func returnSentence(_ later: Entry) -> String {
    let name = later.counterparty.map { $0.isEmpty ? "" : ", " + MatchWords.short($0) } ?? ""
    return
      " But the entry of \(later.day) (\(later.amount)\(name)) may take it back: where the payment was returned, "
      + "reversed or refunded, the document is unpaid."
  }

  private static func names(_ document: DocumentProfile, _ entry: EntryProfile) -> Bool {
    if let number = document.number, let found = Scorer.reference(number, entry),
      found.isStrongReference
    {
      return true
    }
    guard let reference = document.paymentReference, !reference.isShort else { return false }
    return entry.text.find(reference.full) != nil
  }

  /// The payment's own reference (an end-to-end id) stands in what comes back.
  private static func repeatsReference(_ payment: Entry, _ later: EntryProfile) -> Bool {
    guard let reference = NumberForms(payment.reference), reference.full.count >= 6,
      !reference.isShort
    else { return false }
    return later.text.find(reference.full) != nil
  }

  private static func isOfParty(
    _ later: Entry,
    _ payment: Entry,
    _ document: OpenDocument
  ) -> Bool {
    let keys = PartyKeys.of(later)
    guard !keys.isEmpty else { return false }
    let parties =
      PartyKeys.of(payment) + PartyKeys.of(document.document, learned: document.learned)
    return keys.contains(where: parties.contains)
  }
}

/// Words for payments that came back, as banks print them.
private enum ReturnWords {
  static func areIn(_ entry: EntryProfile) -> Bool {
    entry.hasReversalWord
      || (entry.memoWords + entry.nameWords).contains { word in
        words.contains(word) || stems.contains { word.hasPrefix($0) }
      }
  }

  private static let stems = ["RUECKB", "RUECKG", "RUECKUE", "RUECKW", "STORN", "REVERS", "RETOUR"]
  private static let words: Set<String> = [
    "BOUNCED", "UNPAID", "REJET", "IMPAYE", "DEVUELTO", "STORNATO", "INSOLUTO", "TERUGBOEKING",
    "STORNERING", "TERUGBETALING", "RECALL", "DISPUTE",
  ]
}

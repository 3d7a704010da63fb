package import Books
import Documents
import Values
import Workflows

/// A line of a payment run or payout beside documents: whether it names them, and what each says of the other.
package struct RemittanceNaming {
  package let line: RemittanceLine
  private let profile: EntryProfile

  package init(_ line: RemittanceLine) {
    self.line = line
    profile = EntryProfile(OpenEntry(id: EntryID(0), entry: Self.entry(line, on: line.day)))
  }

  /// True when the document's number or payment reference stands in the line, and its currency is the line's.
  package func names(_ document: OpenDocument, _ weighing: inout Weighing) -> Bool {
    let paper = weighing.profile(document)
    guard paper.amount != 0, paper.payable.currency == line.gross.currency else { return false }
    if let reference = paper.paymentReference, !reference.isShort,
      profile.text.find(reference.full) != nil
    {
      return true
    }
    guard let number = paper.number else { return false }
    if isWhole(number) { return true }
    return Scorer.reference(number, profile)?.isStrongReference == true
  }

  /// The line says nothing but the number.
  private func isWhole(_ number: NumberForms) -> Bool {
    [line.reference, line.text].contains { text in
      text.flatMap { NumberForms($0) }?.full == number.full
    }
  }

  /// Whether account and name of the line are a document's.
  package enum Party {
    case same
    /// The name is another, and need not be: payouts name customers, and lists whoever they like.
    case perhaps
    case other
  }

  /// Numbers repeat between suppliers, so that a number alone may be another's.
  package func party(_ document: OpenDocument, _ weighing: inout Weighing) -> Party {
    let paper = weighing.profile(document)
    var pair = Pair(document: 0, entry: 0, evidence: [])
    Scorer(costsArePositive: false).weigh(paper, profile, &pair)
    if pair.evidence.contains(.ibanEqual) { return .same }
    if pair.evidence.contains(.ibanDiffers) { return .other }
    guard pair.evidence.contains(.nameDiffers), !isBuyer(document.document) else { return .same }
    return line.kind == .paymentRun ? .other : .perhaps
  }

  /// What the line and a document that it names say of each other, were the line an entry of that day and direction.
  func pair(
    _ document: OpenDocument,
    _ paper: DocumentProfile,
    place: Int,
    on day: Day,
    isMoneyOut: Bool
  ) -> (pair: Pair, line: EntryProfile) {
    var entry = Self.entry(line, on: day)
    if isMoneyOut {
      entry.amount = Money(minorUnits: 0 &- line.gross.minorUnits, currency: line.gross.currency)
    }
    let own = EntryProfile(OpenEntry(id: EntryID(0), entry: entry))
    var pair = Pair(document: place, entry: 0, evidence: [])
    Scorer(costsArePositive: paper.plan.costs == .positive).weigh(paper, own, &pair)
    if !pair.hasStrongReference, let number = paper.number, isWhole(number) {
      pair.evidence.removeAll { $0 == .otherNumber || $0 == .referencePart }
      pair.evidence.append(.referenceMarked)
    }
    settleParty(document.document, &pair)
    // The file says which way each line goes; where the plan leaves the sign open there is nothing to guess.
    if !pair.signFits, paper.plan.costs == .either {
      pair.signFits = paper.isCredit == line.gross.isNegative
    }
    if !pair.signFits { pair.evidence.append(.signOpposite) }
    pair.evidence.append(.remittanceLine)
    return (pair, own)
  }

  /// Only a payment run must name the document's own party.
  private func settleParty(_ document: Document, _ pair: inout Pair) {
    guard line.kind != .paymentRun || pair.evidence.contains(.ibanEqual) || isBuyer(document) else {
      return
    }
    pair.evidence.removeAll { $0 == .nameDiffers }
  }

  private func isBuyer(_ document: Document) -> Bool {
    document.buyer.name.map {
      NameProfile($0).similarity(to: profile.name) >= Scorer.similarName
    } ?? false
  }

  /// The line as if it stood in the bank by itself, before a fee.
  private static func entry(_ line: RemittanceLine, on day: Day?) -> Entry {
    var entry = Entry(day: day ?? Day(number: 0), amount: line.gross)
    entry.counterparty = line.counterparty
    entry.counterpartyIBAN = line.counterpartyIBAN
    entry.reference = line.reference
    entry.memo = line.text
    return entry
  }
}

import Books
import Values
import Workflows

/// One document and one entry, weighed.
struct Pair: Hashable, Sendable {
  let document: Int
  let entry: Int
  var evidence: [Evidence]
  /// Where the reference was found matters for the words only.
  var nameLikeness = 0
  var signFits = true

  var score: Int { evidence.reduce(0) { $0 + $1.weight } }
  var surplus: Int { max(0, score - MatchingRules.baseline) }
  var hasStrongReference: Bool { evidence.contains { $0.isStrongReference } }
  var hasReference: Bool { evidence.contains { $0.isReference } }
  var hasIdentity: Bool { evidence.contains { $0.isIdentity } }
  /// A pair that does not reach the baseline neither wins nor stands in another's way.
  var competes: Bool { hasIdentity && surplus > 0 }
  var amountFits: Bool {
    evidence.contains(.amountEqual) || evidence.contains(.amountWithinTolerance)
  }

  /// It would settle the document, of which the number stands in its text.
  var paysByNumber: Bool {
    guard isClearable, !evidence.contains(.otherNumber) else { return false }
    let numbers: [Evidence] = [.referenceExact, .referenceStripped, .referenceMarked]
    return evidence.contains(where: numbers.contains)
  }

  /// Evidence that may clear without a person, before the runner-up is looked at.
  var isClearable: Bool {
    guard amountFits, signFits else { return false }
    let barred: [Evidence] = [.currencyDiffers, .dayOutside, .signOpposite]
    guard !evidence.contains(where: barred.contains) else { return false }
    // Money that went to another account than the paper's is believed only where it went to the seller by name, under the number.
    if evidence.contains(.ibanDiffers) {
      return hasStrongReference
        && (evidence.contains(.nameEqual) || evidence.contains(.nameLearned))
    }
    return hasStrongReference || evidence.contains(.ibanEqual) || evidence.contains(.nameEqual)
  }
}

extension Pair {
  /// Decides what an unusual sign says.
  ///
  /// Where the plan does not say what a bill looks like, it is believed only when there is no other entry of the amount and
  /// it names the document or its seller.
  mutating func settleSign(_ document: DocumentProfile, _ entry: EntryProfile, hasUsual: Bool) {
    let isBelieved =
      document.plan.costs == .either && !hasUsual && evidence.contains(.amountEqual)
      && (hasStrongReference || evidence.contains(.nameEqual)) && !entry.hasReversalWord
    if isBelieved { signFits = true } else { evidence.append(.signOpposite) }
  }
}

/// Weighs pairs under one plan.
struct Scorer: Sendable {
  /// Sign of the expected entry: turned for ledgers in which costs are positive.
  let costsArePositive: Bool

  /// `wornKeys` are the document's keys that too many share to name anything.
  func weigh(
    _ document: DocumentProfile,
    _ entry: EntryProfile,
    _ pair: inout Pair,
    wornKeys: Set<String> = []
  ) {
    pair.evidence.removeAll(keepingCapacity: true)
    addAmount(document, entry, &pair)
    if !Self.isWorn(document, entry, wornKeys) { addReferences(document, entry, &pair) }
    addParty(document, entry, &pair)
    if pair.evidence.contains(.nameDiffers), Self.isNamedByChance(document, entry, pair) {
      pair.evidence.append(.referenceShort)
    }
    addDay(document, entry, &pair)
    pair.signFits = (document.isMoneyOut != costsArePositive) == entry.entry.amount.isNegative
  }

  /// True when all that the two have in common is a reference that too many have.
  private static func isWorn(
    _ document: DocumentProfile,
    _ entry: EntryProfile,
    _ wornKeys: Set<String>
  ) -> Bool {
    guard !wornKeys.isEmpty else { return false }
    let shared = Set(document.keys).intersection(entry.keys)
    return !shared.isEmpty && shared.isSubset(of: wornKeys)
  }

  /// True where the only thing that names the document is a number such as `2026` or `1101`, which stands in many texts.
  private static func isNamedByChance(
    _ document: DocumentProfile,
    _ entry: EntryProfile,
    _ pair: Pair
  ) -> Bool {
    guard pair.evidence.contains(.referenceExact) || pair.evidence.contains(.referenceStripped),
      !pair.evidence.contains(.paymentReference), !pair.evidence.contains(.purchaseOrder),
      !pair.evidence.contains(.ibanEqual), let number = document.number, number.isBareAndShort
    else { return false }
    return entry.text.find(number.full)?.isMarked != true
  }

  private func addAmount(_ document: DocumentProfile, _ entry: EntryProfile, _ pair: inout Pair) {
    guard document.payable.currency == entry.entry.amount.currency else {
      pair.evidence.append(.currencyDiffers)
      return
    }
    let difference = (document.amount - entry.amount).magnitude
    if difference == 0 {
      pair.evidence.append(.amountEqual)
    } else if difference <= document.tolerance {
      pair.evidence.append(.amountWithinTolerance)
    } else {
      pair.evidence.append(.amountDiffers)
    }
  }

  private func addReferences(
    _ document: DocumentProfile,
    _ entry: EntryProfile,
    _ pair: inout Pair
  ) {
    if let number = document.number {
      let found = Self.reference(number, entry)
      if let found, found != .referencePart || !Self.namesAnother(number, entry) {
        pair.evidence.append(found)
      } else if Self.namesAnother(number, entry) {
        pair.evidence.append(.otherNumber)
      }
    }
    if let reference = document.paymentReference, !reference.isShort,
      entry.text.find(reference.full) != nil
    {
      pair.evidence.append(.paymentReference)
      pair.evidence.removeAll { $0 == .otherNumber }
    }
    if let order = document.purchaseOrder, !order.isShort,
      entry.text.find(order.full) != nil
    {
      pair.evidence.append(.purchaseOrder)
    }
  }

  /// The strongest form of the number that stands in the entry's text.
  static func reference(_ number: NumberForms, _ entry: EntryProfile) -> Evidence? {
    if number.isShort {
      // `12` stands everywhere: only `Invoice 12` counts.
      let hit = entry.textWithoutZeros.find(number.fullWithoutZeros)
      return hit?.isMarked == true ? .referenceMarked : nil
    }
    if entry.text.find(number.full) != nil { return .referenceExact }
    let forms = [number.tail, number.digits].compactMap { $0 }
    if forms.contains(where: { entry.text.find($0) != nil }) { return .referenceStripped }
    let bare = [number.fullWithoutZeros, number.tailWithoutZeros].compactMap { $0 }
      .filter { $0.count >= 4 }
    if bare.contains(where: { entry.textWithoutZeros.find($0) != nil }) {
      return .referenceStripped
    }
    guard let serial = number.serial, let hit = entry.textWithoutZeros.find(serial) else {
      return nil
    }
    if hit.isMarked { return .referenceMarked }
    return serial.count >= 4 ? .referencePart : nil
  }

  /// True when the text names an invoice, and it is not this one.
  static func namesAnother(_ number: NumberForms, _ entry: EntryProfile) -> Bool {
    let full = String(decoding: number.full, as: UTF8.self)
    return entry.statedNumbers.contains { stated in
      guard stated.isMarked || stated.shape == number.shape else { return false }
      // A memo that was cut (`INV-208` for INV-20864, or `00451`) does not contradict.
      return !full.hasPrefix(stated.full) && !full.hasSuffix(stated.full)
        && !stated.full.hasSuffix(full)
    }
  }
}

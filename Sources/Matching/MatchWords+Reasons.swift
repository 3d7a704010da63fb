import Books
import Values

extension MatchWords {
  func reasons(_ pair: Pair) -> [Reason] {
    pair.evidence.map { Reason(code: $0.rawValue, weight: $0.weight, text: text($0, pair)) }
  }

  private func text(_ evidence: Evidence, _ pair: Pair) -> String {
    let document = documents[pair.document]
    let entry = entries[pair.entry]
    let number = Self.short(document.numberText)
    switch evidence {
    case .referenceExact: return "number \(number) stands in its text"
    case .referenceStripped: return "number \(number) stands in its text in another spelling"
    case .referenceMarked: return "number \(number) stands in its text as an invoice number"
    case .referencePart: return "a part of number \(number) stands in its text"
    case .referenceShort: return "\(number) is so short a number that it may stand there by chance"
    case .paymentReference: return "the payment reference stands in its text"
    case .purchaseOrder: return "the order number stands in its text"
    case .otherNumber: return "its text names another invoice"
    case .referenceListed: return "number \(number) stands in the list of numbers in its text"
    case .amountSum: return "the amounts together are equal"
    case .amountPart: return "it pays a part"
    case .amountDiscounted: return "amount equal less the early-payment discount"
    case .amountOriginal: return "it states the document's own currency and amount"
    case .amountNear: return "amount equal but for \(difference(document, entry))"
    case .amountEqual: return "amount equal"
    case .amountWithinTolerance: return "amount equal but for \(difference(document, entry))"
    case .amountDiffers: return "the amount differs by \(difference(document, entry))"
    case .currencyDiffers: return "the currency is \(entry.entry.amount.currency)"
    case .signOpposite: return "the money goes the other way"
    case .remittanceLine: return "a line of a payment file or payout list names it"
    case .ibanEqual, .ibanDiffers, .nameEqual, .nameSimilar, .nameLearned, .nameDiffers:
      return partyText(evidence, document, entry)
    case .daySame, .dayNear, .dayFar, .dayStated, .dayBefore, .dayOutside:
      return dayText(evidence, document, entry)
    }
  }

  private func partyText(
    _ evidence: Evidence,
    _ document: DocumentProfile,
    _ entry: EntryProfile
  ) -> String {
    let name = Self.short(document.nameText)
    let counterparty = Self.short(entry.entry.counterparty ?? entry.entry.memo ?? "")
    switch evidence {
    case .ibanEqual: return "same bank account"
    case .ibanDiffers: return "the bank account is not the one on the document"
    case .nameEqual where counterparty == name: return "same name (\(name))"
    case .nameEqual: return "same name (\(counterparty) ~ \(name))"
    case .nameLearned: return "a person has matched \(counterparty) to \(name) before"
    case .nameSimilar: return "name similar (\(counterparty) ~ \(name))"
    default: return "the name is another (\(counterparty), not \(name))"
    }
  }

  private func dayText(
    _ evidence: Evidence,
    _ document: DocumentProfile,
    _ entry: EntryProfile
  ) -> String {
    let issued = document.issueDate.map { "\($0)" } ?? "the document"
    switch evidence {
    case .daySame: return "booked within a week of it"
    case .dayNear: return "day fits"
    case .dayFar: return "it is booked long after the document was due"
    case .dayStated: return "its text names the day \(issued)"
    case .dayBefore: return "it is booked before the document's day \(issued)"
    default: return "its day lies outside the days looked at"
    }
  }

  private func difference(_ document: DocumentProfile, _ entry: EntryProfile) -> Money {
    let difference = (document.amount - entry.amount).magnitude
    return Money(minorUnits: Int64(clamping: difference), currency: document.payable.currency)
  }

  /// The number is there but not the amount: what the difference may be.
  func differenceSentence(_ pair: Pair) -> String {
    let document = documents[pair.document]
    let entry = entries[pair.entry]
    let rest = difference(document, entry)
    let share = rest.minorUnits.multipliedReportingOverflow(by: 100)
    let isSmall = !share.overflow && share.partialValue <= document.amount * 5
    let found = reasons(pair).first { $0.weight > 0 }?.text ?? ""
    let head = "The \(line(pair)) names it (\(found)), but "
    let isSlip = Self.isTransposed(document.amount, entry.amount)
    if entry.amount < document.amount {
      let guess =
        isSlip
        ? "two figures were swapped"
        : isSmall ? "a cash discount or a bank fee" : "a partial payment, or a credit note set off"
      return head + "\(rest) less than the document: perhaps \(guess)."
    }
    let guess =
      isSlip
      ? "two figures were swapped"
      : isSmall ? "a bank fee or a tip" : "one payment for several documents, or paid too much"
    return head + "\(rest) more than the document: perhaps \(guess)."
  }

  /// 842.40 and 824.40: two neighbouring figures have changed places, the commonest slip of a hand.
  static func isTransposed(_ left: Int64, _ right: Int64) -> Bool {
    let (left, right) = (Array("\(left)"), Array("\(right)"))
    guard left.count == right.count else { return false }
    let places = left.indices.filter { left[$0] != right[$0] }
    guard places.count == 2, places[1] == places[0] + 1 else { return false }
    return left[places[0]] == right[places[1]] && left[places[1]] == right[places[0]]
  }
}

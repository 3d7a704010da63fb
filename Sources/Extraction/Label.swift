/// What a printed label announces.
enum LabelField: String, Sendable, Hashable {
  case number
  case issueDate
  case dueDate
  /// A date of something else: order, delivery, printing.
  case otherDate
  case orderReference
  case buyerReference
  case contract
  case precedingInvoice
  case vatID
  case buyerVATID
  case taxNumber
  case iban
  case bic
  case currency
  case net
  case tax
  case gross
  /// `Total`: of what, the arithmetic or the headline must say.
  case total
  case due
  case prepaid
  case lineTotal
  case allowances
  case charges
  case rounding
  /// A tax that the buyer keeps back from what is due.
  case withheld
  case seller
  case buyer
  /// Somebody else: ship-to, payee, tax representative.
  case otherParty
  /// Column headlines of the table of items.
  case description
  case quantity
  case unitPrice
  case lineNet
  case taxRate
  case taxBase
  case position
  /// Something that is none of these, and must not be taken for one.
  case other

  var isAmount: Bool {
    switch self {
    case .net, .tax, .gross, .total, .due, .prepaid, .lineTotal, .allowances, .charges, .rounding,
      .withheld:
      true
    default: false
    }
  }

  var isParty: Bool { self == .seller || self == .buyer || self == .otherParty }
}

/// One way to print a label.
struct Label: Sendable {
  var field: LabelField
  /// 1...3: how surely it means that.
  var strength: Int
  /// ISO 639 code.
  var language: String
}

/// A label on the paper.
struct LabelHit {
  var label: Label
  var tokens: Range<Int>
  var line: Int
  var segment: Int
  /// Nothing stands before it in its segment.
  var startsSegment: Bool
  /// Nothing stands behind it in its segment.
  var endsSegment: Bool

  var field: LabelField { label.field }
}

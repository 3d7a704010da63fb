import Documents
import Values

/// What an element of an e-invoice means: its EN 16931 term and its field in the document.
struct XMLInvoiceMeaning: Sendable {
  typealias Table = XMLPathTable<XMLInvoiceMeaning>

  /// `BT-1`; nil where only the document wants the value.
  var term: String?
  var field: XMLInvoiceField?
  /// The term's values are days, given as `YYYY-MM-DD`.
  var isDay = false
  /// The same value twice is one value: the code of several payment means.
  var isDistinct = false
  /// The standard allows the term once (0..1): what the file says several times is one value, joined with `;`.
  var isOnce = false

  /// The same, of a term that the standard allows once.
  var once: Self {
    var meaning = self
    meaning.isOnce = true
    return meaning
  }
}

/// A place for a value that crosses tasks: key paths to stored properties hold no state.
typealias Slot<Root, Value> = any WritableKeyPath<Root, Value?> & Sendable

/// Where an element's value goes in a `Document`.
enum XMLInvoiceField: Sendable {
  /// The names are the field paths of sources and problems.
  case text(String, Slot<Document, String>)
  case amount(String, Slot<Document, ExactDecimal>)
  case day(String, Slot<Document, Day>)
  /// A day of which the last one counts.
  case lastDay(String, Slot<Document, Day>)
  case typeCode
  case currency
  /// BT-110 of any currency, for files that do not say whose it is.
  case taxOfAnyCurrency
  case address(XMLInvoiceParty, Slot<PostalAddress, String>)
  /// BT-84.
  case account
  case group(XMLInvoiceGroup)
  case taxText(Slot<TaxBreakdown, String>)
  case taxAmount(String, Slot<TaxBreakdown, ExactDecimal>)
  case allowanceText(Slot<AllowanceCharge, String>)
  case allowanceAmount(String, Slot<AllowanceCharge, ExactDecimal>)
  case lineText(Slot<DocumentLine, String>)
  case lineAmount(String, Slot<DocumentLine, ExactDecimal>)
  /// BT-153.
  case lineName
  /// BT-154, which follows the item's name in whatever order the file has them.
  case lineDescription
  /// DETAIL, GROUP or INFORMATION.
  case lineStatus
  /// A value of the parts that only some e-invoices have: see `XMLInvoiceField+Particulars`.
  case act(Action)
  /// The beginning of such a part.
  case start(Action)

  typealias Action = @Sendable (XMLInvoiceDraft, XMLValue) -> Void
}

enum XMLInvoiceParty: String, Sendable, CaseIterable {
  case seller
  case buyer
  case payee
  case taxRepresentative

  var slot: any WritableKeyPath<Document, Party> & Sendable {
    switch self {
    case .seller: \.seller
    case .buyer: \.buyer
    case .payee: \.payee
    case .taxRepresentative: \.more.taxRepresentative
    }
  }
}

/// An element that begins a repeated part of the document.
enum XMLInvoiceGroup: Sendable {
  case tax
  case allowance
  case charge
  /// Neither an allowance nor a charge by its indicator.
  case unclear
  case line
  case lineAllowance
  case lineCharge
}

/// Short spellings for the mapping tables.
extension XMLPathTable.Row where Meaning == XMLInvoiceMeaning {
  var once: Self {
    var row = self
    row.meaning = meaning.once
    return row
  }

  static func map(
    _ path: String,
    _ term: String?,
    _ field: XMLInvoiceField? = nil,
    attribute: XMLAttributeName? = nil
  ) -> Self {
    Self(path: path, attribute: attribute, meaning: XMLInvoiceMeaning(term: term, field: field))
  }

  static func day(
    _ path: String,
    _ term: String,
    _ field: XMLInvoiceField? = nil,
    isDistinct: Bool = false
  ) -> Self {
    var meaning = XMLInvoiceMeaning(term: term, field: field)
    meaning.isDay = true
    meaning.isDistinct = isDistinct
    return Self(path: path, meaning: meaning)
  }

  static func distinct(_ path: String, _ term: String, _ field: XMLInvoiceField? = nil) -> Self {
    var meaning = XMLInvoiceMeaning(term: term, field: field)
    meaning.isDistinct = true
    return Self(path: path, meaning: meaning)
  }

  static func begin(_ path: String, _ group: XMLInvoiceGroup) -> Self {
    begin(path, .group(group))
  }

  static func begin(_ path: String, _ field: XMLInvoiceField) -> Self {
    Self(path: path, meaning: XMLInvoiceMeaning(term: nil, field: field), wantsText: false)
  }
}

package import Values

package enum DocumentType: String, Sendable, Codable, CaseIterable {
  case invoice
  case creditNote
  case receipt
  case expense
}

/// One invoice, credit note, receipt or expense line, in EN 16931's terms.
///
/// Absent is nil: nothing is guessed. Amounts stand as written (`ExactDecimal` keeps the decimals),
/// in `currency`; nothing is recomputed.
///
/// A value of one pointer: a document has about fifty texts and lists, and each hand that it goes through would count
/// all of them up and down.
package struct Document: Hashable, Sendable {
  // Always one. An array, because it is copied only when it is changed while others have it.
  private var fields: [Fields]

  package init(type: DocumentType) {
    fields = [Fields(type: type)]
  }

  package var type: DocumentType {
    get { fields[0].type }
    _modify { yield &fields[0].type }
  }

  /// BT-3, UNTDID 1001: 380, 381, 384, ...
  package var typeCode: String? {
    get { fields[0].typeCode }
    _modify { yield &fields[0].typeCode }
  }

  /// BT-1.
  package var number: String? {
    get { fields[0].number }
    _modify { yield &fields[0].number }
  }

  /// BT-2.
  package var issueDate: Day? {
    get { fields[0].issueDate }
    _modify { yield &fields[0].issueDate }
  }

  /// BT-9.
  package var dueDate: Day? {
    get { fields[0].dueDate }
    _modify { yield &fields[0].dueDate }
  }

  /// BT-5.
  package var currency: Currency? {
    get { fields[0].currency }
    _modify { yield &fields[0].currency }
  }

  package var seller: Party {
    _read { yield fields[0].seller }
    _modify { yield &fields[0].seller }
  }

  package var buyer: Party {
    _read { yield fields[0].buyer }
    _modify { yield &fields[0].buyer }
  }

  /// BG-10, when somebody other than the seller is paid.
  package var payee: Party {
    _read { yield fields[0].payee }
    _modify { yield &fields[0].payee }
  }

  package var totals: Totals {
    _read { yield fields[0].totals }
    _modify { yield &fields[0].totals }
  }

  /// BG-23.
  package var taxes: [TaxBreakdown] {
    _read { yield fields[0].taxes }
    _modify { yield &fields[0].taxes }
  }

  /// BG-20 and BG-21.
  package var allowancesAndCharges: [AllowanceCharge] {
    _read { yield fields[0].allowancesAndCharges }
    _modify { yield &fields[0].allowancesAndCharges }
  }

  /// BG-25.
  package var lines: [DocumentLine] {
    _read { yield fields[0].lines }
    _modify { yield &fields[0].lines }
  }

  package var references: References {
    _read { yield fields[0].references }
    _modify { yield &fields[0].references }
  }

  package var payment: Payment {
    _read { yield fields[0].payment }
    _modify { yield &fields[0].payment }
  }

  /// Columns of a table that are no field of this model, by the workflow's name for them, as written.
  package var extra: [String: String] {
    _read { yield fields[0].extra }
    _modify { yield &fields[0].extra }
  }

  /// By field path (`totals.gross`, `seller.vatID`).
  package var sources: [String: Source] {
    _read { yield fields[0].sources }
    _modify { yield &fields[0].sources }
  }

  /// What was wrong with this document's own values (a bad row, a date that is no day).
  package var problems: [Problem] {
    _read { yield fields[0].problems }
    _modify { yield &fields[0].problems }
  }

  /// What only some e-invoices say; in JSON and paths these fields stand among the document's own.
  package var more: DocumentParticulars {
    get { fields[0].more }
    _modify { yield &fields[0].more }
  }

  /// `more` as it is kept, for those who do not want to look into an empty one.
  package var moreIfAny: Rare<DocumentParticulars> {
    get { fields[0].$more }
    _modify { yield &fields[0].$more }
  }

  private struct Fields: Hashable, Sendable {
    var type: DocumentType
    var typeCode: String?
    var number: String?
    var issueDate: Day?
    var dueDate: Day?
    var currency: Currency?
    var seller = Party()
    var buyer = Party()
    var payee = Party()
    var totals = Totals()
    var taxes: [TaxBreakdown] = []
    var allowancesAndCharges: [AllowanceCharge] = []
    var lines: [DocumentLine] = []
    var references = References()
    var payment = Payment()
    var extra: [String: String] = [:]
    var sources: [String: Source] = [:]
    var problems: [Problem] = []
    @Rare var more: DocumentParticulars

    init(type: DocumentType) {
      self.type = type
    }
  }
}

/// BG-4, BG-7 or BG-10.
package struct Party: RareValue {
  /// BT-27 / BT-44 / BT-59.
  package var name: String?
  /// BT-28 / BT-45.
  package var tradingName: String?
  /// BT-31 / BT-48.
  package var vatID: String?
  /// BT-32.
  package var taxRegistrationID: String?
  /// BT-30 / BT-47.
  package var legalRegistrationID: String?
  /// The party's account: BT-84 for the seller.
  package var iban: String?
  /// Lines joined with `, `.
  package var address: String?
  /// BT-40 / BT-55, ISO 3166-1 alpha-2.
  package var country: String?
  /// What only some e-invoices say.
  @Rare package var more: PartyParticulars

  package init() {}
}

/// BG-22, as written.
package struct Totals: Hashable, Sendable, Codable {
  /// BT-106.
  package var lines: ExactDecimal?
  /// BT-107.
  package var allowances: ExactDecimal?
  /// BT-108.
  package var charges: ExactDecimal?
  /// BT-109.
  package var net: ExactDecimal?
  /// BT-110.
  package var tax: ExactDecimal?
  /// BT-112.
  package var gross: ExactDecimal?
  /// BT-113.
  package var prepaid: ExactDecimal?
  /// BT-114.
  package var rounding: ExactDecimal?
  /// BT-115.
  package var due: ExactDecimal?
  /// BT-111: the tax in `taxCurrency`.
  package var taxAccounted: ExactDecimal?
  /// Taken off what is due without being a payment: withheld income tax, VAT that the buyer pays to the state
  /// (FatturaPA, Facturae; EN 16931 has no term for it).
  package var withheld: ExactDecimal?

  package init() {}
  package var isEmpty: Bool { self == Totals() }
}

/// BG-23: one VAT category and rate.
package struct TaxBreakdown: Hashable, Sendable, Codable {
  /// BT-118, UNTDID 5305.
  package var category: String?
  /// BT-119, in percent.
  package var rate: ExactDecimal?
  /// BT-116.
  package var base: ExactDecimal?
  /// BT-117.
  package var amount: ExactDecimal?
  /// BT-120.
  package var exemptionReason: String?
  /// BT-121: VATEX.
  package var exemptionCode: String?

  package init() {}
}

/// BG-20 (allowance) or BG-21 (charge) of the document, BG-27 or BG-28 of a line.
package struct AllowanceCharge: Hashable, Sendable, Codable {
  package var isCharge: Bool
  /// BT-92 / BT-99 / BT-136 / BT-141.
  package var amount: ExactDecimal?
  /// BT-97 / BT-104 / BT-139 / BT-144.
  package var reason: String?
  /// BT-95 / BT-102.
  package var category: String?
  /// BT-96 / BT-103, in percent.
  package var rate: ExactDecimal?
  /// BT-93 / BT-100 / BT-137 / BT-142.
  package var base: ExactDecimal?
  /// BT-94 / BT-101 / BT-138 / BT-143.
  package var percent: ExactDecimal?
  /// BT-98 / BT-105 / BT-140 / BT-145, UNTDID 5189 or 7161.
  package var reasonCode: String?

  package init(isCharge: Bool) {
    self.isCharge = isCharge
  }
}

/// BG-25.
package struct DocumentLine: Hashable, Sendable {
  /// BT-126.
  package var id: String?
  /// BT-153, with BT-154 where there is one.
  package var description: String?
  /// BT-129.
  package var quantity: ExactDecimal?
  /// BT-130.
  package var unit: String?
  /// BT-146.
  package var unitPrice: ExactDecimal?
  /// BT-149; 1 when absent.
  package var priceBaseQuantity: ExactDecimal?
  /// BT-131.
  package var net: ExactDecimal?
  /// BT-151.
  package var taxCategory: String?
  /// BT-152, in percent.
  package var taxRate: ExactDecimal?
  /// True for a sub-line or group that repeats what other lines add up to: left out of sums.
  package var isGroup: Bool?
  /// BG-27 and BG-28: the line's own allowances and charges, which `net` already contains.
  ///
  /// Empty: there are none. Nil: the reader does not say, so the line's arithmetic is not judged
  /// where an e-invoice may have them.
  package var allowancesAndCharges: [AllowanceCharge]?
  /// What only some e-invoices say.
  @Rare package var more: LineParticulars

  package init() {}
}

package struct References: Hashable, Sendable {
  /// BT-13.
  package var purchaseOrder: String?
  /// BT-10.
  package var buyerReference: String?
  /// BT-12.
  package var contract: String?
  /// BT-25.
  package var precedingInvoice: String?
  /// What only some e-invoices say.
  @Rare package var more: ReferencesParticulars

  package init() {}
  package var isEmpty: Bool { self == References() }
}

/// BG-16 and BT-20.
package struct Payment: Hashable, Sendable {
  /// BT-20.
  package var terms: String?
  /// BT-83.
  package var reference: String?
  /// The first BT-84 that is an IBAN.
  package var iban: String?
  /// BT-86.
  package var bic: String?
  /// BT-81, UNTDID 4461.
  package var meansCode: String?
  /// Every BT-84, as written.
  package var accounts: [String]?
  /// What only some e-invoices say.
  @Rare package var more: PaymentParticulars

  package init() {}
  package var isEmpty: Bool { self == Payment() }
}

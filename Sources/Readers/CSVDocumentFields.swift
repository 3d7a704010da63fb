import Documents
import Values

/// The document's fields that a column may fill, by path.
enum CSVDocumentFields {
  static let texts: [String: @Sendable (inout Document, String) -> Void] = [
    "number": { $0.number = $1 },
    "typeCode": { $0.typeCode = $1 },
    "seller.name": { $0.seller.name = $1 },
    "seller.tradingName": { $0.seller.tradingName = $1 },
    "seller.vatID": { $0.seller.vatID = $1 },
    "seller.taxRegistrationID": { $0.seller.taxRegistrationID = $1 },
    "seller.legalRegistrationID": { $0.seller.legalRegistrationID = $1 },
    "seller.iban": { $0.seller.iban = $1 },
    "seller.address": { $0.seller.address = $1 },
    "seller.country": { $0.seller.country = $1 },
    "buyer.name": { $0.buyer.name = $1 },
    "buyer.tradingName": { $0.buyer.tradingName = $1 },
    "buyer.vatID": { $0.buyer.vatID = $1 },
    "buyer.taxRegistrationID": { $0.buyer.taxRegistrationID = $1 },
    "buyer.legalRegistrationID": { $0.buyer.legalRegistrationID = $1 },
    "buyer.iban": { $0.buyer.iban = $1 },
    "buyer.address": { $0.buyer.address = $1 },
    "buyer.country": { $0.buyer.country = $1 },
    "payee.name": { $0.payee.name = $1 },
    "payee.iban": { $0.payee.iban = $1 },
    "references.purchaseOrder": { $0.references.purchaseOrder = $1 },
    "references.buyerReference": { $0.references.buyerReference = $1 },
    "references.contract": { $0.references.contract = $1 },
    "references.precedingInvoice": { $0.references.precedingInvoice = $1 },
    "payment.terms": { $0.payment.terms = $1 },
    "payment.reference": { $0.payment.reference = $1 },
    "payment.iban": { $0.payment.iban = $1 },
    "payment.bic": { $0.payment.bic = $1 },
    "payment.meansCode": { $0.payment.meansCode = $1 },
  ]

  static let amounts: [String: @Sendable (inout Document, ExactDecimal) -> Void] = [
    "totals.lines": { $0.totals.lines = $1 },
    "totals.allowances": { $0.totals.allowances = $1 },
    "totals.charges": { $0.totals.charges = $1 },
    "totals.net": { $0.totals.net = $1 },
    "totals.tax": { $0.totals.tax = $1 },
    "totals.gross": { $0.totals.gross = $1 },
    "totals.prepaid": { $0.totals.prepaid = $1 },
    "totals.rounding": { $0.totals.rounding = $1 },
    "totals.due": { $0.totals.due = $1 },
  ]

  /// The type that a `type` column's words mean, in six languages; nil when they mean none.
  static func type(_ text: String) -> DocumentType? {
    types[CSVHeader.plain(text)]
  }

  private static let types: [String: DocumentType] = {
    var table: [String: DocumentType] = [:]
    let words: [(DocumentType, String)] = [
      (
        .invoice,
        """
        invoice|bill|purchase invoice|380|rechnung|eingangsrechnung|re|facture|factura|fattura|\
        factuur
        """
      ),
      (
        .creditNote,
        """
        credit note|creditnote|credit memo|credit|381|gutschrift|rechnungskorrektur|gu|avoir|\
        note de crédit|nota de crédito|abono|nota di credito|creditnota|creditfactuur
        """
      ),
      (.receipt, "receipt|beleg|quittung|kassenbon|reçu|ticket|recibo|ricevuta|scontrino|bon"),
      (.expense, "expense|ausgabe|spesen|dépense|gasto|spesa|uitgave"),
    ]
    for (type, names) in words {
      for name in names.split(separator: "|") { table[String(name)] = type }
    }
    return table
  }()
}

/// The entry's texts that a column may fill.
enum CSVLedgerFields {
  static let texts: Set<String> = [
    "id", "account", "counterparty", "counterpartyIBAN", "reference", "memo",
  ]
}

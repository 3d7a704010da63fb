import Values

/// What a document is to the ledger.
package enum DocumentKind: UInt8, Sendable {
  case bill
  case receipt
  case salesInvoice
  case creditNote
}

/// How an entry came about, as far as its bank says.
package enum Channel: UInt8, Sendable, CaseIterable {
  case unknown
  case transfer
  case card
  case check
  case `internal`
}

/// Documents as columns.
///
/// Row `i` of each belongs together. Amounts are minor units of the currency.
package struct DocumentColumns: Sendable {
  package var text: [UInt8] = []
  package var id: [Slice] = []
  package var kind: [DocumentKind] = []
  package var name: [Slice] = []
  package var number: [Slice] = []
  package var order: [Slice] = []
  package var taxID: [UInt64] = []
  package var iban: [UInt64] = []
  /// Days since 1970-01-01; `noDay` when the paper has none.
  package var issueDay: [Int32] = []
  package var dueDay: [Int32] = []
  package var currency: [CurrencyCode] = []
  /// Signed as printed: a credit note is negative.
  package var total: [Int64] = []
  /// Hundredths of a percent: 200 is 2 %.
  package var discount: [Int32] = []
  package var discountDays: [Int32] = []

  package init() {}
  package var count: Int { id.count }
}

/// Entries of a ledger as columns; a negative amount is money out.
package struct EntryColumns: Sendable {
  package var text: [UInt8] = []
  package var id: [Slice] = []
  package var day: [Int32] = []
  package var currency: [CurrencyCode] = []
  package var amount: [Int64] = []
  package var name: [Slice] = []
  package var iban: [UInt64] = []
  package var reference: [Slice] = []
  package var memo: [Slice] = []
  package var channel: [Channel] = []
  package var originalCurrency: [CurrencyCode] = []
  package var originalAmount: [Int64] = []
  /// The entry that this line is a part of, when a remittance split it; else -1.
  package var parent: [Int32] = []
  /// What the line itself paid, for a part of an entry: its gross; else the amount.
  package var gross: [Int64] = []

  package init() {}
  package var count: Int { id.count }
}

/// Lines of payment files and payout reports.
package struct RemittanceColumns: Sendable {
  package var text: [UInt8] = []
  package var batch: [Slice] = []
  package var isPayout: [Bool] = []
  package var day: [Int32] = []
  package var name: [Slice] = []
  package var iban: [UInt64] = []
  package var currency: [CurrencyCode] = []
  package var gross: [Int64] = []
  package var net: [Int64] = []
  package var memo: [Slice] = []

  package init() {}
  package var count: Int { batch.count }
}

/// The supplier table: what parties are called and where they are paid.
package struct SupplierColumns: Sendable {
  package var text: [UInt8] = []
  package var name: [Slice] = []
  package var taxID: [UInt64] = []
  package var iban: [UInt64] = []
  /// The supplier's own id as a number; 0 for none.
  package var supplier: [UInt64] = []

  package init() {}
  package var count: Int { name.count }
}

/// Purchase orders: what was ordered for how much.
package struct OrderColumns: Sendable {
  package var text: [UInt8] = []
  package var number: [Slice] = []
  package var currency: [CurrencyCode] = []
  package var amount: [Int64] = []
  /// The id of the supplier, as in `SupplierColumns`.
  package var supplier: [UInt64] = []

  package init() {}
  package var count: Int { number.count }
}

/// No day was given.
package let noDay = Int32.min

/// A currency as three letters in one number; 0 is none.
package struct CurrencyCode: Hashable, Sendable {
  package let value: UInt32
  package let exponent: UInt8

  package static let none = CurrencyCode(value: 0, exponent: 2)

  private init(value: UInt32, exponent: UInt8) {
    self.value = value
    self.exponent = exponent
  }

  /// nil for what ISO 4217 does not list.
  package init?(_ text: some Collection<UInt8>) {
    guard text.count == 3 else { return nil }
    guard let currency = Currency(String(decoding: text, as: UTF8.self)) else { return nil }
    value = currency.code.utf8.reduce(0) { $0 << 8 | UInt32($1) }
    exponent = UInt8(currency.exponent)
  }

  package var text: String {
    guard value != 0 else { return "" }
    let letters = [UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
    return String(decoding: letters, as: UTF8.self)
  }
}

/// Everything that is reconciled together.
package struct OpenBooks: Sendable {
  package var documents: DocumentColumns
  package var entries: EntryColumns
  package var remittances: RemittanceColumns
  package var suppliers: SupplierColumns
  package var orders: OrderColumns

  package init(
    documents: DocumentColumns,
    entries: EntryColumns,
    remittances: RemittanceColumns = RemittanceColumns(),
    suppliers: SupplierColumns = SupplierColumns(),
    orders: OrderColumns = OrderColumns()
  ) {
    self.documents = documents
    self.entries = entries
    self.remittances = remittances
    self.suppliers = suppliers
    self.orders = orders
  }
}

package import Documents
package import Readings
import Values

/// One field of the document model by its path.
package struct DocumentField: Sendable {
  /// `totals.gross`.
  package let name: String
  package let type: ColumnInstructions.ValueType
  /// The field of a document as text: amounts as written, days as `YYYY-MM-DD`; nil when absent.
  package let text: @Sendable (Document) -> String?
}

/// One field of a ledger entry.
package struct EntryField: Sendable {
  package let name: String
  package let type: ColumnInstructions.ValueType
}

/// The names that columns, duplicate rules and path templates may use.
package enum FieldCatalog {
  package static let document: [DocumentField] =
    own + party("seller") { $0.seller } + party("buyer") { $0.buyer } + party("payee") { $0.payee }
    + totals
    + references + payment + FieldCatalog.particulars

  package static let entry: [EntryField] = [
    EntryField(name: "id", type: .text),
    EntryField(name: "day", type: .day),
    EntryField(name: "valueDay", type: .day),
    EntryField(name: "amount", type: .amount),
    EntryField(name: "currency", type: .currency),
    EntryField(name: "account", type: .text),
    EntryField(name: "counterparty", type: .text),
    EntryField(name: "counterpartyIBAN", type: .text),
    EntryField(name: "reference", type: .text),
    EntryField(name: "memo", type: .text),
    EntryField(name: "originalAmount", type: .amount),
    EntryField(name: "originalCurrency", type: .currency),
    // Not of the entry itself: a mark of debit or credit, and the balance that proves the rows.
    EntryField(name: "side", type: .text),
    EntryField(name: "balance", type: .amount),
  ]

  /// The document field at a path, without `document.` in front.
  package static func documentField(_ path: String) -> DocumentField? { byName[path] }

  /// What stands in a document at a path, as text.
  ///
  /// A field of the catalog, a part of a day (`issueDate.year`, `issueDate.month` with two digits), or
  /// one of the workflow's own columns.
  package static func text(of path: String, in document: Document) -> String? {
    if let field = byName[path] { return field.text(document) }
    let parts = path.split(separator: ".").map(String.init)
    if parts.count == 2, let index = dayParts.firstIndex(of: parts[1]),
      let field = byName[parts[0]], field.type == .day, let day = field.text(document)
    {
      return day.split(separator: "-").map(String.init)[index]
    }
    return document.extra[path]
  }

  /// The parts of a day, in the order of `YYYY-MM-DD`.
  static let dayParts = ["year", "month", "day"]

  /// Names and types of the known columns of a table of this kind; nil: any name will do.
  static func columns(
    for target: ReadInstructions.Target
  ) -> [String: ColumnInstructions.ValueType]? {
    switch target {
    case .invoice, .expense: documentColumns
    case .ledger: entryColumns
    case .remittance, .order, .table, .rulings: nil
    }
  }

  /// Names and types of what templates may find on a paper.
  static let printed = byName.mapValues(\.type)

  private static let documentColumns = byName.filter { !notInTables.contains($0.key) }
    .mapValues(\.type)
  private static let entryColumns = Dictionary(
    uniqueKeysWithValues: entry.map { ($0.name, $0.type) }
  )

  /// What the readers of tables do not fill.
  private static let notInTables: Set<String> =
    ([
      "payee.tradingName", "payee.vatID", "payee.taxRegistrationID", "payee.legalRegistrationID",
      "payee.address", "payee.country",
    ] as Set).union(particulars.map(\.name))

  private static let byName = Dictionary(uniqueKeysWithValues: document.map { ($0.name, $0) })
}

// The document model, field by field.
extension FieldCatalog {
  private static let own: [DocumentField] = [
    DocumentField(name: "type", type: .text) { $0.type.rawValue },
    DocumentField(name: "typeCode", type: .text) { $0.typeCode },
    DocumentField(name: "number", type: .text) { $0.number },
    DocumentField(name: "issueDate", type: .day) { $0.issueDate?.description },
    DocumentField(name: "dueDate", type: .day) { $0.dueDate?.description },
    DocumentField(name: "currency", type: .currency) { $0.currency?.code },
  ]

  private static func party(
    _ name: String,
    _ party: @escaping @Sendable (Document) -> Party
  ) -> [DocumentField] {
    func field(
      _ part: String,
      _ text: @escaping @Sendable (Party) -> String?
    ) -> DocumentField {
      DocumentField(name: "\(name).\(part)", type: .text) { text(party($0)) }
    }
    return [
      field("name") { $0.name },
      field("tradingName") { $0.tradingName },
      field("vatID") { $0.vatID },
      field("taxRegistrationID") { $0.taxRegistrationID },
      field("legalRegistrationID") { $0.legalRegistrationID },
      field("iban") { $0.iban },
      field("address") { $0.address },
      field("country") { $0.country },
    ]
  }

  private static let totals: [DocumentField] = [
    DocumentField(name: "totals.lines", type: .amount) { $0.totals.lines?.description },
    DocumentField(name: "totals.allowances", type: .amount) { $0.totals.allowances?.description },
    DocumentField(name: "totals.charges", type: .amount) { $0.totals.charges?.description },
    DocumentField(name: "totals.net", type: .amount) { $0.totals.net?.description },
    DocumentField(name: "totals.tax", type: .amount) { $0.totals.tax?.description },
    DocumentField(name: "totals.gross", type: .amount) { $0.totals.gross?.description },
    DocumentField(name: "totals.prepaid", type: .amount) { $0.totals.prepaid?.description },
    DocumentField(name: "totals.rounding", type: .amount) { $0.totals.rounding?.description },
    DocumentField(name: "totals.due", type: .amount) { $0.totals.due?.description },
  ]

  private static let references: [DocumentField] = [
    DocumentField(name: "references.purchaseOrder", type: .text) { $0.references.purchaseOrder },
    DocumentField(name: "references.buyerReference", type: .text) { $0.references.buyerReference },
    DocumentField(name: "references.contract", type: .text) { $0.references.contract },
    DocumentField(name: "references.precedingInvoice", type: .text) {
      $0.references.precedingInvoice
    },
  ]

  private static let payment: [DocumentField] = [
    DocumentField(name: "payment.terms", type: .text) { $0.payment.terms },
    DocumentField(name: "payment.reference", type: .text) { $0.payment.reference },
    DocumentField(name: "payment.iban", type: .text) { $0.payment.iban },
    DocumentField(name: "payment.bic", type: .text) { $0.payment.bic },
    DocumentField(name: "payment.meansCode", type: .text) { $0.payment.meansCode },
  ]
}

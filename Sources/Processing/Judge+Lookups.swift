import Books
import Checks
import Documents
import Readings
import Storage
import Values
import Workflows

/// What the books say about a document: earlier ones that it repeats, and its seller in the table of suppliers.
extension Judge {
  func duplicates(of one: Case) throws -> [DuplicateHit] {
    var hits: [DuplicateHit] = []
    let id = one.stored.id
    if fresh?.isAlone(id) == true { return [] }
    if let key = one.index.exactKey {
      hits += try transaction.documents(exactKey: key, before: one.stored).map {
        try hit(.exact, $0, of: one)
      }
    }
    if hits.isEmpty, let day = one.document.issueDate,
      let key = one.index.nearKey
    {
      hits += try transaction.documents(
        nearKey: key,
        nameKey: one.index.nameKey,
        around: day,
        days: one.workflow.duplicate.nearDays,
        before: one.stored
      ).map { try hit(.near, $0, of: one) }
    }
    return hits
  }

  private func hit(
    _ kind: DuplicateHit.Kind,
    _ stored: StoredDocument,
    of one: Case
  ) throws -> DuplicateHit {
    let document = stored.document.applying(
      try transaction.activeRulings(of: .document, stored.id.number)
    )
    var hit = DuplicateHit(kind: kind, document: stored.id)
    hit.fileName = try transaction.arrival(stored.arrival)?.name
    hit.number = document.number
    hit.issueDate = document.issueDate
    hit.amount = document.amount
    hit.otherAccount = SellerAccounts.otherAccounts(of: document, than: one.document)
    return hit
  }

  /// Looks the seller up in the workflow's suppliers table: VAT id, then IBAN, then name.
  func supplier(of one: Case) throws -> SupplierLookup {
    // Until a list is dropped there is nothing to compare with; the report says so once, not on every invoice.
    guard try one.basis.tables.hasRows(suppliersTable(of: one), in: books) else { return .noTable }
    return try SupplierKeys.lookup(one.document) { try suppliers(of: one, key: $0) }
  }

  /// Whom the table has under the seller's name, where an account has found somebody.
  func namesakes(of one: Case, _ lookup: SupplierLookup) throws -> [SupplierRecord] {
    try SupplierKeys.namesakes(one.document, of: lookup) { try suppliers(of: one, key: $0) }
  }

  private func suppliers(of one: Case, key: String) throws -> [SupplierRecord] {
    try one.basis.tables.rows(of: suppliersTable(of: one), key: key, in: books)
      .map { SupplierRecord(row: $0.values) }
  }

  private func suppliersTable(of one: Case) -> String {
    one.workflow.use["suppliers"]?.table ?? "suppliers"
  }

  /// Nil where a judgement is made again: it may look into nothing but what it has seen.
  private var books: StorageTransaction? { isRemaking ? nil : transaction }
}

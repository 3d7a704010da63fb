import Readings

/// The columns of a table of expenses or invoices, one a row.
struct DocumentProposal {
  private(set) var finder: ColumnFinder
  private(set) var columns: [ProposedColumn] = []
  private let target: ReadInstructions.Target

  init(_ table: TableSurvey, _ target: ReadInstructions.Target) {
    finder = ColumnFinder(table)
    self.target = target
    addTotals()
    addDays()
    addIdentity()
    addParties()
    addOwn()
  }

  private mutating func add(_ column: ProposedColumn) {
    if !column.isOpen {
      for one in column.columns { finder.take(one) }
    }
    columns.append(column)
  }

  private mutating func addTotals() {
    add(DocumentAmount(finder, target).column)
    let isTurned: Bool =
      if case .flag(true) = columns[0].negate { true } else { false }
    for field in ["totals.net", "totals.tax"] {
      guard let found = finder.take(field, .document, partial: false, where: \.holdsNumbers) else {
        continue
      }
      var column = LedgerProposal.described(field, found)
      // Of one bill the parts have the sign of the whole.
      if isTurned { column.negate = .flag(true) }
      columns.append(column)
    }
    if let currency = CurrencyColumn.take("currency", .document, &finder) {
      columns.append(currency)
    }
  }

  private mutating func addDays() {
    var day = DayChoice.take("issueDate", .document, &finder) {
      $0.means("dueDate", .document) || $0.means("valueDay", .ledger)
    }
    DayProposal.describe(&day, in: finder.table)
    columns.insert(day, at: 0)
    guard let due = finder.take("dueDate", .document, partial: false, where: \.holdsCertainDays)
    else { return }
    var column = ProposedColumn("dueDate", .column(due.column))
    DayProposal.describe(&column, in: finder.table)
    columns.append(column)
  }

  private mutating func addIdentity() {
    let isNumber: (ColumnSurvey) -> Bool = { !$0.holdsCertainDays && !$0.looksLikeMoney }
    if let number = finder.take("number", .document, where: isNumber) {
      columns.append(LedgerProposal.described("number", number))
    }
    guard target == .invoice else { return }
    let isType: (ColumnSurvey) -> Bool = { $0.filled > 0 && $0.documentTypes == $0.filled }
    if let type = finder.take("type", .document, partial: false, where: isType) {
      columns.append(LedgerProposal.described("type", type))
    }
  }

  private mutating func addParties() {
    if let seller = finder.take("seller.name", .document, where: \.holdsWords) {
      columns.append(LedgerProposal.described("seller.name", seller))
    } else if finder.table.headerEvidence == .noHeader {
      addSellerByContent()
    } else if target == .expense {
      addSellerByDescription()
    }
    addIdentifier("seller.vatID", holds: \.holdsVATIDs)
    addIdentifier("seller.iban", holds: \.holdsIBANs)
    for field in ["payment.reference", "references.purchaseOrder", "buyer.name"] {
      let found = finder.take(field, .document, partial: false) {
        !$0.holdsCertainDays && !$0.looksLikeMoney
      }
      if let found { columns.append(LedgerProposal.described(field, found)) }
    }
  }

  private mutating func addSellerByContent() {
    let words = finder.free.filter { $0.filled > 0 && $0.holdsWords && $0.lengthTimesTen >= 40 }
    guard let longest = words.max(by: { $0.lengthTimesTen < $1.lengthTimesTen }) else { return }
    var column = ProposedColumn("seller.name", .column(longest))
    column.notes = [.unsure("there is no header; these texts look like names.")]
    add(column)
  }

  /// Card statements name the shop in the description.
  private mutating func addSellerByDescription() {
    let texts = finder.named("description", .own, isExact: true)
    guard let text = texts.first(where: { $0.filled > 0 && $0.holdsWords }) else { return }
    var column = ProposedColumn("seller.name", .column(text))
    let name = EvidenceText.name(text)
    column.notes = [
      .unsure("no column is called merchant; \(name) seems to say where the money was spent.")
    ]
    add(column)
  }

  /// By the header, or by what the cells hold.
  private mutating func addIdentifier(_ field: String, holds: (ColumnSurvey) -> Bool) {
    if let found = finder.take(field, .document, partial: false, where: holds) {
      columns.append(LedgerProposal.described(field, found))
      return
    }
    guard let column = finder.free.first(where: { $0.filled > 0 && holds($0) }) else { return }
    var proposed = ProposedColumn(field, .column(column))
    proposed.notes = [
      .unsure(
        "\(EvidenceText.name(column)) holds such numbers; whose they are, the header does not say."
      )
    ]
    add(proposed)
  }

  private mutating func addOwn() {
    for field in ["category", "card", "employee", "project", "costCentre", "description"] {
      let found = finder.take(field, .own, partial: false) { !$0.looksLikeMoney }
      if let found { columns.append(ProposedColumn(field, .column(found.column))) }
    }
  }
}

import Readings

/// The columns of a ledger's export.
struct LedgerProposal {
  private(set) var finder: ColumnFinder
  private(set) var columns: [ProposedColumn] = []
  private var proof: BalanceFinding?

  init(_ table: TableSurvey) {
    finder = ColumnFinder(table)
    addAmount()
    addDays()
    addCurrency()
    addSide()
    addBalance()
    addParties()
    addTexts()
  }

  private var rowCount: Int { finder.table.rowCount }

  private mutating func add(_ column: ProposedColumn) {
    if !column.isOpen {
      for one in column.columns { finder.take(one) }
    }
    columns.append(column)
  }

  private mutating func addAmount() {
    let choice = LedgerAmount(finder).choice
    proof = choice.proof
    add(choice.column)
  }

  private mutating func addDays() {
    var day = DayChoice.take("day", .ledger, &finder) { $0.means("valueDay", .ledger) }
    DayProposal.describe(&day, in: finder.table)
    columns.insert(day, at: 0)
    guard let found = finder.take("valueDay", .ledger, partial: false, where: \.holdsCertainDays)
    else { return }
    var value = ProposedColumn("valueDay", .column(found.column))
    DayProposal.describe(&value, in: finder.table)
    columns.append(value)
  }

  private mutating func addCurrency() {
    if let currency = CurrencyColumn.take("currency", .ledger, &finder) { columns.append(currency) }
    guard let amount = finder.take("originalAmount", .ledger, partial: false, where: \.holdsNumbers)
    else { return }
    columns.append(ProposedColumn("originalAmount", .column(amount.column)))
    guard
      let currency = finder.take(
        "originalCurrency",
        .ledger,
        partial: false,
        where: \.holdsCurrencies
      )
    else { return }
    columns.append(ProposedColumn("originalCurrency", .column(currency.column)))
  }

  private mutating func addSide() {
    guard let side = finder.free.first(where: \.isSide) else { return }
    var column = ProposedColumn("side", .column(side))
    let isNamed = side.means("side", .ledger)
    let text = "\(EvidenceText.name(side)) marks each row as debit or credit"
    column.notes = [isNamed ? .because(text + ".") : .unsure(text + ", it seems.")]
    if isOfSeveralAccounts {
      column.notes.append(
        .unsure(
          "a debit is taken for money out, as in a bank's export. In the books of a cost account it"
            + " is a cost: then add \"negate\": true to the amount."
        )
      )
    }
    add(column)
  }

  /// The books of a firm, not the export of one bank account.
  private var isOfSeveralAccounts: Bool {
    finder.table.columns.contains { $0.means("account", .ledger) && $0.distinct > 1 }
  }

  /// A balance that does not follow from the rows would have each file refused.
  private mutating func addBalance() {
    if let proof, let balance = finder.column(proof.balance) {
      add(ProposedColumn("balance", .column(balance)))
    }
  }

  private mutating func addParties() {
    if let found = finder.take("counterparty", .ledger, where: \.holdsWords) {
      columns.append(Self.described("counterparty", found))
    }
    if let found = finder.take("counterpartyIBAN", .ledger, partial: false, where: \.holdsIBANs) {
      columns.append(account(found))
    } else if let iban = finder.free.first(where: {
      $0.filled > 0 && $0.holdsIBANs && !$0.means("account", .ledger)
    }) {
      finder.take(iban)
      var column = account(ColumnFinder.Found(column: iban, isExact: false))
      column.notes = [
        .unsure("\(EvidenceText.name(iban)) holds IBANs; whose they are, the header does not say.")
      ]
      columns.append(column)
    }
    guard !columns.contains(where: { $0.field == "account" }) else { return }
    let keys = proof?.keys ?? []
    let hasProof = proof != nil
    // The reader keeps balances of accounts apart, so it must be told of the account only where the proof does so too.
    let found = finder.take("account", .ledger, partial: false) { column in
      !hasProof || keys.contains(column.number) || column.distinct <= 1
    }
    if let found { columns.append(Self.described("account", found)) }
  }

  /// The other side's account, or one's own where all rows have the same.
  private func account(_ found: ColumnFinder.Found) -> ProposedColumn {
    let isOwn = found.column.distinct == 1 && found.column.filled == rowCount && rowCount > 2
    var column = Self.described(isOwn ? "account" : "counterpartyIBAN", found)
    if isOwn {
      column.notes = [
        .unsure("\(EvidenceText.name(found.column)) has the same IBAN in all rows: it is your own.")
      ]
    }
    return column
  }

  private mutating func addTexts() {
    let rows = rowCount
    // Rows with the same id count once, so only what tells all rows apart is an id.
    let id = finder.take("id", .ledger, partial: false) {
      $0.distinct == rows && $0.filled == rows && rows > 0 && !$0.looksLikeMoney
    }
    if let id { columns.append(Self.described("id", id)) }
    for field in ["reference", "memo"] {
      if let found = finder.take(
        field,
        .ledger,
        where: { !$0.holdsCertainDays && !$0.looksLikeMoney }
      ) {
        columns.append(Self.described(field, found))
      }
    }
    if finder.table.headerEvidence == .noHeader { addTextsByContent() }
    for field in ["gross", "fee"] {
      guard let found = finder.take(field, .own, partial: false, where: \.holdsNumbers) else {
        continue
      }
      var column = ProposedColumn(field, .column(found.column))
      column.ownType = .number
      columns.append(column)
    }
  }

  /// Without a header: the longest texts are the memo, the next the name.
  private mutating func addTextsByContent() {
    for field in ["memo", "counterparty"] where !columns.contains(where: { $0.field == field }) {
      let words = finder.free.filter { $0.filled > 0 && $0.holdsWords && $0.lengthTimesTen >= 40 }
      guard let longest = words.max(by: { $0.lengthTimesTen < $1.lengthTimesTen }) else { return }
      var column = ProposedColumn(field, .column(longest))
      column.notes = [.unsure("there is no header; these texts look like it.")]
      add(column)
    }
  }

  /// With what there is to say about a column of texts.
  static func described(_ field: String, _ found: ColumnFinder.Found) -> ProposedColumn {
    var column = ProposedColumn(field, .column(found.column))
    let name = EvidenceText.name(found.column)
    if !found.isExact { column.notes.append(.unsure("\(name) is near to a usual name of it.")) }
    if !found.rivals.isEmpty {
      column.notes.append(.unsure("\(EvidenceText.names(found.rivals)) could be it as well."))
    }
    return column
  }
}

/// Chooses the column of days that counts.
enum DayChoice {
  static func take(
    _ field: String,
    _ family: HeaderMeaning.Family,
    _ finder: inout ColumnFinder,
    last isLast: (ColumnSurvey) -> Bool
  ) -> ProposedColumn {
    let fits: (ColumnSurvey) -> Bool = { $0.holdsDays || DayProposal.isSerial($0) }
    if let found = finder.take(field, family, where: fits) {
      return LedgerProposal.described(field, found)
    }
    let days = finder.free.filter(\.holdsCertainDays)
    guard let first = days.first(where: { !isLast($0) }) ?? days.first else {
      var column = ProposedColumn(field, .open([]))
      column.notes = [.fillIn("no column holds days. In which column do they stand?")]
      return column
    }
    finder.take(first)
    var column = ProposedColumn(field, .column(first))
    let others = days.filter { $0.number != first.number }
    let rest = others.isEmpty ? "" : "; \(EvidenceText.names(others)) could be it as well"
    column.notes = [.unsure("\(EvidenceText.name(first)) holds days\(rest).")]
    return column
  }
}

/// Chooses the column of currency codes.
enum CurrencyColumn {
  static func take(
    _ field: String,
    _ family: HeaderMeaning.Family,
    _ finder: inout ColumnFinder
  ) -> ProposedColumn? {
    let isThere: (ColumnSurvey) -> Bool = { $0.filled > 0 && $0.holdsCurrencies }
    var column: ProposedColumn
    if let found = finder.take(field, family, partial: false, where: isThere) {
      column = LedgerProposal.described(field, found)
    } else {
      let codes = finder.free.filter(isThere)
      guard let only = codes.first, codes.count == 1, only.currencies == only.filled else {
        return nil
      }
      finder.take(only)
      column = ProposedColumn(field, .column(only))
      column.notes = [.because("\(EvidenceText.name(only)) holds codes of currencies only.")]
    }
    let chosen = column.columns[0]
    let rows = finder.table.rowCount
    if chosen.currencies < rows {
      column.notes.append(
        .unsure(
          "\(rows - chosen.currencies) of \(rows) rows have no currency in \(EvidenceText.name(chosen))."
        )
      )
    }
    return column
  }
}

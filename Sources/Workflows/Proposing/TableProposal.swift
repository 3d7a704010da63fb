import Readings

/// The columns of a table to look things up in: all of them, under their own names.
struct TableProposal {
  private(set) var columns: [ProposedColumn] = []
  /// The rows are suppliers, whose columns the checks know by name.
  let isSuppliers: Bool
  /// They are called so, or have what only firms have.
  let isCalledSuppliers: Bool

  init(_ table: TableSurvey) {
    let known = ["name", "vatID", "iban"].filter { field in
      table.columns.contains { $0.means(field, .supplier) }
    }
    let isOfEmployees = table.columns.contains { column in
      column.meanings.contains { $0.field == "employee" }
    }
    isSuppliers = known.count > 1 && !isOfEmployees
    isCalledSuppliers =
      known.contains("vatID") || table.columns.contains { Self.isCalledSupplier($0.header) }
    var names: Set<String> = []
    for column in table.columns where column.filled > 0 || !column.header.isEmpty {
      var name = self.name(column)
      if !names.insert(name).inserted {
        name = "\(name) \(column.number)"
        names.insert(name)
      }
      columns.append(proposed(name, column, table))
    }
  }

  private static func isCalledSupplier(_ header: String) -> Bool {
    let words = [
      "supplier", "vendor", "lieferant", "kreditor", "fournisseur", "proveedor", "fornitore",
      "leverancier", "creditor",
    ]
    return TextWords.plain(header).contains { words.contains($0) }
  }

  private func name(_ column: ColumnSurvey) -> String {
    let field = column.meanings.first { $0.family == .supplier }?.field
    if isSuppliers, let field { return field }
    let isName =
      !column.header.isEmpty && column.header.utf8.count <= 150
      && !column.header.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    return isName ? column.header : "column \(column.number)"
  }

  /// Days and figures are understood where every cell is one.
  private func proposed(
    _ name: String,
    _ column: ColumnSurvey,
    _ table: TableSurvey
  ) -> ProposedColumn {
    var proposed = ProposedColumn(name, .column(column))
    if column.holdsCertainDays, column.days?.count == column.filled {
      proposed.ownType = .day
      DayProposal.describe(&proposed, in: table)
    } else if column.looksLikeMoney, column.numbers?.count == column.filled {
      proposed.ownType = .number
    }
    return proposed
  }
}
